/* SPDX-License-Identifier: MIT
 *
 * Parts that are made from what is there: a copy of a record, and a former name from today's.
 */
#include "interchange/sheet_parts.h"

#include <string.h>

#include "base/date_step.h"
#include "base/i18n.h"
#include "base/str.h"

static bool is_one_of(const char *const *names, size_t count, enum record_kind kind, size_t field)
{
	for (size_t i = 0; i < count; i++) {
		if ((int)field == field_index(kind, names[i])) {
			return true;
		}
	}
	return false;
}

/* Whether a field says what is true of this record alone: when an address was seen to work; of what
 * belongs to another one, whose it is and when its term was held. */
static bool is_own(const struct sheet *sheet, size_t part, size_t field)
{
	static const char *const own[] = {"verified", "valid_from", "valid_to", "ended"};
	enum record_kind kind = sheet->parts[part].now.ref.kind;
	if (part == 0) {
		return is_one_of(own, 1, kind, field);
	}
	return (int)field == sheet_owner_field(sheet->parts[0].now.ref.kind, kind) ||
	       is_one_of(own, sizeof own / sizeof own[0], kind, field);
}

static void copy_values(struct sheet *sheet, size_t part, const struct record *from)
{
	struct record *now = &sheet->parts[part].now;
	size_t count = record_type(now->ref.kind)->field_count;
	for (size_t i = 0; i < count; i++) {
		if (!is_own(sheet, part, i)) {
			now->values[i] = arena_text(sheet->arena, from->values[i]);
			sheet->parts[part].came[i] = now->values[i];
		}
	}
}

static bool is_over(const struct record *term)
{
	const char *to = record_value(term, "valid_to");
	char today[DATE_SIZE];
	date_today(today);
	return to ? date_is_before(to, today) : record_value(term, "ended") != NULL;
}

/* What another record can have too: not the own address of a person, nor a term that is over, nor the
 * sources and other names of this one. */
static bool is_copied(enum record_kind owner, const struct record *child)
{
	switch (child->ref.kind) {
	case RECORD_CHANNEL:
		return strcmp(record_value(child, "functional"), "1") == 0;
	case RECORD_MEMBERSHIP:
		return !is_over(child);
	case RECORD_EVENT_LINK:
		return owner == RECORD_EVENT;
	default:
		return false;
	}
}

struct sheet *sheet_copy(struct store *store, struct ref ref, struct err *err)
{
	struct sheet *source = sheet_open(store, ref, err);
	if (!source) {
		return NULL;
	}
	struct sheet *copy = sheet_new(ref.kind);
	copy->copied = record_label(store, ref, copy->arena);
	copy_values(copy, 0, &source->parts[0].now);
	for (size_t i = 1; i < source->count; i++) {
		const struct record *child = &source->parts[i].now;
		if (is_copied(ref.kind, child)) {
			copy_values(copy, sheet_add(copy, child->ref.kind), child);
		}
	}
	sheet_free(source);
	return copy;
}

/* When the former name ended that ended last; NULL where that is not known. */
static const char *last_former_end(const struct sheet *sheet)
{
	const char *latest = NULL;
	for (size_t i = 1; i < sheet->count; i++) {
		const struct record *name = &sheet->parts[i].now;
		if (name->ref.kind != RECORD_ORGANISATION_NAME || sheet_is_out(sheet, i) ||
		    strcmp(record_value(name, "kind"), "former") != 0) {
			continue;
		}
		const char *to = record_value(name, "valid_to");
		latest = to && date_compare(to, latest) > 0 ? to : latest;
	}
	return latest;
}

/* When the name that is given up began: behind the former one that ended last, or with the
 * organisation. */
static const char *name_began(const struct sheet *sheet)
{
	const char *latest = last_former_end(sheet);
	char next[DATE_SIZE];
	return latest && date_after(latest, next)
		       ? arena_text(sheet->arena, next)
		       : record_value(&sheet->parts[0].now, "established");
}

/* Whether an organisation that is in the file gives up its name or short form. */
static bool gives_up_name(const struct sheet *sheet)
{
	const struct record *base = &sheet->parts[0].base;
	const struct record *now = &sheet->parts[0].now;
	return now->ref.kind == RECORD_ORGANISATION && base->uid &&
	       (!str_is_same_value(record_value(base, "name"), record_value(now, "name")) ||
		!str_is_same_value(record_value(base, "abbreviation"),
				   record_value(now, "abbreviation")));
}

bool sheet_check_until(const struct sheet *sheet, const char *until, const char *today,
		       struct err *err)
{
	struct date date;
	if (!gives_up_name(sheet)) {
		return true;
	}
	if (!date_parse(until, &date, err)) {
		return false;
	}
	const char *established = record_value(&sheet->parts[0].now, "established");
	if (established && date_is_before(until, established)) {
		return err_set(err, ERR_INVALID,
			       _("The agency was established on %s; its name cannot have ended on "
				 "%s."),
			       established, until);
	}
	const char *former = last_former_end(sheet);
	if (former && date_is_before(until, former)) {
		return err_set(err, ERR_INVALID,
			       _("The name before was borne until %s; this one cannot have ended "
				 "on %s."),
			       former, until);
	}
	if (date_is_before(today, until)) {
		return err_set(err, ERR_INVALID,
			       _("The old name cannot have ended on %s: that is after today."),
			       until);
	}
	return true;
}

size_t sheet_keep_name(struct sheet *sheet, const char *until)
{
	const struct record *base = &sheet->parts[0].base;
	if (!gives_up_name(sheet)) {
		return 0;
	}
	const char *name = record_value(base, "name");
	const char *abbreviation = record_value(base, "abbreviation");
	const char *from = name_began(sheet);
	size_t part = sheet_add(sheet, RECORD_ORGANISATION_NAME);
	sheet_put(sheet, part, "kind", "former");
	sheet_put(sheet, part, "name", name);
	sheet_put(sheet, part, "abbreviation", abbreviation);
	sheet_put(sheet, part, "valid_to", until);
	bool is_known = from && until && strncmp(from, until, strlen(until)) <= 0;
	sheet_put(sheet, part, "valid_from", is_known ? from : NULL);
	return part;
}
