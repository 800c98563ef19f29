/* SPDX-License-Identifier: MIT
 *
 * Sections that cards of several kinds have: how to reach someone, events, the note.
 */
#include "interchange/card_draft.h"

#include <string.h>

#include "base/i18n.h"

/* Words for the kinds of channel that do not speak for themselves. */
static const struct {
	const char *kind;
	const char *word;
} channel_words[] = {
	{"phone", N_("phone")},
	{"mobile", N_("mobile")},
	{"fax", N_("fax")},
};

static const char *channel_word(const char *kind)
{
	for (size_t i = 0; i < sizeof channel_words / sizeof channel_words[0]; i++) {
		if (strcmp(channel_words[i].kind, kind) == 0) {
			return _(channel_words[i].word);
		}
	}
	return NULL;
}

static bool is_set(const struct record *record, const char *flag)
{
	const char *value = record_value(record, flag);
	return value != NULL && strcmp(value, "1") == 0;
}

/* Whose it is matters with people only: what is an organisation's belongs to no one. */
static const char *owner_word(const struct record *channel)
{
	if (record_value(channel, "person") == NULL) {
		return NULL;
	}
	return is_set(channel, "functional") ? _("belongs to the post") : _("personal");
}

/* An address that needs no escape in a link (RFC 6068); others give no link. */
static bool is_plain_address(const char *value)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				    "0123456789.@!$'*+-_~";
	return value[strspn(value, plain)] == '\0';
}

static const char *channel_url(struct arena *arena, const char *kind, const char *value)
{
	if (strcmp(kind, "email") == 0 && is_plain_address(value)) {
		return arena_format(arena, "mailto:%s", value);
	}
	return strcmp(kind, "url") == 0 ? value : NULL;
}

static void add_channel(struct card_draft *draft, const struct record *channel)
{
	const char *kind = record_value(channel, "kind");
	const char *value = record_value(channel, "value");
	const char *verified = record_value(channel, "verified");
	const char *parts[] = {
		channel_word(kind),
		record_value(channel, "label"),
		owner_word(channel),
		is_set(channel, "preferred") ? _("to be tried first") : NULL,
		verified != NULL ? arena_format(draft->arena, _("seen to work %s"), verified)
				 : NULL,
	};
	const char *remark = card_join(draft->arena, parts, sizeof parts / sizeof parts[0]);
	struct card_line *line = card_item(draft, card_tell(draft->arena, value, remark));

	line->url = channel_url(draft->arena, kind, value);
	line->about = channel->ref;
}

/* Channels that are to be tried first stand first. */
bool card_channels(struct card_draft *draft, struct err *err)
{
	struct refs refs;
	if (!record_children(draft->store, draft->record.ref, RECORD_CHANNEL, draft->arena, &refs,
			     err)) {
		return false;
	}
	card_list(draft, _("Contact"));
	for (int preferred = 1; preferred >= 0; preferred--) {
		for (size_t i = 0; i < refs.count; i++) {
			struct record channel;
			if (!record_get(draft->store, refs.items[i], draft->arena, &channel, err)) {
				return false;
			}
			if (is_set(&channel, "preferred") == (preferred == 1)) {
				add_channel(draft, &channel);
			}
		}
	}
	return true;
}

bool card_note(struct card_draft *draft, struct err *err)
{
	(void)err;
	if (card_value(draft, "note") != NULL) {
		card_gap(draft);
		card_show(draft, _("Note"), "note");
	}
	return true;
}

bool card_history(struct card_draft *draft, struct err *err)
{
	struct event_rows rows;
	if (!event_of(draft->store, draft->record.ref, draft->arena, &rows, err)) {
		return false;
	}
	if (rows.count > 0) {
		card_gap(draft);
	}
	card_list(draft, draft->record.ref.kind == RECORD_PLACE ? _("Took part") : _("History"));
	for (size_t i = 0; i < rows.count; i++) {
		const struct event_row *row = &rows.items[i];
		const char *text = arena_format(draft->arena, "%s %s", row->date, row->title);
		card_link(draft, card_tell(draft->arena, text, card_part(row->role)),
			  (struct ref){RECORD_EVENT, row->id})
			->about = (struct ref){RECORD_EVENT_LINK, row->link_id};
	}
	return true;
}
