/* SPDX-License-Identifier: MIT
 *
 * What a record is called in a line of text.
 */
#include "store/record.h"

#include "store/db.h"
#include "store/person_name.h"

/* One column, or of a person the four that its list name is made of. */
static const char *const label_texts[RECORD_KINDS] = {
	[RECORD_SOURCE] = "SELECT title FROM source WHERE id = ?1",
	[RECORD_PLACE] = "SELECT name FROM place WHERE id = ?1",
	[RECORD_ORGANISATION] = "SELECT name FROM organisation WHERE id = ?1",
	[RECORD_ORGANISATION_NAME] = "SELECT name FROM organisation_name WHERE id = ?1",
	[RECORD_PERSON] = "SELECT name, latin_name, family_name, given_name "
			  "FROM person WHERE id = ?1",
	[RECORD_CHANNEL] = "SELECT value FROM channel WHERE id = ?1",
	[RECORD_MEMBERSHIP] = "SELECT coalesce(term.title, term.role) || ', ' || body.name "
			      "FROM membership term "
			      "JOIN organisation body ON body.id = term.organisation_id "
			      "WHERE term.id = ?1",
	[RECORD_EVENT] = "SELECT title FROM event WHERE id = ?1",
	[RECORD_EVENT_LINK] = "SELECT coalesce(organisation.name, person.name, place.name) "
			      "FROM event_link link "
			      "LEFT JOIN organisation ON organisation.id = link.organisation_id "
			      "LEFT JOIN person ON person.id = link.person_id "
			      "LEFT JOIN place ON place.id = link.place_id "
			      "WHERE link.id = ?1",
	[RECORD_PAGE] = "SELECT title FROM page WHERE id = ?1",
	[RECORD_CITATION] = "SELECT source.title FROM citation "
			    "JOIN source ON source.id = citation.source_id "
			    "WHERE citation.id = ?1",
};

static const char *read_label(sqlite3_stmt *statement, enum record_kind kind, struct arena *arena)
{
	if (kind != RECORD_PERSON) {
		return db_text(statement, 0, arena);
	}
	struct person_name name = {
		.name = db_lent_text(statement, 0),
		.latin_name = db_lent_text(statement, 1),
		.family_name = db_lent_text(statement, 2),
		.given_name = db_lent_text(statement, 3),
	};
	return person_name_for_list(&name, arena);
}

const char *record_label(struct store *store, struct ref ref, struct arena *arena)
{
	sqlite3_stmt *statement;
	bool row = false;
	if (!db_prepare(store, label_texts[ref.kind], &statement, NULL)) {
		return "";
	}
	db_bind_int(store, statement, 1, ref.id);
	const char *label = NULL;
	if (db_step(store, statement, &row, NULL) && row) {
		label = read_label(statement, ref.kind, arena);
	}
	db_reset(statement);
	return label ? label : "";
}
