/* SPDX-License-Identifier: MIT
 *
 * Organisations as a tree. The tree is laid out here and not in SQL: a broken file may hold circles
 * of parents, and every organisation must still show once.
 */
#include "store/organisation.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"
#include "store/query_sql.h"
#include "store/rows.h"

/* An organisation on its way into a list. */
struct node {
	struct organisation_row row;
	bool matches;
	bool is_placed;	    /* it stands in the list already */
	size_t first_child; /* place in the array, NONE for none */
	size_t last_child;
	size_t next_sibling;
};

#define NONE ((size_t)-1)

/* A parent in the bin is no parent. */
static const char select_rows[] =
	"SELECT organisation.id, parent.id, organisation.kind, organisation.name, "
	"organisation.abbreviation, place.code, place.name, organisation.role, "
	"organisation.established, organisation.dissolved, "
	"EXISTS (SELECT 1 FROM organisation child "
	"WHERE child.parent_id = organisation.id AND child.binned IS NULL), ";

static const char from_rows[] = " FROM organisation "
				"LEFT JOIN place ON place.id = organisation.place_id "
				"LEFT JOIN organisation parent "
				"ON parent.id = organisation.parent_id AND parent.binned IS NULL "
				"WHERE organisation.binned IS NULL";

static const char order_rows[] = " ORDER BY organisation.rank, organisation.name COLLATE NOCASE, "
				 "organisation.id";

static void read_node(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct node *node = item;
	*node = (struct node){
		.row = {.id = db_int(statement, 0),
			.parent_id = db_int(statement, 1),
			.kind = db_text(statement, 2, arena),
			.name = db_text(statement, 3, arena),
			.abbreviation = db_text(statement, 4, arena),
			.place_code = db_text(statement, 5, arena),
			.place_name = db_text(statement, 6, arena),
			.role = db_text(statement, 7, arena),
			.established = db_text(statement, 8, arena),
			.dissolved = db_text(statement, 9, arena),
			.has_children = db_int(statement, 10) != 0},
		.matches = db_int(statement, 11) != 0,
		.first_child = NONE,
		.last_child = NONE,
		.next_sibling = NONE,
	};
}

/* Where the organisation with an id stands in the array. */
struct place_of_id {
	int64_t id;
	size_t place;
};

static int compare_ids(const void *a, const void *b)
{
	const struct place_of_id *left = a;
	const struct place_of_id *right = b;
	return (left->id > right->id) - (left->id < right->id);
}

/* Hangs every organisation under its parent, in the order of the array. */
static void link_nodes(struct node *nodes, size_t count, struct arena *arena)
{
	struct place_of_id *places = arena_new_array(arena, count, sizeof *places);
	for (size_t i = 0; i < count; i++) {
		places[i] = (struct place_of_id){nodes[i].row.id, i};
	}
	qsort(places, count, sizeof *places, compare_ids);
	for (size_t i = 0; i < count; i++) {
		struct place_of_id key = {nodes[i].row.parent_id, 0};
		const struct place_of_id *found =
			bsearch(&key, places, count, sizeof *places, compare_ids);
		if (!found) {
			nodes[i].row.parent_id = 0;
			continue;
		}
		struct node *parent = &nodes[found->place];
		if (parent->last_child == NONE) {
			parent->first_child = i;
		} else {
			nodes[parent->last_child].next_sibling = i;
		}
		parent->last_child = i;
	}
}

/* The list as it grows, and the way back up the tree. */
struct walk {
	struct node *nodes;
	size_t *order; /* places in the array, in the order of the list */
	size_t count;
	size_t *open; /* elders of the node at hand whose younger siblings still wait */
};

/* Lists a root and everything below it that is not listed yet. */
static void walk_from(struct walk *walk, size_t root)
{
	size_t depth = 0;
	walk->open[0] = root;
	for (;;) {
		size_t at = walk->open[depth];
		struct node *node = at == NONE ? NULL : &walk->nodes[at];
		if (!node && depth == 0) {
			return;
		}
		if (!node) {
			depth--;
			size_t elder = walk->open[depth];
			walk->open[depth] = depth == 0 ? NONE : walk->nodes[elder].next_sibling;
		} else if (node->is_placed) {
			walk->open[depth] = depth == 0 ? NONE : node->next_sibling;
		} else {
			node->is_placed = true;
			node->row.depth = (int)depth;
			if (depth > 0) {
				walk->nodes[walk->open[depth - 1]].row.has_children = true;
			}
			walk->order[walk->count++] = at;
			walk->open[++depth] = node->first_child;
		}
	}
}

/* Roots first; what is left over goes round in circles, and its first one becomes a root. */
static void walk_all(struct walk *walk, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		walk->nodes[i].row.has_children = false; /* until one is placed below it */
	}
	for (size_t i = 0; i < count; i++) {
		if (walk->nodes[i].row.parent_id == 0) {
			walk_from(walk, i);
		}
	}
	for (size_t i = 0; i < count; i++) {
		if (!walk->nodes[i].is_placed) {
			walk->nodes[i].row.parent_id = 0;
			walk_from(walk, i);
		}
	}
}

static void lay_out(struct node *nodes, size_t count, bool is_filtered, struct arena *arena,
		    struct organisation_rows *rows)
{
	link_nodes(nodes, count, arena);
	struct walk walk = {
		.nodes = nodes,
		.order = arena_new_array(arena, count + 1, sizeof(size_t)),
		.open = arena_new_array(arena, count + 1, sizeof(size_t)),
	};
	walk_all(&walk, count);
	*rows = (struct organisation_rows){
		.items = arena_new_array(arena, count + 1, sizeof(struct organisation_row))};
	for (size_t i = 0; i < walk.count; i++) {
		const struct node *node = &nodes[walk.order[i]];
		if (node->matches) {
			struct organisation_row *row = &rows->items[rows->count++];
			*row = node->row;
			row->depth = is_filtered ? 0 : node->row.depth;
		}
	}
}

bool organisation_list(struct store *store, const struct query *query, struct arena *arena,
		       struct organisation_rows *rows, struct err *err)
{
	struct query_sql conditions;
	query_sql_make(&conditions, query, RECORD_ORGANISATION, NULL, 1);
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "%s(%s)%s%s", select_rows, str_text(&conditions.where), from_rows,
		       order_rows);
	struct rows nodes = ROWS_OF(struct node, arena);
	sqlite3_stmt *statement;
	bool ok = db_prepare(store, str_text(&sql), &statement, err);
	if (ok) {
		query_sql_bind(&conditions, store, statement);
		ok = rows_fill(&nodes, store, statement, read_node, err);
	}
	if (ok) {
		lay_out(nodes.items, nodes.count, query->count > 0, arena, rows);
	}
	str_clear(&sql);
	query_sql_clear(&conditions);
	return ok;
}

/* The organisations whose column holds the id, without their place in the tree. */
static bool list_by(struct store *store, const char *column, int64_t id, struct arena *arena,
		    struct organisation_rows *rows, struct err *err)
{
	struct str sql = STR_EMPTY;
	str_add_format(&sql, "%s1%s AND %s = ?1%s", select_rows, from_rows, column, order_rows);
	struct rows nodes = ROWS_OF(struct node, arena);
	bool ok = rows_select(&nodes, store, str_text(&sql), id, NULL, read_node, err);
	str_clear(&sql);
	if (!ok) {
		return false;
	}
	*rows = (struct organisation_rows){
		.items = arena_new_array(arena, nodes.count + 1, sizeof(struct organisation_row)),
		.count = nodes.count};
	for (size_t i = 0; i < nodes.count; i++) {
		rows->items[i] = ((const struct node *)nodes.items)[i].row;
	}
	return true;
}

bool organisation_children(struct store *store, int64_t id, struct arena *arena,
			   struct organisation_rows *rows, struct err *err)
{
	return list_by(store, "organisation.parent_id", id, arena, rows, err);
}

bool organisation_of_place(struct store *store, int64_t place_id, struct arena *arena,
			   struct organisation_rows *rows, struct err *err)
{
	return list_by(store, "organisation.place_id", place_id, arena, rows, err);
}

static void read_body(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct organisation_body *body = item;
	body->id = db_int(statement, 0);
	body->name = db_text(statement, 1, arena);
	body->description = db_text(statement, 2, arena);
}

bool organisation_bodies(struct store *store, struct arena *arena,
			 struct organisation_bodies *bodies, struct err *err)
{
	static const char sql[] = "SELECT id, name, description FROM organisation "
				  "WHERE kind IN ('committee', 'staff') AND binned IS NULL "
				  "ORDER BY kind, rank, name";
	struct rows rows = ROWS_OF(struct organisation_body, arena);
	sqlite3_stmt *statement;
	if (!db_prepare(store, sql, &statement, err) ||
	    !rows_fill(&rows, store, statement, read_body, err)) {
		return false;
	}
	*bodies = (struct organisation_bodies){rows.items, rows.count};
	return true;
}

/* Whether all of a partial date lies before the end of a span. "2023" does not lie before
 * 2023-08-21: part of it is later. A day and the same day as the end do. */
static bool ends_before(const char *date, const char *valid_to)
{
	size_t len = strlen(date);
	size_t to_len = strlen(valid_to);
	int order = strncmp(date, valid_to, len < to_len ? len : to_len);
	return order < 0 || (order == 0 && (to_len < len || len == DATE_SIZE - 1));
}

/* The former names of ?1 that have dates and whose span had begun in the partial date ?2, the one
 * that ended first before the others. */
static const char select_former_names[] =
	"SELECT name, valid_to FROM organisation_name "
	"WHERE organisation_id = ?1 AND kind = 'former' AND binned IS NULL "
	"AND (valid_from IS NOT NULL OR valid_to IS NOT NULL) "
	"AND (valid_from IS NULL OR substr(valid_from, 1, length(?2)) <= ?2) "
	"ORDER BY valid_to IS NULL, valid_to, id";

struct former_name {
	const char *name;
	const char *valid_to;
};

static void read_former_name(sqlite3_stmt *statement, struct arena *arena, void *item)
{
	struct former_name *former = item;
	former->name = db_text(statement, 0, arena);
	former->valid_to = db_text(statement, 1, arena);
}

const char *organisation_name_at(struct store *store, int64_t id, const char *date,
				 struct arena *arena, struct err *err)
{
	struct ref ref = {RECORD_ORGANISATION, id};
	struct rows rows = ROWS_OF(struct former_name, arena);
	if (!date) {
		return record_label(store, ref, arena);
	}
	if (!rows_select(&rows, store, select_former_names, id, date, read_former_name, err)) {
		return NULL;
	}
	const struct former_name *former = rows.items;
	for (size_t i = 0; i < rows.count; i++) {
		if (!former[i].valid_to || ends_before(date, former[i].valid_to)) {
			return former[i].name;
		}
	}
	return record_label(store, ref, arena);
}
