/* SPDX-License-Identifier: MIT
 *
 * Who sits at the terminal, for the journal: a name, not a right.
 */
#ifndef IEMN_BASE_USER_H
#define IEMN_BASE_USER_H

#define USER_SIZE 101 /* bytes of a user's name with its NUL */

/* IEMN_USER when it is set and not empty, else the login name, else the number of the user. UTF-8
 * without control characters and those that change the direction of text; what is longer is cut at a character. */
void user_name(char out[USER_SIZE]);

#endif
