/* SPDX-License-Identifier: MIT
 *
 * undo and redo: of the action that is next, or of one by its number.
 */
#include "cli/cmd_undo.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/user.h"
#include "cli/report.h"

/* What is the same for both ways but for its functions and words. */
struct way {
	bool (*go_next)(struct store *store, const struct intent *intent, struct arena *arena,
			struct action_row *row, struct action_rows *blockers, struct err *err);
	bool (*go)(struct store *store, int64_t id, const struct intent *intent,
		   struct arena *arena, struct action_rows *blockers, struct err *err);
	const char *none;
	const char *done;
	const char *done_of_other; /* when somebody else did it, whose name comes second */
	const char *tried;	   /* the number, who did it, and what */
};

static bool read_number(const char *word, int64_t *number, struct err *err)
{
	char *end;
	errno = 0;
	long long value = strtoll(word, &end, 10);
	if (errno != 0 || *end != '\0' || end == word || value <= 0) {
		return err_set(err, ERR_USAGE,
			       _("An action is named by its number, as \"iemn history\" shows it, "
				 "and not by \"%s\"."),
			       word);
	}
	*number = value;
	return true;
}

/* What is said when it is done: of what somebody else did, by whom it was. */
static const char *tell(struct writing *writing, const struct way *way,
			const struct action_row *row)
{
	char user[USER_SIZE];
	user_name(user);
	return strcmp(row->actor, user) == 0
		       ? arena_format(writing->arena, _(way->done), row->id, row->name)
		       : arena_format(writing->arena, _(way->done_of_other), row->id, row->actor,
				      row->name);
}

/* The action of the number that was given. */
static bool walk_number(struct writing *writing, const struct way *way, struct action_row *row,
			struct err *err)
{
	int64_t id = 0;
	return read_number(writing->request->words[0], &id, err) &&
	       journal_action(writing->store, id, writing->arena, row, err) &&
	       way->go(writing->store, id, &writing->intent, writing->arena, &writing->blockers,
		       err);
}

static bool walk_next(struct writing *writing, const struct way *way, struct action_row *row,
		      struct err *err)
{
	return way->go_next(writing->store, &writing->intent, writing->arena, row,
			    &writing->blockers, err) &&
	       (row->id != 0 || err_set(err, ERR_NOT_FOUND, "%s", _(way->none)));
}

static bool walk(struct writing *writing, const struct way *way, struct err *err)
{
	struct action_row row = {0};
	bool is_named = writing->request->word_count > 0;
	if (!(is_named ? walk_number : walk_next)(writing, way, &row, err)) {
		return false;
	}
	writing->words = tell(writing, way, &row);
	writing->tried = arena_format(writing->arena, _(way->tried), row.id, row.actor, row.name);
	return true;
}

static bool undo(struct writing *writing, struct err *err)
{
	static const struct way back = {
		.go_next = journal_undo_next,
		.go = journal_undo,
		.none = N_("There is nothing to undo."),
		.done = N_("Action %" PRId64 " is undone: %s. \"iemn redo\" brings it back."),
		.done_of_other = N_("Action %" PRId64 " of %s is undone: %s. \"iemn redo\" "
				    "brings it back."),
		.tried = N_("This was a trial: action %" PRId64 " of %s was not undone: %s."),
	};
	return walk(writing, &back, err);
}

static bool redo(struct writing *writing, struct err *err)
{
	static const struct way forth = {
		.go_next = journal_redo_next,
		.go = journal_redo,
		.none = N_("There is nothing to redo."),
		.done = N_("Action %" PRId64 " is done again: %s. \"iemn undo\" takes it back."),
		.done_of_other = N_("Action %" PRId64 " of %s is done again: %s. \"iemn undo\" "
				    "takes it back."),
		.tried = N_("This was a trial: action %" PRId64 " of %s was not done again: %s."),
	};
	return walk(writing, &forth, err);
}

bool cmd_undo(struct request *request, struct err *err)
{
	return writing_run(request, undo, err);
}

bool cmd_redo(struct request *request, struct err *err)
{
	return writing_run(request, redo, err);
}
