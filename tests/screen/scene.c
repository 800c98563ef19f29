/* SPDX-License-Identifier: MIT
 *
 * See scene.h.
 */
#include "scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../unit/child.h"
#include "store/action.h"
#include "store/bin.h"
#include "store/journal.h"
#include "tui/state.h"

static void set_clock(const struct scene *scene)
{
	char text[24];
	snprintf(text, sizeof text, "%ld", scene->clock);
	setenv("SOURCE_DATE_EPOCH", text, 1);
}

void scene_start(struct scene *scene, bool is_read_only)
{
	static const struct app_options options = {.today = "2026-11-23"};
	struct err err = {0};
	stage_open(&scene->stage, (struct screen_options){.rows = 24, .columns = 80});
	assert_true(store_open(scene->path, is_read_only, &scene->store, &err));
	assert_true(app_new(scene->store, scene->stage.screen, &options, &scene->app, &err));
}

void scene_stop(struct scene *scene)
{
	app_free(scene->app);
	store_close(scene->store);
	stage_close(&scene->stage);
	scene->app = NULL;
}

void scene_open(struct scene *scene,
		bool (*fill)(struct store *store, void *context, struct err *err))
{
	struct err err = {0};
	*scene = (struct scene){.seen = STR_EMPTY, .clock = 1795435200};
	set_clock(scene);
	folder_init(&scene->folder);
	scene->path = folder_file(&scene->folder, "directory.db");
	setenv("XDG_STATE_HOME", folder_file(&scene->folder, "state"), 1);
	setenv("IEMN_USER", "ana", 1);
	assert_true(store_create(scene->path, false, fill, NULL, &err));
	scene_start(scene, false);
	scene_type(scene, "");
}

void scene_close(struct scene *scene)
{
	if (scene->app != NULL) {
		scene_stop(scene);
	}
	str_clear(&scene->seen);
	folder_clear(&scene->folder);
}

bool scene_step(struct scene *scene)
{
	bool goes_on = true;
	do {
		goes_on = app_step(scene->app, 0);
	} while (goes_on && screen_has_key(scene->stage.screen));
	if (goes_on) {
		scene->app->needs_drawing = true;
		goes_on = app_step(scene->app, 0);
	}
	return goes_on;
}

void scene_type(struct scene *scene, const char *keys)
{
	stage_type(&scene->stage, keys, strlen(keys));
	assert_true(scene_step(scene));
}

bool scene_shows(struct scene *scene, const char *text)
{
	str_reset(&scene->seen);
	screen_dump(scene->stage.screen, &scene->seen);
	return strstr(str_text(&scene->seen), text) != NULL;
}

void scene_expect(struct scene *scene, const char *text)
{
	if (!scene_shows(scene, text)) {
		print_error("%s", str_text(&scene->seen));
		fail_msg("\"%s\" is not there", text);
	}
}

void scene_expect_none(struct scene *scene, const char *text)
{
	if (scene_shows(scene, text)) {
		print_error("%s", str_text(&scene->seen));
		fail_msg("\"%s\" is there", text);
	}
}

struct order {
	const char *path;
	scene_work *work;
	const char *what;
};

static int work_elsewhere(void *context)
{
	const struct order *order = context;
	struct store *store = NULL;
	struct err err = {0};
	setenv("IEMN_USER", "bea", 1);
	bool done = store_open(order->path, false, &store, &err) &&
		    order->work(store, order->what, &err);
	if (!done) {
		fprintf(stderr, "the other program: %s\n", err.text);
	}
	store_close(store);
	return done ? 0 : 1;
}

void scene_other(struct scene *scene, scene_work *work, const char *what)
{
	struct order order = {scene->path, work, what};
	scene->clock += 60;
	set_clock(scene);
	assert_int_equal(child_run(work_elsewhere, &order), 0);
}

bool scene_add_person(struct store *store, const char *name, const char *uid, struct err *err)
{
	struct record person = {.ref = {RECORD_PERSON, 0}, .uid = uid};
	person.values[field_index(RECORD_PERSON, "name")] = name;
	person.values[field_index(RECORD_PERSON, "status")] = "active";
	return record_add(store, &person, err);
}

bool scene_add(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell", .name = "Add a person"};
	return action_begin(store, &intent, err) && scene_add_person(store, what, NULL, err) &&
	       action_end(store, NULL, err);
}

bool scene_undo(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell"};
	struct arena *arena = arena_new();
	struct action_row row;
	struct action_rows blockers;
	(void)what;
	bool done = journal_next_undo(store, arena, &row, err) &&
		    journal_undo(store, row.id, &intent, arena, &blockers, err);
	arena_free(arena);
	return done;
}

bool scene_redo(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell"};
	struct arena *arena = arena_new();
	struct action_row row;
	struct action_rows blockers;
	(void)what;
	bool done = journal_next_redo(store, arena, &row, err) &&
		    journal_redo(store, row.id, &intent, arena, &blockers, err);
	arena_free(arena);
	return done;
}

bool scene_bin(struct store *store, const char *what, struct err *err)
{
	struct intent intent = {.origin = "shell", .name = "Remove"};
	struct ref ref;
	return record_lookup(store, what, &ref, err) &&
	       bin_move(store, &ref, 1, &intent, NULL, err);
}

struct ref scene_find(struct scene *scene, const char *name)
{
	struct ref ref = {RECORD_PERSON, 0};
	record_lookup(scene->store, name, &ref, NULL);
	return ref;
}

bool scene_is_binned(struct scene *scene, struct ref ref)
{
	struct arena *arena = arena_new();
	struct record record;
	struct err err = {0};
	if (!record_get(scene->store, ref, arena, &record, &err)) {
		fail_msg("%s", err.text);
	}
	bool is_binned = record.binned != NULL;
	arena_free(arena);
	return is_binned;
}

const char *scene_value(struct scene *scene, struct ref ref, const char *field)
{
	struct record record;
	struct err err = {0};
	if (!record_get(scene->store, ref, scene->folder.arena, &record, &err)) {
		fail_msg("%s", err.text);
	}
	const char *value = record_value(&record, field);
	return value != NULL ? value : "";
}

size_t scene_actions(struct scene *scene)
{
	struct action_rows rows = {0};
	struct err err = {0};
	assert_true(journal_actions(scene->store, 0, 1000, scene->folder.arena, &rows, &err));
	return rows.count;
}
