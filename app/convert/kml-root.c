/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A KML document has the root element kml (OGC 12-007r2, 7.1). Programs write places
 * without it all the same, Google Earth opens them, and people send them on. */

#include "convert/kml-root.h"

#include <string.h>

#define ROOT     "<kml xmlns=\"http://www.opengis.net/kml/2.2\">"
#define ROOT_END "</kml>"

static const char *
find_end (const char *at, const char *end, const char *mark)
{
  const char *found = memmem (at, (gsize) (end - at), mark, strlen (mark));

  return found == NULL ? NULL : found + strlen (mark);
}

static gboolean
begins_with (const char *at, const char *end, const char *text)
{
  return (gsize) (end - at) >= strlen (text) && memcmp (at, text, strlen (text)) == 0;
}

/* Behind the byte order mark, the declaration and remarks; (nullable): where there is
 * something else. */
static const char *
find_root (const char *bytes, gsize size)
{
  const char *end = bytes + size;
  const char *at = bytes;

  if (begins_with (at, end, "\xef\xbb\xbf"))
    at += 3;
  while (at != NULL && at < end)
    if (g_ascii_isspace (*at))
      at++;
    else if (begins_with (at, end, "<?"))
      at = find_end (at, end, "?>");
    else if (begins_with (at, end, "<!--"))
      at = find_end (at, end, "-->");
    else
      return *at == '<' ? at : NULL;
  return NULL;
}

static gboolean
is_element (const char *at, const char *end, const char *name)
{
  gsize length = strlen (name);

  return begins_with (at, end, name) && at + length < end
         && strchr (" \t\r\n/>", at[length]) != NULL;
}

/**
 * lt_kml_lacks_root:
 * @bytes: how a file begins
 * @size: how many bytes
 *
 * Returns: whether it is KML without its outermost element
 */
gboolean
lt_kml_lacks_root (const char *bytes, gsize size)
{
  static const char *const features[] = { "<Placemark", "<Document", "<Folder" };
  const char *root = find_root (bytes, size);

  for (gsize i = 0; root != NULL && i < G_N_ELEMENTS (features); i++)
    if (is_element (root, bytes + size, features[i]))
      return memmem (root, size - (gsize) (root - bytes), features[0], strlen (features[0]))
             != NULL;
  return FALSE;
}

/**
 * lt_kml_complete:
 * @kml: (transfer full): a file
 *
 * Returns: (transfer full): the same, or, where it lacks that, with its outermost
 *   element
 */
GBytes *
lt_kml_complete (GBytes *kml)
{
  gsize size;
  const char *bytes = g_bytes_get_data (kml, &size);
  const char *root;
  GByteArray *whole;

  if (bytes == NULL || !lt_kml_lacks_root (bytes, size))
    return kml;
  root = find_root (bytes, size);
  whole = g_byte_array_sized_new ((guint) size + 100);
  g_byte_array_append (whole, (const guint8 *) bytes, (guint) (root - bytes));
  g_byte_array_append (whole, (const guint8 *) ROOT, strlen (ROOT));
  g_byte_array_append (whole, (const guint8 *) root, (guint) (size - (gsize) (root - bytes)));
  g_byte_array_append (whole, (const guint8 *) ROOT_END, strlen (ROOT_END));
  g_bytes_unref (kml);
  return g_byte_array_free_to_bytes (whole);
}
