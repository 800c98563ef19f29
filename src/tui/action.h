/* SPDX-License-Identifier: MIT
 *
 * What the commands do, by subject: act_move.c, act_record.c, act_add.c, act_edit.c, act_editor.c,
 * act_bin.c, act_term.c, act_undo.c, act_history.c, act_attention.c, act_erase.c, act_tag.c, act_find.c,
 * act_list.c, act_program.c.
 */
#ifndef IEMN_TUI_ACTION_H
#define IEMN_TUI_ACTION_H

#include <stddef.h>

struct app;

/* argument is what was typed behind the name of the command, "" for nothing; amount is that of the
 * command's row: steps forward, back when negative, or the place of a pane. */
typedef void action(struct app *app, const char *argument, int amount);

/* act_move.c */
action act_move, act_half_page, act_page, act_end, act_part, act_next_pane, act_pane;

/* act_record.c */
action act_open, act_branch_up, act_back, act_step_record, act_trail, act_show, act_fold, act_zoom,
	act_sort, act_reverse, act_copy, act_copy_card, act_link;

/* act_add.c */
action act_add;

/* act_edit.c, act_editor.c */
action act_edit, act_duplicate, act_rename, act_reason, act_editor;

/* act_bin.c, act_erase.c */
action act_remove, act_restore, act_bin, act_erase;

/* act_term.c, act_channel.c, act_chart.c */
action act_verify, act_tell_apart, act_end_term, act_succeed, act_terms;

/* act_undo.c, act_history.c, act_attention.c */
action act_undo, act_undo_action, act_show_action, act_changes, act_restore_field, act_actions,
	act_attention;

/* leftover.c */
action act_unsaved;

/* act_list.c: the records of a kind that no pane lists. */
enum record_list { LIST_SOURCES, LIST_PAGES, LIST_COUNTRIES, LIST_DUPLICATES };
action act_records;

/* act_tag.c */
action act_tag, act_invert_tags, act_untag;

/* act_find.c */
action act_filter, act_next_hit, act_clear, act_find;

/* act_program.c */
action act_command_line, act_help, act_messages, act_redraw, act_suspend, act_cancel, act_quit,
	act_leave;

/* Offers what `:add` takes for what was typed behind it: the line and where its words begin. */
void add_offer(struct app *app, const char *line, size_t begin);

/* The prompt for filters and searches (act_find.c): what follows from a key in it. */
void find_changed(struct app *app);
void find_entered(struct app *app);
void find_cancelled(struct app *app);

#endif
