/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/text-file.h"

#include "base/error.h"
#include "convert/limits.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define BOM      "\xef\xbb\xbf"
#define BOM_SIZE 3

/* What is not text is told by its first bytes, so that its owner knows what he took. */
static const struct
{
  const char *magic;
  gsize size;
  const char *words;
} others[] = {
  { "PK\3\4", 4, N_ ("a ZIP archive or an Excel workbook (xlsx)") },
  { "\xd0\xcf\x11\xe0", 4, N_ ("an Excel workbook (xls)") },
  { "SQLite format 3", 15, N_ ("a database (GeoPackage or MBTiles)") },
  { "\0\0\x27\x0a", 4, N_ ("a shapefile") },
  { "%PDF", 4, N_ ("a PDF document") },
  { "\x89PNG", 4, N_ ("a picture") },
  { "\xff\xd8\xff", 3, N_ ("a picture") },
  { "\x1f\x8b", 2, N_ ("a compressed file (gz)") },
  { "\xff\xfe", 2, N_ ("text in UTF-16") },
  { "\xfe\xff", 2, N_ ("text in UTF-16") },
};

static guint
count_lines (const char *text, gsize size)
{
  guint lines = 1;

  for (const char *at = text; (at = memchr (at, '\n', size - (gsize) (at - text))) != NULL; at++)
    lines++;
  return lines;
}

static GMappedFile *
map_file (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("There is no file %s."), path);
      return NULL;
    }
  if ((guint64) info.st_size > LT_MAX_INPUT)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s has %u MB; at most %u MB can be read at once. Cut it into pieces."), path,
                   (guint) ((guint64) info.st_size >> 20), (guint) (LT_MAX_INPUT >> 20));
      return NULL;
    }
  return g_mapped_file_new (path, FALSE, error);
}

static gboolean
check_is_text (const char *name, const char *text, gsize size, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (size >= others[i].size && memcmp (text, others[i].magic, others[i].size) == 0)
      {
        g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                     _ ("%s is %s. CSV and GeoJSON can be read; save it as one of them."), name,
                     _ (others[i].words));
        return FALSE;
      }
  if (size == 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s is empty."), name);
      return FALSE;
    }
  if (memchr (text, '\0', size) == NULL)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s is not a text file. CSV and GeoJSON can be read."), name);
  return FALSE;
}

static char *
convert_gb18030 (const char *name, const char *text, gsize size, gsize *new_size, GError **error)
{
  gsize read = 0;
  char *converted = g_convert (text, (gssize) size, "UTF-8", "GB18030", &read, new_size, NULL);

  if (converted == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %u: this is neither UTF-8 nor GB18030 text."), name,
                 count_lines (text, read));
  return converted;
}

/**
 * lt_text_file_load:
 * @self: (out caller-allocates): the text
 * @path: of the file
 * @encoding: "auto", "utf-8" or "gb18030"
 * @error: return location; names the line that cannot be read
 *
 * Reads a whole file as text. "auto" takes UTF-8 where all of the file is valid
 * UTF-8, and GB18030 else, which has GBK and GB 2312 in it; either is then
 * held to strictly.
 *
 * Returns: whether it could be read
 */
gboolean
lt_text_file_load (LtTextFile *self, const char *path, const char *encoding, GError **error)
{
  g_autoptr (GMappedFile) file = map_file (path, error);
  g_autofree char *name = g_path_get_basename (path);
  const char *text;
  const char *end;
  gsize size;
  gboolean marked;

  *self = (LtTextFile){ 0 };
  if (file == NULL)
    return FALSE;
  text = g_mapped_file_get_contents (file);
  size = g_mapped_file_get_length (file);
  if (!check_is_text (name, text, size, error))
    return FALSE;
  marked = size >= BOM_SIZE && memcmp (text, BOM, BOM_SIZE) == 0;
  if (!g_str_equal (encoding, "gb18030") || marked)
    {
      gsize skip = marked ? BOM_SIZE : 0;

      if (g_utf8_validate_len (text + skip, size - skip, &end))
        {
          g_autoptr (GBytes) all = g_mapped_file_get_bytes (file);

          self->bytes = g_bytes_new_from_bytes (all, skip, size - skip);
          self->encoding = "utf-8";
        }
      else if (marked || g_str_equal (encoding, "utf-8"))
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("%s, line %u: this is not UTF-8 text. Try the encoding gb18030."), name,
                       count_lines (text, (gsize) (end - text)));
          return FALSE;
        }
    }
  if (self->bytes == NULL)
    {
      gsize new_size;
      char *converted = convert_gb18030 (name, text, size, &new_size, error);

      if (converted == NULL)
        return FALSE;
      self->bytes = g_bytes_new_take (converted, new_size);
      self->encoding = "gb18030";
    }
  self->name = g_steal_pointer (&name);
  return TRUE;
}

void
lt_text_file_clear (LtTextFile *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
}
