/* SPDX-License-Identifier: MIT
 *
 * A question at the foot with a few answers, one key each; and a line to type as an answer. Esc, ^G and
 * ^C answer neither. Enter is never a yes: it repeats the question.
 */
#ifndef IEMN_TUI_QUESTION_H
#define IEMN_TUI_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/field.h"
#include "store/record.h"
#include "tui/line.h"

struct app;
struct completion;

#define ANSWER_NONE (-1) /* Esc */

struct answer {
	uint32_t key; /* the letter that gives it */
	const char *
		label; /* the word, marked with N_(); shown as [s]ave when it begins with the letter,
			      else as "[s] save" */
};

/* Asks; answered is called once with the place of the answer, or ANSWER_NONE. text is copied, answers
 * are lent (static). take_context is handed on; free_context, or NULL, is called for it afterwards. */
void app_ask(struct app *app, const char *text, const struct answer *answers, size_t count,
	     void (*answered)(struct app *app, int answer, void *context), void *take_context,
	     void (*free_context)(void *context));

/* The keys that save a form give this answer too to the question that was just asked. */
void question_save_key(struct app *app, int answer);

/* Asks for a line; entered is called with it, or with NULL for Esc. Tab completes with records of a
 * kind when completes is set, else with what offer adds by complete_offer() to what was typed. check, or
 * NULL, looks at what is to be entered: when it gives false the line stays open, with what was said
 * meanwhile above it. */
struct line_question {
	const char *text;    /* stands before the line: "Succeeded by" */
	const char *initial; /* stands in it already; "" for nothing */
	bool completes;
	enum record_kind kind;
	bool (*check)(struct app *app, const char *text, void *context);
	void (*entered)(struct app *app, const char *text, void *context);
	void *take_context;
	void (*free_context)(void *context);
	void (*offer)(struct app *app, const char *typed, void *context); /* or NULL */
};
void app_ask_line(struct app *app, const struct line_question *question);

/* The question that is open, as the loop and the drawing see it. */
struct question {
	char *text;
	const struct answer *answers; /* NULL when a line is asked for */
	size_t count;
	int saving; /* the answer of ^S and F2, or ANSWER_NONE */
	void (*answered)(struct app *app, int answer, void *context);
	struct line line;
	struct line_question asked; /* for a line; its texts are not used */
	void *context;
	void (*free_context)(void *context);
	bool is_repeated; /* another key than an answer was pressed */
};

/* A key for the question that is open. */
void question_key(struct app *app, const struct key *key);

/* Enters the line that is open, as Enter does. */
void question_enter(struct app *app);

/* For a check: true when the text is the name of a record of the kind that is asked for, or nothing in use
 * has such a name (found is then id 0). Else the only record that fits stands in the line, or several are
 * listed, and it has said what to do. */
bool question_check_record(struct app *app, const char *text, struct ref *found);

/* Drops the question that is open without an answer; harmless when there is none. */
void question_close(struct app *app);

#endif
