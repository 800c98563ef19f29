/* SPDX-License-Identifier: MIT
 *
 * What the program on the screen is doing, as the commands (command.c, act_*.c) and the drawing
 * (view.c) see it. app.c owns it.
 */
#ifndef IEMN_TUI_STATE_H
#define IEMN_TUI_STATE_H

#include "store/action.h"
#include "store/held.h"
#include "tui/app.h"
#include "tui/complete.h"
#include "tui/doc.h"
#include "tui/form.h"
#include "tui/frame.h"
#include "tui/pane.h"
#include "tui/prompt.h"
#include "tui/question.h"
#include "tui/tags.h"

enum pane_place {
	PANE_MISSION,
	PANE_HISTORY,
	PANE_AGENCIES,
	PANE_PEOPLE,
};

/* Keys that were pressed while a save waited for another program. They are played when it was made, and
 * dropped when it was not. */
struct held_keys {
	struct key *items;
	size_t count;
	size_t at;	   /* the next one to play */
	uint32_t starter;  /* the key that began the save */
	bool has_waited;   /* for another program, by the key at hand */
	bool is_releasing; /* the save was made: they are being played */
	bool are_late; /* another program had saved meanwhile: what they were meant for may be another */
};

/* Where one has been: the records that were opened, in order, and the place in it. */
struct trail {
	struct trail_stop {
		struct held held;
		size_t row; /* that was selected on its card */
	} * stops;
	size_t count;
	size_t at;
};

struct overlay_view;

/* Fills the text, anew after each change of the file; what its rows stand for goes into the view. */
typedef bool overlay_fill(struct app *app, struct overlay_view *view, struct doc *doc,
			  struct err *err);

/* What lies over everything, besides its rows. A text that is made once, such as help, has no fill. */
struct overlay_view {
	unsigned place; /* enum command_place of its own commands */
	overlay_fill *fill;
	struct ref ref;	       /* what it is about, id 0 for nothing */
	char uid[UID_SIZE];    /* of that; it is found by it when the file has changed */
	enum record_kind kind; /* of its rows, where they are of one kind */
	int64_t action;	       /* the action that it is about, or 0 */
	bool is_by_width;      /* filled anew when the columns change */
	bool is_over_list;     /* it was opened over another, which comes back when it is left */
	int columns;	       /* that it was filled for */
	const char *pinned;    /* a row that stays below the title, in arena; or NULL */
	struct arena *arena;   /* where rows live, until it is filled again */
	const void *rows;
};

/* The row that stands for the past terms of a card, as an item of its text. */
#define CARD_PAST ((size_t)1)

/* What a filter was opened over, for Esc. */
struct before_filter {
	char *filter;
	struct ref ref;
	size_t row;
};

struct app {
	struct pane_host host;
	struct app_options options;
	struct frame frame;

	struct pane *panes[FRAME_PANES];
	int active;	     /* the pane that is in use */
	struct pane *card;   /* the record under the cursor, or the one that was opened */
	struct ref card_ref; /* what the card shows; id 0 for nothing */
	char card_uid[UID_SIZE];
	bool on_card;	      /* the focus is on the card */
	bool shows_past;      /* all past terms of the card, not one row for them */
	size_t followed;      /* links followed since the card was entered */
	struct pane *overlay; /* help, messages or search results over everything; or NULL */
	char *overlay_title;
	struct overlay_view overlay_view;
	struct aside
		*aside; /* what was laid aside, such as the list that a record was opened from */
	struct trail trail;
	struct tags tags;

	struct form *form;	   /* what is being edited, over everything; or NULL */
	struct question *question; /* keys go to it before anything else; or NULL */
	struct prompt prompt;
	struct before_filter before;
	struct completion completion;
	struct str choices; /* what Tab offers, shown above the prompt */
	struct str message; /* shown at the foot until the next key */
	enum style message_style;
	struct str messages; /* all of them, a line each, for :messages */

	struct held_keys held_keys;
	bool was_saved; /* something was, by the key at hand */
	char *reason;	/* for the next save, from :reason; or NULL */
	char *leftover; /* file of an ended program whose sheet is in the form; or NULL */

	bool asked_leave;   /* ^C was pressed with nothing to cancel: the next key answers */
	bool needs_drawing; /* something happened since the last picture */
	int64_t began;	    /* when the last key came, in milliseconds of the monotonic clock */
	bool is_over;
	int signal;
};

/* The pane that keys go to: overlay, card, or the active one. */
struct pane *app_focus(struct app *app);

/* Says a sentence at the foot until the next key. */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says what went wrong, in the style of an error. */
void app_fail(struct app *app, const struct err *err);

/* The same, unless it failed because a key came first: that needs no telling. */
void app_tell_failure(struct app *app, const struct err *err);

/* Reads what is stale and breaks texts for their panes, so that rows can be counted. Selections stay
 * on their records. Gives false when something could not be read; pane->failure says why. */
bool app_refresh(struct app *app);

/* Reads everything anew and keeps selections, filters, tags and what is open on their records: the file
 * has changed. */
void app_reload(struct app *app);

/* What a save on the screen is to carry: the name of the action, NULL where the save makes one, and the
 * reason that was given ahead. Lent until the save. */
struct intent app_intent(struct app *app, const char *name);

/* Something was saved here: the reason is used up and everything is read anew. */
void app_saved(struct app *app);

/* Whether the file can be written; otherwise it has said why. */
bool app_may_write(struct app *app);

/* Asked while a save waits for another program: says at the foot who holds the file, and gives false when
 * Esc was pressed. Other keys are held back. */
store_lock_wait saving_waits;

/* After a key was run: keys that were held back meanwhile are released when something was saved, else
 * dropped, which is said. */
void saving_settle(struct app *app);

/* The next of the keys that were released, yours; false when there is none. */
bool saving_next_key(struct app *app, struct key *key);

/* Drops the keys that were held back, without a word. */
void saving_drop_keys(struct app *app);

/* Offers what a program that ended left unsaved, the newest; and takes its file away when its form was
 * closed. */
void leftover_offer(struct app *app);
void leftover_settle(struct app *app);

/* What a kind of record is called as a heading, translated. */
const char *app_record_title(enum record_kind kind);

/* Opens a record: its card gets the focus, and the trail grows. */
void app_open(struct app *app, struct ref ref);

/* Opens a record out of the blue: the pane that lists its kind comes to the front, with the record
 * selected in it where it can be. */
void app_jump(struct app *app, struct ref ref);

/* Shows the card of a record without the focus, as the cursor passes over it. Gives false, and has
 * said why, when it could not be read; then there is no card. */
bool app_show_card(struct app *app, struct ref ref);

/* Shows the record under the cursor beside the list. Gives whether the card had to change. */
bool app_follow_cursor(struct app *app);

/* Unfolds the past terms of the card; false when the cursor is not on the row that stands for them. */
bool app_unfold_past(struct app *app);

/* Puts the cursor on the line of the card that tells of a part, where there is one. */
void app_select_part(struct app *app, struct ref part);

/* Finds the records of the trail and of the card again after the file has changed; what is gone is
 * forgotten. */
void app_find_opened(struct app *app);

/* Breaks the card for its place. */
void app_fit_card(struct app *app);

/* Takes the focus off the card and remembers where one was in it. */
void app_leave_card(struct app *app);

/* Lays what lies over everything aside while something stands in its place; false when nothing does. */
bool app_lay_aside(struct app *app);

/* The same while one of its records is looked at: what was laid aside before is given up. */
void app_keep_results(struct app *app);

/* Puts what was laid aside last over everything again; false when there is nothing. */
bool app_take_back_overlay(struct app *app);

/* Leaves the card for the list that it was opened from; false when there is none. And that list, or NULL. */
bool app_return_to_results(struct app *app);
struct pane *app_results(const struct app *app);

/* Whether that list is filled by this function. */
bool app_results_are(const struct app *app, overlay_fill *wanted);

/* Shows a text over everything; Esc and q close it. Lines are added through doc_pane_doc(). */
struct doc *app_open_overlay(struct app *app, const char *title);
void app_close_overlay(struct app *app);

/* Goes back from it: to the list that help was asked over, or to what lies below. False when nothing lies
 * over everything. */
bool app_leave_overlay(struct app *app);

/* The same for rows that are read from the file; false, and it has said why, when they cannot be. */
bool app_open_view(struct app *app, const char *title, const struct overlay_view *view);

/* Fills what lies over everything anew; the selection stays on its line, or else in its row. */
void app_refill_overlay(struct app *app);

/* Gives it another title. */
void app_set_overlay_title(struct app *app, const char *title);

/* Columns of its text, and where that stands. */
int app_overlay_columns(const struct app *app);
struct area app_overlay_area(const struct app *app);

/* The line under the cursor of a text, NULL when the focus is on a list. */
const struct doc_line *app_line(struct app *app);

/* The record that a command is about: of the row, of the card, of what lies over everything; id 0 for
 * none. And what the line under the cursor tells of, a term or channel; id 0 for none. */
struct ref app_chosen_record(struct app *app);
struct ref app_chosen_part(struct app *app);

/* Draws everything and places the cursor. */
void view_draw(struct app *app);

/* Rows that the pane with the focus shows at a time. */
int view_rows(const struct app *app);

#endif
