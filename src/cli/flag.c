/* SPDX-License-Identifier: MIT
 *
 * Which flag is which field, and what flags add to a record. Fields come from the field rows; here
 * stand only shorter names for some, and the flags that begin a record of another kind.
 */
#include "cli/flag.h"

#include <string.h>

#include "base/i18n.h"
#include "cli/guess.h"
#include "cli/input.h"
#include "cli/options.h"

static const struct flag_kind kinds[] = {
	{"person", NULL, RECORD_PERSON},
	{"agency", "organisation", RECORD_ORGANISATION},
	{"term", "membership", RECORD_MEMBERSHIP},
	{"channel", NULL, RECORD_CHANNEL},
	{"name", "organisation_name", RECORD_ORGANISATION_NAME},
	{"event", NULL, RECORD_EVENT},
	{"link", "event_link", RECORD_EVENT_LINK},
	{"country", "place", RECORD_PLACE},
	{"page", NULL, RECORD_PAGE},
	{"source", NULL, RECORD_SOURCE},
	{"citation", NULL, RECORD_CITATION},
};

/* Shorter names for fields, of every kind that has the field and no other one of that name. */
static const struct alias {
	const char *flag;
	const char *field;
	enum record_kind kind; /* or RECORD_KINDS for all */
} aliases[] = {
	{"country", "place", RECORD_KINDS},	     {"short", "abbreviation", RECORD_KINDS},
	{"from", "valid_from", RECORD_KINDS},	     {"to", "valid_to", RECORD_KINDS},
	{"body", "organisation", RECORD_MEMBERSHIP}, {"agency", "organisation", RECORD_KINDS},
};

/* Flags that put a value into a record which belongs to the one of the sheet. A record of that kind is
 * begun when none was yet, when the one at hand has this field already, or at any time by `begins`. */
static const struct detail {
	const char *flag;
	enum record_kind owner; /* RECORD_KINDS: any that such records belong to */
	enum record_kind child;
	const char *field;
	const char *kind; /* value of the field `kind`, or NULL */
	bool begins;
	const char *help;
} details[] = {
	{"email", RECORD_KINDS, RECORD_CHANNEL, "value", "email", true,
	 N_("Adds an e-mail address.")},
	{"phone", RECORD_KINDS, RECORD_CHANNEL, "value", "phone", true,
	 N_("Adds a number, with its country code.")},
	{"mobile", RECORD_KINDS, RECORD_CHANNEL, "value", "mobile", true,
	 N_("Adds a number of a mobile phone.")},
	{"fax", RECORD_KINDS, RECORD_CHANNEL, "value", "fax", true, N_("Adds a fax number.")},
	{"url", RECORD_KINDS, RECORD_CHANNEL, "value", "url", true, N_("Adds a web address.")},
	{"address", RECORD_KINDS, RECORD_CHANNEL, "value", "address", true,
	 N_("Adds a postal address.")},
	{"body", RECORD_PERSON, RECORD_MEMBERSHIP, "organisation", NULL, false,
	 N_("Adds a term in this body; the five below say more of it.")},
	{"role", RECORD_PERSON, RECORD_MEMBERSHIP, "role", NULL, false,
	 N_("The part it gives in the body.")},
	{"title", RECORD_PERSON, RECORD_MEMBERSHIP, "title", NULL, false,
	 N_("The title of the post, in its own words.")},
	{"behalf", RECORD_PERSON, RECORD_MEMBERSHIP, "behalf", NULL, false,
	 N_("The agency on whose behalf the seat is held.")},
	{"from", RECORD_PERSON, RECORD_MEMBERSHIP, "valid_from", NULL, false,
	 N_("The first date of the term.")},
	{"to", RECORD_PERSON, RECORD_MEMBERSHIP, "valid_to", NULL, false,
	 N_("The last date of the term.")},
	{"agency", RECORD_EVENT, RECORD_EVENT_LINK, "organisation", NULL, true,
	 N_("Adds an agency that has a part in it.")},
	{"person", RECORD_EVENT, RECORD_EVENT_LINK, "person", NULL, true,
	 N_("Adds a person who has a part in it.")},
	{"part", RECORD_EVENT, RECORD_EVENT_LINK, "role", NULL, false,
	 N_("The part of the one that is named before it.")},
	{"source", RECORD_KINDS, RECORD_CITATION, "source", NULL, true,
	 N_("Cites a source for it.")},
};

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

const struct flag_kind *flag_kinds(size_t *count)
{
	*count = COUNT(kinds);
	return kinds;
}

const struct flag_kind *flag_kind_find(const char *name, struct err *err)
{
	struct guess guess = {.word = name};
	for (size_t i = 0; i < COUNT(kinds); i++) {
		if (strcmp(kinds[i].name, name) == 0 ||
		    (kinds[i].other != NULL && strcmp(kinds[i].other, name) == 0)) {
			return &kinds[i];
		}
		guess_offer(&guess, kinds[i].name);
	}
	if (guess.nearest != NULL) {
		err_set(err, ERR_USAGE,
			_("There is no kind of record \"%s\". Did you mean \"%s\"?"), name,
			guess.nearest);
	} else {
		err_set(err, ERR_USAGE,
			_("There is no kind of record \"%s\". \"iemn help add\" lists them."),
			name);
	}
	return NULL;
}

/* Whether a flag says the name of a field; - and _ are the same. */
static bool is_name(const char *flag, const char *field)
{
	size_t i = 0;
	while (flag[i] != '\0' && (flag[i] == field[i] || (flag[i] == '-' && field[i] == '_'))) {
		i++;
	}
	return flag[i] == '\0' && field[i] == '\0';
}

static int find_field(enum record_kind kind, const char *flag)
{
	const struct record_type *type = record_type(kind);
	for (size_t i = 0; i < type->field_count; i++) {
		if (is_name(flag, type->fields[i].name)) {
			return (int)i;
		}
	}
	return -1;
}

/* The field that a shorter name stands for. */
static int find_alias(enum record_kind kind, const char *flag)
{
	for (size_t i = 0; i < COUNT(aliases); i++) {
		bool is_of_kind = aliases[i].kind == RECORD_KINDS || aliases[i].kind == kind;
		if (is_of_kind && strcmp(aliases[i].flag, flag) == 0) {
			return field_index(kind, aliases[i].field);
		}
	}
	return -1;
}

/* Whether a detail adds something to records of a kind: such records belong to it, and none of its own
 * fields bears the name. */
static bool is_detail_of(const struct detail *detail, enum record_kind kind)
{
	if ((detail->owner != RECORD_KINDS && detail->owner != kind) ||
	    find_field(kind, detail->flag) >= 0) {
		return false;
	}
	size_t count;
	const enum record_kind *children = sheet_child_kinds(kind, &count);
	for (size_t i = 0; i < count; i++) {
		if (children[i] == detail->child) {
			return true;
		}
	}
	return false;
}

static const struct detail *find_detail(enum record_kind kind, const char *flag)
{
	for (size_t i = 0; i < COUNT(details); i++) {
		if (is_name(flag, details[i].flag) && is_detail_of(&details[i], kind)) {
			return &details[i];
		}
	}
	return NULL;
}

const char *flag_next_detail(enum record_kind kind, size_t *at, const char **help)
{
	while (*at < COUNT(details)) {
		const struct detail *detail = &details[(*at)++];
		if (is_detail_of(detail, kind)) {
			*help = detail->help;
			return detail->flag;
		}
	}
	return NULL;
}

bool flag_is_known(const char *flag)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		enum record_kind kind = kinds[i].kind;
		if (find_field(kind, flag) >= 0 || find_alias(kind, flag) >= 0 ||
		    find_detail(kind, flag) != NULL) {
			return true;
		}
	}
	return false;
}

void flag_offer_all(struct guess *guess)
{
	for (size_t i = 0; i < COUNT(kinds); i++) {
		const struct record_type *type = record_type(kinds[i].kind);
		for (size_t j = 0; j < type->field_count; j++) {
			guess_offer(guess, type->fields[j].name);
		}
	}
	for (size_t i = 0; i < COUNT(details); i++) {
		guess_offer(guess, details[i].flag);
	}
}

void flag_add_name(struct str *out, const char *name)
{
	for (const char *letter = name; *letter != '\0'; letter++) {
		str_add_char(out, *letter == '_' ? '-' : *letter);
	}
}

void flag_spell(struct str *out, enum record_kind kind, const char *field)
{
	for (size_t i = 0; i < COUNT(aliases); i++) {
		bool is_of_kind = aliases[i].kind == RECORD_KINDS || aliases[i].kind == kind;
		if (is_of_kind && strcmp(aliases[i].field, field) == 0 &&
		    find_field(kind, aliases[i].flag) < 0) {
			flag_add_name(out, aliases[i].flag);
			return;
		}
	}
	flag_add_name(out, field);
}

/* Gives false with the flag that may have been meant: one of the kind's, or an option. */
static bool report_unknown(enum record_kind kind, const char *flag, bool has_details,
			   struct err *err)
{
	const struct record_type *type = record_type(kind);
	struct guess guess = {.word = flag};
	struct str nearest = STR_EMPTY;
	for (size_t i = 0; i < type->field_count; i++) {
		guess_offer(&guess, type->fields[i].name);
	}
	const char *help;
	size_t at = 0;
	const char *name = has_details ? flag_next_detail(kind, &at, &help) : NULL;
	while (name != NULL) {
		guess_offer(&guess, name);
		name = flag_next_detail(kind, &at, &help);
	}
	guess_offer(&guess, option_row(OPTION_DRY_RUN)->name);
	if (guess.nearest != NULL) {
		flag_add_name(&nearest, guess.nearest);
		err_set(err, ERR_USAGE,
			_("A record of the kind \"%s\" has no --%s. Did you mean --%s?"),
			_(type->label), flag, str_text(&nearest));
	} else {
		err_set(err, ERR_USAGE,
			_("A record of the kind \"%s\" has no --%s. \"iemn help add\" lists what "
			  "it "
			  "has."),
			_(type->label), flag);
	}
	str_clear(&nearest);
	return false;
}

int flag_field(enum record_kind kind, const char *flag, struct err *err)
{
	int field = find_field(kind, flag);
	if (field < 0) {
		field = find_alias(kind, flag);
	}
	if (field < 0) {
		(void)report_unknown(kind, flag, false, err);
	}
	return field;
}

struct filling {
	struct sheet *sheet;
	struct store *store;
	const char *open[RECORD_KINDS]; /* uid of the record at hand of each kind, or NULL */
	bool is_set[RECORD_KINDS][FIELDS_MAX];
};

static size_t find_part(const struct sheet *sheet, const char *uid)
{
	size_t part = 0;
	while (strcmp(sheet->parts[part].now.uid, uid) != 0) {
		part++;
	}
	return part;
}

/* The part that a detail goes into. Places move when parts are added, so uids are kept. */
static size_t open_part(struct filling *filling, const struct detail *detail, int field)
{
	enum record_kind child = detail->child;
	const char *uid = filling->open[child];
	if (uid != NULL && !detail->begins && !filling->is_set[child][field]) {
		return find_part(filling->sheet, uid);
	}
	size_t part = sheet_add(filling->sheet, child);
	filling->open[child] = filling->sheet->parts[part].now.uid;
	memset(filling->is_set[child], 0, sizeof filling->is_set[child]);
	if (detail->kind != NULL) {
		sheet_put(filling->sheet, part, "kind", detail->kind);
	}
	return part;
}

/* A date that was given stays, wherever it stands among the flags: with it the new address was seen to
 * work. */
static bool set(struct filling *filling, size_t part, int field, const char *value, struct err *err)
{
	const struct record *now = &filling->sheet->parts[part].now;
	int verified = field_index(RECORD_CHANNEL, "verified");
	bool is_given = part == 0 && now->ref.kind == RECORD_CHANNEL && field != verified &&
			filling->is_set[RECORD_CHANNEL][verified];
	const char *date = is_given ? now->values[verified] : NULL;
	bool done = sheet_set(filling->sheet, filling->store, part, field, value, err);
	if (is_given) {
		sheet_put(filling->sheet, part, "verified", date);
	}
	return done;
}

static bool fill(struct filling *filling, const struct flag *flag, const char *value,
		 struct err *err)
{
	enum record_kind kind = filling->sheet->parts[0].now.ref.kind;
	const struct detail *detail = find_detail(kind, flag->name);
	size_t part = 0;
	int field = find_field(kind, flag->name);
	if (field < 0 && detail != NULL) {
		field = field_index(detail->child, detail->field);
		part = open_part(filling, detail, field);
		filling->is_set[detail->child][field] = true;
	} else if (field < 0) {
		field = find_alias(kind, flag->name);
	}
	if (field < 0) {
		return report_unknown(kind, flag->name, true, err);
	}
	if (part == 0 && filling->is_set[kind][field]) {
		return err_set(err, ERR_USAGE, _("--%s is given twice."), flag->name);
	}
	filling->is_set[kind][field] |= part == 0;
	return set(filling, part, field, value, err) || err_prefix(err, "--%s:", flag->name);
}

bool flag_value(const struct request *request, size_t flag, struct str *value, struct err *err)
{
	const char *typed = request->flags[flag].value;
	if (strcmp(typed, "-") != 0) {
		str_add(value, typed);
		return true;
	}
	for (size_t i = 0; i < flag; i++) {
		if (strcmp(request->flags[i].value, "-") == 0) {
			return err_set(err, ERR_USAGE,
				       _("Only one value can come from standard input: --%s or "
					 "--%s."),
				       request->flags[i].name, request->flags[flag].name);
		}
	}
	if (!input_read("-", value, err)) {
		return err_prefix(err, "--%s:", request->flags[flag].name);
	}
	while (value->len > 0 && strchr("\r\n", value->data[value->len - 1]) != NULL) {
		str_cut(value, value->len - 1);
	}
	return true;
}

bool flag_fill(const struct request *request, struct sheet *sheet, struct store *store,
	       struct err *err)
{
	struct filling filling = {.sheet = sheet, .store = store};
	struct str typed = STR_EMPTY;
	bool done = true;
	for (size_t i = 0; done && i < request->flag_count; i++) {
		const struct flag *flag = &request->flags[i];
		str_reset(&typed);
		done = flag_value(request, i, &typed, err) &&
		       fill(&filling, flag, str_text(&typed), err);
	}
	str_clear(&typed);
	return done;
}
