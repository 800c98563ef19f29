/* SPDX-License-Identifier: MIT
 *
 * Which records belong to which, a row for each reference that makes an owner. A record with several
 * such rows belongs to all that it names.
 */
#include "store/owner.h"

#include <string.h>

const struct owner_row owner_rows[] = {
	{RECORD_MEMBERSHIP, "person"},	     {RECORD_MEMBERSHIP, "member"},
	{RECORD_MEMBERSHIP, "organisation"}, {RECORD_ORGANISATION_NAME, "organisation"},
	{RECORD_CHANNEL, "person"},	     {RECORD_CHANNEL, "organisation"},
	{RECORD_EVENT_LINK, "event"},	     {RECORD_EVENT_LINK, "person"},
	{RECORD_EVENT_LINK, "organisation"}, {RECORD_CITATION, "organisation"},
	{RECORD_CITATION, "person"},	     {RECORD_CITATION, "membership"},
	{RECORD_CITATION, "place"},	     {RECORD_CITATION, "event"},
	{RECORD_CITATION, "page"},
};

const size_t owner_row_count = sizeof owner_rows / sizeof owner_rows[0];

bool owner_is(enum record_kind kind, const char *field)
{
	for (size_t i = 0; i < owner_row_count; i++) {
		if (owner_rows[i].kind == kind && strcmp(owner_rows[i].field, field) == 0) {
			return true;
		}
	}
	return false;
}

bool owner_has(enum record_kind kind)
{
	for (size_t i = 0; i < owner_row_count; i++) {
		if (owner_rows[i].kind == kind) {
			return true;
		}
	}
	return false;
}
