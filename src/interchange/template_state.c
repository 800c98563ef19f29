/* SPDX-License-Identifier: MIT
 *
 * The line of a template that tells of which record and which state of the file it is: a text may come
 * back days later, when others have saved.
 */
#include "interchange/template.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "interchange/template_form.h"

#define NO_MOMENT "-" /* where nothing was ever saved */
#define BLANKS " \t"

/* Action, moment and uid as they stand in the line. */
struct state_line {
	struct sheet_state state;
	char moment[MOMENT_SIZE];
	char uid[UID_SIZE];
};

void template_write_state(const struct sheet *sheet, struct str *out)
{
	const struct sheet_state *state = &sheet->state;
	str_add_format(out, TEMPLATE_STATE " %" PRId64 " %s %s\n", state->action,
		       state->moment ? state->moment : NO_MOMENT, sheet->parts[0].now.uid);
}

/* The next word of the line, cut to what fits; its length is that of the whole. */
static size_t take_word(const char **line, char *word, size_t size)
{
	*line += strspn(*line, BLANKS);
	size_t len = strcspn(*line, BLANKS);
	size_t kept = len < size ? len : size - 1;
	memcpy(word, *line, kept);
	word[kept] = '\0';
	*line += len;
	return len;
}

/* Reads what stands behind the name of the line; false when it is not what was written there. */
static bool parse_line(const char *line, struct state_line *parsed)
{
	char number[32];
	char *end;
	size_t digits = take_word(&line, number, sizeof number);
	size_t moment = take_word(&line, parsed->moment, sizeof parsed->moment);
	size_t uid = take_word(&line, parsed->uid, sizeof parsed->uid);
	errno = 0;
	parsed->state.action = strtoll(number, &end, 10);
	parsed->state.moment = parsed->moment;
	bool is_number = digits > 0 && digits < sizeof number && *end == '\0' && errno == 0 &&
			 number[0] >= '0' && number[0] <= '9';
	return is_number && moment > 0 && moment < sizeof parsed->moment && uid == UID_SIZE - 1 &&
	       line[strspn(line, BLANKS)] == '\0';
}

/* Whether the sheet is of that state already. */
static bool is_state(const struct sheet *sheet, const struct sheet_state *state)
{
	const char *moment = sheet->state.moment ? sheet->state.moment : NO_MOMENT;
	return sheet->state.action == state->action && strcmp(moment, state->moment) == 0;
}

bool template_read_state(struct sheet *sheet, struct store *store, const char *bytes, size_t len,
			 struct err *err)
{
	struct state_line parsed;
	const char *line = arena_bytes(sheet->arena, bytes, len);
	if (!parse_line(line + strlen(TEMPLATE_STATE), &parsed)) {
		return err_set(err, ERR_INVALID,
			       _("The line “%s” is not as it was written. Put it back; without "
				 "it the text is saved over what others saved meanwhile."),
			       TEMPLATE_STATE);
	}
	if (strcmp(parsed.uid, sheet->parts[0].now.uid) != 0) {
		return err_set(err, ERR_INVALID,
			       _("The text is of another record than “%s”, as its line “%s” "
				 "says."),
			       sheet_summary(sheet, store, 0, sheet->arena), TEMPLATE_STATE);
	}
	return is_state(sheet, &parsed.state) || sheet_rewind(sheet, store, &parsed.state, err);
}
