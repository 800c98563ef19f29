/* SPDX-License-Identifier: MIT
 *
 * A random walk: keys, pastes and sizes in any order, over the directory with its made-up people.
 * After each key the cursor must stand inside the screen and no row may be wider than it. The keys also
 * edit, save, remove, undo and redo; afterwards nothing in the file may be wrong. The seed is printed; IEMN_SEED walks the same way again, IEMN_KEYS walks further.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interchange/bundle.h"
#include "interchange/json.h"
#include "stage.h"
#include "store/inspect.h"
#include "store/journal.h"
#include "store/store.h"
#include "text/layout.h"
#include "text/utf8.h"
#include "tui/app.h"

#define SEED 20261123
#define KEYS 20000
#define ACTIONS_MIN 20 /* saves that so many keys make at least */
#define LAST_KEYS 40   /* kept to be printed when something is wrong */

struct walk {
	uint64_t random;
	struct stage stage;
	struct store *store;
	struct app *app;
	char last[LAST_KEYS][24];
	long count;
};

static const struct app_options options = {.today = "2026-11-23", .demo = true};

/* xorshift64*, enough to wander about. */
static unsigned pick(struct walk *walk, unsigned below)
{
	walk->random ^= walk->random >> 12;
	walk->random ^= walk->random << 25;
	walk->random ^= walk->random >> 27;
	return (unsigned)((walk->random * 0x2545F4914F6CDD1DULL) >> 33) % below;
}

static void fail(const struct walk *walk, const char *what)
{
	fprintf(stderr, "key %ld: %s; the last keys were", walk->count, what);
	for (long i = walk->count < LAST_KEYS ? 0 : walk->count - LAST_KEYS; i < walk->count; i++) {
		fprintf(stderr, " ");
		for (const char *c = walk->last[i % LAST_KEYS]; *c; c++) {
			fprintf(stderr, *c > ' ' && *c < 127 ? "%c" : "\\%03o", (unsigned char)*c);
		}
	}
	fprintf(stderr, "\n");
	abort();
}

static bool fill(struct store *store, void *context, struct err *err)
{
	(void)context;
	return json_load(store, bundle_facts, bundle_facts_size, err) &&
	       json_load(store, bundle_demo, bundle_demo_size, err);
}

static void start(struct walk *walk)
{
	struct err err = {0};
	if (!app_new(walk->store, walk->stage.screen, &options, &walk->app, &err)) {
		fail(walk, err.text);
	}
}

static void press(struct walk *walk, const char *bytes)
{
	char *slot = walk->last[walk->count++ % LAST_KEYS];
	snprintf(slot, sizeof walk->last[0], "%s", bytes);
	stage_type(&walk->stage, bytes, strlen(bytes));
}

static void resize(struct walk *walk)
{
	static const int sizes[][2] = {{24, 80},   {10, 40},   {40, 120}, {1, 1},
				       {5, 20},	   {4, 19},    {18, 72},  {17, 71},
				       {65535, 2}, {3, 65535}, {30, 100}};
	unsigned at = pick(walk, sizeof sizes / sizeof sizes[0] + 3);
	if (at < sizeof sizes / sizeof sizes[0]) {
		screen_set_size(walk->stage.screen, sizes[at][0], sizes[at][1]);
	} else {
		screen_set_size(walk->stage.screen, (int)pick(walk, 50), (int)pick(walk, 150));
	}
	press(walk, "");
}

/* Keys that do much, and bytes that must do nothing. The formatter would give each a line. */
/* clang-format off */
static const char *const usual_keys[] = {
	"j", "k", "j", "k", "\r", "\r", "\033", "\t", "\033[Z", "1", "2", "3", "4", "l", "h",
	"[", "]", "/", "n", "N", "?", ":", "\177", "\004", "\025", "g", "G", "+", "-",
	"\033OA", "\033OB", "\033OC", "\033OD", "\033OH", "\033OF", "\033[5~", "\033[6~",
	"\033[3~", "徐", "é", "\xFF", "e\xCC\x81", "\003", "\f", "J", "K", "\\", "s", "S", " ",
	"a", "a", "e", "e", "c", "d", "u", "u", "U", "\022", "H", "r", "R", "T", "!", "x", "X", "*",
	"y", "p", "\023", "\023", "\023", "\016", "A", "2024", "ana@example.org", "s", "d",
	":history\r", ":bin\r", ":reason why\r", ":add event\r", ":untag\r",
	"\001", "\005", "\013", "\027", "\033b", "\033OP", "\033[200~jj\nq\033[201~",
	"\033[200~徐銘\tx\033[201~", "\033[99~",
};
/* clang-format on */

/* Those above come up more often than their share of all keys. */
static void press_any(struct walk *walk)
{
	char any[2] = {0};
	if (pick(walk, 4) > 0) {
		press(walk, usual_keys[pick(walk, sizeof usual_keys / sizeof usual_keys[0])]);
		return;
	}
	any[0] = (char)(1 + pick(walk, 127));
	press(walk, any);
}

static void check_picture(struct walk *walk, struct str *picture)
{
	int row;
	int column;
	int rows = screen_rows(walk->stage.screen);
	int columns = screen_columns(walk->stage.screen);
	screen_get_cursor(walk->stage.screen, &row, &column);
	if (row < 0 || row >= rows || column < 0 || column >= columns) {
		fail(walk, "the cursor is outside");
	}
	str_reset(picture);
	screen_dump(walk->stage.screen, picture);
	if (!utf8_is_valid(str_text(picture), picture->len)) {
		fail(walk, "the picture is no UTF-8");
	}
	int lines = 0;
	for (char *line = picture->data, *end; (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		lines++;
		if (text_width(line) > columns) {
			fail(walk, line);
		}
	}
	if (lines != rows) {
		fail(walk, "rows are missing");
	}
}

static void wander(struct walk *walk, long keys)
{
	struct str picture = STR_EMPTY;
	start(walk);
	while (walk->count < keys) {
		if (pick(walk, 50) == 0) {
			resize(walk);
		} else {
			press_any(walk);
		}
		bool runs = true;
		while (runs && screen_has_key(walk->stage.screen)) {
			runs = app_step(walk->app, 0);
		}
		if (runs && !app_step(walk->app, 0)) {
			fail(walk, "ended without a key");
		}
		check_picture(walk, &picture);
		if (!runs) {
			app_free(walk->app);
			start(walk);
		}
	}
	app_free(walk->app);
	str_clear(&picture);
}

/* What all the edits left must be sound, and there must have been some. */
static void inspect(struct walk *walk)
{
	struct arena *arena = arena_new();
	struct findings findings = {0};
	struct action_rows actions = {0};
	struct err err = {0};
	if (!inspect_file(walk->store, 10, arena, &findings, &err) ||
	    !journal_actions(walk->store, 0, SIZE_MAX / 2, arena, &actions, &err)) {
		fail(walk, err.text);
	}
	for (size_t i = 0; i < findings.count; i++) {
		fprintf(stderr, "%s\n", findings.items[i].text);
	}
	if (findings.count > 0) {
		fail(walk, "the file is not sound");
	}
	printf("%zu actions\n", actions.count);
	if (walk->count >= KEYS && actions.count < ACTIONS_MIN) {
		fail(walk, "hardly anything was edited");
	}
	arena_free(arena);
}

static unsigned long long number_from(const char *name, unsigned long long otherwise)
{
	const char *text = getenv(name);
	return text && *text ? strtoull(text, NULL, 10) : otherwise;
}

int main(void)
{
	static struct walk walk;
	struct err err = {0};
	char folder[] = "/tmp/iemn-walk-XXXXXX";
	walk.random = number_from("IEMN_SEED", SEED);
	long keys = (long)number_from("IEMN_KEYS", KEYS);
	printf("seed %llu, %ld keys\n", (unsigned long long)walk.random, keys);
	walk.random = walk.random * 2 + 1; /* never 0, which xorshift would keep */
	layout_set_locale();
	/* What the keys reach must stay here: nothing is stopped, no program is found, no file is
	 * left behind. */
	signal(SIGTSTP, SIG_IGN);
	setenv("PATH", "/nonexistent", 1);
	setenv("IEMN_USER", "walker", 1);
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	if (!mkdtemp(folder) || chdir(folder) != 0) {
		fail(&walk, "no folder");
	}
	stage_open(&walk.stage, (struct screen_options){.rows = 24, .columns = 80});
	if (!store_open_memory(fill, NULL, &walk.store, &err)) {
		fail(&walk, err.text);
	}
	wander(&walk, keys);
	inspect(&walk);
	store_close(walk.store);
	stage_close(&walk.stage);
	if (chdir("/") != 0 || rmdir(folder) != 0) {
		fail(&walk, "something was left behind");
	}
	return 0;
}
