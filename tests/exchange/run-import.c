/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-import.h"

#include <glib/gstdio.h>
#include <stdlib.h>

static GPtrArray *written; /* (element-type filename): to be removed at the end */

static void
remove_written (void)
{
  for (guint i = 0; i < written->len; i++)
    {
      const char *path = g_ptr_array_index (written, i);
      g_autofree char *folder = g_path_get_dirname (path);

      g_unlink (path);
      g_rmdir (folder);
    }
  g_ptr_array_unref (written);
}

static gboolean
on_record (LtRecord *record, gint64 line, gpointer user_data, GError **error)
{
  RunImport *self = user_data;

  g_ptr_array_add (self->records, record);
  g_array_append_val (self->lines, line);
  if (self->cancel_after > 0 && self->records->len == self->cancel_after)
    g_cancellable_cancel (self->cancellable);
  return TRUE;
}

static void
on_problem (const LtImportProblem *problem, gpointer user_data)
{
  RunImport *self = user_data;
  LtImportProblem *copy = g_new0 (LtImportProblem, 1);

  *copy = (LtImportProblem){ problem->line,
                             g_strdup (problem->column),
                             g_strdup (problem->value),
                             g_strdup (problem->problem),
                             problem->kept,
                             problem->further };
  g_ptr_array_add (self->problems, copy);
}

void
run_import (RunImport *self, LtImportPlan *plan, const char *path)
{
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  self->lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_import_problem_free);
  self->good = lt_import_run (plan, path, on_record, on_problem, self, &self->tally,
                              self->cancellable, &self->error);
  g_assert_true (self->good == (self->error == NULL));
  if (self->error != NULL)
    g_test_message ("%s", self->error->message);
}

void
run_import_clear (RunImport *self)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  lt_import_tally_clear (&self->tally);
  g_clear_error (&self->error);
}

const LtRecord *
run_import_find (const RunImport *self, const char *field, const char *value)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (self->records, i);

      if (g_strcmp0 (lt_record_get (record, field), value) == 0)
        return record;
    }
  return NULL;
}

/* Writes a file into a folder of its own; gives its path. */
char *
run_import_write (const char *name, const char *text, gssize size)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, size, &error);
  g_assert_no_error (error);
  if (written == NULL)
    {
      written = g_ptr_array_new_with_free_func (g_free);
      atexit (remove_written);
    }
  g_ptr_array_add (written, g_strdup (path));
  return path;
}

/* The path of a real file; skips the test where there are none. */
char *
run_import_shared (const char *first, const char *second)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");

  if (folder != NULL)
    return g_build_filename (folder, first, second, NULL);
  g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
  return NULL;
}
