/* SPDX-License-Identifier: MIT
 *
 * Each record that was written is kept as it was before, and held against the rules when all is done.
 */
#include "store/late_rule.h"

#include <stdlib.h>
#include <string.h>

#include "store/hold.h"
#include "store/record_rule.h"

struct touched {
	struct record was;
	size_t place;	/* among all that was noted */
	bool is_repeat; /* the record was noted before */
};

struct late_rules late_rules_make(struct store *store, struct arena *arena)
{
	return (struct late_rules){store, arena, ROWS_OF(struct touched, arena), NULL};
}

void late_rules_note(struct late_rules *rules, const struct record *was)
{
	struct touched *touched = rows_add(&rules->touched);
	*touched = (struct touched){.was = *was, .place = rules->touched.count};
}

static int compare_touched(const void *a, const void *b)
{
	const struct touched *x = *(struct touched *const *)a;
	const struct touched *y = *(struct touched *const *)b;
	int order = strcmp(x->was.uid, y->was.uid);
	return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

/* Sorted, since undoing the import of many may write each of them. */
static void find_repeats(struct late_rules *rules)
{
	size_t count = rules->touched.count;
	struct touched *touched = rules->touched.items;
	struct touched **sorted = arena_new_array(rules->arena, count, sizeof(struct touched *));
	for (size_t i = 0; i < count; i++) {
		sorted[i] = &touched[i];
	}
	if (count > 1) {
		qsort(sorted, count, sizeof(struct touched *), compare_touched);
	}
	for (size_t i = 1; i < count; i++) {
		sorted[i]->is_repeat = strcmp(sorted[i]->was.uid, sorted[i - 1]->was.uid) == 0;
	}
}

/* What was taken out of its table breaks no rule. */
static bool check(struct late_rules *rules, const struct record *was, struct err *err)
{
	struct ref ref;
	struct record now;
	if (!record_find_uid(rules->store, was->ref.kind, was->uid, &ref, err)) {
		return false;
	}
	if (ref.id == 0) {
		return true;
	}
	return record_get(rules->store, ref, rules->arena, &now, err) &&
	       record_rule_check(rules->store, was, &now, err) &&
	       (was->binned || !now.binned || hold_check(rules->store, ref, rules->arena, err));
}

bool late_rules_check(struct late_rules *rules, struct err *err)
{
	find_repeats(rules);
	const struct touched *touched = rules->touched.items;
	for (size_t i = 0; i < rules->touched.count; i++) {
		if (!touched[i].is_repeat && !check(rules, &touched[i].was, err)) {
			rules->at_fault = &touched[i].was;
			return false;
		}
	}
	return true;
}
