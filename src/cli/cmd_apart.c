/* SPDX-License-Identifier: MIT
 *
 * tell-apart.
 */
#include "cli/cmd_apart.h"

#include "base/i18n.h"
#include "cli/writing.h"
#include "store/apart.h"
#include "store/suggest.h"

/* The people whom the two words name, as they stood at one moment. */
static bool find_both(const struct writing *writing, struct held *held, struct err *err)
{
	bool done = true;
	store_begin_reading(writing->store);
	for (int i = 0; done && i < 2; i++) {
		struct ref ref;
		done = suggest_lookup(writing->store, RECORD_PERSON, writing->request->words[i],
				      &ref, err) &&
		       held_take(writing->store, ref, &held[i], err);
	}
	store_end_reading(writing->store);
	return done;
}

static bool tell_apart(struct writing *writing, struct err *err)
{
	struct held held[2];
	int64_t action = 0;
	if (!find_both(writing, held, err)) {
		return false;
	}
	const char *one = writing_label(writing, held[0].ref);
	const char *other = writing_label(writing, held[1].ref);
	writing_hold(writing, held, 2);
	writing->intent.name = arena_format(writing->arena, _("Tell apart %s and %s"), one, other);
	if (!apart_tell(writing->store, held[0].ref, held[1].ref, &writing->intent, &action, err)) {
		return false;
	}
	if (action == 0) {
		writing->words = _("That these are two people is noted already.");
	}
	return true;
}

bool cmd_tell_apart(struct request *request, struct err *err)
{
	return writing_run(request, tell_apart, err);
}
