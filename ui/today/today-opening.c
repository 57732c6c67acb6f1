/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/today/today-opening.h"

/* Where a line of what waits leads. */

static gboolean
has_page (const LtKind *kind)
{
  return kind != NULL
         && (lt_kind_is_place (kind) || g_str_equal (kind->name, "inspection")
             || g_str_equal (kind->name, "order"));
}

static void
open_record (GtkWidget *page, const LtTodayLine *line)
{
  g_autofree char *id = lt_id_to_text (&line->record);
  g_autofree char *target = g_strdup_printf ("%s/%s", line->kind->name, id);

  gtk_widget_activate_action (page, "win.open-record", "s", target);
}

/* Where all of a sort are, more of them than are listed here. */
static void
open_sort (GtkWidget *page, LtTodaySort sort)
{
  static const char *const pages[] = {
    [LT_TODAY_OVERDUE] = "orders",  [LT_TODAY_DUE] = "orders",
    [LT_TODAY_CONFLICT] = "sync",   [LT_TODAY_EXCEEDED] = "breaches",
    [LT_TODAY_HELD] = "sync",       [LT_TODAY_HALF_IMPORT] = "import",
    [LT_TODAY_MISSED] = "breaches", [LT_TODAY_REVIEW] = "orders",
    [LT_TODAY_DRAFT] = "orders",    [LT_TODAY_FOLLOW] = "inspections",
    [LT_TODAY_UNSYNCED] = "sync",   [LT_TODAY_N_SORTS] = NULL,
  };

  if (sort == LT_TODAY_UNSAVED)
    gtk_widget_activate_action (page, "win.drafts", NULL);
  else if (sort == LT_TODAY_BACKUP)
    gtk_widget_activate_action (page, "win.export", "s", "");
  else if (pages[sort] != NULL)
    gtk_widget_activate_action (page, "win.go", "s", pages[sort]);
  else
    gtk_widget_activate_action (page, "win.list", "s", "attachment");
}

static void
open_conflict (GtkWidget *page, const LtTodayLine *line)
{
  g_autofree char *id = lt_id_to_text (&line->record);

  gtk_widget_activate_action (page, "win.show-conflict", "s", id);
}

/**
 * lt_today_open:
 * @page: a widget of the window
 * @line: (nullable): what is gone to; %NULL for all of its sort
 * @sort: its sort
 *
 * What is in conflict is settled where all sides of it stand; batches are in their list. Of a
 * target of a plan its page has the whole calculation.
 */
void
lt_today_open (GtkWidget *page, const LtTodayLine *line, LtTodaySort sort)
{
  if (line != NULL && line->target != NULL)
    gtk_widget_activate_action (page, "win.show-target", "s", line->target);
  else if (line == NULL || line->kind == NULL)
    open_sort (page, sort);
  else if (line->sort == LT_TODAY_CONFLICT && !g_str_equal (line->kind->name, "batch"))
    open_conflict (page, line);
  else if (has_page (line->kind))
    open_record (page, line);
  else
    gtk_widget_activate_action (page, "win.list", "s", line->kind->name);
}
