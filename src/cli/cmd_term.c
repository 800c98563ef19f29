/* SPDX-License-Identifier: MIT
 *
 * end-term and succeed.
 */
#include "cli/cmd_term.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "cli/writing.h"
#include "interchange/term_change.h"
#include "store/suggest.h"

/* The term that the words and --body and --role mean. */
static bool find_term(const struct writing *writing, struct ref *term, struct err *err)
{
	const struct request *request = writing->request;
	char *words = request_text(request, 0);
	bool done = term_lookup(writing->store, words, request->given[OPTION_BODY],
				request->given[OPTION_ROLE], request->day, term, err);
	free(words);
	return done;
}

static bool end_term(struct writing *writing, struct err *err)
{
	struct save_result result = {0};
	const char *date;
	struct ref term;
	if (!writing_date(writing, &date, err) || !find_term(writing, &term, err)) {
		return false;
	}
	bool done = term_end(writing->store, term, date, writing->request->given[OPTION_HOW],
			     &writing->intent, writing->arena, &result, err);
	if (!done) {
		writing_take_clashes(writing, RECORD_MEMBERSHIP, &result);
	}
	return done;
}

bool cmd_end_term(struct request *request, struct err *err)
{
	return writing_run(request, end_term, err);
}

/* The day on which the next term begins: that of --on, otherwise the one after this term. */
static bool find_date(struct writing *writing, struct ref term, const char **date, struct err *err)
{
	struct term_words words;
	if (!writing_date(writing, date, err) ||
	    !term_describe(writing->store, term, writing->request->day, writing->arena, &words,
			   err)) {
		return false;
	}
	if (writing->request->given[OPTION_ON] == NULL) {
		*date = words.next;
	}
	return true;
}

static bool succeed(struct writing *writing, struct err *err)
{
	struct save_result result = {0};
	const char *date;
	struct ref term;
	struct ref person;
	if (!writing_date(writing, &date, err) || !find_term(writing, &term, err) ||
	    !find_date(writing, term, &date, err) ||
	    !suggest_lookup(writing->store, RECORD_PERSON, writing->request->given[OPTION_BY],
			    &person, err)) {
		return false;
	}
	bool done = term_succeed(writing->store, term, person, date, &writing->intent,
				 writing->arena, &result, err);
	if (!done) {
		writing_take_clashes(writing, RECORD_MEMBERSHIP, &result);
	}
	return done;
}

bool cmd_succeed(struct request *request, struct err *err)
{
	if (request->given[OPTION_BY] == NULL) {
		return err_set(err, ERR_USAGE, _("Who follows is missing: --by=PERSON"));
	}
	return writing_run(request, succeed, err);
}
