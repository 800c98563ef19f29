/* SPDX-License-Identifier: MIT
 *
 * The tables of the JSON form.
 */
#include "interchange/json_form.h"

const struct json_nest json_nests[] = {
	{RECORD_PLACE, RECORD_CITATION, "place"},
	{RECORD_ORGANISATION, RECORD_ORGANISATION_NAME, "organisation"},
	{RECORD_ORGANISATION, RECORD_CHANNEL, "organisation"},
	{RECORD_ORGANISATION, RECORD_MEMBERSHIP, "member"},
	{RECORD_ORGANISATION, RECORD_CITATION, "organisation"},
	{RECORD_PERSON, RECORD_CHANNEL, "person"},
	{RECORD_PERSON, RECORD_MEMBERSHIP, "person"},
	{RECORD_PERSON, RECORD_CITATION, "person"},
	{RECORD_MEMBERSHIP, RECORD_CITATION, "membership"},
	{RECORD_EVENT, RECORD_EVENT_LINK, "event"},
	{RECORD_EVENT, RECORD_CITATION, "event"},
	{RECORD_PAGE, RECORD_CITATION, "page"},
};

const size_t json_nest_count = sizeof json_nests / sizeof json_nests[0];

const enum record_kind json_sections[] = {
	RECORD_SOURCE, RECORD_PLACE, RECORD_ORGANISATION, RECORD_PERSON, RECORD_EVENT, RECORD_PAGE,
};

const size_t json_section_count = sizeof json_sections / sizeof json_sections[0];
