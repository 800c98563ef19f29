/* SPDX-License-Identifier: MIT
 *
 * Whether a type of terminal can show the screen at all, asked before the terminal is touched. It
 * stands alone because term.h makes macros of words as common as `lines` and `columns`.
 */
#include "tui/screen.h"

#include "base/i18n.h"
#include "tui/screen_parts.h"

#include <term.h>

static bool has(const char *name)
{
	const char *text = tigetstr(name);
	/* NULL is a missing capability, -1 a name that is no string. */
	return text && text != (const char *)-1;
}

bool screen_type_check(const char *term, int fd, struct err *err)
{
	int result = 0;
	bool is_known = setupterm(term, fd, &result) == OK;
	bool is_fit = is_known && has("cup") && (has("clear") || (has("home") && has("ed")));
	if (is_known) {
		del_curterm(cur_term);
	}
	if (is_fit) {
		return true;
	}
	if (is_known) {
		return err_set(err, ERR_USAGE,
			       _("This terminal (TERM=%s) cannot show the screen. "
				 "The shell commands work on it: iemn help"),
			       term);
	}
	return err_set(err, ERR_USAGE,
		       _("This type of terminal is not known here (TERM=%s). "
			 "Try TERM=xterm iemn, or the shell commands: iemn help"),
		       term);
}
