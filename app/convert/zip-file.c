/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/zip-file.h"

#include "base/error.h"
#include "convert/archive.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse_contents (LtSource *source, GPtrArray *members, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < members->len && i < 10; i++)
    g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ",
                            ((LtArchiveMember *) g_ptr_array_index (members, i))->name);
  if (members->len == 0)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s is an archive with nothing in it."),
                 lt_source_name (source));
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s has nothing in it that can be read; it has %s. What can be read: %s."),
                 lt_source_name (source), names->str, lt_format_choices ());
  return FALSE;
}

/* A part of a member is called MEMBER/PART. */
static char *
split_part (GPtrArray *parts, const char *wanted, const char **inner)
{
  *inner = NULL;
  for (guint i = 0; wanted != NULL && i < parts->len; i++)
    {
      const char *name = ((LtPart *) g_ptr_array_index (parts, i))->name;
      gsize length = strlen (name);

      if (g_str_has_prefix (wanted, name) && wanted[length] == '/')
        {
          *inner = wanted + length + 1;
          return g_strdup (name);
        }
    }
  return g_strdup (wanted);
}

static gboolean
is_text (const char *format)
{
  return g_str_equal (format, "csv") || g_str_equal (format, "geojson");
}

/* All files of a file geodatabase are one part: the folder they are in. */
static gboolean
add_folder (GPtrArray *parts, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  const char *end = strstr (lower, ".gdb/");
  g_autofree char *folder = end == NULL ? NULL : g_strndup (name, (gsize) (end - lower) + 4);

  if (folder == NULL)
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    if (g_str_equal (((LtPart *) g_ptr_array_index (parts, i))->name, folder))
      return TRUE;
  lt_part_add (parts, folder, "filegdb", "", -1);
  return TRUE;
}

/* Of a KMZ only doc.kml counts where there is one (KML reference, KMZ files). */
static gboolean
is_beside_document (GPtrArray *members, const char *name, const char *format)
{
  return g_str_equal (format, "kml") && !g_str_equal (name, "doc.kml")
         && lt_archive_find (members, "doc.kml") != NULL;
}

/**
 * lt_zip_file_list:
 *
 * Adds the members of an archive that can be read, by their names.
 */
gboolean
lt_zip_file_list (LtSource *source, const LtReading *reading, GPtrArray *parts, GError **error)
{
  g_autoptr (GPtrArray) members = lt_archive_list (source, error);

  if (members == NULL)
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    {
      const LtArchiveMember *member = g_ptr_array_index (members, i);
      const char *format = lt_format_of_member (member->name);

      if (!add_folder (parts, member->name) && format != NULL
          && !is_beside_document (members, member->name, format))
        lt_part_add (parts, member->name, format, "", member->size == 0 ? 0 : -1);
    }
  return parts->len > 0 || refuse_contents (source, members, error);
}

/**
 * lt_zip_file_read:
 *
 * Reads one member of an archive. An archive in an archive is not opened.
 */
gboolean
lt_zip_file_read (LtSource *source, const LtReading *reading, GError **error)
{
  g_autoptr (GPtrArray) parts = lt_parts_new ();
  g_autoptr (LtSource) member = NULL;
  g_autofree char *wanted = NULL;
  LtReading inner = *reading;
  const LtFormat *format;
  const LtPart *part;

  if (!lt_zip_file_list (source, reading, parts, error))
    return FALSE;
  wanted = split_part (parts, reading->part, &inner.part);
  part = lt_parts_choose (parts, lt_source_name (source), wanted, error);
  if (part == NULL)
    return FALSE;
  member = lt_source_open_member (source, part->name, error);
  if (member == NULL)
    return FALSE;
  /* of a text its name says less than its first bytes */
  format = lt_format_find (is_text (part->format) ? "auto" : part->format, member, error);
  return format != NULL && lt_format_read (format, member, &inner, error);
}
