/* SPDX-License-Identifier: MIT
 *
 * The reading of command lines. Abbreviated long options are refused, so that a new option never
 * changes what an old script means.
 */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "cli/flag.h"
#include "cli/guess.h"
#include "cli/subcommand.h"

struct reader {
	int argc;
	char *const *argv;
	int next;
	struct request *request;
};

/* The option of this name, or -1. */
static int find_long(const char *name, size_t len)
{
	for (int id = 0; id < OPTION_COUNT; id++) {
		const char *known = option_row((enum option_id)id)->name;
		if (strlen(known) == len && strncmp(known, name, len) == 0) {
			return id;
		}
	}
	return -1;
}

static int find_letter(char letter)
{
	for (int id = 0; id < OPTION_COUNT; id++) {
		if (option_row((enum option_id)id)->letter == letter) {
			return id;
		}
	}
	return -1;
}

/* Whether the option is one that the command takes; before a command, whether any does. */
static bool is_known_here(const struct reader *reader, int id)
{
	const struct subcommand *command = reader->request->command;
	return command == NULL || option_row((enum option_id)id)->is_common ||
	       (command->options & OPTION_BIT(id)) != 0;
}

/* Gives false with what to do about an option that does not exist. */
static bool report_unknown(const struct reader *reader, const char *word, size_t len,
			   struct err *err)
{
	char *name = mem_copy_bytes(word, len);
	struct guess guess = {.word = name + strspn(name, "-")};
	for (int id = 0; id < OPTION_COUNT; id++) {
		if (is_known_here(reader, id)) {
			guess_offer(&guess, option_row((enum option_id)id)->name);
		}
	}
	if (reader->request->command != NULL && reader->request->command->takes_fields) {
		flag_offer_all(&guess);
	}
	if (guess.nearest != NULL && len > 2) {
		struct str nearest = STR_EMPTY;
		flag_add_name(&nearest, guess.nearest);
		err_set(err, ERR_USAGE, _("There is no option %s. Did you mean --%s?"), name,
			str_text(&nearest));
		str_clear(&nearest);
	} else {
		err_set(err, ERR_USAGE,
			_("There is no option %s. \"iemn help\" lists them; a word that begins "
			  "with a minus stands behind \"--\"."),
			name);
	}
	free(name);
	return false;
}

/* Whether the option may stand where it was met. */
static bool check_allowed(const struct reader *reader, int id, struct err *err)
{
	const struct subcommand *command = reader->request->command;
	const struct option *option = option_row((enum option_id)id);
	if (option->is_common) {
		return true;
	}
	if (command == NULL) {
		return err_set(err, ERR_USAGE,
			       _("--%s stands behind its command, as in: iemn list agencies --%s"),
			       option->name, option->name);
	}
	if ((command->options & OPTION_BIT(id)) == 0) {
		return err_set(
			err, ERR_USAGE,
			_("The command %s has no option --%s. \"iemn help %s\" lists those that it "
			  "has."),
			command->name, option->name, command->name);
	}
	return true;
}

/* Applies an option; value is what was joined to it, or NULL. */
static bool apply(struct reader *reader, int id, const char *value, struct err *err)
{
	const struct option *option = option_row((enum option_id)id);
	if (!check_allowed(reader, id, err)) {
		return false;
	}
	if (option->value == NULL && value != NULL) {
		return err_set(err, ERR_USAGE, _("--%s takes no value."), option->name);
	}
	if (option->value != NULL && value == NULL) {
		if (reader->next == reader->argc) {
			return err_set(err, ERR_USAGE, _("--%s needs a value: --%s=%s"),
				       option->name, option->name, _(option->value));
		}
		value = reader->argv[reader->next++];
	}
	if (option->apply == NULL && option->value != NULL && reader->request->given[id] != NULL) {
		return err_set(err, ERR_USAGE, _("--%s is given twice."), option->name);
	}
	if (option->apply == NULL) {
		reader->request->given[id] = value == NULL ? "" : value;
		return true;
	}
	return option->apply(reader->request, value, err);
}

/* Gives false with what a field that has no value needs; what no record has is none. */
static bool report_bare(const struct reader *reader, const char *word, size_t len, struct err *err)
{
	char *name = mem_copy_bytes(word + 2, len - 2);
	if (flag_is_known(name)) {
		err_set(err, ERR_USAGE,
			_("--%s needs a value; one that begins with two dashes is joined to it: "
			  "--%s=VALUE"),
			name, name);
	} else {
		(void)report_unknown(reader, word, len, err);
	}
	free(name);
	return false;
}

/* Takes a field of a record with its value; whether there is such a field is for the command to say.
 * A next word with two dashes is no value: a forgotten one would else swallow --dry-run. */
static bool read_field(struct reader *reader, const char *word, size_t len, struct err *err)
{
	struct request *request = reader->request;
	const char *value = word[len] == '=' ? word + len + 1 : NULL;
	if (value == NULL && reader->next < reader->argc &&
	    strncmp(reader->argv[reader->next], "--", 2) != 0) {
		value = reader->argv[reader->next++];
	}
	if (value == NULL) {
		return report_bare(reader, word, len, err);
	}
	request->flags =
		mem_resize(request->flags, request->flag_count + 1, sizeof request->flags[0]);
	request->flags[request->flag_count++] =
		(struct flag){mem_copy_bytes(word + 2, len - 2), value};
	return true;
}

/* Of the options that a command has not, those with a value may have the name of a field. */
static bool may_be_field(const struct reader *reader, int id)
{
	const struct subcommand *command = reader->request->command;
	return command != NULL && command->takes_fields &&
	       (id < 0 ||
		(!is_known_here(reader, id) && option_row((enum option_id)id)->value != NULL));
}

static bool read_long(struct reader *reader, const char *word, struct err *err)
{
	size_t len = 2 + strcspn(word + 2, "=");
	const char *value = word[len] == '=' ? word + len + 1 : NULL;
	int id = find_long(word + 2, len - 2);
	if (may_be_field(reader, id)) {
		return read_field(reader, word, len, err);
	}
	if (id < 0) {
		return report_unknown(reader, word, len, err);
	}
	return apply(reader, id, value, err);
}

/* Reads letters behind one dash; the last may have its value joined to it. */
static bool read_letters(struct reader *reader, const char *word, struct err *err)
{
	for (const char *letter = word + 1; *letter != '\0'; letter++) {
		int id = find_letter(*letter);
		bool has_rest = letter[1] != '\0';

		if (id < 0) {
			return report_unknown(reader, word, strlen(word), err);
		}
		if (option_row((enum option_id)id)->value != NULL && has_rest) {
			return apply(reader, id, letter + 1, err);
		}
		if (!apply(reader, id, NULL, err)) {
			return false;
		}
	}
	return true;
}

static bool read_option(struct reader *reader, struct err *err)
{
	const char *word = reader->argv[reader->next++];
	return word[1] == '-' ? read_long(reader, word, err) : read_letters(reader, word, err);
}

static bool is_option(const char *word)
{
	return word[0] == '-' && word[1] != '\0';
}

static bool check_together(const struct request *request, struct err *err)
{
	if (request->cli.directory.demo && request->cli.directory.path != NULL) {
		return err_set(
			err, ERR_USAGE,
			_("--demo uses a throw-away directory; --file cannot be given with it."));
	}
	return true;
}

bool options_read_leading(int argc, char *const *argv, struct request *request, int *next,
			  struct err *err)
{
	struct reader reader = {argc, argv, 0, request};
	while (reader.next < argc && is_option(argv[reader.next])) {
		if (strcmp(argv[reader.next], "--") == 0) {
			reader.next++;
			break;
		}
		if (!read_option(&reader, err)) {
			return false;
		}
	}
	*next = reader.next;
	return check_together(request, err);
}

/* The form that a refusal is told in may stand behind what is refused. */
static void look_for_form(struct reader *reader)
{
	for (; reader->next < reader->argc && strcmp(reader->argv[reader->next], "--") != 0;
	     reader->next++) {
		if (strcmp(reader->argv[reader->next], "--json") == 0 &&
		    reader->request->form == FORM_TEXT) {
			reader->request->form = FORM_JSON;
		}
	}
}

bool options_read_all(int argc, char *const *argv, struct request *request, struct err *err)
{
	struct reader reader = {argc, argv, 0, request};
	bool has_ended = false;
	request->words = mem_new((size_t)argc + 1, sizeof request->words[0]);
	while (reader.next < argc) {
		if (has_ended || !is_option(argv[reader.next])) {
			request->words[request->word_count++] = argv[reader.next++];
		} else if (strcmp(argv[reader.next], "--") == 0) {
			has_ended = true;
			reader.next++;
		} else if (!read_option(&reader, err)) {
			look_for_form(&reader);
			return false;
		}
	}
	return check_together(request, err);
}
