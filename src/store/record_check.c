/* SPDX-License-Identifier: MIT
 *
 * Whether a record may be stored: each field by its row, and the rules that hold between fields.
 * What needs the file, whether a reference leads anywhere, is record.c.
 */
#include "store/record.h"

#include <string.h>

#include "base/i18n.h"

/* A span of two dates. */
static const struct span_rule {
	enum record_kind kind;
	const char *from;
	const char *to;
} span_rules[] = {
	{RECORD_ORGANISATION, "established", "dissolved"},
	{RECORD_ORGANISATION_NAME, "valid_from", "valid_to"},
	{RECORD_MEMBERSHIP, "valid_from", "valid_to"},
	{RECORD_EVENT, "date", "date_end"},
};

/* References of which a record has exactly one: what it belongs to. */
static const struct owner_rule {
	enum record_kind kind;
	const char *const *fields; /* NULL-terminated */
} owner_rules[] = {
	{RECORD_CHANNEL, (const char *const[]){"person", "organisation", NULL}},
	{RECORD_MEMBERSHIP, (const char *const[]){"person", "member", NULL}},
	{RECORD_EVENT_LINK, (const char *const[]){"organisation", "person", "place", NULL}},
	{RECORD_CITATION, (const char *const[]){"organisation", "person", "membership", "place",
						"event", "page", NULL}},
};

/* What the value of a channel must be, by the kind of the channel. */
static const struct field channel_values[] = {
	{.name = "email", .kind = FIELD_NAME, .limit = 254},
	{.name = "phone", .kind = FIELD_NAME, .limit = 64},
	{.name = "mobile", .kind = FIELD_NAME, .limit = 64},
	{.name = "fax", .kind = FIELD_NAME, .limit = 64},
	{.name = "url", .kind = FIELD_URL, .limit = 2000},
	{.name = "address", .kind = FIELD_LINE, .limit = 400},
};

static bool is_given(const char *value)
{
	return value && value[0] != '\0';
}

static bool check_spans(const struct record *record, struct err *err)
{
	for (size_t i = 0; i < sizeof span_rules / sizeof span_rules[0]; i++) {
		const struct span_rule *rule = &span_rules[i];
		if (rule->kind != record->ref.kind) {
			continue;
		}
		const char *from = record_value(record, rule->from);
		const char *to = record_value(record, rule->to);
		/* 2011-05 to 2011 is a span: only what both know is compared. */
		if (is_given(from) && is_given(to) && strncmp(from, to, strlen(to)) > 0) {
			return err_set_field(err, rule->to,
					     _("The end, %s, is before the beginning, %s."), to,
					     from);
		}
	}
	return true;
}

static bool check_owner(const struct record *record, struct err *err)
{
	for (size_t i = 0; i < sizeof owner_rules / sizeof owner_rules[0]; i++) {
		const struct owner_rule *rule = &owner_rules[i];
		if (rule->kind != record->ref.kind) {
			continue;
		}
		int count = 0;
		for (const char *const *field = rule->fields; *field; field++) {
			count += is_given(record_value(record, *field));
		}
		if (count != 1) {
			return err_set_field(err, rule->fields[0],
					     _("It must belong to exactly one record."));
		}
	}
	return true;
}

/* As far as a form can judge without asking the network: something on both sides of one @. */
static bool check_email(const char *value, struct err *err)
{
	const char *at = strchr(value, '@');
	if (!at || at == value || at[1] == '\0' || strchr(at + 1, '@') || strchr(value, ' ')) {
		return err_set_field(err, "value",
				     _("An e-mail address looks like name@example.org."));
	}
	return true;
}

static bool check_channel(const struct record *record, struct err *err)
{
	const char *kind = record_value(record, "kind");
	const char *value = record_value(record, "value");
	for (size_t i = 0; i < sizeof channel_values / sizeof channel_values[0]; i++) {
		if (strcmp(channel_values[i].name, kind) != 0) {
			continue;
		}
		struct field field = channel_values[i];
		field.name = "value";
		if (!field_check(&field, value, err)) {
			return false;
		}
	}
	return strcmp(kind, "email") != 0 || check_email(value, err);
}

bool record_check_between(const struct record *record, struct err *err)
{
	bool is_channel = record->ref.kind == RECORD_CHANNEL &&
			  is_given(record_value(record, "kind")) &&
			  is_given(record_value(record, "value"));
	return check_spans(record, err) && (!is_channel || check_channel(record, err));
}

bool record_check(const struct record *record, struct err *err)
{
	const struct record_type *type = record_type(record->ref.kind);
	if (is_given(record->uid) && !uid_is_valid(record->uid)) {
		return err_set_field(err, "uid", _("“%.60s” is not a UUID in lower case."),
				     record->uid);
	}
	for (size_t i = 0; i < type->field_count; i++) {
		if (!field_check(&type->fields[i], record->values[i], err)) {
			return false;
		}
	}
	return check_spans(record, err) && check_owner(record, err) &&
	       (record->ref.kind != RECORD_CHANNEL || check_channel(record, err));
}
