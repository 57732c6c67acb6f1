/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An import of several files, or of several parts of one: each is a write of its own,
 * so one that fails says what is in already. */

#include "base/error.h"
#include "store/witness.h"
#include "work/import-run.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LtCall *call;
  GPtrArray *taken; /* (element-type utf8): what changed something, by name */
  LtTip tip;        /* where the own stream ended after it */
  LtImportReport *sum;
} Several;

/* Where a line is to be looked for that is told of: of several files which, and of a
 * file with several parts which part. */
static void
name_part (LtCall *call, const char *path, const char *part, LtImportReport *report, GError **error)
{
  gboolean several = call->words[1] != NULL && call->words[2] != NULL;
  g_autofree char *name = several ? g_path_get_basename (path) : NULL;

  if (report != NULL)
    lt_import_report_name (report, name, part);
  else if (part != NULL && error != NULL && strstr ((*error)->message, part) == NULL)
    g_prefix_error (error, _ ("Part \"%s\": "), part);
}

/* A trial writes nothing, and neither does a file that brings nothing new. */
static gboolean
has_written (Several *self)
{
  LtTip now;
  gboolean written = lt_store_get_own_tip (lt_session_get_store (self->call->session), &now, NULL)
                     && now.seq != self->tip.seq;

  if (written)
    self->tip = now;
  return written;
}

/* Its status must not promise that nothing was changed. */
static int
status_of (const GError *cause)
{
  return cause->domain == LT_ERROR
                 && (cause->code == LT_ERROR_USAGE || cause->code == LT_ERROR_BAD_INPUT
                     || cause->code == LT_ERROR_REFUSED)
             ? LT_ERROR_WANTING
             : lt_error_exit_status (cause);
}

static void
say_taken (Several *self, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *names = NULL;
  gboolean partly = has_written (self);

  if (self->taken->len == 0 || error == NULL)
    return;
  cause = g_steal_pointer (error);
  g_ptr_array_add (self->taken, NULL);
  /* TRANSLATORS: between the names of files */
  names = g_strjoinv (_ (", "), (char **) self->taken->pdata);
  g_set_error (error, LT_ERROR, status_of (cause),
               partly
                   ? _ ("%s: %s Taken in before it, and kept: %s. Import all of them again "
                        "for the rest, or take back with undo what is in.")
                   : _ ("Nothing of %s was taken in: %s Taken in before it, and kept: %s. Import "
                        "all of them again for the rest, or take back with undo what is in."),
               path, cause->message, names);
}

static gboolean
import_file (Several *self,
             const char *path,
             LtVerbPartFunc func,
             gpointer user_data,
             GError **error)
{
  g_auto (LtImportRun) run = { 0 };
  g_autofree char *note = NULL;
  g_autoptr (GPtrArray) parts =
      lt_import_choose_parts (path, lt_call_option (self->call, "part"), &note, error);

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const char *part = g_ptr_array_index (parts, i);
      g_autoptr (LtImportReport) report = NULL;

      run.more = i + 1 < parts->len;
      report = func (self->call, path, part, &run, user_data, error);
      name_part (self->call, path, part, report, error);
      if (report == NULL)
        return FALSE;
      lt_import_report_add (self->sum, report);
      if (has_written (self))
        g_ptr_array_add (self->taken, part == NULL ? g_strdup (path)
                                                   : g_strdup_printf (_ ("%s (%s)"), path, part));
    }
  if (note != NULL)
    g_ptr_array_add (self->sum->notes, g_steal_pointer (&note));
  return parts != NULL;
}

/**
 * lt_verb_import_each:
 * @call: an import; its words from the second on are files
 * @func: (scope call): imports one part of one file
 * @user_data: for @func
 * @error: return location; says what was taken in before the one that failed
 *
 * Returns: (transfer full) (nullable): what was done with all of them
 */
LtImportReport *
lt_verb_import_each (LtCall *call, LtVerbPartFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtImportReport) sum = lt_import_report_new ();
  Several self = { .call = call, .taken = taken, .sum = sum };

  if (!lt_store_get_own_tip (lt_session_get_store (call->session), &self.tip, error))
    return NULL;
  for (int i = 1; call->words[i] != NULL; i++)
    if (!import_file (&self, call->words[i], func, user_data, error))
      {
        say_taken (&self, call->words[i], error);
        return NULL;
      }
  return g_steal_pointer (&sum);
}
