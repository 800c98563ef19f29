/* SPDX-License-Identifier: MIT
 *
 * See unsaved_fixture.h.
 */
#include "unsaved_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "fixture.h"
#include "interchange/directory.h"
#include "interchange/unsaved_form.h"

struct stage stage;

struct store *stage_open_store(const char *path)
{
	struct directory_options options = {.path = path};
	struct store *store = NULL;
	struct err err = {.kind = ERR_NONE};
	if (!directory_open(&options, &store, &err)) {
		fail_msg("%s", err.text);
	}
	return store;
}

int stage_set_up(void **state)
{
	(void)state;
	folder_init(&stage.home);
	setenv("HOME", stage.home.path, 1);
	unsetenv("XDG_STATE_HOME");
	setenv("IEMN_USER", "Tester", 1);
	fixture_stop_clock();
	stage.store = stage_open_store(folder_file(&stage.home, "directory.db"));
	stage.arena = arena_new();
	stage.err = (struct err){.kind = ERR_NONE};
	return 0;
}

int stage_tear_down(void **state)
{
	(void)state;
	arena_free(stage.arena);
	store_close(stage.store);
	folder_clear(&stage.home);
	return 0;
}

void stage_must(bool done)
{
	if (!done) {
		fail_msg("%s", stage.err.text);
	}
}

const char *stage_folder(void)
{
	return folder_file(&stage.home, ".local/state/iemn");
}

size_t stage_count_files(void)
{
	struct folder folder = {(char *)stage_folder(), stage.arena};
	return access(folder.path, F_OK) == 0 ? folder_count(&folder) : 0;
}

struct ref stage_find(const char *name)
{
	struct ref ref;
	stage_must(record_lookup(stage.store, name, &ref, &stage.err));
	return ref;
}

struct sheet *stage_edit_ministry(void)
{
	struct sheet *sheet = sheet_open(stage.store, stage_find("MOENV"), &stage.err);
	stage_must(sheet != NULL);
	stage_must(sheet_set(sheet, stage.store, 0, field_index(RECORD_ORGANISATION, "note"),
			     "First line.\n\nSecond “line” with \\ and \"quotes\".", &stage.err));
	assert_false(sheet_set(sheet, stage.store, 0,
			       field_index(RECORD_ORGANISATION, "established"), "last\tsummer",
			       NULL));
	size_t term = sheet_add(sheet, RECORD_MEMBERSHIP);
	stage_must(sheet_set(sheet, stage.store, term, field_index(RECORD_MEMBERSHIP, "role"),
			     "observer", &stage.err));
	sheet_take_out(sheet, 1, true);
	return sheet;
}

struct unsaved_rows stage_list(void)
{
	struct unsaved_rows rows;
	stage_must(unsaved_list(stage.store, stage.arena, &rows, &stage.err));
	return rows;
}

char *stage_dump(const struct sheet *sheet)
{
	struct str text = STR_EMPTY;
	struct unsaved_head head = {.directory = "", .moment = "", .label = ""};
	unsaved_format(sheet, &head, &text);
	return str_take(&text);
}

void stage_leave(const struct sheet *sheet)
{
	struct unsaved *unsaved = unsaved_open(stage.store);
	stage_must(unsaved_write(unsaved, sheet, stage.store, &stage.err));
	unsaved_close(unsaved, true);
}
