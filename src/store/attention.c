/* SPDX-License-Identifier: MIT
 *
 * What needs attention: one statement a kind, and the words that a row of it makes. Which people are
 * likely one is duplicate.c.
 */
#include "store/attention.h"

#include <stdlib.h>
#include <string.h>

#include "base/date_step.h"
#include "base/i18n.h"
#include "base/str.h"
#include "store/duplicate.h"
#include "store/post.h"
#include "store/rows.h"
#include "store/term.h"
#include "text/find.h"

/* What every statement gives; what a kind has no use for is NULL. */
enum column {
	COLUMN_PERSON,	     /* id of the person where the next step is taken */
	COLUMN_ORGANISATION, /* or of the organisation */
	COLUMN_ABOUT,	     /* id of the term or channel */
	COLUMN_THING,	     /* role of a post, value of a channel, kind of an organisation */
	COLUMN_TITLE,	     /* of a post */
	COLUMN_BODY,	     /* name of the body */
	COLUMN_SHORT,	     /* its short form */
	COLUMN_DATE,
	COLUMN_LAST_PERSON, /* id of who held an empty post last */
	COLUMN_LAST_MEMBER, /* or of the organisation that did */
};

#define TEXT_OF(value) TEXT_OF_VALUE(value)
#define TEXT_OF_VALUE(value) #value

/* ?1 is the day, ?2 the limit. */
#define DAYS_BEFORE "date(?1, '-" TEXT_OF(ATTENTION_DAYS) " days')"
#define DAYS_AFTER "date(?1, '+" TEXT_OF(ATTENTION_DAYS) " days')"
#define MONTHS_BEFORE "date(?1, '-" TEXT_OF(ATTENTION_MONTHS) " months')"

/* The first and the last day that a partial date may mean, to be compared as text: that a month ends
 * before the 31st does no harm. */
#define END_FIRST_DAY "term.valid_to || substr('-01-01', length(term.valid_to) - 3)"
#define END_LAST_DAY "term.valid_to || substr('-12-31', length(term.valid_to) - 3)"
#define BEGIN_LAST_DAY "valid_from || substr('-12-31', length(valid_from) - 3)"
#define DISSOLVED_LAST_DAY "body.dissolved || substr('-12-31', length(body.dissolved) - 3)"
#define VERIFIED_LAST_DAY "channel.verified || substr('-12-31', length(channel.verified) - 3)"

/* Terms with an end between two days, and nobody who follows: nobody who begins in the same post when
 * the term ends, nor the same member again. Those who begin late enough are few, and are looked up by
 * body: a body may have any number of terms. */
static void add_terms_that_end(struct str *sql, const char *condition)
{
	str_add(sql, "WITH late AS MATERIALIZED "
		     "(SELECT id, person_id, member_id, organisation_id, role, title, "
		     "behalf_id, " BEGIN_LAST_DAY " AS begins FROM membership WHERE binned IS NULL "
		     "AND " BEGIN_LAST_DAY " >= date(" DAYS_BEFORE ", 'start of year')) "
		     "SELECT term.person_id, term.member_id, term.id, term.role, term.title, "
		     "body.name, body.abbreviation, term.valid_to, NULL, NULL "
		     "FROM membership term "
		     "JOIN organisation body ON body.id = term.organisation_id "
		     "LEFT JOIN person ON person.id = term.person_id "
		     "LEFT JOIN organisation member ON member.id = term.member_id "
		     "WHERE term.binned IS NULL AND body.binned IS NULL "
		     "AND person.binned IS NULL AND member.binned IS NULL AND ");
	str_add(sql, condition);
	str_add(sql, " AND NOT EXISTS (SELECT 1 FROM late "
		     "WHERE late.organisation_id = term.organisation_id "
		     "AND late.role = term.role AND late.id <> term.id "
		     "AND late.begins >= " END_FIRST_DAY " "
		     "AND (late.person_id = term.person_id OR late.member_id = term.member_id "
		     "OR late.title = term.title OR late.behalf_id = term.behalf_id OR ");
	post_add_condition(sql, "late.role");
	str_add(sql, " AND ");
	post_add_agency(sql, "late.role", "late.behalf_id");
	str_add(sql, " IS ");
	post_add_agency(sql, "term.role", "term.behalf_id");
	str_add(sql, ")) ORDER BY " END_LAST_DAY
		     ", coalesce(person.sort_key, lower(member.name)), term.id LIMIT ?2");
}

static void add_ending(struct str *sql)
{
	add_terms_that_end(sql, END_LAST_DAY " >= ?1 AND " END_LAST_DAY " <= " DAYS_AFTER);
}

static void add_ended(struct str *sql)
{
	add_terms_that_end(sql, END_LAST_DAY " < ?1 AND " END_LAST_DAY " >= " DAYS_BEFORE);
}

/* A term without an end holds, or will. Beside max() stand the columns of the row that has it. The
 * plus keeps SQLite from reading all terms in the order of bodies. */
static void add_empty_posts(struct str *sql)
{
	str_add(sql,
		"SELECT NULL, body.id, term.id, term.role, NULL, body.name, NULL, term.valid_to, "
		"term.person_id, term.member_id, "
		"max(coalesce(" END_LAST_DAY ", '9999')) AS last_day "
		"FROM membership term JOIN organisation body ON body.id = term.organisation_id "
		"WHERE ");
	post_add_condition(sql, "term.role");
	str_add(sql, " AND term.binned IS NULL AND body.binned IS NULL "
		     "AND (body.dissolved IS NULL OR " DISSOLVED_LAST_DAY " >= ?1) "
		     "GROUP BY +term.organisation_id, term.role, ");
	post_add_agency(sql, "term.role", "term.behalf_id");
	str_add(sql, " HAVING last_day < ?1 ORDER BY last_day DESC, body.name, term.id LIMIT ?2");
}

static void add_unverified(struct str *sql)
{
	str_add(sql, "SELECT channel.person_id, channel.organisation_id, channel.id, "
		     "channel.value, NULL, NULL, NULL, channel.verified, NULL, NULL FROM channel "
		     "LEFT JOIN person ON person.id = channel.person_id "
		     "LEFT JOIN organisation ON organisation.id = channel.organisation_id "
		     "WHERE channel.binned IS NULL AND person.binned IS NULL "
		     "AND organisation.binned IS NULL "
		     "AND coalesce(person.status, 'active') = 'active' "
		     "AND (channel.verified IS NULL OR " VERIFIED_LAST_DAY " < " MONTHS_BEFORE ") "
		     "ORDER BY channel.verified, "
		     "coalesce(person.sort_key, lower(organisation.name)), channel.id LIMIT ?2");
}

static void add_without_source(struct str *sql)
{
	str_add(sql, "SELECT NULL, organisation.id, NULL, organisation.kind, NULL, NULL, NULL, "
		     "NULL, NULL, NULL FROM organisation WHERE organisation.binned IS NULL AND NOT "
		     "EXISTS "
		     "(SELECT 1 FROM citation WHERE citation.organisation_id = organisation.id "
		     "AND citation.binned IS NULL) "
		     "ORDER BY organisation.name COLLATE NOCASE, organisation.id LIMIT ?2");
}

/* All of them are gone through in the order of names, by two indexes; the post is asked for only of
 * those that are shown. */
static void add_without_channel(struct str *sql)
{
	str_add(sql, "SELECT person.id, NULL, NULL, post.role, post.title, body.name, "
		     "body.abbreviation, NULL, NULL, NULL "
		     "FROM person LEFT JOIN membership post ON post.id = ");
	term_add_first(sql, "?1");
	str_add(sql, " LEFT JOIN organisation body ON body.id = post.organisation_id "
		     "WHERE person.binned IS NULL AND person.status = 'active' AND NOT EXISTS "
		     "(SELECT 1 FROM channel WHERE channel.person_id = person.id "
		     "AND channel.binned IS NULL) "
		     "ORDER BY person.sort_key, person.uid LIMIT ?2");
}

/* A kind: what it is called, and what finds it. */
static const struct kind_row {
	const char *name;
	const char *title;
	enum record_kind about;	      /* kind of COLUMN_ABOUT */
	void (*add)(struct str *sql); /* the statement; NULL where it is found otherwise */
} kind_rows[ATTENTION_KINDS] = {
	[ATTENTION_TERM_ENDS] = {"term-ends", N_("Terms that end soon"), RECORD_MEMBERSHIP,
				 add_ending},
	[ATTENTION_TERM_ENDED] = {"term-ended", N_("Terms that ended, and nobody follows"),
				  RECORD_MEMBERSHIP, add_ended},
	[ATTENTION_POST_EMPTY] = {"post-empty", N_("Posts that nobody holds"), RECORD_MEMBERSHIP,
				  add_empty_posts},
	[ATTENTION_NO_CHANNEL] = {"no-channel", N_("People without an address or number"),
				  RECORD_CHANNEL, add_without_channel},
	[ATTENTION_UNVERIFIED] = {"unverified", N_("Addresses and numbers not verified"),
				  RECORD_CHANNEL, add_unverified},
	[ATTENTION_NO_SOURCE] = {"no-source", N_("Organisations without a source"), RECORD_CITATION,
				 add_without_source},
	[ATTENTION_DUPLICATE] = {"duplicate", N_("People who are likely one and the same"),
				 RECORD_PERSON, NULL},
};

const char *attention_name(enum attention_kind kind)
{
	return kind_rows[kind].name;
}

const char *attention_title(enum attention_kind kind)
{
	return _(kind_rows[kind].title);
}

/* What a statement gave; labels are asked for afterwards, when no statement is open. */
struct found {
	struct ref ref;
	struct ref last;
	int64_t about;
	const char *thing;
	const char *title;
	const char *body;
	const char *body_short;
	const char *date;
};

static struct ref read_ref(sqlite3_stmt *statement, int person, int organisation)
{
	int64_t id = db_int(statement, person);
	return id != 0 ? (struct ref){RECORD_PERSON, id}
		       : (struct ref){RECORD_ORGANISATION, db_int(statement, organisation)};
}

static void read_found(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct found *found = item;
	*found = (struct found){
		.ref = read_ref(statement, COLUMN_PERSON, COLUMN_ORGANISATION),
		.last = read_ref(statement, COLUMN_LAST_PERSON, COLUMN_LAST_MEMBER),
		.about = db_int(statement, COLUMN_ABOUT),
		.thing = db_text(statement, COLUMN_THING, arena),
		.title = db_text(statement, COLUMN_TITLE, arena),
		.body = db_text(statement, COLUMN_BODY, arena),
		.body_short = db_text(statement, COLUMN_SHORT, arena),
		.date = db_text(statement, COLUMN_DATE, arena),
	};
}

/* One gathering of all kinds. */
struct gathering {
	struct store *store;
	const char *day;
	size_t limit;
	struct arena *arena;
	struct rows rows;
};

/* Whether a title names the body already: by its name or short form, or by the name without its first
 * word, as "Chair of the Steering Committee" does that of the "TN Steering Committee". */
static bool holds_body(const struct found *found)
{
	const char *rest = strchr(found->body, ' ');
	const char *names[] = {found->body, found->body_short,
			       rest != NULL && strchr(rest + 1, ' ') != NULL ? rest + 1 : NULL};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t start;
		size_t len;
		if (names[i] != NULL && text_find(found->title, 0, names[i], &start, &len)) {
			return true;
		}
	}
	return false;
}

/* "member of TN Steering Committee", "Editor, TN Staff". */
static const char *name_post(const struct gathering *gathering, const struct found *found)
{
	struct arena *arena = gathering->arena;
	if (found->title == NULL) {
		return arena_format(arena, _("%s of %s"), found->thing, found->body);
	}
	return holds_body(found) ? found->title
				 : arena_format(arena, _("%s, %s"), found->title, found->body);
}

/* A post is empty from the day after the last term on. */
static const char *describe_vacancy(const struct gathering *gathering, const struct found *found)
{
	struct arena *arena = gathering->arena;
	const char *last = record_label(gathering->store, found->last, arena);
	char since[DATE_SIZE];
	return date_since(found->date, since)
		       ? arena_format(arena, _("no %s since %s; %s was the last"), found->thing,
				      since, last)
		       : arena_format(arena, _("no %s; %s was the last"), found->thing, last);
}

static const char *describe(const struct gathering *gathering, enum attention_kind kind,
			    const struct found *found)
{
	struct arena *arena = gathering->arena;
	switch (kind) {
	case ATTENTION_TERM_ENDS:
		return arena_format(arena, _("%s until %s"), name_post(gathering, found),
				    found->date);
	case ATTENTION_TERM_ENDED:
		return arena_format(arena, _("%s until %s; nobody follows"),
				    name_post(gathering, found), found->date);
	case ATTENTION_POST_EMPTY:
		return describe_vacancy(gathering, found);
	case ATTENTION_NO_CHANNEL:
		return found->body != NULL ? arena_format(arena, _("%s; no address or number"),
							  name_post(gathering, found))
					   : _("no address or number");
	case ATTENTION_UNVERIFIED:
		return found->date != NULL
			       ? arena_format(arena, _("%s was last verified on %s"), found->thing,
					      found->date)
			       : arena_format(arena, _("%s was never verified"), found->thing);
	default:
		return arena_format(arena, _("no source is named for this %s"), found->thing);
	}
}

static void add_row(struct gathering *gathering, enum attention_kind kind,
		    const struct found *found)
{
	struct attention_row *row = rows_add(&gathering->rows);
	row->kind = kind;
	row->ref = found->ref;
	row->about = (struct ref){kind_rows[kind].about, found->about};
	row->label = record_label(gathering->store, found->ref, gathering->arena);
	row->detail = describe(gathering, kind, found);
}

static int64_t as_number(size_t size)
{
	return size > INT64_MAX ? INT64_MAX : (int64_t)size;
}

/* What a kind's statement finds, up to a limit. */
static bool find(const struct gathering *gathering, enum attention_kind kind, size_t limit,
		 struct rows *found, struct err *err)
{
	struct str sql = STR_EMPTY;
	sqlite3_stmt *statement;
	*found = ROWS_OF(struct found, gathering->arena);
	kind_rows[kind].add(&sql);
	bool done = db_prepare(gathering->store, str_text(&sql), &statement, err);
	str_clear(&sql);
	if (!done) {
		return false;
	}
	db_bind_text(gathering->store, statement, 1, gathering->day);
	db_bind_int(gathering->store, statement, 2, as_number(limit));
	return rows_fill(found, gathering->store, statement, read_found, err);
}

static void add_rows(struct gathering *gathering, enum attention_kind kind,
		     const struct rows *found)
{
	const struct found *items = found->items;
	for (size_t i = 0; i < found->count && i < gathering->limit; i++) {
		add_row(gathering, kind, &items[i]);
	}
}

static int compare_ids(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a;
	int64_t right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

/* A post whose last term ended lately is told of once: as a post that nobody holds. */
static void drop_ends_of_empty_posts(struct rows *ended, const struct rows *empty,
				     struct arena *arena)
{
	int64_t *terms = arena_new_array(arena, empty->count, sizeof *terms);
	struct found *ends = ended->items;
	size_t kept = 0;
	for (size_t i = 0; i < empty->count; i++) {
		terms[i] = ((const struct found *)empty->items)[i].about;
	}
	qsort(terms, empty->count, sizeof *terms, compare_ids);
	for (size_t i = 0; i < ended->count; i++) {
		if (!bsearch(&ends[i].about, terms, empty->count, sizeof *terms, compare_ids)) {
			ends[kept++] = ends[i];
		}
	}
	ended->count = kept;
}

/* Terms that ended, and posts that are empty since: which of them to tell of is known only when all
 * are, whatever the limit. */
static bool gather_ended(struct gathering *gathering, struct err *err)
{
	struct rows ended;
	struct rows empty;
	if (!find(gathering, ATTENTION_TERM_ENDED, SIZE_MAX, &ended, err) ||
	    !find(gathering, ATTENTION_POST_EMPTY, SIZE_MAX, &empty, err)) {
		return false;
	}
	drop_ends_of_empty_posts(&ended, &empty, gathering->arena);
	add_rows(gathering, ATTENTION_TERM_ENDED, &ended);
	add_rows(gathering, ATTENTION_POST_EMPTY, &empty);
	return true;
}

static bool gather(struct gathering *gathering, enum attention_kind kind, struct err *err)
{
	struct rows found;
	if (!find(gathering, kind, gathering->limit, &found, err)) {
		return false;
	}
	add_rows(gathering, kind, &found);
	return true;
}

static bool gather_duplicates(struct gathering *gathering, struct err *err)
{
	struct duplicate_rows pairs;
	if (!duplicate_list(gathering->store, gathering->limit, gathering->arena, &pairs, err)) {
		return false;
	}
	for (size_t i = 0; i < pairs.count; i++) {
		const struct duplicate_row *pair = &pairs.items[i];
		const char *labels[2];
		if (!duplicate_labels(gathering->store, pair, gathering->arena, labels, err)) {
			return false;
		}
		struct attention_row *row = rows_add(&gathering->rows);
		row->kind = ATTENTION_DUPLICATE;
		row->ref = pair->a;
		row->about = pair->b;
		row->label = record_label(gathering->store, pair->a, gathering->arena);
		row->detail = arena_format(gathering->arena, _("%s as %s"),
					   duplicate_reason_words(pair->reason), labels[1]);
	}
	return true;
}

static bool gather_kind(struct gathering *gathering, enum attention_kind kind, struct err *err)
{
	switch (kind) {
	case ATTENTION_TERM_ENDED:
		return gather_ended(gathering, err);
	case ATTENTION_POST_EMPTY:
		return true; /* came with the terms that ended */
	case ATTENTION_DUPLICATE:
		return gather_duplicates(gathering, err);
	default:
		return gather(gathering, kind, err);
	}
}

bool attention_list(struct store *store, const char *day, size_t limit, struct arena *arena,
		    struct attention_rows *rows, struct err *err)
{
	struct gathering gathering = {.store = store,
				      .day = day,
				      .limit = limit,
				      .arena = arena,
				      .rows = ROWS_OF(struct attention_row, arena)};
	for (int kind = 0; kind < ATTENTION_KINDS; kind++) {
		if (!gather_kind(&gathering, (enum attention_kind)kind, err)) {
			return false;
		}
	}
	*rows = (struct attention_rows){gathering.rows.items, gathering.rows.count};
	return true;
}
