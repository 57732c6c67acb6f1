/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/refused-rows.h"

#include "base/error.h"
#include "exchange/export.h"
#include "exchange/import-private.h"

#include <glib/gi18n-lib.h>

#define REASON       "Why the row was refused"
#define REASON_LABEL N_ ("Why the row was refused")

/* Rows of one part of one file. */
typedef struct
{
  char *path;
  char *part;          /* (nullable) */
  char *encoding;      /* (nullable) */
  GHashTable *reasons; /* line → GString */
  gboolean has_shapes;
} Source;

struct _LtRefusedRows
{
  const LtKind *kind;
  GPtrArray *sources; /* (element-type Source) */
};

/* One file is read, and written on. */
typedef struct
{
  const LtRefusedRows *rows;
  Source *source;
  GPtrArray *columns; /* (element-type utf8): of all files, in order */
  GHashTable *places; /* column → its place in @columns */
  LtExport *export;   /* (nullable): while only headers are read */
  GArray *routes;     /* (element-type guint): the file's columns → places */
  gboolean has_shapes;
  guint written;
} Writing;

static void
free_reason (gpointer reason)
{
  g_string_free (reason, TRUE);
}

static void
free_source (gpointer data)
{
  Source *source = data;

  g_free (source->path);
  g_free (source->part);
  g_free (source->encoding);
  g_hash_table_unref (source->reasons);
  g_free (source);
}

/**
 * lt_refused_rows_new:
 * @kind: what the rows are
 *
 * Returns: (transfer full): none yet
 */
LtRefusedRows *
lt_refused_rows_new (const LtKind *kind)
{
  LtRefusedRows *self = g_atomic_rc_box_new0 (LtRefusedRows);

  self->kind = kind;
  self->sources = g_ptr_array_new_with_free_func (free_source);
  return self;
}

static void
clear (gpointer data)
{
  g_ptr_array_unref (((LtRefusedRows *) data)->sources);
}

LtRefusedRows *
lt_refused_rows_ref (LtRefusedRows *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lt_refused_rows_unref (LtRefusedRows *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* "矿种：…", or what is wrong with the whole row. */
static void
add_reason (GHashTable *reasons, const LtImportProblem *problem)
{
  GString *words = g_hash_table_lookup (reasons, &problem->line);

  if (words == NULL)
    {
      words = g_string_new (NULL);
      g_hash_table_insert (reasons, g_memdup2 (&problem->line, sizeof problem->line), words);
    }
  else
    g_string_append (words, _ ("; "));
  if (problem->column != NULL && *problem->column != '\0')
    g_string_append_printf (words, _ ("%s: "), problem->column);
  g_string_append (words, problem->problem);
}

/**
 * lt_refused_rows_add:
 * @self: rows
 * @path: a foreign file
 * @part: (nullable): the part of it that was read
 * @encoding: (nullable): how its text was read, as somebody said it
 * @problems: (element-type LtImportProblem): what was wrong; of rows that were kept nothing
 *   is taken
 *
 * What was said of the same part before is forgotten.
 */
void
lt_refused_rows_add (LtRefusedRows *self,
                     const char *path,
                     const char *part,
                     const char *encoding,
                     const GPtrArray *problems)
{
  Source *source = g_new0 (Source, 1);

  for (guint i = self->sources->len; i > 0; i--)
    {
      const Source *before = g_ptr_array_index (self->sources, i - 1);

      if (g_str_equal (before->path, path) && g_strcmp0 (before->part, part) == 0)
        g_ptr_array_remove_index (self->sources, i - 1);
    }
  source->path = g_strdup (path);
  source->part = g_strdup (part);
  source->encoding = g_strdup (encoding);
  source->reasons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_reason);
  for (guint i = 0; i < problems->len; i++)
    {
      const LtImportProblem *problem = g_ptr_array_index (problems, i);

      if (!problem->kept && (problem->part == NULL || g_strcmp0 (problem->part, part) == 0))
        add_reason (source->reasons, problem);
    }
  g_ptr_array_add (self->sources, source);
}

/**
 * lt_refused_rows_count:
 *
 * Returns: how many rows they are
 */
guint
lt_refused_rows_count (const LtRefusedRows *self)
{
  guint n = 0;

  for (guint i = 0; i < self->sources->len; i++)
    n += g_hash_table_size (((Source *) g_ptr_array_index (self->sources, i))->reasons);
  return n;
}

/**
 * lt_refused_rows_is_reason:
 * @column: heading of a foreign file's column
 *
 * Returns: whether an import has written it, to say why a row was refused
 */
gboolean
lt_refused_rows_is_reason (const char *column)
{
  return g_str_equal (column, REASON) || g_str_equal (column, _ (REASON_LABEL));
}

/* ---- reading --------------------------------------------------------------------- */

/* Columns that are called alike are one; what an earlier round has said is said anew. */
static void
take_header (Writing *self, const LtRowHeader *header)
{
  g_array_set_size (self->routes, 0);
  self->source->has_shapes = !g_str_equal (header->shape, "none");
  for (guint i = 0; header->columns[i] != NULL; i++)
    {
      const char *column = header->columns[i];
      gpointer found = NULL;
      guint place = G_MAXUINT;

      if (lt_refused_rows_is_reason (column))
        ;
      else if (g_hash_table_lookup_extended (self->places, column, NULL, &found))
        place = GPOINTER_TO_UINT (found);
      else if (self->export == NULL)
        {
          place = self->columns->len;
          g_ptr_array_add (self->columns, g_strdup (column));
          g_hash_table_insert (self->places, self->columns->pdata[place], GUINT_TO_POINTER (place));
        }
      g_array_append_val (self->routes, place);
    }
}

/* What is no shape has none to be written; why is said. */
static GBytes *
read_shape (const LtRow *row)
{
  gsize size = 0;
  gconstpointer bytes = row->wkb == NULL ? NULL : g_bytes_get_data (row->wkb, &size);
  g_autoptr (LtShape) shape = bytes == NULL ? NULL : lt_shape_from_wkb (bytes, size, NULL);

  return shape == NULL ? NULL : lt_shape_to_wkb (shape);
}

/* What the reader itself could not make out has no cells: only what is wrong is told. */
static gboolean
write_row (Writing *self, gint64 line, const LtRow *row, GError **error)
{
  const GString *reason = g_hash_table_lookup (self->source->reasons, &line);
  guint n = self->columns->len;
  g_autofree const char **cells = NULL;
  g_autoptr (GBytes) wkb = NULL;
  gsize size = 0;
  gconstpointer bytes;

  if (reason == NULL)
    return TRUE;
  /* between them the position, where there is one, which takes its cell from the shape */
  cells = g_new0 (const char *, n + 2);
  for (guint i = 0; row != NULL && i < self->routes->len; i++)
    if (g_array_index (self->routes, guint, i) < n)
      cells[g_array_index (self->routes, guint, i)] = row->cells[i];
  cells[self->has_shapes ? n + 1 : n] = reason->str;
  wkb = row == NULL || !self->has_shapes ? NULL : read_shape (row);
  bytes = wkb == NULL ? NULL : g_bytes_get_data (wkb, &size);
  self->written++;
  return lt_export_add (self->export, cells, bytes, size, error);
}

static gboolean
on_frame (LtRowDecoder *decoder, LtRowType type, gpointer user_data, GError **error)
{
  Writing *self = user_data;

  if (type == LT_ROW_HEADER)
    take_header (self, lt_row_decoder_get_header (decoder));
  else if (type == LT_ROW_ROW && self->export != NULL)
    {
      const LtRow *row = lt_row_decoder_get_row (decoder);

      return write_row (self, (gint64) MIN (row->line, (guint64) G_MAXINT64), row, error);
    }
  else if (type == LT_ROW_PROBLEM && self->export != NULL)
    {
      const LtRowProblem *told = lt_row_decoder_get_problem (decoder);

      return told->kept
             || write_row (self, (gint64) MIN (told->line, (guint64) G_MAXINT64), NULL, error);
    }
  return TRUE;
}

static gboolean
read_sources (Writing *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->rows->sources->len; i++)
    {
      g_autoptr (LtImportPlan) plan = lt_import_plan_new (self->rows->kind);

      self->source = g_ptr_array_index (self->rows->sources, i);
      if (g_hash_table_size (self->source->reasons) == 0)
        continue;
      lt_import_plan_set_part (plan, self->source->part);
      if ((self->source->encoding != NULL
           && !lt_import_plan_set_encoding (plan, self->source->encoding, error))
          || !lt_import_child_read (plan, self->source->path, self->export == NULL, on_frame, self,
                                    cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- writing --------------------------------------------------------------------- */

/* Shapes that stand beside the cells of a foreign file. */
static gboolean
has_shapes (const LtRefusedRows *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    if (((Source *) g_ptr_array_index (self->sources, i))->has_shapes)
      return lt_kind_geometry_field (self->kind) >= 0;
  return FALSE;
}

/* The columns of the files, the position where they have it beside them, and the reason. */
static LtExport *
open_export (const Writing *self,
             const char *to,
             gboolean replace,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (LtTableHeader) header =
      lt_table_header_new ("refused", lt_kind_get_label (self->rows->kind));

  for (guint i = 0; i < self->columns->len; i++)
    lt_table_header_add (header, self->columns->pdata[i], self->columns->pdata[i], LT_COLUMN_TEXT,
                         NULL);
  if (has_shapes (self->rows))
    {
      const LtField *field = &self->rows->kind->fields[lt_kind_geometry_field (self->rows->kind)];

      header->shape = LT_TABLE_POINT + (field->type - LT_TYPE_POINT);
      /* No cell says it: they are as they were. */
      g_free (header->datum);
      header->datum = g_strdup ("cgcs2000");
      lt_table_header_add (header, field->name, lt_field_get_label (field), LT_COLUMN_SHAPE, NULL);
    }
  lt_table_header_add (header, REASON, _ (REASON_LABEL), LT_COLUMN_TEXT, NULL);
  return lt_export_open (to, header, replace, cancellable, error);
}

/**
 * lt_refused_rows_check_target:
 * @self: rows, or those that there may be
 * @to: where they shall stand
 * @error: return location; %LT_ERROR_USAGE
 *
 * Returns: whether they can stand there: in a CSV table, in a folder that there is, and none
 *   that they come from
 */
gboolean
lt_refused_rows_check_target (const LtRefusedRows *self, const char *to, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (to, -1);
  g_autofree char *target = g_canonicalize_filename (to, NULL);
  g_autofree char *folder = g_path_get_dirname (target);

  if (!g_str_has_suffix (lower, ".csv"))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("%s: refused rows are saved as a CSV table. Let its name end with .csv."),
                   to);
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("File %s: there is no folder %s. Make it first, or choose another."), to,
                   folder);
      return FALSE;
    }
  for (guint i = 0; i < self->sources->len; i++)
    {
      const Source *source = g_ptr_array_index (self->sources, i);
      g_autofree char *path = g_canonicalize_filename (source->path, NULL);

      if (!g_str_equal (path, target))
        continue;
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("%s is the file that the rows come from. Choose another name."), to);
      return FALSE;
    }
  return TRUE;
}

/* The files may have other rows by now. */
static gboolean
check_written (const Writing *self, GError **error)
{
  if (self->written == lt_refused_rows_count (self->rows))
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("The file was changed since it was read: not all refused rows are where "
                          "they were. Import it again. Nothing was saved."));
  return FALSE;
}

/**
 * lt_refused_rows_write:
 * @self: rows, one at least
 * @to: a file whose name ends with .csv, and none of those that the rows come from
 * @replace: whether a file that is there may be replaced
 * @cancellable: (nullable): to break off; nothing was written then
 * @error: return location
 *
 * Reads the files once more and writes their refused rows as they stand there, with a last
 * column that says why. Shapes stand as well-known text.
 */
gboolean
lt_refused_rows_write (const LtRefusedRows *self,
                       const char *to,
                       gboolean replace,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) routes = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (LtExport) export = NULL;
  LtExportResult result;
  Writing writing = { .rows = self, .columns = columns, .places = places, .routes = routes };

  if (!lt_refused_rows_check_target (self, to, error)
      || !read_sources (&writing, cancellable, error))
    return FALSE;
  export = open_export (&writing, to, replace, cancellable, error);
  if (export == NULL)
    return FALSE;
  writing.export = export;
  writing.has_shapes = has_shapes (self);
  return read_sources (&writing, cancellable, error) && check_written (&writing, error)
         && lt_export_finish (export, &result, error);
}
