/* SPDX-License-Identifier: MIT
 *
 * Directories in memory for the tests of formats.
 */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "interchange/bundle.h"
#include "interchange/directory.h"
#include "interchange/json.h"
#include "interchange/json_form.h"

struct input {
	const char *text;
	size_t len;
};

static struct err said;

void fixture_stop_clock(void)
{
	setenv("SOURCE_DATE_EPOCH", "1795435200", 1); /* 2026-11-23T12:00:00Z */
	setenv("TZ", "UTC0", 1);
}

static bool fill(struct store *store, void *context, struct err *err)
{
	const struct input *input = context;
	return json_load(store, input->text, input->len, err);
}

static struct store *open_memory(const char *text, size_t len)
{
	struct input input = {text, len};
	struct store *store = NULL;
	said = (struct err){.kind = ERR_NONE};
	return store_open_memory(fill, &input, &store, &said) ? store : NULL;
}

static struct store *must(struct store *store)
{
	if (store == NULL) {
		fail_msg("%s", said.text);
	}
	return store;
}

struct store *fixture_load(const char *text)
{
	return must(open_memory(text, strlen(text)));
}

struct store *fixture_facts(void)
{
	return must(open_memory(bundle_facts, bundle_facts_size));
}

struct store *fixture_demo(void)
{
	struct directory_options options = {.demo = true};
	struct store *store = NULL;
	said = (struct err){.kind = ERR_NONE};
	directory_open(&options, &store, &said);
	return must(store);
}

const char *fixture_refusal(const char *text, size_t len)
{
	struct store *store = open_memory(text, len);
	if (store != NULL) {
		store_close(store);
		return NULL;
	}
	assert_int_equal(said.kind, ERR_INVALID);
	return said.text;
}

int64_t fixture_count(struct store *store, enum record_kind kind)
{
	struct arena *arena = arena_new();
	struct record record;
	struct err err = {.kind = ERR_NONE};
	int64_t id = 1;
	while (record_get(store, (struct ref){kind, id}, arena, &record, &err)) {
		id++;
	}
	assert_int_equal(err.kind, ERR_NOT_FOUND);
	arena_free(arena);
	return id - 1;
}

static void dump_section(struct store *store, enum record_kind kind, struct json_writer *writer)
{
	int64_t count = fixture_count(store, kind);
	json_begin_array(writer, record_type(kind)->plural);
	for (int64_t id = 1; id <= count; id++) {
		struct err err;
		if (!json_record(writer, NULL, store, (struct ref){kind, id}, &err)) {
			fail_msg("%s", err.text);
		}
	}
	json_end_array(writer);
}

void fixture_dump(struct store *store, struct str *out)
{
	struct json_writer writer = {.out = out};
	json_begin_object(&writer, NULL);
	json_text(&writer, "format", JSON_FORMAT);
	json_number(&writer, "version", JSON_VERSION);
	for (size_t i = 0; i < json_section_count; i++) {
		dump_section(store, json_sections[i], &writer);
	}
	json_end_object(&writer);
	str_add_char(out, '\n');
}
