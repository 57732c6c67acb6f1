/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is seen as a file: the diagram as a picture, a table as a table. */

#include "ui/monitoring/monitor-private.h"
#include "ui/shell/file-choice.h"
#include "ui/shell/table-saving.h"
#include "work/picture.h"

#include <glib/gi18n-lib.h>

#define PAGE_WIDTH  1040 /* of a saved picture: A4 across, at 96 pixels an inch, less its edges */
#define PAGE_HEIGHT 640
#define PNG_SCALE   2

/* ---- the diagram -------------------------------------------------------------- */

static void
on_save_chosen (GtkWidget *owner, GListModel *files, const char *about)
{
  LtMonitorPage *self = LT_MONITOR_PAGE (owner);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_choice_get_path (files, &error);
  g_autoptr (LtChart) chart = NULL;
  g_autofree char *title = NULL;
  g_autofree char *named = NULL;

  if (path == NULL || self->series == NULL)
    {
      lt_monitor_page_say (self, path == NULL ? error->message : "");
      return;
    }
  /* The chooser has asked whether a file that is there may go, but not of this name. */
  named = g_str_has_suffix (path, ".pdf") || g_str_has_suffix (path, ".png")
              ? g_strdup (path)
              : g_strconcat (path, ".png", NULL);
  chart = lt_series_make_chart (self->series, self->shown, self->shown_form, LT_INK_LIGHT,
                                lt_monitor_page_get_item (self), self->limits);
  title = lt_series_make_title (self->shown, self->shown_form, lt_monitor_page_get_item (self));
  if (lt_work_check_picture (named, g_str_equal (named, path), &error)
      && lt_work_chart_to_file (self->session, chart, PAGE_WIDTH, PAGE_HEIGHT, PNG_SCALE, title,
                                named, &error))
    {
      g_autofree char *words = g_strdup_printf (_ ("Saved: %s"), named);

      gtk_label_set_text (self->words, words);
    }
  else
    lt_monitor_page_say (self, error->message);
}

/* What is seen is of: the places, what was measured there, and when. */
static char *
describe_shown (LtMonitorPage *self)
{
  g_autofree char *title =
      lt_series_make_title (self->shown, self->shown_form, lt_monitor_page_get_item (self));
  const GPtrArray *places = self->shown->places;
  const LtSeriesPlace *first = places->len == 0 ? NULL : g_ptr_array_index (places, 0);

  /* A calendar's title begins with its place. */
  if (first == NULL || self->shown_form == LT_CHART_CALENDAR)
    return g_steal_pointer (&title);
  return places->len == 1
             ? g_strdup_printf ("%s %s", first->label, title)
             /* Translators: the first of several places, how many others, and what
              * was measured there */
             : g_strdup_printf (_ ("%s and %u others, %s"), first->label, places->len - 1, title);
}

static void
save_picture (LtMonitorPage *self)
{
  g_autofree char *file = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GFile) folder =
      lt_file_choice_get_folder (LT_FOLDER_PICTURES, lt_session_get_path (self->session));
  LtFileQuestion question = { .title = _ ("Save the picture"),
                              .accept = _ ("_Save"),
                              .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                              .folder = folder,
                              .folder_key = LT_FOLDER_PICTURES };

  title = describe_shown (self);
  question.name = file = lt_file_choice_make_name (folder, title, ".png");
  lt_file_choice_ask (GTK_WIDGET (self), &question, on_save_chosen);
}

/* ---- tables ------------------------------------------------------------------- */

/* Said below the table that was saved. */
static void
on_saved (GtkWidget *page, const char *words)
{
  LtMonitorPage *self = LT_MONITOR_PAGE (page);

  if (gtk_toggle_button_get_active (self->dust_button))
    lt_dust_view_say (self->dust_view, words);
  else if (gtk_toggle_button_get_active (self->rank_button))
    lt_rank_view_say (self->rank_view, words);
  else
    gtk_label_set_text (self->words, words);
}

/* What is read anew beside the main loop: there may be hundreds of thousands of values. */
typedef struct
{
  LtSeriesWish *wish;
  LtValueOrder order;
} Values;

static void
values_free (Values *self)
{
  lt_series_wish_free (self->wish);
  g_free (self);
}

static gboolean
write_values (LtStore *store,
              gpointer data,
              const LtExportOptions *options,
              LtExportReport *report,
              GError **error)
{
  const Values *values = data;

  return lt_work_export_values (store, values->wish, &values->order, options, report, error);
}

static void
save_values (LtMonitorPage *self)
{
  g_autofree char *stem = describe_shown (self);
  Values *values = g_new0 (Values, 1);
  LtTableQuestion question = { .session = self->session,
                               .stem = stem,
                               .write = write_values,
                               .data = values,
                               .free_data = (GDestroyNotify) values_free,
                               .saved = on_saved };

  values->wish = lt_series_wish_copy (self->shown);
  values->order = lt_value_table_get_order (self->value_table);
  lt_table_saving_ask (GTK_WIDGET (self), &question);
}

static gboolean
write_dust (LtStore *store,
            gpointer data,
            const LtExportOptions *options,
            LtExportReport *report,
            GError **error)
{
  g_autoptr (LtDustTable) table = lt_work_dust_table (store, data, error);

  return table != NULL && lt_dust_table_export (table, options, report, error);
}

static void
save_dust (LtMonitorPage *self)
{
  const LtDustTable *table = lt_dust_view_get_table (self->dust_view);
  g_autofree char *stem = NULL;
  LtTableQuestion question = { .session = self->session,
                               .write = write_dust,
                               .free_data = (GDestroyNotify) lt_dust_wish_free,
                               .saved = on_saved };

  if (table == NULL || table->months->len == 0)
    {
      lt_monitor_page_say (self, _ ("There is no table to save."));
      return;
    }
  /* Translators: name of a file: a table of dust fall, its first and its last month */
  stem = g_strdup_printf (_ ("dust fall %s to %s"),
                          (const char *) g_ptr_array_index (table->months, 0),
                          (const char *) g_ptr_array_index (table->months, table->months->len - 1));
  question.stem = stem;
  question.data = lt_monitor_page_wish_dust (self);
  lt_table_saving_ask (GTK_WIDGET (self), &question);
}

static void
save_ranks (LtMonitorPage *self)
{
  g_autoptr (LtSeenTable) table = lt_rank_view_see (self->rank_view);
  g_autofree char *stem = lt_rank_view_make_title (self->rank_view);

  if (table == NULL)
    lt_monitor_page_say (self, _ ("There is no table to save."));
  else
    lt_table_saving_ask_seen (GTK_WIDGET (self), self->session, stem, g_steal_pointer (&table),
                              on_saved);
}

/* ---- either ------------------------------------------------------------------- */

/* The button says what is saved; of the latest values there is nothing over time. */
void
lt_monitor_page_show_saving (LtMonitorPage *self)
{
  gboolean over_time = gtk_toggle_button_get_active (self->time_button);
  gboolean picture = over_time && !self->as_table;

  gtk_button_set_label (self->save_button,
                        picture ? _ ("Save the _picture…") : _ ("Save the _table…"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->save_button),
                               picture ? _ ("Save it as a PNG or a PDF (Ctrl+Shift+S)")
                                       : _ ("Save it as CSV or XLSX (Ctrl+Shift+S)"));
  gtk_widget_set_visible (GTK_WIDGET (self->save_button),
                          !gtk_toggle_button_get_active (self->latest_button));
}

void
lt_monitor_page_save (GtkWidget *widget, const char *name, GVariant *target)
{
  LtMonitorPage *self = LT_MONITOR_PAGE (widget);

  if (self->session == NULL)
    return;
  /* The key is the same whatever is shown. */
  if (gtk_toggle_button_get_active (self->dust_button))
    save_dust (self);
  else if (gtk_toggle_button_get_active (self->rank_button))
    save_ranks (self);
  else if (self->series == NULL || self->shown == NULL)
    lt_monitor_page_say (self, _ ("There is no diagram to save."));
  else if (self->as_table)
    save_values (self);
  else
    save_picture (self);
}
