/* SPDX-License-Identifier: MIT
 *
 * One record as a card, a search over all records, and the schema of the file.
 */
#include "cli/cmd_show.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/card_print.h"
#include "cli/form.h"
#include "interchange/json.h"
#include "store/lost.h"
#include "store/search.h"

static bool show_card(struct store *store, struct ref ref, struct request *request, struct err *err)
{
	struct arena *arena = arena_new();
	struct card card = {0};
	bool done = card_build(store, ref, request->day, arena, &card, err);
	if (done) {
		card_print(&card, &request->out);
	}
	arena_free(arena);
	return done;
}

/* Everything held on a person, whom perhaps only the journal knows. Of other records a card tells all
 * there is. */
static bool write_all_data(struct json_writer *writer, struct store *store, const char *name,
			   struct arena *arena, struct err *err)
{
	struct ref ref;
	struct record lost;
	struct err fault = {.kind = ERR_NONE};
	if (!record_lookup(store, name, &ref, err)) {
		if (err->kind == ERR_NOT_FOUND && lost_find(store, name, arena, &lost, &fault)) {
			return json_all_data_lost(writer, store, &lost, err);
		}
		return false;
	}
	if (ref.kind != RECORD_PERSON) {
		return err_set(err, ERR_USAGE,
			       _("--all-data is for a person, and this is not one."));
	}
	return json_all_data(writer, store, ref, err);
}

static bool show_all_data(struct store *store, const char *name, struct request *request,
			  struct err *err)
{
	struct str text = STR_EMPTY;
	struct json_writer writer = {.out = &text};
	struct arena *arena = arena_new();
	bool done = write_all_data(&writer, store, name, arena, err);
	if (done) {
		str_add_char(&text, '\n');
		output_send(&request->out, &text);
	}
	arena_free(arena);
	str_clear(&text);
	return done;
}

static bool show(struct store *store, const char *name, struct request *request, struct err *err)
{
	struct ref ref;
	if (request->given[OPTION_ALL_DATA] != NULL) {
		return show_all_data(store, name, request, err);
	}
	if (!record_lookup(store, name, &ref, err)) {
		return false;
	}
	return request->form == FORM_JSON ? form_write_record(store, ref, request, err)
					  : show_card(store, ref, request, err);
}

bool cmd_show(struct request *request, struct err *err)
{
	if (request->given[OPTION_ALL_DATA] != NULL && request->form != FORM_JSON) {
		return err_set(err, ERR_USAGE,
			       _("--all-data needs --json: iemn show --all-data REF --json"));
	}
	char *name = request_text(request, 0);
	struct store *store = NULL;
	bool done = directory_open(&request->cli.directory, &store, err) &&
		    show(store, name, request, err);
	store_close(store);
	free(name);
	return done;
}

static const struct column search_columns[] = {
	{.label = N_("Record")},
	{.name = "record"},
	{.name = "label", .label = N_("Name")},
	{.name = "detail", .label = N_("What")},
};

static void fill_hits(const struct search_rows *found, struct arena *arena, struct table *table)
{
	table->rows = arena_new_array(arena, found->count, sizeof table->rows[0]);
	table->count = found->count;
	for (size_t i = 0; i < found->count; i++) {
		const struct search_row *hit = &found->items[i];
		const struct record_type *type = record_type(hit->ref.kind);
		table->rows[i] = (struct table_row){
			.ref = hit->ref,
			.cells = {_(type->label), type->name, hit->label, hit->detail},
		};
	}
}

static bool search(struct request *request, const struct query *query, struct arena *arena,
		   struct err *err)
{
	struct listing listing = {
		.table = {.columns = search_columns,
			  .column_count = sizeof search_columns / sizeof search_columns[0]},
	};
	struct search_rows found = {0};
	bool done = directory_open(&request->cli.directory, &listing.store, err) &&
		    search_all(listing.store, query, INT32_MAX, arena, &found, err);
	if (done) {
		fill_hits(&found, arena, &listing.table);
		done = form_write(&listing, request, err);
	}
	store_close(listing.store);
	return done && (found.count > 0 || err_set(err, ERR_NOT_FOUND, _("Nothing was found.")));
}

bool cmd_search(struct request *request, struct err *err)
{
	char *text = request_text(request, 0);
	struct arena *arena = arena_new();
	struct query query = {0};
	bool done = request_query(text, arena, &query, err);
	if (done && query.count == 0) {
		done = err_set(err, ERR_USAGE, _("There is no word to look for."));
	}
	done = done && search(request, &query, arena, err);
	arena_free(arena);
	free(text);
	return done;
}

bool cmd_schema(struct request *request, struct err *err)
{
	(void)err;
	struct str text = STR_EMPTY;
	str_add(&text, store_schema_text());
	output_send(&request->out, &text);
	str_clear(&text);
	return true;
}
