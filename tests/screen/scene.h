/* SPDX-License-Identifier: MIT
 *
 * The program in the test's own process over a directory file of a few made-up people, which other
 * programs change meanwhile. For cmocka tests only; what fails ends the test.
 */
#ifndef IEMN_TEST_SCENE_H
#define IEMN_TEST_SCENE_H

#include "../unit/folder.h"
#include "stage.h"
#include "store/record.h"
#include "tui/app.h"

struct scene {
	struct folder folder;
	const char *path; /* of the directory file */
	struct stage stage;
	struct store *store;
	struct app *app;
	struct str seen; /* the picture that was looked at last */
	long clock;	 /* seconds; each save of another program comes a minute later */
};

/* Makes a file that fill puts records into, and starts the program on it, 80x24. */
void scene_open(struct scene *scene,
		bool (*fill)(struct store *store, void *context, struct err *err));
void scene_close(struct scene *scene);

/* Ends the program, and starts it again on the same file. */
void scene_stop(struct scene *scene);
void scene_start(struct scene *scene, bool is_read_only);

/* Lets the program answer all that was typed, and draws; false when it ended. */
bool scene_step(struct scene *scene);

/* Types, and takes that step; the program must go on. */
void scene_type(struct scene *scene, const char *keys);

/* Whether a text stands in the picture; the two others fail and show the picture. */
bool scene_shows(struct scene *scene, const char *text);
void scene_expect(struct scene *scene, const char *text);
void scene_expect_none(struct scene *scene, const char *text);

/* What another program does to the file, in a process of its own: it must succeed. The body gets the
 * store, which it need not close. */
typedef bool scene_work(struct store *store, const char *what, struct err *err);
void scene_other(struct scene *scene, scene_work *work, const char *what);

/* Ready works: adds a person of that name; takes the newest action back; brings back what was taken back
 * last; moves a person to the bin. */
scene_work scene_add, scene_undo, scene_redo, scene_bin;

/* The record that a name or uid stands for; id 0 for none. */
struct ref scene_find(struct scene *scene, const char *name);

/* Whether the record of a name or uid lies in the bin. */
bool scene_is_binned(struct scene *scene, struct ref ref);

/* The value of a field; "" for none. In the arena of the folder. */
const char *scene_value(struct scene *scene, struct ref ref, const char *field);

/* How many actions the journal holds. */
size_t scene_actions(struct scene *scene);

/* Adds a person, with a uid of its own when uid is not NULL: for fill. */
bool scene_add_person(struct store *store, const char *name, const char *uid, struct err *err);

#endif
