/* SPDX-License-Identifier: MIT
 *
 * Erasing a person: out of the rows, the journal, the search texts and the free pages, for good. What
 * stays is a tombstone with the uid and nothing else, so that an import does not bring the person back.
 */
#ifndef IEMN_STORE_ERASE_H
#define IEMN_STORE_ERASE_H

#include "store/action.h"
#include "store/record.h"

struct erase_receipt {
	const char *uid;
	const char *moment; /* UTC */
	const char *actor;
	size_t rows;	/* taken out of tables of records, the person's own included */
	size_t changes; /* taken out of the journal */
	size_t actions; /* whose name or reason was blanked; of those that changed other records too
			   the name stays, unless it holds a word of the person */
	const char *unfinished; /* NULL, or in a sentence what could not be done after the person
				   was erased: writing the file anew, or searching it */
	enum err_kind fault;	/* of that, ERR_NONE when nothing is unfinished */
	bool is_searched; /* whether left and places are known: not after a trial, nor when the
			     file could not be searched */
	size_t strings;	  /* the person's own names, addresses and notes, to search the file for */
	size_t too_short; /* more of them, that are not searched for: three bytes stand in any file */
	size_t left;	  /* of strings, still found in its bytes: another record holds them too */
	const char *
		*places; /* where: labels of the records that hold them, left of them or fewer */
	size_t place_count;
	const char **backups; /* directory files in the same folder that hold the person too, yours
				 to deal with */
	size_t backup_count;
};

/* Erases a person and everything that belongs to the person, in the bin or not. typed must be a
 * name of the person as the card or a list shows it, else ERR_INVALID. An erasure cannot be
 * undone; of earlier actions only what they changed in other records can. True once the person is
 * erased, whatever becomes of the file afterwards: *receipt then tells all, what is unfinished too. */
bool erase_person(struct store *store, struct ref ref, const char *typed,
		  const struct intent *intent, struct arena *arena, struct erase_receipt *receipt,
		  struct err *err);

/* The same for a person whom only the journal knows (lost.h), by the uid and the last name. */
bool erase_lost(struct store *store, const char *uid, const char *typed,
		const struct intent *intent, struct arena *arena, struct erase_receipt *receipt,
		struct err *err);

/* Whether an erasure was stopped before the file was written anew, so that free parts of it may still
 * hold what was erased; and ending it, as the opening of a directory and the next erasure do. */
bool erase_is_unfinished(struct store *store);
bool erase_finish(struct store *store, struct err *err);

/* Whether a record of this uid was erased. */
bool erase_is_erased(struct store *store, const char *uid, bool *is_erased, struct err *err);

#endif
