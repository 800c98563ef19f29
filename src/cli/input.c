/* SPDX-License-Identifier: MIT
 *
 * Reading files, standard input and answers.
 */
#include "cli/input.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/output.h"

#define INPUT_MAX (4 * 1024 * 1024) /* bytes; all the fields of a record together are less */
#define READ_SIZE 16384

/* name is for people. */
static bool read_all(FILE *file, const char *name, struct str *text, struct err *err)
{
	char bytes[READ_SIZE];
	size_t len;
	while ((len = fread(bytes, 1, sizeof bytes, file)) > 0) {
		if (memchr(bytes, '\0', len) != NULL) {
			return err_set(err, ERR_INVALID, _("“%s” is no text: it holds a NUL."),
				       name);
		}
		str_add_bytes(text, bytes, len);
		if (text->len > INPUT_MAX) {
			return err_set(err, ERR_INVALID, _("“%s” is larger than any record."),
				       name);
		}
	}
	if (ferror(file) && errno == EBADF) {
		return err_set(err, ERR_SYSTEM, _("Nothing can be read from %s: it is closed."),
			       name);
	}
	if (ferror(file)) {
		return err_set(err, ERR_SYSTEM, _("“%s” could not be read: %s."), name,
			       strerror(errno));
	}
	return true;
}

bool input_read(const char *path, struct str *text, struct err *err)
{
	if (strcmp(path, "-") == 0) {
		return read_all(stdin, _("standard input"), text, err);
	}
	FILE *file = fopen(path, "re");
	if (file == NULL) {
		return err_set(err, errno == ENOENT ? ERR_NOT_FOUND : ERR_SYSTEM,
			       _("“%s” could not be opened: %s."), path, strerror(errno));
	}
	bool done = read_all(file, path, text, err);
	(void)fclose(file);
	return done;
}

bool input_is_terminal(void)
{
	return isatty(STDIN_FILENO) == 1;
}

bool input_ask(const struct cli *cli, const char *question, struct str *answer)
{
	struct output out;
	struct str line = STR_EMPTY;
	output_init(&out, stderr, cli);
	output_clean(&out, &line, question, TEXT_LINE);
	str_add_char(&line, ' ');
	output_send(&out, &line);
	str_clear(&line);
	char *typed = NULL;
	size_t size = 0;
	ssize_t len = getline(&typed, &size, stdin);
	if (len >= 0) {
		str_add_bytes(answer, typed, strcspn(typed, "\r\n"));
	}
	free(typed);
	return len >= 0;
}

bool input_ask_yes(const struct cli *cli, const char *question)
{
	struct str answer = STR_EMPTY;
	bool is_yes =
		input_ask(cli, question, &answer) && (strcasecmp(str_text(&answer), "y") == 0 ||
						      strcasecmp(str_text(&answer), "yes") == 0);
	str_clear(&answer);
	return is_yes;
}
