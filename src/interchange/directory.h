/* SPDX-License-Identifier: MIT
 *
 * The directory as a user has it: where its file lies, and what the first start puts into it.
 */
#ifndef IEMN_INTERCHANGE_DIRECTORY_H
#define IEMN_INTERCHANGE_DIRECTORY_H

#include <stdbool.h>

#include "base/err.h"
#include "store/store.h"

struct directory_options {
	const char *path; /* file that the user named, or NULL */
	bool read_only;
	bool defers_check;	       /* the caller looks for damage later, by store_check() */
	const struct store_wait *wait; /* asked while another program holds the file; only with
					  defers_check. NULL waits three seconds */
	bool demo;		       /* a throw-away directory with made-up people */
};

/* Path of the file: the one named, else IEMN_FILE, else $XDG_DATA_HOME/iemn/directory.db, else
 * ~/.local/share/iemn/directory.db. Relative XDG variables are ignored, as their specification
 * asks. Yours to free. ERR_FAILED when nothing is named and HOME is missing or relative. */
bool directory_path(const char *named, char **path, struct err *err);

/* Opens the directory. A file that does not exist yet is made and filled with the bundled facts,
 * unless it is to be only read: then that is ERR_NOT_FOUND. A missing folder is made only for the default place. */
bool directory_open(const struct directory_options *options, struct store **store, struct err *err);

#endif
