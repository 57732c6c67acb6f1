/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What takes long while a file is brought in, and where the page goes when it has
 * ended. */

#include "ui/importing/import-page-private.h"

#include "geo/datum.h"
#include "work/import-file.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

static void
on_progress (LtImportPage *self, guint step, guint64 done, guint64 total)
{
  g_autofree char *words = NULL;

  if (step == LT_IMPORT_UNDOING)
    words = g_strdup_printf (_ ("Undoing: %" PRIu64 " of %" PRIu64 " parts"), done, total);
  else if (step == LT_IMPORT_WRITING)
    words = g_strdup_printf (_ ("Writing: %" PRIu64 " of %" PRIu64 " parts"), done, total);
  else if (step == LT_IMPORT_READING && self->rows > 0)
    words = g_strdup_printf (_ ("Reading: %" PRIu64 " of %u rows"), done, self->rows);
  else
    words = g_strdup_printf (_ ("Reading: %" PRIu64 " rows"), done);
  if (step == LT_IMPORT_READING)
    total = self->rows;
  gtk_label_set_text (self->busy_label, words);
  if (total > 0)
    gtk_progress_bar_set_fraction (self->bar, MIN (1.0, (double) done / (double) total));
  else
    gtk_progress_bar_pulse (self->bar);
}

/* An import of the county before goes on by itself; nobody listens any more. */
void
lt_import_page_forget_work (LtImportPage *self)
{
  if (self->work != NULL)
    g_signal_handlers_disconnect_matched (self->work, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  g_clear_object (&self->work);
}

/* @work: (transfer full) (nullable): just begun; %NULL with @error */
gboolean
lt_import_page_take_work (LtImportPage *self,
                          LtLongWork *work,
                          LtImportEndedFunc on_end,
                          const GError *error)
{
  if (work == NULL)
    {
      lt_import_page_say (self, error->message);
      return FALSE;
    }
  lt_import_page_forget_work (self);
  self->work = work;
  g_signal_connect_object (work, "progress", G_CALLBACK (on_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (work, "ended", G_CALLBACK (on_end), self, G_CONNECT_SWAPPED);
  lt_import_page_say (self, NULL);
  if (!lt_import_page_is_at (self, "busy"))
    self->came_from = gtk_stack_get_visible_child_name (self->steps);
  gtk_label_set_text (self->busy_label,
                      self->undoing ? _ ("Undoing the import…") : _ ("Looking at the file…"));
  gtk_progress_bar_set_fraction (self->bar, 0);
  lt_import_page_go_to (self, "busy");
  return TRUE;
}

void
lt_import_page_go_back_with (LtImportPage *self, const GError *error)
{
  lt_import_page_go_to (self, self->came_from);
  lt_import_page_say (self, error->message);
}

static void
on_looked (LtImportPage *self, LtImportLooked *looked, const GError *error)
{
  if (looked == NULL)
    {
      lt_import_page_go_back_with (self, error);
      return;
    }
  self->rows = looked->recognition->more ? 0 : looked->recognition->rows;
  if (looked->parts->len > 1)
    self->rows = 0;
  lt_file_page_show (self->file_page, looked, self->wish);
  lt_import_page_go_to (self, "file");
}

gboolean
lt_import_page_look (LtImportPage *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  LtLongWork *work = lt_import_job_look (self->session, self->wish, &problem);

  if (work != NULL)
    return lt_import_page_take_work (self, work, (LtImportEndedFunc) on_looked, NULL);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
show_datum (LtImportPage *self, const char *datum)
{
  g_autofree char *described = datum == NULL ? NULL : lt_datum_describe (datum);
  g_autofree char *words =
      described == NULL ? NULL : g_strdup_printf (_ ("Coordinates: %s. Change…"), described);

  gtk_widget_set_visible (GTK_WIDGET (self->datum_button), words != NULL);
  if (words != NULL)
    gtk_button_set_label (self->datum_button, words);
}

static void
show_trial (LtImportPage *self, const LtImportReport *report)
{
  gboolean readings = self->wish->kind == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->create_button), readings);
  gtk_widget_set_visible (
      self->candidates_box,
      !readings && (report->candidates > 0 || gtk_drop_down_get_selected (self->candidates) != 0));
  self->is_of_use = report->added + report->updated > 0 || report->values > 0 || report->goes_on;
  lt_import_page_take_refused (self, report);
  show_datum (self, report->datum);
  lt_import_report_view_show (self->trial, report, TRUE);
  if (self->rows == 0)
    self->rows = report->read;
  lt_import_page_go_to (self, "check");
}

static void
on_tried (LtImportPage *self, LtImportTried *tried, const GError *error)
{
  if (tried == NULL)
    lt_import_page_go_back_with (self, error);
  else if (tried->preview != NULL)
    {
      self->asked_datum = TRUE;
      lt_datum_question_show (self->datum_question, tried);
      lt_import_page_go_to (self, "datum");
    }
  else
    {
      self->wish->checked = TRUE;
      self->wish->stamp = tried->stamp;
      show_trial (self, tried->report);
    }
}

/* It is written in somebody's name. */
gboolean
lt_import_page_is_signed_in (LtImportPage *self)
{
  if (lt_session_get_officer (self->session) != NULL)
    return TRUE;
  lt_import_page_say (self, _ ("Sign in first (Ctrl+L): an import is written in your name."));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", NULL);
  return FALSE;
}

static void
on_mapped (LtImportPage *self, LtImportMapped *mapped, const GError *error)
{
  gboolean plain;

  if (mapped == NULL)
    {
      lt_import_page_go_back_with (self, error);
      return;
    }
  plain = lt_mapping_is_plain (mapped->mapping);
  lt_mapping_page_take_mapping (self->mapping_page, g_steal_pointer (&mapped->mapping));
  if (plain)
    lt_import_page_try (self);
  else
    {
      self->asked_mapping = TRUE;
      lt_import_page_go_to (self, "mapping");
    }
}

/* Asks which column goes where, but where there is nothing to choose. */
void
lt_import_page_map (LtImportPage *self)
{
  g_autoptr (GError) error = NULL;

  if (lt_import_page_is_signed_in (self))
    lt_import_page_take_work (self, lt_import_job_map (self->session, self->wish, &error),
                              (LtImportEndedFunc) on_mapped, error);
}

void
lt_import_page_try (LtImportPage *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autoptr (GError) error = NULL;

  if (lt_import_page_is_signed_in (self))
    lt_import_page_take_work (self, lt_import_job_try (self->session, self->wish, dark, &error),
                              (LtImportEndedFunc) on_tried, error);
}

/* Only what was of use is remembered. */
static void
remember (LtImportPage *self, LtImportReport *report)
{
  LtMapping *mapping = lt_mapping_page_get_mapping (self->mapping_page);
  const char *name = self->asked_mapping ? lt_mapping_page_get_name (self->mapping_page) : NULL;
  g_autoptr (GError) error = NULL;

  if (name == NULL || report->added + report->updated + report->unchanged == 0)
    return;
  lt_work_remember_mapping (mapping, name, self->wish->datum, &error);
  g_ptr_array_add (report->notes,
                   error != NULL ? g_strdup (error->message)
                                 : g_strdup_printf (_ ("Files with this header are known as “%s” "
                                                       "from now on."),
                                                    name));
}

static void
on_imported (LtImportPage *self, LtImportReport *report, const GError *error)
{
  if (report == NULL)
    {
      lt_import_page_go_back_with (self, error);
      return;
    }
  remember (self, report);
  lt_import_page_take_refused (self, report);
  lt_import_report_view_show (self->report, report, FALSE);
  g_clear_pointer (&self->done, g_array_unref);
  self->done = g_array_ref (report->kept);
  lt_import_page_go_to (self, "report");
}

void
lt_import_page_import (LtImportPage *self)
{
  g_autoptr (GError) error = NULL;

  if (lt_import_page_is_signed_in (self))
    lt_import_page_take_work (self, lt_import_job_import (self->session, self->wish, &error),
                              (LtImportEndedFunc) on_imported, error);
}
