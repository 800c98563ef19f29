/* SPDX-License-Identifier: MIT
 *
 * What is looked for in records: values that break a rule, what is computed from them and was not, and
 * what no save would let stand.
 */
#include "store/inspection.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/person_name.h"
#include "store/record_rule.h"
#include "store/search.h"

/* What is asked of each record of a kind. */
typedef bool visit(struct inspection *inspection, struct ref ref, struct arena *arena,
		   struct err *err);

/* Visits the records whose ids a statement without values gives; the arena is cleared after each. */
static bool visit_rows(struct inspection *inspection, enum record_kind kind, const char *sql,
		       visit *visitor, struct err *err)
{
	struct rows rows = ROWS_OF(int64_t, inspection->scratch);
	sqlite3_stmt *statement;
	if (!db_prepare(inspection->store, sql, &statement, err) ||
	    !rows_fill(&rows, inspection->store, statement, rows_read_id, err)) {
		return false;
	}
	struct arena *arena = arena_new();
	const int64_t *ids = rows.items;
	bool ok = true;
	for (size_t i = 0; ok && i < rows.count && !inspection_is_full(inspection); i++) {
		ok = visitor(inspection, (struct ref){kind, ids[i]}, arena, err);
		arena_clear(arena);
	}
	arena_free(arena);
	arena_clear(inspection->scratch);
	return ok;
}

static bool visit_kind(struct inspection *inspection, enum record_kind kind, visit *visitor,
		       struct err *err)
{
	char sql[64];
	snprintf(sql, sizeof sql, "SELECT id FROM %s ORDER BY id", record_type(kind)->name);
	return visit_rows(inspection, kind, sql, visitor, err);
}

/* The fault of a record in words, behind what people call the field. */
static void add_fault(struct inspection *inspection, struct ref ref, const struct err *fault)
{
	int index = field_index(ref.kind, fault->field);
	const char *label = index >= 0 ? _(record_type(ref.kind)->fields[index].label) : "uid";
	inspection_add(inspection, ref, "%s: %s", label, fault->text);
}

static bool visit_values(struct inspection *inspection, struct ref ref, struct arena *arena,
			 struct err *err)
{
	struct record record;
	struct err fault;
	if (!record_get(inspection->store, ref, arena, &record, err)) {
		return false;
	}
	if (!record_check(&record, &fault)) {
		add_fault(inspection, ref, &fault);
	}
	return true;
}

bool inspect_values(struct inspection *inspection, struct err *err)
{
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		if (!visit_kind(inspection, (enum record_kind)kind, visit_values, err)) {
			return false;
		}
	}
	return true;
}

static bool has_sort_key(sqlite3_stmt *statement, struct str *key)
{
	struct person_name name = {
		.name = db_lent_text(statement, 2),
		.latin_name = db_lent_text(statement, 3),
		.family_name = db_lent_text(statement, 4),
		.given_name = db_lent_text(statement, 5),
		.sort_as = db_lent_text(statement, 6),
	};
	str_reset(key);
	person_name_sort_key(&name, key);
	return strcmp(str_text(key), db_lent_text(statement, 1)) == 0;
}

bool inspect_sort_keys(struct inspection *inspection, struct err *err)
{
	static const char sql[] = "SELECT id, sort_key, name, latin_name, family_name, given_name, "
				  "sort_as FROM person ORDER BY id";
	sqlite3_stmt *statement;
	struct str key = STR_EMPTY;
	bool ok;
	bool row;
	if (!db_prepare(inspection->store, sql, &statement, err)) {
		return false;
	}
	while ((ok = db_step(inspection->store, statement, &row, err)) && row) {
		if (!has_sort_key(statement, &key)) {
			inspection_add(inspection,
				       (struct ref){RECORD_PERSON, db_int(statement, 0)},
				       _("It stands in a wrong place of the lists: what it is "
					 "sorted by is out of step with the name."));
		}
	}
	db_reset(statement);
	str_clear(&key);
	return ok;
}

static bool is_same_as_stored(struct inspection *inspection, struct ref ref, const char *words,
			      bool *is_same, struct err *err)
{
	static const char sql[] =
		"SELECT words FROM search_text WHERE record = ?1 AND record_id = ?2";
	sqlite3_stmt *statement;
	bool row;
	if (!db_prepare(inspection->store, sql, &statement, err)) {
		return false;
	}
	db_bind_text(inspection->store, statement, 1, record_type(ref.kind)->name);
	db_bind_int(inspection->store, statement, 2, ref.id);
	if (!db_step(inspection->store, statement, &row, err)) {
		return false;
	}
	*is_same = row && strcmp(db_lent_text(statement, 0), words) == 0;
	db_reset(statement);
	return true;
}

static bool visit_search_text(struct inspection *inspection, struct ref ref, struct arena *arena,
			      struct err *err)
{
	struct str words = STR_EMPTY;
	bool is_same = true;
	(void)arena;
	bool ok = search_compose(inspection->store, ref, &words, err) &&
		  is_same_as_stored(inspection, ref, str_text(&words), &is_same, err);
	if (!is_same) {
		inspection_add(inspection, ref,
			       _("Its search text is out of step: a search may not find it."));
	}
	str_clear(&words);
	return ok;
}

/* Rows of search_text for records of a kind that are not there. */
static bool inspect_lost_texts(struct inspection *inspection, enum record_kind kind,
			       struct err *err)
{
	char sql[160];
	int64_t count = 0;
	const char *name = record_type(kind)->name;
	snprintf(sql, sizeof sql,
		 "SELECT count(*) FROM search_text WHERE record = '%s' "
		 "AND record_id NOT IN (SELECT id FROM %s)",
		 name, name);
	if (!db_number(inspection->store, sql, &count, err)) {
		return false;
	}
	if (count > 0) {
		inspection_add(inspection, (struct ref){kind, 0},
			       _("Search texts of records that are not there: %lld (table %s)."),
			       (long long)count, name);
	}
	return true;
}

bool inspect_search_texts(struct inspection *inspection, struct err *err)
{
	for (int i = 0; i < RECORD_KINDS; i++) {
		enum record_kind kind = (enum record_kind)i;
		if (search_has_text(kind) &&
		    (!visit_kind(inspection, kind, visit_search_text, err) ||
		     !inspect_lost_texts(inspection, kind, err))) {
			return false;
		}
	}
	return true;
}

/* A record in use that refers to one in the bin. */
bool inspect_bin(struct inspection *inspection, struct err *err)
{
	bool ok = true;
	for (int kind = 0; kind < RECORD_KINDS; kind++) {
		const struct record_type *type = record_type((enum record_kind)kind);
		for (size_t i = 0; ok && i < type->field_count; i++) {
			const struct field *field = &type->fields[i];
			if (field->kind != FIELD_REFERENCE) {
				continue;
			}
			struct str sql = STR_EMPTY;
			str_add_format(&sql,
				       "SELECT this.id FROM %s this JOIN %s target "
				       "ON target.id = this.%s_id WHERE this.binned IS NULL "
				       "AND target.binned IS NOT NULL ORDER BY this.id",
				       type->name, record_type(field->target)->name, field->name);
			ok = inspection_add_rows(
				inspection, (enum record_kind)kind, str_text(&sql),
				_("It is in use, and refers to a record in the bin."), err);
			str_clear(&sql);
		}
	}
	return ok;
}

static bool visit_term(struct inspection *inspection, struct ref ref, struct arena *arena,
		       struct err *err)
{
	struct record term;
	struct err fault;
	if (!record_get(inspection->store, ref, arena, &term, err)) {
		return false;
	}
	if (record_rule_check_overlap(inspection->store, &term, &fault)) {
		return true;
	}
	if (fault.kind != ERR_INVALID) {
		return err_set(err, fault.kind, "%s", fault.text);
	}
	add_fault(inspection, ref, &fault);
	return true;
}

/* Only who has several terms in a body can have two at a time. */
bool inspect_overlaps(struct inspection *inspection, struct err *err)
{
	static const char by_person[] =
		"SELECT id FROM membership term WHERE binned IS NULL AND EXISTS "
		"(SELECT 1 FROM membership other WHERE other.person_id = term.person_id "
		"AND +other.organisation_id = term.organisation_id AND other.binned IS NULL "
		"AND other.id <> term.id) ORDER BY id";
	static const char by_member[] =
		"SELECT id FROM membership term WHERE binned IS NULL AND EXISTS "
		"(SELECT 1 FROM membership other WHERE other.member_id = term.member_id "
		"AND +other.organisation_id = term.organisation_id AND other.binned IS NULL "
		"AND other.id <> term.id) ORDER BY id";
	return visit_rows(inspection, RECORD_MEMBERSHIP, by_person, visit_term, err) &&
	       visit_rows(inspection, RECORD_MEMBERSHIP, by_member, visit_term, err);
}
