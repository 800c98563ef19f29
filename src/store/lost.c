/* SPDX-License-Identifier: MIT
 *
 * Finding a person whom only the journal knows. The whole journal is gone through: this is asked when
 * nothing else was found.
 */
#include "store/lost.h"

#include <string.h>

#include "base/i18n.h"
#include "base/str.h"
#include "store/rows.h"
#include "text/fold.h"

static void read_uid(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct record *person = item;
	*person = (struct record){
		.ref = {RECORD_PERSON, 0},
		.uid = db_text(statement, 0, arena),
	};
}

/* A value and the field that it was the last one of. */
struct last_value {
	const char *field;
	const char *value;
};

static void read_value(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	*(struct last_value *)item = (struct last_value){
		.field = db_text(statement, 0, arena),
		.value = db_text(statement, 1, arena),
	};
}

/* What the fields held last: what an undo took out stands there as what was before. */
static bool fill_values(struct store *store, struct record *person, struct arena *arena,
			struct err *err)
{
	static const char sql[] =
		"SELECT field, coalesce(new, old) FROM change "
		"WHERE ?1 = 0 AND record_uid = ?2 AND record = 'person' ORDER BY id";
	struct rows values = ROWS_OF(struct last_value, arena);
	if (!rows_select(&values, store, sql, 0, person->uid, read_value, err)) {
		return false;
	}
	const struct last_value *items = values.items;
	for (size_t i = 0; i < values.count; i++) {
		int field = field_index(RECORD_PERSON, items[i].field);
		if (field >= 0) {
			person->values[field] = items[i].value;
		}
	}
	return true;
}

static bool is_meant(const struct record *person, const char *text)
{
	return (uid_is_beginning(text) && strncmp(person->uid, text, strlen(text)) == 0) ||
	       text_is_same_folded(text, record_value(person, "name"));
}

static bool refuse_several(const struct record *people, size_t count, const char *text,
			   struct err *err)
{
	struct str list = STR_EMPTY;
	for (size_t i = 0; i < count; i++) {
		const char *name = record_value(&people[i], "name");
		str_add_format(&list, "%s%s %s", i > 0 ? "; " : "", people[i].uid,
			       name != NULL ? name : "");
	}
	err_set(err, ERR_CONFLICT,
		_("Several people of the history are meant by “%.100s”. Name one by its uid: %s"),
		text, str_text(&list));
	str_clear(&list);
	return false;
}

bool lost_find(struct store *store, const char *text, struct arena *arena, struct record *person,
	       struct err *err)
{
	static const char sql[] = "SELECT DISTINCT record_uid FROM change "
				  "WHERE ?1 = 0 AND record = 'person' AND NOT EXISTS "
				  "(SELECT 1 FROM person WHERE person.uid = change.record_uid)";
	struct rows people = ROWS_OF(struct record, arena);
	if (!rows_select(&people, store, sql, 0, NULL, read_uid, err)) {
		return false;
	}
	struct record *items = people.items;
	size_t count = 0;
	for (size_t i = 0; i < people.count; i++) {
		if (!fill_values(store, &items[i], arena, err)) {
			return false;
		}
		if (is_meant(&items[i], text)) {
			items[count++] = items[i];
		}
	}
	if (count == 0) {
		return err_set(err, ERR_NOT_FOUND, _("No record is called “%.200s”."), text);
	}
	if (count > 1) {
		return refuse_several(items, count, text, err);
	}
	*person = items[0];
	return true;
}
