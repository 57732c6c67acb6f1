/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking back an import: the one just made, or one of those that are kept. */

#include "ui/importing/import-page-private.h"

#include "store/half-imports.h"
#include "work/undoing.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  LtImportPage *page; /* weak */
  LtSession *session;
  GArray *imports; /* (element-type LtId) */
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->page);
  g_object_unref (question->session);
  g_array_unref (question->imports);
  g_free (question);
}

static gboolean
has (const GArray *imports, const LtId *id)
{
  for (guint i = 0; imports != NULL && i < imports->len; i++)
    if (lt_id_equal (&g_array_index (imports, LtId, i), id))
      return TRUE;
  return FALSE;
}

/* The report at hand says so, and offers it no more. */
static void
on_undone (LtImportPage *self, GArray *undone, const GError *error)
{
  self->undoing = FALSE;
  if (undone == NULL)
    {
      lt_import_page_go_back_with (self, error);
      return;
    }
  if (g_str_equal (self->came_from, "report") && self->done != NULL && self->done->len > 0
      && has (undone, &g_array_index (self->done, LtId, 0)))
    {
      lt_import_report_view_set_undone (self->report);
      g_array_set_size (self->done, 0);
    }
  lt_import_page_go_to (self, self->came_from);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  LtImportPage *self = question->page;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "undo") || self == NULL || self->session != question->session
      || lt_import_page_is_at (self, "busy") || !lt_import_page_is_signed_in (self))
    return;
  self->undoing = TRUE;
  if (!lt_import_page_take_work (self,
                                 lt_import_job_undo (self->session, question->imports, &error),
                                 (LtImportEndedFunc) on_undone, error))
    self->undoing = FALSE;
}

static guint
get_count (const LtRecord *record, const char *field)
{
  const char *text = lt_record_get (record, field);

  return text == NULL ? 0 : (guint) g_ascii_strtoull (text, NULL, 10);
}

/* Of one that was broken off goes what is there of it. */
static gboolean
describe_half (LtSession *session, const LtId *id, GString *words)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GPtrArray) halves = lt_store_list_half_imports (store, NULL, FALSE, NULL);

  for (guint i = 0; halves != NULL && i < halves->len; i++)
    {
      const LtHalfImport *half = g_ptr_array_index (halves, i);
      g_autofree char *here = NULL;

      if (!lt_half_import_has_report (half, id))
        continue;
      here = lt_half_import_count_words (half, store);
      g_string_append_printf (words, _ ("%s; they are taken back."), here);
      return TRUE;
    }
  return FALSE;
}

/* What one of them wrote, and so what goes. */
static void
describe (LtSession *session, const LtId *id, GString *words)
{
  const LtKind *kind = lt_kind_by_number (lt_id_get_label (id));
  g_autoptr (LtRecord) record =
      kind == NULL ? NULL : lt_store_get (lt_session_get_store (session), kind, id, NULL);
  const char *file = record == NULL ? NULL : lt_record_get (record, "file");
  guint added, updated;

  if (record == NULL)
    return;
  g_string_append_printf (words, "%s%s: ", words->len == 0 ? "" : "\n", file == NULL ? "" : file);
  if (g_str_equal (kind->name, "batch"))
    {
      g_string_append_printf (words, _ ("%u rows of measured values are taken out."),
                              get_count (record, "rows"));
      return;
    }
  if (describe_half (session, id, words))
    return;
  added = get_count (record, "added");
  updated = get_count (record, "updated");
  if (added > 0)
    g_string_append_printf (
        words, ngettext ("%u new record is removed.", "%u new records are removed.", added), added);
  if (updated > 0)
    g_string_append_printf (words,
                            ngettext (" %u changed record becomes what it was before.",
                                      " %u changed records become what they were before.", updated),
                            updated);
}

/* @imports: (transfer full) */
static void
ask (LtImportPage *self, GArray *imports)
{
  g_autoptr (GString) words = g_string_new (NULL);
  Question *question = g_new0 (Question, 1);
  AdwMessageDialog *dialog;

  g_set_weak_pointer (&question->page, self);
  question->session = g_object_ref (self->session);
  question->imports = imports;
  for (guint i = 0; i < imports->len; i++)
    describe (self->session, &g_array_index (imports, LtId, i), words);
  g_string_append_printf (words, "\n%s",
                          _ ("What was changed since by hand stays in the way: then nothing is "
                             "undone, and you are told what it is. The report stays in the list, "
                             "as undone."));
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Undo this import?"), words->str));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "undo", _ ("_Undo it"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "undo", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* @parameter: the import's id; empty for the one whose report is shown */
static void
on_undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtImportPage *self = LT_IMPORT_PAGE (widget);
  const char *text = g_variant_get_string (parameter, NULL);
  GArray *imports = NULL;
  LtId id;

  if (self->session == NULL || lt_import_page_is_at (self, "busy")
      || !lt_import_page_is_signed_in (self))
    return;
  lt_import_page_say (self, NULL);
  if (*text == '\0' && self->done != NULL && self->done->len > 0)
    imports = g_array_copy (self->done);
  else if (lt_id_from_text (&id, text))
    {
      imports = g_array_new (FALSE, FALSE, sizeof (LtId));
      g_array_append_val (imports, id);
    }
  if (imports != NULL)
    ask (self, imports);
}

void
lt_import_page_install_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.undo", "s", on_undo);
}
