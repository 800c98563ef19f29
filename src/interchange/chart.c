/* SPDX-License-Identifier: MIT
 *
 * Terms by post, then by beginning; where a post is for one, the time between two holders is a line of
 * its own. What a bar looks like is chart_bar.c.
 */
#include "interchange/chart.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/date_step.h"
#include "base/i18n.h"
#include "interchange/chart_bar.h"
#include "store/membership.h"
#include "store/post.h"
#include "text/clean.h"
#include "text/layout.h"

#define INDENT 2 /* of what stands below a heading */
#define SPACE 2	 /* between label, words and bar */
#define BAR_MIN 20
#define COLUMNS_MIN 20
#define LABEL_MIN 6

static const struct span no_span = {0, 0};

/* A term with its days as numbers, open ends far away. */
struct spell {
	const struct membership_row *row;
	struct span span;
	int rank; /* of its role */
};

struct draft {
	struct arena *arena;
	struct chart *chart;
	struct chart_axis axis;
	long today;
	struct span *spans; /* of each line of the chart that has one */
	size_t capacity;
};

/* Roles stand in the order of the choices of their field, others behind them. */
static int rank_of(const char *role)
{
	const struct record_type *type = record_type(RECORD_MEMBERSHIP);
	const char *const *choices = type->fields[field_index(RECORD_MEMBERSHIP, "role")].choices;
	int rank = 0;
	while (choices[rank] != NULL && strcmp(choices[rank], role) != 0) {
		rank++;
	}
	return rank;
}

static long number_of(const char *date, bool is_last, long open)
{
	char full[DATE_SIZE];
	struct date day;
	if (date == NULL || !date_parse(date, &day, NULL)) {
		return open;
	}
	if (is_last) {
		date_last_day(date, full);
	} else {
		date_first_day(date, full);
	}
	date_parse(full, &day, NULL);
	return date_number(day);
}

/* Of posts that each agency has one of, whose it is; 0 for all others. */
static int64_t agency_of(const struct spell *spell)
{
	const struct post *post = post_find(spell->row->role);
	return post != NULL && post->is_for_each_agency ? spell->row->behalf_id : 0;
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int compare_agencies(const struct spell *a, const struct spell *b)
{
	int64_t left = agency_of(a);
	int64_t right = agency_of(b);
	if (left == right || left == 0 || right == 0) {
		return compare_numbers(left, right);
	}
	int order = strcmp(a->row->behalf_name, b->row->behalf_name);
	return order != 0 ? order : compare_numbers(left, right);
}

static int compare_posts(const struct spell *a, const struct spell *b)
{
	int order = compare_numbers(a->rank, b->rank);
	order = order != 0 ? order : strcmp(a->row->role, b->row->role);
	return order != 0 ? order : compare_agencies(a, b);
}

static int compare_spells(const void *a, const void *b)
{
	const struct spell *left = a;
	const struct spell *right = b;
	int order = compare_posts(left, right);
	order = order != 0 ? order : compare_numbers(left->span.first, right->span.first);
	order = order != 0 ? order : compare_numbers(left->span.last, right->span.last);
	order = order != 0 ? order : strcmp(left->row->member_name, right->row->member_name);
	return order != 0 ? order : compare_numbers(left->row->id, right->row->id);
}

static struct spell *make_spells(const struct membership_rows *rows, struct arena *arena)
{
	struct spell *spells = arena_new_array(arena, rows->count, sizeof *spells);
	for (size_t i = 0; i < rows->count; i++) {
		const struct membership_row *row = &rows->items[i];
		spells[i] = (struct spell){
			.row = row,
			.span = {number_of(row->valid_from, false, SPAN_OPEN_FIRST),
				 number_of(row->valid_to, true, SPAN_OPEN_LAST)},
			.rank = rank_of(row->role),
		};
	}
	qsort(spells, rows->count, sizeof *spells, compare_spells);
	return spells;
}

static const char *clean(struct arena *arena, const char *text)
{
	struct str shown = STR_EMPTY;
	text_show(&shown, text, strlen(text), TEXT_LINE);
	const char *kept = arena_text(arena, str_text(&shown));
	str_clear(&shown);
	return kept;
}

static struct chart_line *add_line(struct draft *draft, enum chart_role role, struct span span)
{
	struct chart *chart = draft->chart;
	assert(chart->count < draft->capacity);
	draft->spans[chart->count] = span;
	struct chart_line *line = &chart->items[chart->count++];
	*line = (struct chart_line){.role = role, .label = "", .words = ""};
	return line;
}

/* The years of a term in words. */
static const char *tell_term(const struct draft *draft, const struct span *span)
{
	bool is_open_first = span->first == SPAN_OPEN_FIRST;
	bool is_open_last = span->last == SPAN_OPEN_LAST;
	if (is_open_first && is_open_last) {
		return _("years not known");
	}
	int first = is_open_first ? 0 : date_of_number(span->first).year;
	int last = is_open_last ? 0 : date_of_number(span->last).year;
	if (is_open_first) {
		return arena_format(draft->arena, _("until %d"), last);
	}
	if (is_open_last) {
		return span->first > draft->today
			       ? arena_format(draft->arena, _("from %d"), first)
			       : arena_format(draft->arena, _("since %d"), first);
	}
	return first == last ? arena_format(draft->arena, "%d", first)
			     : arena_format(draft->arena, _("%d to %d"), first, last);
}

/* The two ends of a gap as short as they are exact: years where it is whole years, else months, else
 * days. */
static void shorten(const struct span *span, struct date *first, struct date *last)
{
	struct date after = date_of_number(span->last + 1);
	*first = date_of_number(span->first);
	*last = date_of_number(span->last);
	if (first->day != 1 || after.day != 1) {
		return;
	}
	first->day = 0;
	last->day = 0;
	if (first->month == 1 && after.month == 1) {
		first->month = 0;
		last->month = 0;
	}
}

static const char *tell_gap(const struct draft *draft, const struct span *span)
{
	char from[DATE_SIZE];
	char to[DATE_SIZE];
	struct date first;
	struct date last;
	shorten(span, &first, &last);
	date_format(first, from);
	date_format(last, to);
	if (strcmp(from, to) != 0) {
		return arena_format(draft->arena, _("no one from %s to %s"), from, to);
	}
	return first.day == 0 ? arena_format(draft->arena, _("no one in %s"), from)
			      : arena_format(draft->arena, _("no one on %s"), from);
}

/* Nobody holds the post today, and nobody is to come. */
static const char *tell_vacancy(const struct draft *draft, long since)
{
	char last[DATE_SIZE];
	char from[DATE_SIZE];
	date_format(date_of_number(since - 1), last);
	date_since(last, from);
	return arena_format(draft->arena, _("no one since %s"), from);
}

static void add_gap(struct draft *draft, struct span span, const char *words)
{
	add_line(draft, CHART_GAP, span)->words = words;
}

static void add_term(struct draft *draft, const struct spell *spell)
{
	struct chart_line *line = add_line(draft, CHART_TERM, spell->span);
	line->label = clean(draft->arena, spell->row->member_name);
	line->words = tell_term(draft, &spell->span);
	line->ref = (struct ref){RECORD_MEMBERSHIP, spell->row->id};
	line->member = spell->row->member;
}

static const char *tell_post(const struct draft *draft, const struct spell *spell)
{
	const char *post = spell->row->role;
	if (agency_of(spell) != 0) {
		post = arena_format(draft->arena, _("%s on behalf of %s"), post,
				    spell->row->behalf_name);
	}
	return clean(draft->arena, post);
}

/* The holders of one post, from the first spell on; gives how many there are. */
static size_t add_post(struct draft *draft, const struct spell *spells, size_t count)
{
	bool is_for_one = post_find(spells[0].row->role) != NULL;
	long held = spells[0].span.first - 1; /* the last day that is known to be held */
	size_t at = 0;
	add_line(draft, CHART_POST, no_span)->label = tell_post(draft, &spells[0]);
	for (; at < count && compare_posts(&spells[at], &spells[0]) == 0; at++) {
		const struct span *span = &spells[at].span;
		if (is_for_one && span->first > held + 1) {
			struct span gap = {held + 1, span->first - 1};
			add_gap(draft, gap, tell_gap(draft, &gap));
		}
		add_term(draft, &spells[at]);
		held = span->last > held ? span->last : held;
	}
	if (is_for_one && held < draft->today) {
		add_gap(draft, (struct span){held + 1, draft->today},
			tell_vacancy(draft, held + 1));
	}
	return at;
}

static void widen(long *first, long *last, long day)
{
	*first = day < *first ? day : *first;
	*last = day > *last ? day : *last;
}

/* The years that the chart is about: today, and every date that is known. */
static void measure_years(struct draft *draft, const struct spell *spells, size_t count)
{
	long first = draft->today;
	long last = draft->today;
	for (size_t i = 0; i < count; i++) {
		const struct span *span = &spells[i].span;
		if (span->first != SPAN_OPEN_FIRST) {
			widen(&first, &last, span->first);
		}
		if (span->last != SPAN_OPEN_LAST) {
			widen(&first, &last, span->last);
		}
	}
	draft->axis.first_year = date_of_number(first).year;
	draft->axis.last_year = date_of_number(last).year;
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static int widest(int width, const char *text)
{
	return larger(width, text_width(text));
}

/* The widest texts of the lines. */
struct widths {
	int label;
	int words;
	int gap;
};

static struct widths measure_texts(const struct chart *chart)
{
	struct widths widths = {LABEL_MIN, 0, 0};
	for (size_t i = 0; i < chart->count; i++) {
		const struct chart_line *line = &chart->items[i];
		if (line->role == CHART_TERM) {
			widths.label = widest(widths.label, line->label);
			widths.words = widest(widths.words, line->words);
		} else if (line->role == CHART_GAP) {
			widths.gap = widest(widths.gap, line->words);
		}
	}
	return widths;
}

/* Shares the columns out between labels, words and bars; gives those of the bars. The words of a gap
 * stand where label and words of a term do. */
static int measure_columns(struct chart *chart, int columns)
{
	struct widths widths = measure_texts(chart);
	int room = columns - INDENT;
	int label = widths.label < columns / 3 ? widths.label : columns / 3;
	int words = larger(widths.words, widths.gap - label - SPACE);
	int bar = room - label - words - 2 * SPACE;
	chart->is_narrow = bar < BAR_MIN;
	if (chart->is_narrow) {
		int left = room - widths.words - SPACE;
		label = widths.label < left ? widths.label : left;
		words = widths.words;
		bar = room;
	}
	chart->label_columns = label;
	chart->words_columns = words;
	return bar;
}

static void draw_bars(struct draft *draft)
{
	for (size_t i = 0; i < draft->chart->count; i++) {
		struct chart_line *line = &draft->chart->items[i];
		if (line->role == CHART_AXIS) {
			line->bar = chart_bar_years(&draft->axis, draft->arena);
		} else if (line->role != CHART_POST) {
			line->bar =
				chart_bar(&draft->axis, &draft->spans[i],
					  line->role == CHART_GAP ? CHART_BAR_GAP : CHART_BAR_TERM,
					  draft->arena);
		}
	}
}

/* The lines without their bars. A term brings its own line, and at most a heading, a gap before it and
 * one behind it. */
static void add_lines(struct draft *draft, const struct spell *spells, size_t count)
{
	draft->capacity = 4 * count + 1;
	draft->spans = arena_new_array(draft->arena, draft->capacity, sizeof *draft->spans);
	draft->chart->items =
		arena_new_array(draft->arena, draft->capacity, sizeof *draft->chart->items);
	add_line(draft, CHART_AXIS, no_span);
	for (size_t at = 0; at < count;) {
		at += add_post(draft, spells + at, count - at);
	}
}

bool chart_build(struct store *store, struct ref body, const char *day, int columns, bool ascii,
		 struct arena *arena, struct chart *chart, struct err *err)
{
	struct membership_rows rows;
	if (!membership_in_body(store, body.id, day, arena, &rows, err)) {
		return false;
	}
	*chart = (struct chart){.ascii = ascii};
	if (rows.count == 0) {
		return true;
	}
	struct draft draft = {
		.arena = arena,
		.chart = chart,
		.axis = {.today = number_of(day, false, 0), .ascii = ascii},
		.today = number_of(day, false, 0),
	};
	const struct spell *spells = make_spells(&rows, arena);
	measure_years(&draft, spells, rows.count);
	add_lines(&draft, spells, rows.count);
	chart_axis_fit(&draft.axis, measure_columns(chart, larger(columns, COLUMNS_MIN)));
	draw_bars(&draft);
	return true;
}

static void cut_blanks(struct str *out, size_t start)
{
	size_t len = out->len;
	while (len > start && out->data[len - 1] == ' ') {
		len--;
	}
	str_cut(out, len);
}

/* Label and words; a gap has no holder, so that its words take the room of both, and more where the bar
 * stands below. */
static void add_texts(const struct chart *chart, const struct chart_line *line, struct str *out)
{
	int room = chart->label_columns + SPACE + chart->words_columns;
	if (line->role == CHART_TERM) {
		text_fit(out, line->label, chart->label_columns, chart->ascii);
		str_add_repeat(out, ' ', SPACE);
		text_fit(out, line->words, chart->words_columns, chart->ascii);
	} else if (chart->is_narrow) {
		str_add(out, line->words);
	} else {
		text_fit(out, line->words, room, chart->ascii);
	}
}

void chart_add_line(const struct chart *chart, const struct chart_line *line, struct str *out)
{
	size_t start = out->len;
	if (line->role == CHART_POST) {
		str_add(out, line->label);
		return;
	}
	str_add_repeat(out, ' ', INDENT);
	if (!chart->is_narrow) {
		add_texts(chart, line, out);
		str_add_repeat(out, ' ', SPACE);
	} else if (line->role != CHART_AXIS) {
		add_texts(chart, line, out);
		cut_blanks(out, start);
		str_add_char(out, '\n');
		str_add_repeat(out, ' ', INDENT);
	}
	str_add(out, line->bar != NULL ? line->bar : "");
	cut_blanks(out, start);
}
