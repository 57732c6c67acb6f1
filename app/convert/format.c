/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/format.h"

#include "base/error.h"
#include "convert/csv-file.h"
#include "convert/geojson-file.h"
#include "convert/zip-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LOOK 4096 /* bytes from which a format is told */

/* A format more is a line more. */
static const LtFormat formats[] = {
  { "csv", lt_csv_file_read, NULL },
  { "geojson", lt_geojson_file_read, NULL },
  { "zip", lt_zip_file_read, lt_zip_file_list },
};

/* What a member of an archive is, by the end of its name. */
static const struct
{
  const char *ending;
  const char *format;
} endings[] = {
  { ".csv", "csv" },         { ".tsv", "csv" },      { ".txt", "csv" },
  { ".geojson", "geojson" }, { ".json", "geojson" }, { ".geojsonl", "geojson" },
};

/* What cannot be read is told by its first bytes, so that its owner knows what he took. */
static const struct
{
  const char *magic;
  gsize size;
  const char *words;
} others[] = {
  { "%PDF", 4, N_ ("%s is a PDF document. What can be read: %s.") },
  { "\x89PNG", 4, N_ ("%s is a picture. What can be read: %s.") },
  { "\xff\xd8\xff", 3, N_ ("%s is a picture. What can be read: %s.") },
  { "Rar!", 4, N_ ("%s is a RAR archive. Unpack it first. What can be read: %s.") },
  { "7z\xbc\xaf", 4, N_ ("%s is a 7z archive. Unpack it first. What can be read: %s.") },
};

static const LtFormat *
find_by_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return &formats[i];
  return NULL;
}

static gboolean
begins_with (const char *bytes, gsize size, const char *magic, gsize n)
{
  return size >= n && memcmp (bytes, magic, n) == 0;
}

static gboolean
check_others (const char *bytes, gsize size, const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (begins_with (bytes, size, others[i].magic, others[i].size))
      {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ (others[i].words), name,
                     lt_format_choices ());
#pragma GCC diagnostic pop
        return FALSE;
      }
  return TRUE;
}

static const LtFormat *
guess_format (LtSource *source, GError **error)
{
  g_autofree char *bytes = g_malloc0 (LOOK + 1);
  g_autoptr (GError) problem = NULL;
  gsize size = lt_source_peek (source, bytes, LOOK, &problem);
  gsize i = 0;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (!check_others (bytes, size, lt_source_name (source), error))
    return NULL;
  if (begins_with (bytes, size, "PK\3\4", 4) || begins_with (bytes, size, "PK\5\6", 4))
    return find_by_name ("zip");
  if (begins_with (bytes, size, "\xef\xbb\xbf", 3))
    i = 3;
  while (i < size && (g_ascii_isspace (bytes[i]) || bytes[i] == 0x1e))
    i++;
  return find_by_name (i < size && bytes[i] == '{' ? "geojson" : "csv");
}

/**
 * lt_format_find:
 * @name: "auto" or the name of a format
 * @source: the file, which says itself what it is where @name is "auto"
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the format
 */
const LtFormat *
lt_format_find (const char *name, LtSource *source, GError **error)
{
  const LtFormat *format;

  if (g_str_equal (name, "auto"))
    return guess_format (source, error);
  format = find_by_name (name);
  if (format == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("The format %s is not known."), name);
  return format;
}

/**
 * lt_format_of_member:
 * @name: of a file in an archive
 *
 * Returns: (transfer none) (nullable): its format; %NULL for what cannot be read
 */
const char *
lt_format_of_member (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].ending))
      return endings[i].format;
  return NULL;
}

/**
 * lt_format_choices:
 *
 * Returns: (transfer none): what can be read, in words
 */
const char *
lt_format_choices (void)
{
  return _ ("CSV, GeoJSON, and ZIP or gzip with them in it");
}
