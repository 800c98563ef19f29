/* SPDX-License-Identifier: MIT
 *
 * A row for each list: its columns, how it is loaded, and what is said when it is empty. For the
 * cmd_list files, and for what is set in all records of a list.
 */
#ifndef IEMN_CLI_LIST_KIND_H
#define IEMN_CLI_LIST_KIND_H

#include "base/mem.h"
#include "cli/form.h"
#include "cli/request.h"
#include "store/query.h"

struct list {
	struct request *request;
	struct arena *arena;
	struct query query; /* of a list that takes one */
	struct ref body;    /* of a list that is about one */
	size_t limit;	    /* --limit, or SIZE_MAX */
	struct listing listing;
};

/* What the words behind the name of a list are. */
enum list_words {
	LIST_QUERY,
	LIST_BODY,
	LIST_NO_WORDS,
};

struct list_kind {
	const char *name;
	const struct column *columns;
	size_t column_count;
	enum list_words words;
	bool has_whole_records; /* JSON gives the records */
	bool takes_all;		/* --all */
	bool takes_day;		/* --at */
	bool (*load)(struct list *list, struct err *err);
	bool (*print)(struct list *list, struct err *err); /* for people; NULL prints the table */
	const char *empty; /* why nothing is listed; marked with N_() */
};

#define LIST_COLUMNS(rows) .columns = (rows), .column_count = sizeof(rows) / sizeof((rows)[0])

extern const struct list_kind list_people;
extern const struct list_kind list_agencies;
extern const struct list_kind list_events;
extern const struct list_kind list_countries;
extern const struct list_kind list_sources;
extern const struct list_kind list_pages;
extern const struct list_kind list_terms;
extern const struct list_kind list_attention;
extern const struct list_kind list_duplicates;
extern const struct list_kind list_bin;

/* The rows of the table, for the list to fill. */
struct table_row *list_new_rows(struct list *list, size_t count);

#endif
