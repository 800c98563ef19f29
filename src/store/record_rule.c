/* SPDX-License-Identifier: MIT
 *
 * The rules between records. Each looks only at what the record is about to change: a file that came
 * with a fault can still be edited elsewhere.
 */
#include "store/record_rule.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/str.h"
#include "store/country_name.h"
#include "store/rows.h"
#include "text/fold.h"

/* A record on its way in, and what the file holds of it. */
struct proposal {
	struct store *store;
	const struct record *was; /* NULL for a record that is new */
	const struct record *next;
	struct arena *arena;
};

/* A record that comes out of the bin changes nothing else, and yet has to fit in again. */
static bool comes_into_use(const struct proposal *proposal)
{
	return !proposal->next->binned && (!proposal->was || proposal->was->binned);
}

/* 0 for a record that is new; one that is only looked at as if it were is not held against itself. */
static int64_t own_id(const struct proposal *proposal)
{
	return proposal->was ? proposal->was->ref.id : proposal->next->ref.id;
}

static bool has_changed(const struct proposal *proposal, int field)
{
	return !proposal->was ||
	       !str_is_same_value(proposal->was->values[field], proposal->next->values[field]);
}

static bool check_uid(const struct proposal *proposal, struct err *err)
{
	const struct record *next = proposal->next;
	struct ref other = {next->ref.kind, 0};
	if (proposal->was || !next->uid) {
		return true;
	}
	if (!record_find_uid(proposal->store, next->ref.kind, next->uid, &other, err)) {
		return false;
	}
	return other.id == 0 ||
	       err_set_field(err, "uid", _("“%s” has the uid %s already."),
			     record_label(proposal->store, other, proposal->arena), next->uid);
}

/* A code in the bin is taken too: it comes back with its country. */
static bool check_code(const struct proposal *proposal, struct err *err)
{
	static const char sql[] = "SELECT id FROM place WHERE id <> ?1 AND code = ?2";
	const char *code = record_value(proposal->next, "code");
	struct rows rows = ROWS_OF(int64_t, proposal->arena);
	if (!rows_select(&rows, proposal->store, sql, own_id(proposal), code, rows_read_id, err)) {
		return false;
	}
	if (rows.count == 0) {
		return true;
	}
	struct record other;
	struct ref ref = {RECORD_PLACE, *(const int64_t *)rows.items};
	if (!record_get(proposal->store, ref, proposal->arena, &other, err)) {
		return false;
	}
	return err_set_field(err, "code",
			     other.binned ? _("The code %s is that of “%s”, which is in the bin.")
					  : _("The code %s is that of “%s” already."),
			     code, record_value(&other, "name"));
}

/* What another country is called. */
struct named_place {
	const char *name;
	const char *code;
};

static void read_named_place(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct named_place *place = item;
	*place = (struct named_place){db_text(statement, 0, arena), db_text(statement, 1, arena)};
}

/* Two countries of one name could only be told apart by their codes. */
static bool check_place_name(const struct proposal *proposal, struct err *err)
{
	static const char sql[] =
		"SELECT name, code FROM place WHERE id <> ?1 AND code <> ?2 AND binned IS NULL";
	const struct record *next = proposal->next;
	const char *name = record_value(next, "name");
	struct rows rows = ROWS_OF(struct named_place, proposal->arena);
	bool is_asked = has_changed(proposal, field_index(RECORD_PLACE, "name")) ||
			comes_into_use(proposal);
	if (next->binned || !is_asked) {
		return true;
	}
	if (!rows_select(&rows, proposal->store, sql, own_id(proposal), record_value(next, "code"),
			 read_named_place, err)) {
		return false;
	}
	const struct named_place *places = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		if (text_is_same_folded(places[i].name, name)) {
			return err_set_field(err, "name",
					     _("The name “%s” is that of the country %s already."),
					     places[i].name, places[i].code);
		}
	}
	return true;
}

/* ?1 is the organisation, ?2 the uid of what it is to be a part of. UNION keeps a circle that the file
 * already has from being walked for ever. */
static const char select_circle[] = "WITH RECURSIVE above (id) AS ("
				    "SELECT id FROM organisation WHERE uid = ?2 "
				    "UNION "
				    "SELECT organisation.parent_id FROM organisation "
				    "JOIN above ON organisation.id = above.id "
				    "WHERE organisation.parent_id IS NOT NULL) "
				    "SELECT id FROM above WHERE id = ?1";

static bool check_parent(const struct proposal *proposal, struct err *err)
{
	const struct record *next = proposal->next;
	const char *parent = record_value(next, "parent");
	struct rows rows = ROWS_OF(int64_t, proposal->arena);
	if (!proposal->was || !parent ||
	    !has_changed(proposal, field_index(next->ref.kind, "parent"))) {
		return true;
	}
	if (!rows_select(&rows, proposal->store, select_circle, own_id(proposal), parent,
			 rows_read_id, err)) {
		return false;
	}
	if (rows.count == 0) {
		return true;
	}
	if (str_is_same_value(parent, proposal->was->uid)) {
		return err_set_field(err, "parent", _("It cannot be a part of itself."));
	}
	struct ref ref;
	return record_find_uid(proposal->store, RECORD_ORGANISATION, parent, &ref, err) &&
	       err_set_field(err, "parent", _("“%s” is itself a part of “%s”, near or far."),
			     record_label(proposal->store, ref, proposal->arena),
			     record_value(next, "name"));
}

static void read_moment(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	const char **moment = item;
	*moment = db_text(statement, 0, arena);
}

/* Whether a record of a kind is in the bin; one that is not there is not. */
static bool ask_binned(const struct proposal *proposal, enum record_kind kind, const char *uid,
		       bool *is_binned, struct err *err)
{
	char sql[80];
	snprintf(sql, sizeof sql, "SELECT binned FROM %s WHERE id > ?1 AND uid = ?2",
		 record_type(kind)->name);
	struct rows rows = ROWS_OF(const char *, proposal->arena);
	if (!rows_select(&rows, proposal->store, sql, 0, uid, read_moment, err)) {
		return false;
	}
	*is_binned = rows.count > 0 && *(const char *const *)rows.items;
	return true;
}

/* What is in the bin itself may refer to what lies there; once it comes out, all of that must be out. */
static bool check_references(const struct proposal *proposal, struct err *err)
{
	const struct record *next = proposal->next;
	const struct record_type *type = record_type(next->ref.kind);
	for (size_t i = 0; i < type->field_count && !next->binned; i++) {
		const struct field *field = &type->fields[i];
		const char *uid = next->values[i];
		bool is_asked = has_changed(proposal, (int)i) || comes_into_use(proposal);
		if (field->kind != FIELD_REFERENCE || !uid || !is_asked) {
			continue;
		}
		bool is_binned = false;
		struct ref ref;
		if (!ask_binned(proposal, field->target, uid, &is_binned, err)) {
			return false;
		}
		if (is_binned) {
			return record_find_uid(proposal->store, field->target, uid, &ref, err) &&
			       err_set_field(err, field->name,
					     _("“%s” is in the bin. Restore it first."),
					     record_label(proposal->store, ref, proposal->arena));
		}
	}
	return true;
}

/* Fields that decide whether a term is in the same post at the same time as another. */
static const char *const post_fields[] = {
	"person", "member", "organisation", "role", "title", "valid_from", "valid_to",
};

static bool is_post_changed(const struct proposal *proposal)
{
	bool is_changed = comes_into_use(proposal);
	for (size_t i = 0; i < sizeof post_fields / sizeof post_fields[0]; i++) {
		is_changed = is_changed ||
			     has_changed(proposal, field_index(RECORD_MEMBERSHIP, post_fields[i]));
	}
	return is_changed && !proposal->next->binned;
}

/* Another term of the same member in the same body. */
struct other_term {
	const char *role;
	const char *title;
	const char *from;
	const char *to;
};

static void read_other_term(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct other_term *term = item;
	*term = (struct other_term){
		.role = db_text(statement, 0, arena),
		.title = db_text(statement, 1, arena),
		.from = db_text(statement, 2, arena),
		.to = db_text(statement, 3, arena),
	};
}

/* A member has few terms where a body may have thousands: the plus keeps SQLite from going by the
 * body. */
static bool find_other_terms(const struct proposal *proposal, struct rows *rows, struct err *err)
{
	const char *person = record_value(proposal->next, "person");
	char sql[320];
	snprintf(sql, sizeof sql,
		 "SELECT role, title, valid_from, valid_to FROM membership "
		 "WHERE %s = (SELECT id FROM %s WHERE uid = ?2) "
		 "AND +organisation_id = (SELECT id FROM organisation WHERE uid = ?3) "
		 "AND binned IS NULL AND id <> ?1 ORDER BY valid_from, id",
		 person ? "person_id" : "member_id", person ? "person" : "organisation");
	sqlite3_stmt *statement;
	if (!db_prepare(proposal->store, sql, &statement, err)) {
		return false;
	}
	db_bind_int(proposal->store, statement, 1, own_id(proposal));
	db_bind_text(proposal->store, statement, 2,
		     person ? person : record_value(proposal->next, "member"));
	db_bind_text(proposal->store, statement, 3, record_value(proposal->next, "organisation"));
	return rows_fill(rows, proposal->store, statement, read_other_term, err);
}

/* The days on which a term held without any doubt: none when from is after to. */
struct certain {
	char from[DATE_SIZE];
	char to[DATE_SIZE];
};

static struct certain certain_days(const char *from, const char *to)
{
	struct certain days = {"0001-01-01", "9999-12-31"};
	if (from) {
		date_last_day(from, days.from);
	}
	if (to) {
		date_first_day(to, days.to);
	}
	return days;
}

static bool is_overlapping(const char *from, const char *to, const struct other_term *other)
{
	struct certain a = certain_days(from, to);
	struct certain b = certain_days(other->from, other->to);
	const char *begin = date_compare(a.from, b.from) > 0 ? a.from : b.from;
	const char *end = date_compare(a.to, b.to) < 0 ? a.to : b.to;
	/* Where nothing of a term is certain, its begin is after its end, and so is this one. */
	return date_compare(begin, end) <= 0 ||
	       (str_is_same_value(from, other->from) && str_is_same_value(to, other->to));
}

static const char *span_text(const struct other_term *term, struct arena *arena)
{
	if (term->from && term->to) {
		return arena_format(arena, _("%s to %s"), term->from, term->to);
	}
	if (term->from) {
		return arena_format(arena, _("from %s"), term->from);
	}
	return term->to ? arena_format(arena, _("until %s"), term->to) : _("without dates");
}

static bool refuse_overlap(const struct proposal *proposal, const struct other_term *other,
			   struct err *err)
{
	const char *person = record_value(proposal->next, "person");
	const char *uid = person ? person : record_value(proposal->next, "member");
	struct ref member;
	struct ref body;
	return record_find_uid(proposal->store, person ? RECORD_PERSON : RECORD_ORGANISATION, uid,
			       &member, err) &&
	       record_find_uid(proposal->store, RECORD_ORGANISATION,
			       record_value(proposal->next, "organisation"), &body, err) &&
	       err_set_field(err, "valid_from",
			     _("%s has a term as %s in %s already, %s. Two terms in one post must "
			       "not overlap."),
			     record_label(proposal->store, member, proposal->arena),
			     other->title ? other->title : other->role,
			     record_label(proposal->store, body, proposal->arena),
			     span_text(other, proposal->arena));
}

static bool check_overlap(const struct proposal *proposal, struct err *err)
{
	const struct record *next = proposal->next;
	struct rows rows = ROWS_OF(struct other_term, proposal->arena);
	if (!is_post_changed(proposal)) {
		return true;
	}
	if (!find_other_terms(proposal, &rows, err)) {
		return false;
	}
	const struct other_term *others = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		if (text_is_same_folded(others[i].role, record_value(next, "role")) &&
		    text_is_same_folded(others[i].title, record_value(next, "title")) &&
		    is_overlapping(record_value(next, "valid_from"), record_value(next, "valid_to"),
				   &others[i])) {
			return refuse_overlap(proposal, &others[i], err);
		}
	}
	return true;
}

/* Without its last date a term would count as one that lasts. */
static bool check_ended(const struct proposal *proposal, struct err *err)
{
	const struct record *next = proposal->next;
	bool is_changed = has_changed(proposal, field_index(RECORD_MEMBERSHIP, "ended")) ||
			  has_changed(proposal, field_index(RECORD_MEMBERSHIP, "valid_to"));
	if (!is_changed || !record_value(next, "ended") || record_value(next, "valid_to")) {
		return true;
	}
	return err_set_field(err, "valid_to",
			     _("A term that has ended needs its last date, as exactly as it is "
			       "known. While it lasts, “How it ended” is empty."));
}

static bool check_member(const struct proposal *proposal, struct err *err)
{
	const char *member = record_value(proposal->next, "member");
	bool is_changed = has_changed(proposal, field_index(RECORD_MEMBERSHIP, "member")) ||
			  has_changed(proposal, field_index(RECORD_MEMBERSHIP, "organisation"));
	return !member || !is_changed ||
	       !str_is_same_value(member, record_value(proposal->next, "organisation")) ||
	       err_set_field(err, "member", _("It cannot be a member of itself."));
}

/* The rules of one kind of record. */
static const struct {
	enum record_kind kind;
	bool (*check)(const struct proposal *proposal, struct err *err);
} rules[] = {
	{RECORD_PLACE, check_code},	     {RECORD_PLACE, check_place_name},
	{RECORD_ORGANISATION, check_parent}, {RECORD_MEMBERSHIP, check_member},
	{RECORD_MEMBERSHIP, check_ended},    {RECORD_MEMBERSHIP, check_overlap},
};

static bool check(const struct proposal *proposal, struct err *err)
{
	if (!check_uid(proposal, err) || !check_references(proposal, err)) {
		return false;
	}
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
		if (rules[i].kind == proposal->next->ref.kind && !rules[i].check(proposal, err)) {
			return false;
		}
	}
	return true;
}

bool record_rule_check(struct store *store, const struct record *was, const struct record *next,
		       struct err *err)
{
	struct proposal proposal = {store, was, next, arena_new()};
	bool ok = check(&proposal, err);
	arena_free(proposal.arena);
	return ok;
}

bool record_rule_check_code(struct store *store, const struct record *was,
			    const struct record *next, struct err *err)
{
	struct proposal proposal = {store, was, next, NULL};
	if (next->ref.kind != RECORD_PLACE ||
	    !has_changed(&proposal, field_index(RECORD_PLACE, "code"))) {
		return true;
	}
	proposal.arena = arena_new();
	bool ok = check_code(&proposal, err);
	arena_free(proposal.arena);
	return ok;
}

static bool check_letters(const struct proposal *proposal, struct err *err)
{
	const struct record *next = proposal->next;
	const struct record_type *type = record_type(next->ref.kind);
	for (size_t i = 0; i < type->field_count; i++) {
		if (has_changed(proposal, (int)i) &&
		    !field_check_letters(&type->fields[i], next->values[i], err)) {
			return false;
		}
	}
	return true;
}

bool record_rule_check_new(const struct record *was, const struct record *next, struct err *err)
{
	const struct proposal proposal = {NULL, was, next, NULL};
	if (next->ref.kind == RECORD_PLACE &&
	    has_changed(&proposal, field_index(RECORD_PLACE, "code")) &&
	    !country_name_check_code(record_value(next, "code"), err)) {
		return false;
	}
	return check_letters(&proposal, err);
}

/* Asked as for a term that is new, since only then all of it is looked at. */
bool record_rule_check_overlap(struct store *store, const struct record *term, struct err *err)
{
	struct proposal proposal = {store, NULL, term, arena_new()};
	bool ok = check_overlap(&proposal, err);
	arena_free(proposal.arena);
	return ok;
}
