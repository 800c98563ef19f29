/* SPDX-License-Identifier: MIT
 *
 * The lists of those who keep the roster: what needs attention, who is likely one person, and the bin.
 */
#include "cli/list_kind.h"

#include <stdint.h>

#include "base/date.h"
#include "base/i18n.h"
#include "store/attention.h"
#include "store/bin.h"
#include "store/duplicate.h"

#define ROW_INDENT 2
#define STEP_INDENT 6

static const struct column attention_columns[] = {
	{.name = "kind"},
	{.name = "record"},
	{.name = "name", .label = N_("Name")},
	{.name = "detail", .label = N_("What")},
	{.name = "about"},
	{.name = "step", .label = N_("Next step")},
};

enum attention_cell {
	CELL_KIND,
	CELL_RECORD,
	CELL_NAME,
	CELL_DETAIL,
	CELL_ABOUT,
	CELL_STEP,
};

/* The next step in words, and as a command. The first uid of that is that of the record, or of the term
 * or channel; the second one, where there is one, that of the other record. */
static const struct {
	const char *words;
	const char *format;
	bool is_about;
} steps[ATTENTION_KINDS] = {
	[ATTENTION_TERM_ENDS] = {N_("Say who follows, or set a later end with "
				    "\"iemn edit TERM --to DATE\"."),
				 N_("iemn succeed %s --by PERSON"), true},
	[ATTENTION_TERM_ENDED] = {N_("Say who follows, or set a later end with "
				     "\"iemn edit TERM --to DATE\"."),
				  N_("iemn succeed %s --by PERSON"), true},
	[ATTENTION_POST_EMPTY] = {N_("Say who holds it now."), N_("iemn succeed %s --by PERSON"),
				  true},
	[ATTENTION_NO_CHANNEL] = {N_("Add an e-mail address or a number."),
				  N_("iemn edit %s --email ADDRESS"), false},
	[ATTENTION_UNVERIFIED] = {N_("Try it, and note the day on which it worked."),
				  N_("iemn edit %s --verified today"), true},
	[ATTENTION_NO_SOURCE] = {N_("Name the source that its facts come from."),
				 N_("iemn edit %s --source SOURCE"), false},
	[ATTENTION_DUPLICATE] = {N_("Compare the two. Take over into one what only the other has, "
				    "and remove that with \"iemn remove\"; or note with \"iemn "
				    "tell-apart\" that they are two people."),
				 N_("iemn show %s && iemn show %s"), false},
};

static const char *shorten(struct list *list, const char *uid)
{
	return uid != NULL ? arena_format(list->arena, "%.*s", UID_SHOWN, uid) : "";
}

static bool fill_attention(struct list *list, const struct attention_row *found,
			   struct table_row *row, struct err *err)
{
	const char *uid = form_uid(list->listing.store, found->ref, list->arena, err);
	const char *about = NULL;
	if (uid == NULL) {
		return false;
	}
	if (found->about.id != 0) {
		about = form_uid(list->listing.store, found->about, list->arena, err);
		if (about == NULL) {
			return false;
		}
	}
	const char *target = steps[found->kind].is_about && about != NULL ? about : uid;
	const char *step = arena_format(list->arena, _(steps[found->kind].format),
					shorten(list, target), shorten(list, about));
	*row = (struct table_row){
		.ref = found->ref,
		.depth = (int)found->kind,
		.cells = {attention_name(found->kind), record_type(found->ref.kind)->name,
			  found->label, found->detail, about, step},
	};
	return true;
}

static bool load_attention(struct list *list, struct err *err)
{
	struct attention_rows found = {0};
	if (!attention_list(list->listing.store, list->request->day, list->limit, list->arena,
			    &found, err)) {
		return false;
	}
	struct table_row *rows = list_new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		if (!fill_attention(list, &found.items[i], &rows[i], err)) {
			return false;
		}
	}
	/* The limit is one for each kind. */
	list->limit = SIZE_MAX;
	return true;
}

static void print_heading(struct output *out, enum attention_kind kind, bool is_first)
{
	if (!is_first) {
		output_paragraph(out, &(struct paragraph){.text = ""});
	}
	output_paragraph(out, &(struct paragraph){.text = attention_title(kind), .bold = true});
	output_paragraph(out, &(struct paragraph){.text = _(steps[kind].words)});
}

/* A command on a line of its own and never broken, so that it can be copied whole. */
static void print_step(struct output *out, const char *step)
{
	struct str line = STR_EMPTY;
	str_add_repeat(&line, ' ', STEP_INDENT);
	output_clean(out, &line, step, TEXT_LINE);
	str_add_char(&line, '\n');
	output_send(out, &line);
	str_clear(&line);
}

static bool print_attention(struct list *list, struct err *err)
{
	(void)err;
	struct output *out = &list->request->out;
	const struct table *table = &list->listing.table;
	for (size_t i = 0; i < table->count; i++) {
		const struct table_row *row = &table->rows[i];
		if (i == 0 || row->depth != table->rows[i - 1].depth) {
			print_heading(out, (enum attention_kind)row->depth, i == 0);
		}
		output_paragraph(out, &(struct paragraph){
					      .gutter = ROW_INDENT,
					      .hanging = ROW_INDENT,
					      .text = arena_format(list->arena, _("%s: %s"),
								   row->cells[CELL_NAME],
								   row->cells[CELL_DETAIL]),
				      });
		print_step(out, row->cells[CELL_STEP]);
	}
	return true;
}

const struct list_kind list_attention = {
	.name = "attention",
	LIST_COLUMNS(attention_columns),
	.words = LIST_NO_WORDS,
	.takes_day = true,
	.load = load_attention,
	.print = print_attention,
	.empty = N_("Nothing needs attention."),
};

static const struct column duplicate_columns[] = {
	{.name = "name"},	{.label = N_("Name")}, {.name = "other_name"},
	{.label = N_("Other")}, {.name = "other_uid"}, {.name = "reason"},
	{.label = N_("Why")},
};

static bool load_duplicates(struct list *list, struct err *err)
{
	struct store *store = list->listing.store;
	struct duplicate_rows found = {0};
	if (!duplicate_list(store, list->limit, list->arena, &found, err)) {
		return false;
	}
	struct table_row *rows = list_new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		const struct duplicate_row *pair = &found.items[i];
		const char *labels[2];
		const char *other = form_uid(store, pair->b, list->arena, err);
		if (other == NULL || !duplicate_labels(store, pair, list->arena, labels, err)) {
			return false;
		}
		rows[i] = (struct table_row){
			.ref = pair->a,
			.cells = {record_label(store, pair->a, list->arena), labels[0],
				  record_label(store, pair->b, list->arena), labels[1], other,
				  duplicate_reason_name(pair->reason),
				  duplicate_reason_words(pair->reason)},
		};
	}
	return true;
}

const struct list_kind list_duplicates = {
	.name = "duplicates",
	LIST_COLUMNS(duplicate_columns),
	.words = LIST_NO_WORDS,
	.load = load_duplicates,
	.empty = N_("No two people look like one and the same."),
};

static const struct column bin_columns[] = {
	{.label = N_("Record")}, {.name = "record"}, {.name = "name", .label = N_("Name")},
	{.label = N_("Since")},	 {.name = "binned"}, {.name = "actor", .label = N_("Who")},
};

static bool load_bin(struct list *list, struct err *err)
{
	struct bin_rows found = {0};
	if (!bin_list(list->listing.store, list->arena, &found, err)) {
		return false;
	}
	struct table_row *rows = list_new_rows(list, found.count);
	for (size_t i = 0; i < found.count; i++) {
		const struct bin_row *row = &found.items[i];
		const struct record_type *type = record_type(row->ref.kind);
		char since[LOCAL_SIZE];
		date_local(row->moment, since);
		rows[i] = (struct table_row){
			.ref = row->ref,
			.cells = {_(type->label), type->name, row->label,
				  arena_text(list->arena, since), row->moment, row->actor},
		};
	}
	return true;
}

const struct list_kind list_bin = {
	.name = "bin",
	LIST_COLUMNS(bin_columns),
	.words = LIST_NO_WORDS,
	.load = load_bin,
	.empty = N_("The bin is empty."),
};
