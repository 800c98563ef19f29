/* SPDX-License-Identifier: MIT
 *
 * Plays a picture file: keys go in, and what the program then shows must be what stands in the file,
 * the cursor too. The player writes the file anew as the program would have it and compares the two;
 * `--update` (or IEMN_UPDATE=1) keeps the new one, for a person to look at with git diff.
 *
 *   # what the test says, a sentence
 *   size 80x24            columns and rows; further down it is a resize
 *   data bundled          or demo: the made-up people too
 *   ascii                 lines in ASCII
 *   mono                  no colours
 *   keys 4 j <Enter> ^D   played one by one; a longer word is typed
 *   paste some text       pasted, up to the end of the line
 *   other NAME: FIELD: VALUE   what another person saves meanwhile, in a field of a record
 *   other NAME: bin       and that one goes to the bin
 *   screen                then rows as | … |, and the cursor as ROW,COLUMN from 0
 *   end                   the program has ended
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "interchange/bundle.h"
#include "interchange/json.h"
#include "stage.h"
#include "store/action.h"
#include "store/record.h"
#include "store/store.h"
#include "text/layout.h"
#include "text/utf8.h"
#include "tui/app.h"

#define TODAY "2026-11-23"
#define TODAY_NOON "1795435200"

struct player {
	const char *path;
	const char *input; /* the file; lent */
	struct str output; /* as the program would have it */
	struct screen_options options;
	bool has_demo;
	bool is_open;
	bool has_ended;
	struct stage stage;
	struct store *store;
	struct app *app;
};

static const struct {
	const char *name;
	const char *bytes;
} named_keys[] = {
	{"<Enter>", "\r"},	 {"<Esc>", "\033"},	  {"<Tab>", "\t"},
	{"<BackTab>", "\033[Z"}, {"<Space>", " "},	  {"<Backspace>", "\177"},
	{"<Delete>", "\033[3~"}, {"<Insert>", "\033[2~"}, {"<Up>", "\033OA"},
	{"<Down>", "\033OB"},	 {"<Right>", "\033OC"},	  {"<Left>", "\033OD"},
	{"<Home>", "\033OH"},	 {"<End>", "\033OF"},	  {"<PgUp>", "\033[5~"},
	{"<PgDn>", "\033[6~"},	 {"<F1>", "\033OP"},	  {"<F2>", "\033OQ"},
};

static void give_up(const struct player *player, const char *format, ...)
	__attribute__((format(printf, 2, 3), noreturn));

static void give_up(const struct player *player, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fprintf(stderr, "%s: ", player->path);
	vfprintf(stderr, format, arguments);
	fputc('\n', stderr);
	va_end(arguments);
	abort();
}

static bool fill(struct store *store, void *context, struct err *err)
{
	const struct player *player = context;
	return json_load(store, bundle_facts, bundle_facts_size, err) &&
	       (!player->has_demo || json_load(store, bundle_demo, bundle_demo_size, err));
}

static void open_program(struct player *player)
{
	struct err err = {0};
	struct app_options options = {.today = TODAY, .demo = player->has_demo};
	if (player->is_open) {
		return;
	}
	player->is_open = true;
	if (player->options.rows == 0) {
		give_up(player, "no size before the first key");
	}
	stage_open(&player->stage, player->options);
	if (!store_open_memory(fill, player, &player->store, &err) ||
	    !app_new(player->store, player->stage.screen, &options, &player->app, &err)) {
		stage_close(&player->stage);
		give_up(player, "%s", err.text);
	}
}

static void close_program(struct player *player)
{
	if (player->is_open) {
		app_free(player->app);
		store_close(player->store);
		stage_close(&player->stage);
	}
}

/* Lets the program draw, and answer all that was typed. */
static void step(struct player *player)
{
	while (!player->has_ended && screen_has_key(player->stage.screen)) {
		player->has_ended = !app_step(player->app, 0);
	}
}

static void press(struct player *player, const char *bytes, size_t len)
{
	if (player->has_ended) {
		give_up(player, "a key after the program has ended");
	}
	stage_type(&player->stage, bytes, len);
	step(player);
}

static void press_word(struct player *player, const char *word)
{
	for (size_t i = 0; i < sizeof named_keys / sizeof named_keys[0]; i++) {
		if (strcmp(word, named_keys[i].name) == 0) {
			press(player, named_keys[i].bytes, strlen(named_keys[i].bytes));
			return;
		}
	}
	if (word[0] == '<' && word[1] != '\0') {
		give_up(player, "no key has the name %s", word);
	}
	if (word[0] == '^' && strlen(word) == 2) {
		char control = (char)(word[1] & 0x1F);
		press(player, &control, 1);
		return;
	}
	for (size_t len = strlen(word), step_len; len > 0; word += step_len, len -= step_len) {
		uint32_t code;
		step_len = utf8_decode(word, len, &code);
		press(player, word, step_len);
	}
}

static void play_keys(struct player *player, const char *rest)
{
	char *words = mem_copy_text(rest);
	open_program(player);
	for (char *word = strtok(words, " \t"); word; word = strtok(NULL, " \t")) {
		press_word(player, word);
	}
	free(words);
}

static void play_paste(struct player *player, const char *rest)
{
	struct str bytes = STR_EMPTY;
	open_program(player);
	str_add_format(&bytes, "\033[200~%s\033[201~", rest);
	press(player, str_text(&bytes), bytes.len);
	str_clear(&bytes);
}

/* Puts a value into a record; "bin" moves it to the bin. */
static bool change_record(struct store *store, struct record *record, char *field, char *value,
			  struct err *err)
{
	if (strcmp(field, "bin") == 0) {
		record->binned = TODAY "T11:30:00Z";
	} else {
		int index = field_index(record->ref.kind, field);
		if (index < 0 || !value) {
			return err_set(err, ERR_INVALID, "no field or value: %s", field);
		}
		record->values[index] = value;
	}
	return record_update(store, record, err);
}

static void play_other(struct player *player, const char *rest)
{
	struct intent intent = {.origin = "shell", .name = "Edit", .actor = "bea"};
	struct arena *arena = arena_new();
	struct record record;
	struct ref ref;
	struct err err = {0};
	char *words = mem_copy_text(rest);
	char *field = strstr(words, ": ");
	char *value = field ? strstr(field + 2, ": ") : NULL;
	open_program(player);
	if (value) {
		*value = '\0';
		value += 2;
	}
	if (field) {
		*field = '\0';
		field += 2;
	}
	bool done = field && record_lookup(player->store, words, &ref, &err) &&
		    record_get(player->store, ref, arena, &record, &err) &&
		    action_begin(player->store, &intent, &err) &&
		    change_record(player->store, &record, field, value, &err) &&
		    action_end(player->store, NULL, &err);
	if (!done) {
		give_up(player, "other %s: %s", rest, err.text);
	}
	free(words);
	arena_free(arena);
}

static void play_size(struct player *player, const char *rest)
{
	int columns;
	int rows;
	if (sscanf(rest, "%dx%d", &columns, &rows) != 2) {
		give_up(player, "no size: %s", rest);
	}
	player->options.rows = rows;
	player->options.columns = columns;
	if (player->is_open) {
		screen_set_size(player->stage.screen, rows, columns);
		step(player);
	}
}

static void play_data(struct player *player, const char *rest)
{
	player->has_demo = strcmp(rest, "demo") == 0;
	if (!player->has_demo && strcmp(rest, "bundled") != 0) {
		give_up(player, "no such data: %s", rest);
	}
}

static void play_ascii(struct player *player, const char *rest)
{
	(void)rest;
	player->options.ascii = true;
}

static void play_mono(struct player *player, const char *rest)
{
	(void)rest;
	player->options.color = SCREEN_COLOR_NEVER;
}

static void play_end(struct player *player, const char *rest)
{
	(void)rest;
	if (!player->has_ended) {
		give_up(player, "the program has not ended");
	}
}

/* Writes the picture and the cursor as they are. */
static void play_screen(struct player *player, const char *rest)
{
	struct str picture = STR_EMPTY;
	int row;
	int column;
	(void)rest;
	open_program(player);
	if (player->has_ended || !app_step(player->app, 0)) {
		give_up(player, "the program has ended, there is no picture");
	}
	screen_dump(player->stage.screen, &picture);
	for (char *line = picture.data, *end; line && (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		int blanks = screen_columns(player->stage.screen) - text_width(line);
		str_add_format(&player->output, "|%s%*s|\n", line, blanks > 0 ? blanks : 0, "");
	}
	screen_get_cursor(player->stage.screen, &row, &column);
	str_add_format(&player->output, "cursor %d,%d\n", row, column);
	str_clear(&picture);
}

static const struct {
	const char *name;
	void (*play)(struct player *player, const char *rest);
} orders[] = {
	{"size", play_size},   {"data", play_data},	{"ascii", play_ascii},
	{"mono", play_mono},   {"keys", play_keys},	{"paste", play_paste},
	{"other", play_other}, {"screen", play_screen}, {"end", play_end},
};

static void play_line(struct player *player, const char *line)
{
	size_t word = strcspn(line, " ");
	/* What the file says of the picture is written anew by `screen`. */
	if (line[0] == '|' || strncmp(line, "cursor ", 7) == 0) {
		return;
	}
	str_add_format(&player->output, "%s\n", line);
	if (line[0] == '#' || line[0] == '\0') {
		return;
	}
	for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++) {
		if (strlen(orders[i].name) == word && strncmp(orders[i].name, line, word) == 0) {
			orders[i].play(player, line + word + strspn(line + word, " "));
			return;
		}
	}
	give_up(player, "not understood: %s", line);
}

static void play(struct player *player)
{
	char *text = mem_copy_text(player->input);
	for (char *line = text, *end; *line; line = end) {
		end = line + strcspn(line, "\n");
		if (*end) {
			*end++ = '\0';
		}
		play_line(player, line);
	}
	free(text);
	close_program(player);
}

/* One line of a text without its end, and where the next begins. */
static const char *next_line(const char *text, struct str *line)
{
	size_t len = strcspn(text, "\n");
	str_reset(line);
	str_add_bytes(line, text, len);
	return text[len] ? text + len + 1 : text + len;
}

/* Prints the two side by side; lines that differ have a mark between them. */
static void print_difference(const char *expected, const char *got)
{
	struct str left = STR_EMPTY;
	struct str right = STR_EMPTY;
	struct str fitted = STR_EMPTY;
	int width = 0;
	for (const char *at = expected; *at;) {
		at = next_line(at, &left);
		width = text_width(str_text(&left)) > width ? text_width(str_text(&left)) : width;
	}
	width = width < 20 ? 20 : width;
	printf("%-*s     got\n", width, "expected");
	while (*expected || *got) {
		expected = next_line(expected, &left);
		got = next_line(got, &right);
		bool same = strcmp(str_text(&left), str_text(&right)) == 0;
		str_reset(&fitted);
		text_fit(&fitted, str_text(&left), width, false);
		printf("%s  %s  %s\n", str_text(&fitted), same ? " " : "≠", str_text(&right));
	}
	str_clear(&left);
	str_clear(&right);
	str_clear(&fitted);
}

static char *read_file(const char *path)
{
	struct str text = STR_EMPTY;
	FILE *file = fopen(path, "r");
	if (!file) {
		return NULL;
	}
	for (int c = fgetc(file); c != EOF; c = fgetc(file)) {
		str_add_char(&text, (char)c);
	}
	fclose(file);
	return str_take(&text);
}

static bool write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	return file && fputs(text, file) >= 0 && fclose(file) == 0;
}

static void set_environment(void)
{
	setenv("SOURCE_DATE_EPOCH", TODAY_NOON, 1);
	setenv("TZ", "UTC", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("IEMN_USER", "ana", 1);
	unsetenv("NO_COLOR");
	unsetenv("LANGUAGE");
	unsetenv("TMUX");
}

/* Plays one file; false when it does not show what it says. */
static bool play_file(const char *path, bool updates)
{
	struct player player = {.path = path};
	char *input = read_file(path);
	if (!input) {
		give_up(&player, "cannot be read");
	}
	player.input = input;
	play(&player);
	bool same = strcmp(input, str_text(&player.output)) == 0;
	if (!same && updates) {
		printf("%s: written anew\n", path);
		same = write_file(path, str_text(&player.output));
	} else if (!same) {
		printf("%s\n", path);
		print_difference(input, str_text(&player.output));
	}
	str_clear(&player.output);
	free(input);
	return same;
}

int main(int argc, char **argv)
{
	const char *wish = getenv("IEMN_UPDATE");
	bool is_asked = argc > 1 && strcmp(argv[1], "--update") == 0;
	bool updates = is_asked || (wish && strcmp(wish, "1") == 0);
	int first = is_asked ? 2 : 1;
	bool all_same = true;
	if (first >= argc) {
		fprintf(stderr, "usage: picture [--update] FILE.pic...\n");
		return 2;
	}
	set_environment();
	layout_set_locale();
	for (int i = first; i < argc; i++) {
		all_same = play_file(argv[i], updates) && all_same;
	}
	return all_same ? 0 : 1;
}
