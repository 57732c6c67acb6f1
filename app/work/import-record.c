/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The report of an import that is kept: a record among the others, so that it is
 * found, travels and is taken back as they are. */

#include "work/import-record.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/file-copy.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

/* What is kept of the problems: enough to see what they were. */
#define MOST_PROBLEMS   100
#define MOST_CHARACTERS 20000

/**
 * lt_file_stamp_take:
 * @self: (out caller-allocates): zeros where there is no such file
 * @path: of a file
 */
void
lt_file_stamp_take (LtFileStamp *self, const char *path)
{
  struct stat status;

  *self = (LtFileStamp){ 0 };
  if (stat (path, &status) == 0)
    *self = (LtFileStamp){ status.st_dev, status.st_ino, status.st_size, status.st_mtim.tv_sec,
                           status.st_mtim.tv_nsec };
}

/**
 * lt_file_stamp_is_of:
 * @self: a stamp
 * @path: of a file
 *
 * Returns: whether nothing was written to the file since
 */
gboolean
lt_file_stamp_is_of (const LtFileStamp *self, const char *path)
{
  LtFileStamp now;

  lt_file_stamp_take (&now, path);
  return now.device == self->device && now.inode == self->inode && now.size == self->size
         && now.seconds == self->seconds && now.nanoseconds == self->nanoseconds;
}

/**
 * lt_file_stamp_check:
 * @self: taken before the file was read
 * @path: of the file
 * @error: return location
 *
 * Returns: whether nothing was written to it since
 */
gboolean
lt_file_stamp_check (const LtFileStamp *self, const char *path, GError **error)
{
  if (lt_file_stamp_is_of (self, path))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s was changed while it was read. Import it again when it is complete. Nothing "
                  "of it was taken in."),
               path);
  return FALSE;
}

static void
set_count (LtRecord *record, const char *field, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  lt_record_set_canonical (record, field, text);
}

static char *
list_problems (const LtImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (; n < MIN (report->problems->len, MOST_PROBLEMS); n++)
    {
      const LtImportProblem *problem = g_ptr_array_index (report->problems, n);
      const char *column = problem->column == NULL ? "" : problem->column;
      g_autoptr (GString) line = g_string_new (NULL);

      g_string_append_printf (line, "%s%d", n == 0 ? "" : "\n", (int) problem->line);
      if (*column != '\0')
        g_string_append_printf (line, " %s", column);
      if (problem->value != NULL && *problem->value != '\0')
        g_string_append_printf (line, " \"%s\"", problem->value);
      g_string_append_printf (line, ": %s", problem->problem);
      if (text->len + line->len > MOST_CHARACTERS)
        break;
      g_string_append (text, line->str);
    }
  if (n < report->problems->len + report->more_problems)
    g_string_append_printf (text, _ ("\n… and %u more"),
                            report->problems->len + report->more_problems - n);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lt_import_record_new:
 * @session: a session, signed in
 * @kind: what the rows became
 * @path: of the file
 * @tally: how it was read
 * @report: what was done
 *
 * Returns: (transfer full): a record without an id that says so
 */
LtRecord *
lt_import_record_new (LtSession *session,
                      const LtKind *kind,
                      const char *path,
                      const LtImportTally *tally,
                      const LtImportReport *report)
{
  LtRecord *record = lt_record_new (lt_kind_by_name ("import"));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_autofree char *problems = list_problems (report);
  g_autofree char *officer = lt_id_to_text (&lt_session_get_officer (session)->id);
  g_autofree char *minute = lt_minute_of (lt_session_get_now (session));
  g_autofree char *hex = NULL;
  LtDigest digest;
  guint64 size;

  lt_record_set_canonical (record, "file", shown);
  /* some formats are folders */
  if (lt_file_digest (path, NULL, &digest, &size, NULL))
    hex = lt_digest_to_hex (&digest);
  lt_record_set_canonical (record, "file_digest", hex);
  lt_record_set_canonical (record, "record_kind", kind->name);
  lt_record_set_canonical (record, "shape", tally->shape);
  lt_record_set_canonical (record, "format", tally->format);
  lt_record_set_canonical (record, "encoding", tally->encoding);
  lt_record_set_canonical (record, "datum", tally->datum);
  set_count (record, "read", report->read);
  set_count (record, "added", report->added);
  set_count (record, "updated", report->updated);
  set_count (record, "unchanged", report->unchanged);
  set_count (record, "refused", report->refused);
  set_count (record, "candidates", report->candidates);
  set_count (record, "skipped", report->skipped);
  lt_record_set_canonical (record, "problems", problems);
  lt_record_set_canonical (record, "officer", officer);
  lt_record_set_canonical (record, "imported", minute);
  return record;
}
