/* SPDX-License-Identifier: MIT
 *
 * The program over a directory file of one person, whose form opens.
 */
#ifndef IEMN_TEST_FORM_FIXTURE_H
#define IEMN_TEST_FORM_FIXTURE_H

#include "scene.h"

/* That of the test that runs. */
extern struct scene scene;

/* The uid of the person, Ana Example. */
extern const char fixture_uid[];

/* For cmocka. */
int fixture_set_up(void **state);
int fixture_tear_down(void **state);

#define FORM_TEST(name) cmocka_unit_test_setup_teardown(name, fixture_set_up, fixture_tear_down)

/* The person, in the store of whatever program. */
struct ref fixture_person(struct store *store);

/* What is stored of the person, "-" for nothing. */
const char *fixture_stored(const char *field);

void fixture_open_form(void);

/* As in scene.h, in this scene. */
bool fixture_step(void);
void fixture_type(const char *keys);
bool fixture_shows(const char *text);
void fixture_expect(const char *text);

#endif
