/* SPDX-License-Identifier: MIT
 *
 * How a person is called in lists, and what lists are sorted by. Without a database.
 */
#ifndef IEMN_STORE_PERSON_NAME_H
#define IEMN_STORE_PERSON_NAME_H

#include "base/mem.h"
#include "base/str.h"
#include "store/record.h"

/* The columns of a person that a list name is made of; each but name may be NULL. */
struct person_name {
	const char *name;
	const char *latin_name;
	const char *family_name;
	const char *given_name;
	const char *sort_as;
};

/* Those of the record of a person. */
struct person_name person_name_of(const struct record *person);

/* "Hsu, Ming-Hua 徐銘華": the Latin form first, so that lists in its order read well, then the name
 * itself when it is in another script. A name in Latin letters without family and given name stays
 * as it is. In the arena. */
const char *person_name_for_list(const struct person_name *name, struct arena *arena);

/* Adds what the person is sorted by: folded sort_as, else family and given name, else the name in
 * Latin letters, else the name. */
void person_name_sort_key(const struct person_name *name, struct str *out);

/* The same of the record of a person. */
void person_name_record_key(const struct record *person, struct str *out);

#endif
