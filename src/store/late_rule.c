/* SPDX-License-Identifier: MIT
 *
 * Each record that was written is kept as it was before, and held against the rules when all is done.
 */
#include "store/late_rule.h"

#include <string.h>

#include "store/hold.h"
#include "store/record_rule.h"

struct late_rules late_rules_make(struct store *store, struct arena *arena)
{
	return (struct late_rules){store, arena, ROWS_OF(struct record, arena), NULL};
}

void late_rules_note(struct late_rules *rules, const struct record *was)
{
	const struct record *touched = rules->touched.items;
	for (size_t i = 0; i < rules->touched.count; i++) {
		if (strcmp(touched[i].uid, was->uid) == 0) {
			return;
		}
	}
	struct record *kept = rows_add(&rules->touched);
	*kept = *was;
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
	const struct record *touched = rules->touched.items;
	for (size_t i = 0; i < rules->touched.count; i++) {
		if (!check(rules, &touched[i], err)) {
			rules->at_fault = touched[i].uid;
			return false;
		}
	}
	return true;
}
