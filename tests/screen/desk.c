/* SPDX-License-Identifier: MIT
 *
 * See desk.h. The environment is a small one, with what sanitizers want to know.
 */
#include "desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cmocka.h>

void desk_init(struct desk *desk)
{
	static const char *const passed[] = {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
					     "LD_PRELOAD", "LD_LIBRARY_PATH"};
	size_t count = 0;
	*desk = (struct desk){0};
	folder_init(&desk->folder);
	struct arena *arena = desk->folder.arena;
	desk->environment[count++] = arena_format(arena, "IEMN_FILE=%s", desk_file(desk));
	desk->environment[count++] = arena_format(arena, "HOME=%s", desk->folder.path);
	desk->environment[count++] =
		arena_format(arena, "XDG_STATE_HOME=%s", folder_file(&desk->folder, "state"));
	desk->environment[count++] = "IEMN_USER=ana";
	desk->environment[count++] = "LC_ALL=C.UTF-8";
	desk->environment[count++] = "TERM=xterm-256color";
	desk->environment[count++] = "SOURCE_DATE_EPOCH=1795435200"; /* 2026-11-23 */
	for (size_t i = 0; i < sizeof passed / sizeof passed[0]; i++) {
		const char *value = getenv(passed[i]);
		if (value) {
			desk->environment[count++] = arena_format(arena, "%s=%s", passed[i], value);
		}
	}
}

void desk_clear(struct desk *desk)
{
	folder_clear(&desk->folder);
}

const char *desk_file(struct desk *desk)
{
	return folder_file(&desk->folder, "directory.db");
}

struct terminal *desk_start(struct desk *desk, const char *word, int rows, int columns)
{
	const char *const arguments[] = {getenv("IEMN_PROGRAM"), word, NULL};
	return terminal_start(&(struct terminal_options){.arguments = arguments,
							 .environment = desk->environment,
							 .rows = rows,
							 .columns = columns});
}

void desk_end(struct terminal *terminal, int code)
{
	int status;
	assert_true(terminal_wait_for_end(terminal, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), code);
	assert_string_equal(terminal_forbidden(terminal), "");
	terminal_free(terminal);
}
