/* SPDX-License-Identifier: MIT
 *
 * Changes of the journal in words.
 */
#include "interchange/change_text.h"

#include <string.h>

#include "base/i18n.h"
#include "store/apart.h"
#include "store/owner.h"

const struct field *change_field(const struct change_row *change)
{
	int place = field_index(change->kind, change->field);
	return place < 0 ? NULL : &record_type(change->kind)->fields[place];
}

bool change_refers(const struct change_row *change, enum record_kind *kind)
{
	const struct field *field = change_field(change);
	bool is_apart = apart_is_field(change->field);
	*kind = field != NULL && field->kind == FIELD_REFERENCE ? field->target : RECORD_PERSON;
	return is_apart || (field != NULL && field->kind == FIELD_REFERENCE);
}

/* What a change says of its record as a whole. */
static enum change_fate fate_of(const struct change_row *change)
{
	bool is_there = change->new != NULL;
	if (strcmp(change->field, JOURNAL_UID) == 0) {
		return is_there ? CHANGE_NEW : CHANGE_TAKEN_OUT;
	}
	if (strcmp(change->field, JOURNAL_BINNED) == 0) {
		return is_there ? CHANGE_BINNED : CHANGE_RESTORED;
	}
	if (apart_is_field(change->field)) {
		return is_there ? CHANGE_APART : CHANGE_TOGETHER;
	}
	return CHANGE_EDITED;
}

struct change_group change_group_at(const struct change_rows *changes, size_t place)
{
	const struct change_row *first = &changes->items[place];
	struct change_group group = {.items = first, .fate = CHANGE_EDITED};
	while (place + group.count < changes->count &&
	       first[group.count].action_id == first->action_id &&
	       strcmp(first[group.count].uid, first->uid) == 0) {
		enum change_fate fate = fate_of(&first[group.count++]);
		/* A new record, or one that is gone, is told as such, in the bin or not. */
		if (group.fate != CHANGE_NEW && group.fate != CHANGE_TAKEN_OUT &&
		    fate != CHANGE_EDITED) {
			group.fate = fate;
		}
	}
	return group;
}

static bool is_of(const struct change_text *text, const char *uid)
{
	return text->of_uid != NULL && uid != NULL && strcmp(uid, text->of_uid) == 0;
}

bool change_text_tells(const struct change_text *text, const struct change_group *group,
		       const struct change_row *change)
{
	const struct field *field = change_field(change);
	if (field == NULL || group->fate == CHANGE_TAKEN_OUT) {
		return false;
	}
	bool is_initial = field->initial != NULL &&
			  change->new != NULL &&strcmp(field->initial, change->new) == 0;
	bool is_tie = owner_is(change->kind, change->field) && is_of(text, change->new);
	return group->fate != CHANGE_NEW || (!is_initial && !is_tie);
}

/* The value of a field of a record that is not in the file, as far as it is known. */
static const char *known_value(const struct change_text *text, const char *uid, const char *field)
{
	for (size_t i = 0; text->known != NULL && i < text->known->count; i++) {
		const struct change_row *change = &text->known->items[i];
		if (strcmp(change->uid, uid) == 0 && strcmp(change->field, field) == 0) {
			return change->new != NULL ? change->new : change->old;
		}
	}
	return NULL;
}

static bool find_record(const struct change_text *text, enum record_kind kind, const char *uid,
			struct ref *ref)
{
	return record_find_uid(text->store, kind, uid, ref, NULL) && ref->id != 0;
}

const char *change_text_label(const struct change_text *text, enum record_kind kind,
			      const char *uid)
{
	static const char *const fields[] = {"name", "title", "value", "role"};
	struct ref ref;
	if (find_record(text, kind, uid, &ref)) {
		return record_label(text->store, ref, text->arena);
	}
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		const char *value = known_value(text, uid, fields[i]);
		if (value != NULL) {
			return value;
		}
	}
	return "";
}

const char *change_text_value(const struct change_text *text, const struct field *field,
			      const char *value)
{
	if (value == NULL || value[0] == '\0') {
		return _("(empty)");
	}
	if (field->kind == FIELD_REFERENCE) {
		const char *label = change_text_label(text, field->target, value);
		return label[0] != '\0' ? label : value;
	}
	if (field->kind == FIELD_FLAG) {
		return strcmp(value, "1") == 0 ? _("yes") : _("no");
	}
	return value;
}

/* Whose the record of a group is: a term its holder's, not the body's, which the term is named by.
 * NULL when it stands on its own, or when that one's history is told. */
static const char *find_owner(const struct change_text *text, const struct change_row *first)
{
	struct ref ref;
	struct refs owners;
	struct record owner;
	if (!find_record(text, first->kind, first->uid, &ref) ||
	    !record_owners(text->store, ref, text->arena, &owners, NULL) || owners.count == 0 ||
	    !record_get(text->store, owners.items[0], text->arena, &owner, NULL)) {
		return NULL;
	}
	return is_of(text, owner.uid) ? NULL : change_text_label(text, owner.ref.kind, owner.uid);
}

/* "term chair, Example Committee (Ana Example)". Of a new record the fields tell whose it is. */
static const char *name_record(const struct change_text *text, const struct change_group *group)
{
	const struct change_row *first = &group->items[0];
	const char *kind = _(record_type(first->kind)->label);
	const char *label = change_text_label(text, first->kind, first->uid);
	const char *owner = group->fate == CHANGE_NEW ? NULL : find_owner(text, first);
	if (label[0] == '\0') {
		return kind;
	}
	return owner != NULL ? arena_format(text->arena, _("%s %s (%s)"), kind, label, owner)
			     : arena_format(text->arena, _("%s %s"), kind, label);
}

/* "told apart from Lin Example": such a change stands alone. */
static const char *apart_words(const struct change_text *text, const struct change_row *change)
{
	bool is_told = change->new != NULL;
	const char *uid = is_told ? change->new : change->old;
	const char *label = change_text_label(text, RECORD_PERSON, uid);
	return arena_format(text->arena,
			    is_told ? _("told apart from %s") : _("no longer told apart from %s"),
			    label[0] != '\0' ? label : uid);
}

static const char *fate_words(const struct change_text *text, const struct change_group *group)
{
	static const char *const fates[] = {
		[CHANGE_EDITED] = NULL,
		[CHANGE_NEW] = N_("new"),
		[CHANGE_TAKEN_OUT] = N_("taken out"),
		[CHANGE_BINNED] = N_("to the bin"),
		[CHANGE_RESTORED] = N_("out of the bin"),
	};
	if (group->fate == CHANGE_APART || group->fate == CHANGE_TOGETHER) {
		return apart_words(text, &group->items[0]);
	}
	return fates[group->fate] != NULL ? _(fates[group->fate]) : NULL;
}

const char *change_text_heading(const struct change_text *text, const struct change_group *group)
{
	const char *fate = fate_words(text, group);
	if (is_of(text, group->items[0].uid)) {
		return fate;
	}
	const char *name = name_record(text, group);
	return fate != NULL ? arena_format(text->arena, _("%s, %s"), name, fate) : name;
}

const char *change_text_step(const struct change_text *text, const struct change_group *group,
			     const struct change_row *change, const char *arrow)
{
	const struct field *field = change_field(change);
	const char *now = change_text_value(text, field, change->new);
	if (group->fate == CHANGE_NEW) {
		return now;
	}
	return arena_format(text->arena, "%s %s %s", change_text_value(text, field, change->old),
			    arrow, now);
}
