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
	const struct store_wait *wait; /* asked while another program holds the file, or NULL to
					  wait three seconds */
	/* told, where it is not NULL, in a sentence that an erasure was stopped and is not ended yet */
	void (*warn)(void *context, const struct err *warning);
	void *warn_context;
	bool is_trial; /* nothing will be saved: no file is made, a throw-away one stands in for it */
	bool demo;     /* a throw-away directory with made-up people */
};

/* Opens the directory: the named file, else that of IEMN_FILE, else iemn/directory.db in XDG_DATA_HOME or
 * ~/.local/share. ERR_FAILED when nothing is named and HOME is missing or relative. A file that does not
 * exist yet is made and filled with the bundled facts, unless it is to be only read: then that is
 * ERR_NOT_FOUND. A missing folder is made only for the default place. */
bool directory_open(const struct directory_options *options, struct store **store, struct err *err);

#endif
