/* SPDX-License-Identifier: MIT
 *
 * Which record, or which other part of the file, holds a text.
 */
#include "store/trace.h"

#include "base/i18n.h"
#include "base/str.h"
#include "store/db.h"

/* Statements that give the kind and id of a record that holds ?1, whose ASCII letters are small. A change
 * leads to its record by the uid. */
static const char select_search_text[] = "SELECT record, record_id FROM search_text "
					 "WHERE instr(lower(words), ?1) > 0 LIMIT 1";
static const char select_change[] =
	"SELECT record, record_uid FROM change "
	"WHERE instr(lower(old), ?1) > 0 OR instr(lower(new), ?1) > 0 LIMIT 1";

/* Parts of the file that are no records. */
static const struct {
	const char *sql;
	const char *name;
} other_parts[] = {
	{"SELECT 1 FROM action WHERE instr(lower(name), ?1) > 0 OR instr(lower(reason), ?1) > 0 "
	 "OR instr(lower(actor), ?1) > 0 LIMIT 1",
	 N_("the history: who did what, and why")},
	{"SELECT 1 FROM raw_property WHERE instr(lower(value), ?1) > 0 OR instr(lower(name), ?1) > "
	 "0 LIMIT 1",
	 N_("lines of an import that no field holds")},
	{"SELECT 1 FROM meta WHERE instr(lower(value), ?1) > 0 LIMIT 1",
	 N_("facts about the file")},
};

/* A statement with the text bound that stands on its first row; NULL when it has none. */
static sqlite3_stmt *find_row(struct store *store, const char *sql, const char *text)
{
	sqlite3_stmt *statement;
	bool row = false;
	if (!db_prepare(store, sql, &statement, NULL)) {
		return NULL;
	}
	db_bind_text(store, statement, 1, text);
	if (!db_step(store, statement, &row, NULL) || !row) {
		db_reset(statement);
		return NULL;
	}
	return statement;
}

static void add_conditions(struct str *sql, const struct record_type *type)
{
	const char *join = "";
	for (size_t i = 0; i < type->field_count; i++) {
		if (type->fields[i].kind != FIELD_REFERENCE) {
			str_add_format(sql, "%sinstr(lower(%s), ?1) > 0", join,
				       type->fields[i].name);
			join = " OR ";
		}
	}
}

static struct ref find_record(struct store *store, const char *text)
{
	struct ref ref = {RECORD_PERSON, 0};
	for (int kind = 0; kind < RECORD_KINDS && ref.id == 0; kind++) {
		const struct record_type *type = record_type((enum record_kind)kind);
		struct str sql = STR_EMPTY;
		str_add_format(&sql, "SELECT id FROM %s WHERE ", type->name);
		add_conditions(&sql, type);
		str_add(&sql, " LIMIT 1");
		sqlite3_stmt *statement = find_row(store, str_text(&sql), text);
		if (statement != NULL) {
			ref = (struct ref){(enum record_kind)kind, db_int(statement, 0)};
			db_reset(statement);
		}
		str_clear(&sql);
	}
	return ref;
}

static struct ref find_search_text(struct store *store, const char *text)
{
	struct ref ref = {RECORD_PERSON, 0};
	sqlite3_stmt *statement = find_row(store, select_search_text, text);
	if (statement != NULL) {
		if (record_kind_of_name(db_lent_text(statement, 0), &ref.kind)) {
			ref.id = db_int(statement, 1);
		}
		db_reset(statement);
	}
	return ref;
}

/* The label of a record in the journal; of one that is gone only what kind it was is known. */
static const char *find_change(struct store *store, const char *text, struct arena *arena)
{
	sqlite3_stmt *statement = find_row(store, select_change, text);
	if (statement == NULL) {
		return NULL;
	}
	struct ref ref = {RECORD_PERSON, 0};
	bool is_known = record_kind_of_name(db_lent_text(statement, 0), &ref.kind) &&
			record_find_uid(store, ref.kind, db_lent_text(statement, 1), &ref, NULL);
	db_reset(statement);
	return is_known && ref.id != 0
		       ? arena_format(arena, _("the history of “%s”"),
				      record_label(store, ref, arena))
		       : arena_text(arena, _("the history of a record that is gone"));
}

static const char *find_other_part(struct store *store, const char *text)
{
	for (size_t i = 0; i < sizeof other_parts / sizeof other_parts[0]; i++) {
		sqlite3_stmt *statement = find_row(store, other_parts[i].sql, text);
		if (statement != NULL) {
			db_reset(statement);
			return _(other_parts[i].name);
		}
	}
	return _("a part of the file that no record stands in");
}

/* An address says little by itself: the record that it belongs to would say more, but may be many. */
static const char *name_record(struct store *store, struct ref ref, struct arena *arena)
{
	return arena_format(arena, "%s: %s", _(record_type(ref.kind)->label),
			    record_label(store, ref, arena));
}

const char *trace_place(struct store *store, const char *found, struct arena *arena)
{
	struct ref ref = find_record(store, found);
	if (ref.id == 0) {
		ref = find_search_text(store, found);
	}
	if (ref.id != 0) {
		return name_record(store, ref, arena);
	}
	const char *change = find_change(store, found, arena);
	return change != NULL ? change : arena_text(arena, find_other_part(store, found));
}
