/* SPDX-License-Identifier: MIT
 *
 * Terms of office on a card: of a member, of a body, or on behalf of an agency.
 */
#include "interchange/card_draft.h"

#include "base/date.h"
#include "base/i18n.h"
#include "text/find.h"

enum term_time {
	TERM_CURRENT,
	TERM_TO_COME,
	TERM_OVER,
	TERM_TIMES,
};

static enum term_time time_of(const struct membership_row *row, const char *day)
{
	if (row->is_current) {
		return TERM_CURRENT;
	}
	bool begins_later = row->valid_from != NULL && date_compare(row->valid_from, day) > 0;
	return begins_later ? TERM_TO_COME : TERM_OVER;
}

/* Role and title, or the title alone where it tells the role: "Chair of the Steering Committee". */
static const char *post_of(struct arena *arena, const struct membership_row *row)
{
	size_t start;
	size_t len;
	if (row->title == NULL) {
		return row->role;
	}
	if (text_find(row->title, 0, row->role, &start, &len)) {
		return row->title;
	}
	return card_join(arena, (const char *const[]){row->role, row->title}, 2);
}

static const char *span_of(struct arena *arena, const struct membership_row *row,
			   enum term_time time)
{
	if (time == TERM_TO_COME && row->valid_to == NULL) {
		return arena_format(arena, _("from %s"), row->valid_from);
	}
	return card_span(arena, row->valid_from, row->valid_to);
}

static void add_term(struct card_draft *draft, const struct membership_row *row,
		     enum term_time time, enum card_term_view view)
{
	struct arena *arena = draft->arena;
	const char *behalf = row->behalf_name != NULL && view != CARD_TERM_BEHALF
				     ? arena_format(arena, _("on behalf of %s"), row->behalf_name)
				     : NULL;
	const char *parts[] = {
		post_of(arena, row),
		view != CARD_TERM_SEAT ? row->body_name : NULL,
		behalf,
		span_of(arena, row, time),
		row->ended,
	};
	const char *text = card_join(arena, parts, sizeof parts / sizeof parts[0]);
	struct ref body = {RECORD_ORGANISATION, row->body_id};
	struct card_line *line =
		view == CARD_TERM_POST
			? card_link(draft, text, body)
			: card_link(draft, card_tell(arena, row->member_name, text), row->member);
	line->about = (struct ref){RECORD_MEMBERSHIP, row->id};
	line->is_past = time == TERM_OVER;
	card_remark(draft, row->note);
}

void card_terms(struct card_draft *draft, const char *label, const struct membership_rows *rows,
		enum record_kind member, enum card_term_view view)
{
	const char *labels[TERM_TIMES] = {
		[TERM_CURRENT] = label,
		[TERM_TO_COME] = _("To come"),
		[TERM_OVER] = _("Formerly"),
	};
	for (enum term_time time = TERM_CURRENT; time < TERM_TIMES; time++) {
		card_list(draft, labels[time]);
		for (size_t i = 0; i < rows->count; i++) {
			const struct membership_row *row = &rows->items[i];
			if (row->member.kind == member && time_of(row, draft->day) == time) {
				add_term(draft, row, time, view);
			}
		}
	}
}
