/* SPDX-License-Identifier: MIT
 *
 * Whether a term of office holds on a date, for every list that asks.
 */
#include "store/term.h"

void term_add_condition(struct str *sql, const char *day)
{
	str_add_format(sql,
		       "((term.valid_from IS NULL OR substr(term.valid_from, 1, length(%s)) <= %s) "
		       "AND (term.valid_to IS NULL "
		       "OR term.valid_to >= substr(%s, 1, length(term.valid_to))))",
		       day, day, day);
}

void term_add_first(struct str *sql, const char *day)
{
	str_add(sql, "(SELECT term.id FROM membership term "
		     "JOIN organisation body ON body.id = term.organisation_id "
		     "WHERE term.person_id = person.id AND term.binned IS NULL "
		     "AND body.binned IS NULL AND ");
	term_add_condition(sql, day);
	str_add(sql, " ORDER BY term.rank, term.valid_from, body.name, term.id LIMIT 1)");
}
