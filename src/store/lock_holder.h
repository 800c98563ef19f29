/* SPDX-License-Identifier: MIT
 *
 * Who else holds locks on the directory file, so that a save that has to wait can say for whom. It is
 * read from /proc, where there is one, and never from the file: POSIX drops all locks of a process
 * when it closes any descriptor of the file.
 */
#ifndef IEMN_STORE_LOCK_HOLDER_H
#define IEMN_STORE_LOCK_HOLDER_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#define LOCK_HOLDER_SIZE 160 /* bytes of a holder's name and number */

/* Writes who holds the file with this device and inode, "iemn, process 1234", clean. False when
 * nobody does or it cannot be known. */
bool lock_holder_find(dev_t device, ino_t inode, char out[LOCK_HOLDER_SIZE]);

/* The process that a text like /proc/locks tells of, self apart: one that writes before one that
 * reads. 0 for none. */
long lock_holder_process(FILE *locks, dev_t device, ino_t inode, long self);

#endif
