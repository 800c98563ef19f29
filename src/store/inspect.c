/* SPDX-License-Identifier: MIT
 *
 * Looking through a whole file: SQLite's pages and references first, then what only this program knows.
 * What is looked for in records is inspect_record.c, in the journal inspect_journal.c.
 */
#include "store/inspect.h"

#include <stdarg.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/erase.h"
#include "store/inspection.h"
#include "store/layout.h"

static const struct ref the_file = {RECORD_PERSON, 0};

bool inspection_is_full(const struct inspection *inspection)
{
	return inspection->findings.count >= inspection->limit;
}

void inspection_add(struct inspection *inspection, struct ref ref, const char *format, ...)
{
	if (inspection_is_full(inspection)) {
		return;
	}
	struct str text = STR_EMPTY;
	va_list arguments;
	va_start(arguments, format);
	str_add_arguments(&text, format, arguments);
	va_end(arguments);
	struct finding *finding = rows_add(&inspection->findings);
	finding->ref = ref;
	finding->text = arena_text(inspection->findings.arena, str_text(&text));
	str_clear(&text);
}

bool inspection_add_rows(struct inspection *inspection, enum record_kind kind, const char *sql,
			 const char *text, struct err *err)
{
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(inspection->store, sql, &statement, err)) {
		return false;
	}
	while ((ok = db_step(inspection->store, statement, &row, err)) && row &&
	       !inspection_is_full(inspection)) {
		inspection_add(inspection, (struct ref){kind, db_int(statement, 0)}, "%s", text);
	}
	db_reset(statement);
	return ok;
}

static bool inspect_layout(struct inspection *inspection, struct err *err)
{
	const char *difference = NULL;
	if (!layout_check(inspection->store, &layouts[layout_count - 1], inspection->scratch,
			  &difference, err)) {
		return false;
	}
	if (difference != NULL) {
		inspection_add(inspection, the_file, _("Another program changed the schema (%s)."),
			       difference);
	}
	return true;
}

static bool inspect_pages(struct inspection *inspection, struct err *err)
{
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(inspection->store, "PRAGMA integrity_check", &statement, err)) {
		return false;
	}
	while ((ok = db_step(inspection->store, statement, &row, err)) && row) {
		const char *answer = db_lent_text(statement, 0);
		if (answer == NULL || strcmp(answer, "ok") != 0) {
			inspection_add(inspection, the_file, _("The file is damaged (%s)."),
				       answer != NULL ? answer : "?");
		}
	}
	db_reset(statement);
	return ok;
}

static bool inspect_references(struct inspection *inspection, struct err *err)
{
	sqlite3_stmt *statement;
	bool ok;
	bool row;
	if (!db_prepare(inspection->store, "PRAGMA foreign_key_check", &statement, err)) {
		return false;
	}
	while ((ok = db_step(inspection->store, statement, &row, err)) && row) {
		struct ref ref = the_file;
		if (record_kind_of_name(db_lent_text(statement, 0), &ref.kind)) {
			ref.id = db_int(statement, 1);
		}
		inspection_add(inspection, ref,
			       _("It refers to a record that is not there (table %s)."),
			       db_lent_text(statement, 2));
	}
	db_reset(statement);
	return ok;
}

/* Each organisation has one parent: those that no way leads to from above stand in a circle or below
 * one. */
static bool inspect_circles(struct inspection *inspection, struct err *err)
{
	static const char sql[] =
		"WITH RECURSIVE tree (id) AS ("
		"SELECT id FROM organisation WHERE parent_id IS NULL "
		"UNION ALL SELECT organisation.id FROM organisation "
		"JOIN tree ON organisation.parent_id = tree.id) "
		"SELECT id FROM organisation WHERE id NOT IN (SELECT id FROM tree) ORDER BY id";
	return inspection_add_rows(inspection, RECORD_ORGANISATION, sql,
				   _("It is a part of itself, near or far, or of one that is."),
				   err);
}

static bool inspect_tombstones(struct inspection *inspection, struct err *err)
{
	bool ok = true;
	for (int kind = 0; kind < RECORD_KINDS && ok; kind++) {
		struct str sql = STR_EMPTY;
		str_add_format(&sql,
			       "SELECT this.id FROM tombstone JOIN %s this "
			       "ON this.uid = tombstone.uid",
			       record_type((enum record_kind)kind)->name);
		ok = inspection_add_rows(inspection, (enum record_kind)kind, str_text(&sql),
					 _("It was erased, and is there again."), err);
		str_clear(&sql);
	}
	return ok;
}

static bool inspect_erasure(struct inspection *inspection, struct err *err)
{
	(void)err;
	if (erase_is_unfinished(inspection->store)) {
		inspection_add(inspection, the_file,
			       _("An erasure was stopped: free parts of the file may still hold "
				 "what was erased. Start iemn once with the file writable: that "
				 "ends it."));
	}
	return true;
}

/* In a damaged file, or with another schema, what else could be found would only confuse. */
struct part {
	bool (*inspect)(struct inspection *inspection, struct err *err);
	bool is_ground; /* what comes behind it relies on it */
};

static const struct part parts[] = {
	{inspect_layout, true},	  {inspect_pages, true},       {inspect_references, true},
	{inspect_values, false},  {inspect_circles, false},    {inspect_overlaps, false},
	{inspect_bin, false},	  {inspect_sort_keys, false},  {inspect_search_texts, false},
	{inspect_journal, false}, {inspect_tombstones, false}, {inspect_erasure, false},
};

static bool inspect_parts(struct inspection *inspection, struct err *err)
{
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (!parts[i].inspect(inspection, err)) {
			return false;
		}
		arena_clear(inspection->scratch);
		if (inspection_is_full(inspection) ||
		    (parts[i].is_ground && inspection->findings.count > 0)) {
			return true;
		}
	}
	return true;
}

bool inspect_file(struct store *store, size_t limit, struct arena *arena, struct findings *findings,
		  struct err *err)
{
	struct inspection inspection = {
		.store = store,
		.limit = limit,
		.scratch = arena_new(),
		.findings = ROWS_OF(struct finding, arena),
	};
	store_begin_reading(store);
	bool ok = inspect_parts(&inspection, err);
	store_end_reading(store);
	arena_free(inspection.scratch);
	if (ok) {
		*findings = (struct findings){inspection.findings.items, inspection.findings.count};
	}
	return ok;
}
