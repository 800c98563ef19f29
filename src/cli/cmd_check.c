/* SPDX-License-Identifier: MIT
 *
 * Looking through the file and telling what is wrong in it. Nothing is written and no file is made: a
 * file that cannot be trusted is not to be touched.
 */
#include "cli/cmd_check.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/form.h"
#include "store/erase.h"
#include "store/event.h"
#include "store/inspect.h"
#include "store/organisation.h"
#include "store/person.h"

#define FINDINGS_MAX 1000
#define IMPORTANCE_ALL 3

static const struct column columns[] = {
	{.name = "uid"},
	{.name = "record"},
	{.name = "name", .label = N_("Record")},
	{.name = "fault", .label = N_("What is wrong")},
};

struct counts {
	size_t people;
	size_t organisations;
	size_t events;
};

static bool count_records(struct store *store, const char *day, struct arena *arena,
			  struct counts *counts, struct err *err)
{
	struct person_list people = {.day = day};
	struct query all = {.count = 0};
	struct organisation_rows organisations;
	struct event_rows events;
	if (!person_count(store, &people, &counts->people, err) ||
	    !organisation_list(store, &all, arena, &organisations, err) ||
	    !event_list(store, &all, IMPORTANCE_ALL, arena, &events, err)) {
		return false;
	}
	counts->organisations = organisations.count;
	counts->events = events.count;
	return true;
}

static void add_count(struct str *text, const char *format, size_t count)
{
	str_add(text, text->len > 0 ? _(", ") : "");
	str_add_format(text, format, count);
}

/* Says on stderr, since it is no data, what was looked at. */
static bool say_sound(struct store *store, struct request *request, struct arena *arena,
		      struct err *err)
{
	struct counts counts;
	if (!count_records(store, request->day, arena, &counts, err)) {
		return false;
	}
	struct str list = STR_EMPTY;
	struct str sentence = STR_EMPTY;
	add_count(&list, ngettext("%zu person", "%zu people", counts.people), counts.people);
	add_count(&list, ngettext("%zu agency", "%zu agencies", counts.organisations),
		  counts.organisations);
	add_count(&list, ngettext("%zu event", "%zu events", counts.events), counts.events);
	str_add_format(&sentence, _("No fault was found: %s."), str_text(&list));
	output_say(&request->cli, "", str_text(&sentence));
	str_clear(&sentence);
	str_clear(&list);
	return true;
}

/* A finding about a record that cannot be read has no uid. */
static void fill_row(struct store *store, const struct finding *finding, struct arena *arena,
		     struct table_row *row)
{
	struct record record;
	bool has_record = finding->ref.id != 0;
	bool is_readable = has_record && record_get(store, finding->ref, arena, &record, NULL);
	*row = (struct table_row){
		.cells = {is_readable ? record.uid : NULL,
			  has_record ? record_type(finding->ref.kind)->name : NULL,
			  has_record ? record_label(store, finding->ref, arena) : NULL,
			  finding->text},
	};
}

static bool write_findings(struct store *store, const struct findings *findings,
			   struct request *request, struct arena *arena, struct err *err)
{
	struct listing listing = {
		.store = store,
		.is_plain = true,
		.table = {.columns = columns,
			  .column_count = sizeof columns / sizeof columns[0],
			  .rows = arena_new_array(arena, findings->count, sizeof(struct table_row)),
			  .count = findings->count},
	};
	for (size_t i = 0; i < findings->count; i++) {
		fill_row(store, &findings->items[i], arena, &listing.table.rows[i]);
	}
	return form_write(&listing, request, err);
}

static bool report(struct store *store, const struct findings *findings, struct request *request,
		   struct arena *arena, struct err *err)
{
	if (!write_findings(store, findings, request, arena, err)) {
		return false;
	}
	if (findings->count == 0) {
		return say_sound(store, request, arena, err);
	}
	if (findings->count == 1 && erase_is_unfinished(store)) {
		return err_set(
			err, ERR_DAMAGED, "%s",
			_("The erasure is to be ended, nothing else is wrong. Start iemn once "
			  "with the file writable: that ends it."));
	}
	if (findings->count == FINDINGS_MAX) {
		return err_set(
			err, ERR_DAMAGED,
			_("%d faults were found, and there may be more. Restore a backup, or "
			  "export what can still be read."),
			FINDINGS_MAX);
	}
	return err_set(
		err, ERR_DAMAGED,
		ngettext("%zu fault was found. Restore a backup, or mend the record named "
			 "above.",
			 "%zu faults were found. Restore a backup, or mend the records named "
			 "above.",
			 findings->count),
		findings->count);
}

bool cmd_check(struct request *request, struct err *err)
{
	struct arena *arena = arena_new();
	struct store *store = NULL;
	struct findings findings = {0};
	request->cli.directory.read_only = true;
	request->cli.directory.defers_check = true;
	/* It is a finding. */
	request->cli.directory.warn = NULL;
	bool done = directory_open(&request->cli.directory, &store, err) &&
		    inspect_file(store, FINDINGS_MAX, arena, &findings, err) &&
		    report(store, &findings, request, arena, err);
	store_close(store);
	arena_free(arena);
	return done;
}
