/* SPDX-License-Identifier: MIT
 *
 * Tab on the `:` line.
 */
#include "tui/complete.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/search.h"
#include "tui/action.h"
#include "tui/command.h"
#include "tui/state.h"

enum { OFFERED_RECORDS = 20 };

void complete_reset(struct app *app)
{
	struct completion *completion = &app->completion;

	for (size_t i = 0; i < completion->count; i++) {
		free(completion->items[i]);
	}
	free(completion->items);
	*completion = (struct completion){NULL, 0, 0};
	str_reset(&app->choices);
}

/* Offers a line that begins with len bytes of what stands there and goes on with a name. */
static void offer(struct app *app, const char *begin, size_t len, const char *name)
{
	struct completion *completion = &app->completion;
	struct str line = STR_EMPTY;

	str_add_bytes(&line, begin, len);
	str_add(&line, name);
	completion->items =
		mem_resize(completion->items, completion->count + 1, sizeof *completion->items);
	completion->items[completion->count++] = str_take(&line);
	str_add_format(&app->choices, "%s%s", app->choices.len > 0 ? "  " : "", name);
}

static void offer_commands(struct app *app, const char *begun)
{
	size_t count = 0;
	const struct command *rows = command_rows(&count);

	for (size_t i = 0; i < count; i++) {
		if (strncmp(rows[i].name, begun, strlen(begun)) == 0) {
			offer(app, "", 0, rows[i].name);
		}
	}
}

/* Offers the records that the words behind the name of a command find. */
static void offer_records(struct app *app, const char *line, size_t len)
{
	struct arena *arena = arena_new();
	struct search_rows found = {0};
	struct query query;

	query_parse(line + len, arena, &query);
	if (query.count > 0 &&
	    search_all(app->host.store, &query, OFFERED_RECORDS, arena, &found, NULL)) {
		for (size_t i = 0; i < found.count; i++) {
			offer(app, line, len, found.items[i].label);
		}
	}
	arena_free(arena);
}

static void collect(struct app *app, const char *line)
{
	size_t len = strcspn(line, " ");
	const struct command *command = line[len] == ' ' ? command_of_name(line, len) : NULL;

	if (line[len] != ' ') {
		offer_commands(app, line);
	} else if (command != NULL && command->run == act_show) {
		offer_records(app, line, len + strspn(line + len, " "));
	}
	app->completion.at = app->completion.count;
}

void complete_next(struct app *app)
{
	struct completion *completion = &app->completion;

	if (completion->count == 0) {
		str_reset(&app->choices);
		collect(app, str_text(&app->prompt.line.text));
	}
	if (completion->count == 0) {
		str_add(&app->choices, _("Nothing begins like this."));
		return;
	}
	completion->at = completion->at + 1 < completion->count ? completion->at + 1 : 0;
	line_set(&app->prompt.line, completion->items[completion->at]);
	if (completion->count == 1) {
		/* Settled: the next Tab completes what comes behind it. */
		complete_reset(app);
	}
}
