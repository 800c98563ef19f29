/* SPDX-License-Identifier: MIT
 *
 * See recorder.h.
 */
#include "recorder.h"

#include <stdio.h>
#include <string.h>

static void forbid(struct recorder *recorder, const char *what, unsigned long value)
{
	if (!recorder->forbidden[0]) {
		snprintf(recorder->forbidden, sizeof recorder->forbidden, "%s %lX at byte %zu",
			 what, value, recorder->count);
	}
}

/* The clipboard is the only command that we send. Curses puts the palette back (104) when it takes
 * the terminal again. */
static bool is_known_command(const char *sequence)
{
	return strncmp(sequence, "]52;c;", 6) == 0 || strncmp(sequence, "]104\a", 5) == 0;
}

/* Whether a sequence is whole: -1 when it is none that we know, 0 when more must come. */
static int sequence_is_whole(const char *sequence, size_t len)
{
	char last = sequence[len - 1];
	if (sequence[0] == '[') {
		return len == 1 || strchr("0123456789;?>!", last) ? 0 : last >= '@' ? 1 : -1;
	}
	if (sequence[0] == ']') {
		return last != '\a' ? 0 : is_known_command(sequence) ? 1 : -1;
	}
	if (sequence[0] == '(' || sequence[0] == ')') {
		return len == 2;
	}
	return strchr("=>78M", sequence[0]) ? 1 : -1;
}

static void end_sequence(struct recorder *recorder)
{
	static const struct {
		const char *sequence;
		size_t member;
		bool value;
	} modes[] = {
		{"[?1049h", offsetof(struct recorder, alternate), true},
		{"[?1049l", offsetof(struct recorder, alternate), false},
		{"[?2004h", offsetof(struct recorder, brackets), true},
		{"[?2004l", offsetof(struct recorder, brackets), false},
		{"[?25h", offsetof(struct recorder, has_cursor), true},
		{"[?25l", offsetof(struct recorder, has_cursor), false},
	};
	recorder->sequence[recorder->len] = '\0';
	for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
		if (strcmp(recorder->sequence, modes[i].sequence) == 0) {
			memcpy((char *)recorder + modes[i].member, &modes[i].value, sizeof(bool));
		}
	}
	recorder->is_inside = false;
}

static void add_to_sequence(struct recorder *recorder, unsigned char byte)
{
	/* The payload of a long clipboard needs no keeping. */
	if (recorder->len == sizeof recorder->sequence - 1) {
		recorder->len--;
	}
	recorder->sequence[recorder->len++] = (char)byte;
	int whole = sequence_is_whole(recorder->sequence, recorder->len);
	if (whole < 0) {
		forbid(recorder, "unknown sequence with", byte);
		recorder->is_inside = false;
	} else if (whole > 0) {
		end_sequence(recorder);
	}
}

static void check_character(struct recorder *recorder, unsigned long code)
{
	bool is_bidi = code == 0x061C || code == 0x200E || code == 0x200F ||
		       (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
	if ((code >= 0x7F && code < 0xA0) || is_bidi || code == 0xFEFF) {
		forbid(recorder, "character U+", code);
	}
}

static void add_byte(struct recorder *recorder, unsigned char byte)
{
	if (recorder->missing > 0 && (byte & 0xC0) == 0x80) {
		recorder->character = recorder->character << 6 | (byte & 0x3F);
		if (--recorder->missing == 0) {
			check_character(recorder, recorder->character);
		}
	} else if (recorder->missing > 0) {
		forbid(recorder, "cut character before", byte);
		recorder->missing = 0;
	} else if (recorder->is_inside) {
		add_to_sequence(recorder, byte);
	} else if (byte == 0x1B) {
		recorder->is_inside = true;
		recorder->len = 0;
	} else if (byte < 0x20 && !strchr("\r\n\b\t", byte)) {
		forbid(recorder, "control", byte);
	} else if (byte >= 0xC2 && byte < 0xF5) {
		recorder->missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
		recorder->character = byte & (0x3F >> recorder->missing);
	} else if (byte >= 0x7F) {
		forbid(recorder, "byte", byte);
	}
}

void recorder_add(struct recorder *recorder, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		recorder->count++;
		add_byte(recorder, (unsigned char)bytes[i]);
	}
}
