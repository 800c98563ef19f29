/* SPDX-License-Identifier: MIT
 *
 * A home with a directory file in it, for tests of what is left unsaved there.
 */
#ifndef IEMN_TESTS_UNSAVED_FIXTURE_H
#define IEMN_TESTS_UNSAVED_FIXTURE_H

#include "../unit/folder.h"
#include "interchange/unsaved.h"

struct stage {
	struct folder home;
	struct store *store;
	struct arena *arena;
	struct err err;
};

/* That of the test that runs. */
extern struct stage stage;

/* For cmocka. */
int stage_set_up(void **state);
int stage_tear_down(void **state);

#define STAGE_TEST(name) cmocka_unit_test_setup_teardown(name, stage_set_up, stage_tear_down)

/* Fails with the sentence of stage.err unless done. */
void stage_must(bool done);

/* A directory file with the bundled facts. */
struct store *stage_open_store(const char *path);

/* The folder of what is left unsaved, and how many files lie there. */
const char *stage_folder(void);
size_t stage_count_files(void);

/* The record of that name. */
struct ref stage_find(const char *name);

/* The ministry with a changed field, a field that cannot be read yet, a new term and a name taken out. */
struct sheet *stage_edit_ministry(void);

/* What is offered to the program. */
struct unsaved_rows stage_list(void);

/* Everything that a sheet holds, as text; yours to free. */
char *stage_dump(const struct sheet *sheet);

/* Keeps a sheet as a program does that ends without a word. */
void stage_leave(const struct sheet *sheet);

#endif
