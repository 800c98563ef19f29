/* SPDX-License-Identifier: MIT
 *
 * Runs a part of a test in a process of its own: as another user, where media can be mounted, or to
 * be killed at a chosen moment.
 */
#ifndef IEMN_TESTS_CHILD_H
#define IEMN_TESTS_CHILD_H

#include <stdbool.h>

/* Runs in the child; gives its exit status. Must not use cmocka's assertions. */
typedef int child_body(void *context);

/* Gives the exit status of the body, or -1 when the child was killed. */
int child_run(child_body *body, void *context);

/* The same as a user without rights; gives -1 when that is not possible here. */
int child_run_as_nobody(child_body *body, void *context);

/* The same with mounts of its own; gives -1 when that is not possible here. */
int child_run_with_mounts(child_body *body, void *context);

/* Runs the body twice at the same time; whether both gave 0. */
bool child_run_two(child_body *body, void *first, void *second);

enum child_end {
	CHILD_KILLED,	 /* was killed before its last system call */
	CHILD_FINISHED,	 /* came to its end first, with exit status 0 */
	CHILD_FAILED,	 /* came to its end first, with another exit status */
	CHILD_UNWATCHED, /* this machine lets no process watch another */
};

/* Runs the body and kills it (SIGKILL) before its system call of that number, counted from 1. */
enum child_end child_kill_at(unsigned call, child_body *body, void *context);

#endif
