/* SPDX-License-Identifier: MIT
 *
 * Terms of office that end or are followed by others, and finding the one that is meant.
 */
#include "interchange/term_change.h"

#include <string.h>
#include <strings.h>

#include "base/date_step.h"
#include "base/i18n.h"
#include "base/str.h"
#include "interchange/sheet.h"
#include "store/membership.h"
#include "store/suggest.h"

#define CANDIDATES_MAX 5 /* named in an error */

static bool check_date(const char *text, struct err *err)
{
	struct date date;
	struct err reason = {.kind = ERR_NONE};
	return date_parse(text, &date, &reason) ||
	       err_set_field(err, "valid_to", "%s", reason.text);
}

static void put(struct record *record, const char *field, const char *value)
{
	record->values[field_index(record->ref.kind, field)] = value;
}

static const char *label_of(struct store *store, enum record_kind kind, const char *uid,
			    struct arena *arena)
{
	struct ref ref;
	return uid && record_find_uid(store, kind, uid, &ref, NULL)
		       ? record_label(store, ref, arena)
		       : "";
}

/* Who holds a term. */
static const char *holder_of(struct store *store, const struct record *term, struct arena *arena)
{
	const char *person = record_value(term, "person");
	return person ? label_of(store, RECORD_PERSON, person, arena)
		      : label_of(store, RECORD_ORGANISATION, record_value(term, "member"), arena);
}

static const char *body_of(struct store *store, const struct record *term, struct arena *arena)
{
	return label_of(store, RECORD_ORGANISATION, record_value(term, "organisation"), arena);
}

/* A term that is in use. */
static bool get_term(struct store *store, struct ref term, struct arena *arena,
		     struct record *record, struct err *err)
{
	if (!record_get(store, term, arena, record, err)) {
		return false;
	}
	return !record->binned ||
	       err_set(err, ERR_CONFLICT, _("This term lies in the bin. Restore it first."));
}

static bool has_ended(const char *to)
{
	char today[DATE_SIZE];
	date_today(today);
	return to && date_is_before(to, today);
}

/* Whether a date says the same as another one, or says it more exactly. */
static bool agrees(const char *date, const char *known)
{
	return strncmp(date, known, strlen(known)) == 0;
}

bool term_end(struct store *store, struct ref term, const char *date, const char *how,
	      const struct intent *intent, struct arena *arena, struct save_result *result,
	      struct err *err)
{
	struct record base;
	if (!check_date(date, err) || !get_term(store, term, arena, &base, err)) {
		return false;
	}
	const char *from = record_value(&base, "valid_from");
	const char *to = record_value(&base, "valid_to");
	if (from && date_is_before(date, from)) {
		return err_set_field(err, "valid_to",
				     _("The term begins on %s and cannot end on %s."), from, date);
	}
	if (has_ended(to) && !agrees(date, to)) {
		return err_set_field(err, "valid_to",
				     _("The term has ended already, on %s. Edit it if that is not "
				       "right."),
				     to);
	}
	if (to && date_is_before(to, date)) {
		return err_set_field(err, "valid_to",
				     _("The term ends on %s and so not on %s. Edit it if that is "
				       "not right."),
				     to, date);
	}
	struct save_item item = {.base = base, .next = base};
	put(&item.next, "valid_to", date);
	const char *before = record_value(&base, "ended");
	put(&item.next, "ended", how ? how : before ? before : "term over");
	struct intent named = *intent;
	if (!named.name) {
		named.name = arena_format(
			arena, _("End the term of %s as %s, %s"), holder_of(store, &base, arena),
			record_value(&base, "role"), body_of(store, &base, arena));
	}
	return save_records(store, &named, &item, 1, arena, result, NULL, err);
}

/* The term that ends the day before, unless it has ended already. */
static bool end_before(struct record *term, const char *date, struct arena *arena, struct err *err)
{
	const char *from = record_value(term, "valid_from");
	const char *to = record_value(term, "valid_to");
	char last[DATE_SIZE];
	if (to && (has_ended(to) ? !date_is_before(date, to) : date_is_before(to, date))) {
		return true;
	}
	if (has_ended(to)) {
		return err_set_field(err, "valid_from",
				     _("The term before ended on %s; the next one can begin only "
				       "after that, not on %s."),
				     to, date);
	}
	if (!date_before(date, last) || (from && date_is_before(last, from))) {
		return err_set_field(err, "valid_from",
				     _("The term before begins on %s; the next one can begin only "
				       "after that, not on %s."),
				     from ? from : "", date);
	}
	put(term, "valid_to", arena_text(arena, last));
	put(term, "ended", "replaced");
	return true;
}

/* The successor's term: the same post. */
static void follow(const struct record *before, const struct record *holder, const char *date,
		   struct record *next)
{
	static const char *const kept[] = {"organisation", "role", "title", "behalf", "rank"};
	*next = (struct record){.ref = {RECORD_MEMBERSHIP, 0}};
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
		put(next, kept[i], record_value(before, kept[i]));
	}
	put(next, holder->ref.kind == RECORD_PERSON ? "person" : "member", holder->uid);
	put(next, "valid_from", date);
}

static bool is_holder(const struct record *term, const struct record *holder)
{
	const char *field = holder->ref.kind == RECORD_PERSON ? "person" : "member";
	const char *uid = record_value(term, field);
	return uid && strcmp(uid, holder->uid) == 0;
}

/* What becomes of a term that another one takes over. */
struct succession {
	struct store *store;
	struct arena *arena;
	const char *date;
	const char *label;	   /* who takes over */
	struct save_item items[3]; /* the person where that is a new one, the term, the next one */
	size_t count;
};

/* Puts the two terms behind the items. */
static bool hand_over(struct succession *succession, struct ref term, const struct record *holder,
		      struct err *err)
{
	struct save_item *ended = &succession->items[succession->count];
	if (!check_date(succession->date, err) ||
	    !get_term(succession->store, term, succession->arena, &ended->base, err)) {
		return false;
	}
	if (is_holder(&ended->base, holder)) {
		return err_set_field(err, "person",
				     _("%s holds this term: nobody succeeds oneself."),
				     succession->label);
	}
	ended->next = ended->base;
	if (!end_before(&ended->next, succession->date, succession->arena, err)) {
		return false;
	}
	follow(&ended->base, holder, succession->date, &ended[1].next);
	succession->count += 2;
	return true;
}

static bool save_succession(const struct succession *succession, const struct intent *intent,
			    struct save_result *result, struct err *err)
{
	struct store *store = succession->store;
	struct arena *arena = succession->arena;
	const struct record *before = &succession->items[succession->count - 2].base;
	struct intent named = *intent;
	if (!named.name) {
		named.name =
			arena_format(arena, _("%s succeeds %s as %s, %s"), succession->label,
				     holder_of(store, before, arena), record_value(before, "role"),
				     body_of(store, before, arena));
	}
	return save_records(store, &named, succession->items, succession->count, arena, result,
			    NULL, err);
}

bool term_succeed(struct store *store, struct ref term, struct ref person, const char *date,
		  const struct intent *intent, struct arena *arena, struct save_result *result,
		  struct err *err)
{
	struct succession succession = {.store = store, .arena = arena, .date = date};
	struct record holder;
	succession.label = record_label(store, person, arena);
	return record_get(store, person, arena, &holder, err) &&
	       hand_over(&succession, term, &holder, err) &&
	       save_succession(&succession, intent, result, err);
}

bool term_succeed_new(struct store *store, struct ref term, const char *name, const char *date,
		      const struct intent *intent, struct arena *arena, struct save_result *result,
		      struct err *err)
{
	struct succession succession = {
		.store = store, .arena = arena, .date = date, .label = name, .count = 1};
	struct sheet *sheet = sheet_new(RECORD_PERSON);
	bool done = sheet_set(sheet, store, 0, field_index(RECORD_PERSON, "name"), name, err);
	succession.items[0].next = sheet->parts[0].now;
	done = done && hand_over(&succession, term, &sheet->parts[0].now, err) &&
	       save_succession(&succession, intent, result, err);
	sheet_free(sheet);
	return done;
}

bool term_describe(struct store *store, struct ref term, const char *today, struct arena *arena,
		   struct term_words *words, struct err *err)
{
	struct record record;
	char next[DATE_SIZE];
	if (!get_term(store, term, arena, &record, err)) {
		return false;
	}
	bool has_next = date_after(record_value(&record, "valid_to"), next);
	*words = (struct term_words){
		.holder = holder_of(store, &record, arena),
		.role = record_value(&record, "role"),
		.body = body_of(store, &record, arena),
		.next = has_next ? arena_text(arena, next) : today,
	};
	return true;
}

/* What is looked for among the terms of a holder. */
struct wanted {
	struct store *store;
	struct arena *arena;
	struct ref holder;
	int64_t body; /* 0 for any */
	const char *role;
	const char *day;
};

static bool fits(const struct wanted *wanted, const struct membership_row *row)
{
	return row->is_current && (wanted->body == 0 || row->body_id == wanted->body) &&
	       (!wanted->role || strcasecmp(row->role, wanted->role) == 0);
}

static void add_term(const struct wanted *wanted, const struct membership_row *row,
		     struct str *names)
{
	struct record term;
	struct ref ref = {RECORD_MEMBERSHIP, row->id};
	if (record_get(wanted->store, ref, wanted->arena, &term, NULL)) {
		str_add_format(names, "%s%.*s %s, %s", names->len > 0 ? "; " : "", UID_SHOWN,
			       term.uid, row->role, row->body_name);
	}
}

static bool refuse_several(const struct wanted *wanted, const struct membership_rows *rows,
			   size_t count, struct err *err)
{
	struct str names = STR_EMPTY;
	size_t shown = 0;
	for (size_t i = 0; i < rows->count && shown < CANDIDATES_MAX; i++) {
		if (fits(wanted, &rows->items[i])) {
			add_term(wanted, &rows->items[i], &names);
			shown++;
		}
	}
	err_set(err, ERR_CONFLICT,
		_("%s holds %zu such terms. Name the body or the role, or the term by the "
		  "beginning of its uid: %s"),
		record_label(wanted->store, wanted->holder, wanted->arena), count,
		str_text(&names));
	str_clear(&names);
	return false;
}

/* Counts the terms that fit; *only is the last of them. */
static bool count_terms(const struct wanted *wanted, struct membership_rows *rows, struct ref *only,
			size_t *count, struct err *err)
{
	*count = 0;
	if (!membership_of(wanted->store, wanted->holder, wanted->day, wanted->arena, rows, err)) {
		return false;
	}
	for (size_t i = 0; i < rows->count; i++) {
		if (fits(wanted, &rows->items[i])) {
			*only = (struct ref){RECORD_MEMBERSHIP, rows->items[i].id};
			++*count;
		}
	}
	return true;
}

bool term_find_current(struct store *store, struct ref holder, const char *day, struct ref *term,
		       size_t *count, struct err *err)
{
	struct wanted wanted = {.store = store, .holder = holder, .day = day};
	struct membership_rows rows;
	struct ref only;
	wanted.arena = arena_new();
	bool done = count_terms(&wanted, &rows, &only, count, err);
	arena_free(wanted.arena);
	if (done && *count == 1) {
		*term = only;
	}
	return done;
}

/* The only term that fits. */
static bool find_only(const struct wanted *wanted, struct ref *term, struct err *err)
{
	struct membership_rows rows;
	size_t count;
	if (!count_terms(wanted, &rows, term, &count, err)) {
		return false;
	}
	if (count == 0) {
		return err_set(err, ERR_NOT_FOUND, _("%s holds no such term on %s."),
			       record_label(wanted->store, wanted->holder, wanted->arena),
			       wanted->day);
	}
	return count == 1 || refuse_several(wanted, &rows, count, err);
}

bool term_lookup(struct store *store, const char *person, const char *body, const char *role,
		 const char *day, struct ref *term, struct err *err)
{
	/* An organisation may sit in a body itself; a term is known by its uid. */
	static const enum record_kind kinds[] = {RECORD_PERSON, RECORD_ORGANISATION,
						 RECORD_MEMBERSHIP};
	struct wanted wanted = {.store = store, .role = role, .day = day};
	struct ref organisation = {RECORD_ORGANISATION, 0};
	struct ref only;
	if (!record_lookup_among(store, kinds, sizeof kinds / sizeof kinds[0], person,
				 &wanted.holder, err)) {
		return false;
	}
	if (wanted.holder.kind == RECORD_MEMBERSHIP) {
		*term = wanted.holder;
		return true;
	}
	if (body && !suggest_lookup(store, RECORD_ORGANISATION, body, &organisation, err)) {
		return false;
	}
	wanted.body = organisation.id;
	wanted.arena = arena_new();
	bool done = find_only(&wanted, &only, err);
	if (done) {
		*term = only;
	}
	arena_free(wanted.arena);
	return done;
}
