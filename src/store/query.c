/* SPDX-License-Identifier: MIT
 *
 * Reading a query. Typing never fails: what is no field:value is words, what holds no word is
 * nothing. What a query means in SQL is query_sql.c.
 */
#include "store/query.h"

#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/str.h"
#include "text/fold.h"

static const struct {
	const char *name;
	enum query_field field;
} fields[] = {
	{"country", QUERY_COUNTRY}, {"kind", QUERY_KIND}, {"body", QUERY_BODY},
	{"role", QUERY_ROLE},	    {"at", QUERY_AT},
};

/* A piece of what was typed. */
struct token {
	enum query_field field;
	bool negated;
	bool is_closed;	   /* it stood between two quotes */
	const char *whole; /* with the field, without the minus */
	size_t whole_len;
	const char *value;
	size_t value_len;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Sets the field when text begins with one of the names and a colon, and gives how long that is. */
static size_t read_field(const char *text, enum query_field *field)
{
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		size_t len = strlen(fields[i].name);
		if (strncasecmp(text, fields[i].name, len) == 0 && text[len] == ':') {
			*field = fields[i].field;
			return len + 1;
		}
	}
	return 0;
}

/* Reads one piece and gives where the next begins. */
static const char *read_token(const char *text, struct token *token)
{
	*token = (struct token){.field = QUERY_TEXT};
	if (text[0] == '-' && text[1] != '\0' && !is_blank(text[1])) {
		token->negated = true;
		text++;
	}
	token->whole = text;
	text += read_field(text, &token->field);
	bool is_quoted = *text == '"';
	text += is_quoted;
	token->value = text;
	while (*text && *text != '"' && (is_quoted || !is_blank(*text))) {
		text++;
	}
	token->value_len = (size_t)(text - token->value);
	token->whole_len = (size_t)(text - token->whole);
	token->is_closed = is_quoted && *text == '"';
	return token->is_closed ? text + 1 : text;
}

static bool is_date(const char *text)
{
	struct date date;
	return date_parse(text, &date, NULL);
}

/* Without the blank at the end the last word may be the beginning of one. */
static const char *fold_words(const char *text, bool is_whole, struct arena *arena)
{
	struct str words = STR_EMPTY;
	text_fold_words(&words, text, strlen(text));
	if (!is_whole && words.len > 0) {
		str_cut(&words, words.len - 1);
	}
	const char *kept = arena_text(arena, str_text(&words));
	str_clear(&words);
	return kept;
}

/* False when there is nothing to look for in the piece. */
static bool make_term(const struct token *token, struct arena *arena, struct query_term *term)
{
	*term = (struct query_term){
		.field = token->field,
		.negated = token->negated,
		.raw = arena_bytes(arena, token->value, token->value_len),
	};
	if (term->field == QUERY_AT && term->raw[0] != '\0') {
		if (is_date(term->raw)) {
			term->text = term->raw;
			return true;
		}
		term->field = QUERY_TEXT;
		term->raw = arena_bytes(arena, token->whole, token->whole_len);
	}
	term->text = fold_words(term->raw, token->is_closed, arena);
	return term->text[0] != '\0';
}

void query_parse(const char *text, struct arena *arena, struct query *query)
{
	*query = (struct query){
		.terms = arena_new_array(arena, QUERY_TERMS_MAX, sizeof(struct query_term))};
	while (*text && query->count < QUERY_TERMS_MAX) {
		if (is_blank(*text)) {
			text++;
			continue;
		}
		struct token token;
		text = read_token(text, &token);
		if (make_term(&token, arena, &query->terms[query->count])) {
			query->count++;
		}
	}
}
