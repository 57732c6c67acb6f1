/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a table on a pipe to a foreign file. */

#include "convert/writing.h"

#include "base/error.h"
#include "convert/limits.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef gboolean (*WriteFunc) (LtWriting *self, GError **error);

/* A format more is a line more. */
static const struct
{
  const char *name;
  WriteFunc write;
} formats[] = {
  { "csv", lt_write_csv }, { "xlsx", lt_write_xlsx },       { "geojson", lt_write_geojson },
  { "kml", lt_write_kml }, { "gpkg", lt_write_geopackage }, { "shapefile", lt_write_shapefile },
};

static WriteFunc
find_format (const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return formats[i].write;
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("The format %s cannot be written."), name);
  return NULL;
}

static gboolean
check_folder (const char *folder, const char *name, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  if (dir != NULL && g_dir_read_name (dir) == NULL && *name != '\0' && strchr (name, '/') == NULL
      && !g_str_equal (name, ".") && !g_str_equal (name, ".."))
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("Call it as: lantian-convert write FORMAT FOLDER NAME, with an empty "
                          "folder and a bare name."));
  return FALSE;
}

static gboolean
write_all (LtWriting *writing, WriteFunc write, GError **error)
{
  writing->header = lt_table_reader_get_header (writing->reader, error);
  return writing->header != NULL && write (writing, error);
}

/**
 * lt_writing_column:
 *
 * Returns: (transfer none): the table's column @i
 */
const LtTableColumn *
lt_writing_column (const LtWriting *self, guint i)
{
  return g_ptr_array_index (self->header->columns, i);
}

/**
 * lt_writing_heading:
 *
 * Returns: (transfer none): what stands above column @i in a format for people
 */
const char *
lt_writing_heading (const LtWriting *self, guint i)
{
  const LtTableColumn *column = lt_writing_column (self, i);

  return self->header->plain ? column->name : column->label;
}

/**
 * lt_writing_cell:
 * @self: a file
 * @i: place of the column
 * @cell: what it holds
 *
 * Returns: (transfer full): @cell as people read it; as it is in a plain table
 */
char *
lt_writing_cell (const LtWriting *self, guint i, const char *cell)
{
  LtColumnType type = lt_writing_column (self, i)->type;

  if (!self->header->plain && type == LT_COLUMN_FLAG)
    return g_strdup (g_str_equal (cell, "1") ? _ ("Yes") : _ ("No"));
  if (!self->header->plain && type == LT_COLUMN_MINUTE)
    return g_strdelimit (g_strdup (cell), "T", ' ');
  return g_strdup (cell);
}

/**
 * lt_writing_fail:
 * @self: a file
 * @problem: what is in the way, as errno has it
 * @error: return location
 *
 * Returns: %FALSE
 */
gboolean
lt_writing_fail (const LtWriting *self, int problem, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);

  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE, _ ("%s cannot be written: %s."), name,
               g_strerror (problem == 0 ? ENOSPC : problem));
  return FALSE;
}

gboolean
lt_writing_fail_shape (GError **error)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BUG, _ ("A shape cannot be written."));
  return FALSE;
}

/**
 * lt_writing_flush:
 * @self: a file
 * @file: its stream
 * @text: what follows in it; empty afterwards
 * @error: return location
 */
gboolean
lt_writing_flush (const LtWriting *self, FILE *file, GString *text, GError **error)
{
  errno = 0;
  if (fwrite (text->str, 1, text->len, file) != text->len)
    return lt_writing_fail (self, errno, error);
  g_string_truncate (text, 0);
  return TRUE;
}

/**
 * lt_writing_finish:
 * @self: a file whose rows were all taken
 * @file: its stream
 * @text: its end
 * @problem: (transfer full) (nullable): why no more rows came, if that was no end
 * @error: return location
 */
gboolean
lt_writing_finish (const LtWriting *self,
                   FILE *file,
                   GString *text,
                   GError *problem,
                   GError **error)
{
  if (problem == NULL)
    return lt_writing_flush (self, file, text, error);
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * lt_writing_stream:
 * @self: a file
 * @func: writes all of it
 * @error: return location
 *
 * Returns: whether all that @func wrote is there
 */
gboolean
lt_writing_stream (LtWriting *self, LtWriteRowsFunc func, GError **error)
{
  FILE *file = fopen (self->path, "wxe");
  gboolean good;

  if (file == NULL)
    return lt_writing_fail (self, errno, error);
  good = func (self, file, error);
  errno = 0;
  if (fclose (file) != 0 && good)
    good = lt_writing_fail (self, errno, error);
  return good;
}

static void
answer (guint64 n_rows, const GError *problem)
{
  g_autofree char *line =
      problem == NULL
          ? g_strdup_printf ("%" G_GUINT64_FORMAT "\n", n_rows)
          : g_strdup_printf ("!%d %s\n", lt_error_exit_status (problem), problem->message);
  gssize n = write (STDOUT_FILENO, line, strlen (line));

  /* Nobody listens: the exit status says it too. */
  if (n < 0)
    return;
}

/**
 * lt_writing_run:
 * @format: "csv", "xlsx" …
 * @folder: an empty folder
 * @name: of the file in it
 *
 * Takes a table from the standard input and writes it; says on the standard output
 * how it went (base/table-stream.h).
 *
 * Returns: the exit status
 */
int
lt_writing_run (const char *format, const char *folder, const char *name)
{
  g_autoptr (LtTableReader) reader = lt_table_reader_new (STDIN_FILENO);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  LtWriting writing = { .reader = reader, .folder = folder, .path = path };
  g_autoptr (GError) error = NULL;
  WriteFunc write = find_format (format, &error);

  /* What leaves the county file is for its owner to hand on. */
  umask (077);
  /* Who asked hears of an interrupt, and ends this program in order. */
  signal (SIGINT, SIG_IGN);
  if (write != NULL && check_folder (folder, name, &error)
      && lt_limits_apply_writing (folder, &error))
    write_all (&writing, write, &error);
  answer (lt_table_reader_count (reader), error);
  return lt_error_exit_status (error);
}
