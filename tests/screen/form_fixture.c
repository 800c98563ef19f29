/* SPDX-License-Identifier: MIT
 *
 * See form_fixture.h.
 */
#include "form_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/layout.h"
#include "tui/form.h"
#include "tui/state.h"

struct scene scene;

const char fixture_uid[] = "c1000000-0000-4000-8000-000000000000";

static bool fill(struct store *store, void *context, struct err *err)
{
	(void)context;
	return scene_add_person(store, "Ana Example", fixture_uid, err);
}

int fixture_set_up(void **state)
{
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	layout_set_locale();
	scene_open(&scene, fill);
	*state = &scene;
	return 0;
}

int fixture_tear_down(void **state)
{
	scene_close(*state);
	return 0;
}

struct ref fixture_person(struct store *store)
{
	struct ref ref = {RECORD_PERSON, 0};
	struct err err = {0};
	record_find_uid(store, RECORD_PERSON, fixture_uid, &ref, &err);
	return ref;
}

const char *fixture_stored(const char *field)
{
	const char *value = scene_value(&scene, fixture_person(scene.store), field);
	return value[0] != '\0' ? value : "-";
}

void fixture_open_form(void)
{
	struct err err = {0};
	struct sheet *sheet = sheet_open(scene.store, fixture_person(scene.store), &err);
	assert_non_null(sheet);
	app_open_form(scene.app, sheet, &(struct form_options){0});
	assert_true(fixture_step());
}

bool fixture_step(void)
{
	return scene_step(&scene);
}

void fixture_type(const char *keys)
{
	scene_type(&scene, keys);
}

bool fixture_shows(const char *text)
{
	return scene_shows(&scene, text);
}

void fixture_expect(const char *text)
{
	scene_expect(&scene, text);
}
