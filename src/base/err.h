/* SPDX-License-Identifier: MIT
 *
 * Errors of the world outside: a kind for code, a sentence for people, the field when a value is at
 * fault. Who knows the reason writes the sentence; others may add to it and never reword it.
 */
#ifndef IEMN_BASE_ERR_H
#define IEMN_BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

enum err_kind {
	ERR_NONE,
	ERR_FAILED,    /* could not be done, for a reason that has no kind of its own */
	ERR_USAGE,     /* the command line, or a terminal that cannot be used */
	ERR_NOT_FOUND, /* no such record */
	ERR_INVALID,   /* a value or a text breaks a rule; err.field names the field */
	ERR_CONFLICT,  /* the record changed meanwhile, or a name fits several */
	ERR_READ_ONLY, /* the file or its folder cannot be written */
	ERR_BUSY,      /* another program holds the file */
	ERR_DAMAGED,   /* the file is broken */
	ERR_FOREIGN,   /* not a database, or another program's */
	ERR_NEWER,     /* made by a newer version of this program */
	ERR_SYSTEM,    /* disk full, I/O error, out of memory */
	ERR_CANCELLED, /* given up because a key was pressed */
};

struct err {
	enum err_kind kind;
	char field[48];	 /* name of the field at fault, empty when none is */
	char text[1000]; /* a sentence without a line end, UTF-8, may hold file names as they are */
};

/* Sets kind and sentence; gives false, so that a caller can `return err_set(…)`. A longer text is cut
 * at a character. err may be NULL. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same, naming the field at fault. */
bool err_set_field(struct err *err, const char *field, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts words and a blank before the sentence that err holds, and gives false. */
bool err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Exit code of the program for a kind: 0 to 8, as the manual lists them. */
int err_exit_code(enum err_kind kind);

#endif
