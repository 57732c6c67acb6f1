/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/vector-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LDID_AT 29 /* byte of a DBF that names its code page */

/* Code pages by the byte that dBASE and ESRI write; what is written by default
 * (0x57 and 0) says nothing. */
static const struct
{
  guint8 id;
  const char *iconv;
  const char *name;
} pages[] = {
  { 0x4d, "GB18030", "gb18030" },
  { 0x7a, "GB18030", "gb18030" },
  { 0x4f, "BIG5", "big5" },
  { 0x78, "BIG5", "big5" },
};

/* What .cpg files call what is no UTF-8. */
static const struct
{
  const char *told;
  const char *iconv;
  const char *name;
} names[] = {
  { "936", "GB18030", "gb18030" },
  { "CP936", "GB18030", "gb18030" },
  { "GBK", "GB18030", "gb18030" },
  { "GB2312", "GB18030", "gb18030" },
  { "GB18030", "GB18030", "gb18030" },
  { "54936", "GB18030", "gb18030" },
  { "950", "BIG5", "big5" },
  { "BIG5", "BIG5", "big5" },
  { "ANSI 936", "GB18030", "gb18030" },
};

/* Of a text in UTF-8 that was cut by its width, what is whole: more than three
 * bytes are never missing. -1 where it is no UTF-8. */
static gssize
measure_whole (const char *raw)
{
  const char *end;

  if (g_utf8_validate (raw, -1, &end))
    return (gssize) strlen (raw);
  if (strlen (end) < 4 && g_utf8_get_char_validated (end, -1) == (gunichar) -2)
    return end - raw;
  return -1;
}

static char *
get_sibling (const LtVector *vector, const char *ending)
{
  const char *dot = strrchr (vector->path, '.');

  return g_strdup_printf ("%.*s%s",
                          dot == NULL ? (int) strlen (vector->path) : (int) (dot - vector->path),
                          vector->path, ending);
}

/* Reads the first bytes of a file beside the shapefile, in small letters or large. */
static gsize
read_sibling (const LtVector *vector, const char *small, const char *large, char *bytes, gsize size)
{
  g_autofree char *first = get_sibling (vector, small);
  g_autofree char *second = get_sibling (vector, large);
  VSILFILE *file = VSIFOpenL (first, "rb");
  gsize n;

  if (file == NULL)
    file = VSIFOpenL (second, "rb");
  if (file == NULL)
    return 0;
  n = VSIFReadL (bytes, 1, size, file);
  VSIFCloseL (file);
  return n;
}

static void
set_encoding (LtVectorText *self, const char *iconv, const char *name)
{
  self->iconv = g_strdup (iconv);
  self->encoding = name;
}

static gboolean
follow_cpg (LtVectorText *self, const LtVector *vector)
{
  char told[32] = { 0 };

  if (read_sibling (vector, ".cpg", ".CPG", told, sizeof told - 1) == 0)
    return FALSE;
  g_strstrip (told);
  if (g_ascii_strcasecmp (told, "UTF-8") == 0 || g_ascii_strcasecmp (told, "UTF8") == 0
      || g_str_equal (told, "65001"))
    {
      self->encoding = "utf-8";
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (told, names[i].told) == 0)
      set_encoding (self, names[i].iconv, names[i].name);
  return self->encoding != NULL;
}

static gboolean
follow_page (LtVectorText *self, const LtVector *vector)
{
  char head[LDID_AT + 1];

  if (read_sibling (vector, ".dbf", ".DBF", head, sizeof head) < sizeof head)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if ((guint8) head[LDID_AT] == pages[i].id)
      set_encoding (self, pages[i].iconv, pages[i].name);
  return self->encoding != NULL;
}

static gboolean
is_utf8_feature (OGRFeatureH feature, int n_fields)
{
  for (int i = 0; i < n_fields; i++)
    if (OGR_F_IsFieldSetAndNotNull (feature, i)
        && OGR_Fld_GetType (OGR_F_GetFieldDefnRef (feature, i)) == OFTString
        && measure_whole (OGR_F_GetFieldAsString (feature, i)) < 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_utf8_layer (OGRLayerH layer)
{
  static const char *const ignored[] = { "OGR_GEOMETRY", NULL };
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn (layer);
  int n_fields = OGR_FD_GetFieldCount (definition);
  gboolean good = TRUE;
  OGRFeatureH feature;

  for (int i = 0; i < n_fields && good; i++)
    good = measure_whole (OGR_Fld_GetNameRef (OGR_FD_GetFieldDefn (definition, i))) >= 0;
  OGR_L_SetIgnoredFields (layer, (const char **) ignored);
  OGR_L_ResetReading (layer);
  while (good && (feature = OGR_L_GetNextFeature (layer)) != NULL)
    {
      good = is_utf8_feature (feature, n_fields);
      OGR_F_Destroy (feature);
    }
  OGR_L_SetIgnoredFields (layer, NULL);
  OGR_L_ResetReading (layer);
  return good;
}

/**
 * lt_vector_text_init:
 * @self: (out caller-allocates): how texts are read
 * @vector: the file
 * @layer: its layer
 * @wanted: "auto", "utf-8" or "gb18030"
 *
 * Only a DBF does not say for certain what it is in: what the user says decides,
 * then a .cpg file, then the DBF's own mark, then whether all of it is UTF-8;
 * GB18030 at last.
 */
gboolean
lt_vector_text_init (LtVectorText *self,
                     const LtVector *vector,
                     OGRLayerH layer,
                     const char *wanted,
                     GError **error)
{
  guint n = (guint) OGR_FD_GetFieldCount (OGR_L_GetLayerDefn (layer));

  *self = (LtVectorText){ .cut = g_array_sized_new (FALSE, TRUE, sizeof (guint), n),
                          .first_cut = g_array_sized_new (FALSE, TRUE, sizeof (guint64), n) };
  self->plain_times = g_str_equal (vector->format, "filegdb");
  g_array_set_size (self->cut, n);
  g_array_set_size (self->first_cut, n);
  if (!g_str_equal (vector->format, "shapefile") || g_str_equal (wanted, "utf-8"))
    self->encoding = "utf-8";
  else if (g_str_equal (wanted, "gb18030"))
    set_encoding (self, "GB18030", "gb18030");
  else if (!follow_cpg (self, vector) && !follow_page (self, vector))
    {
      if (is_utf8_layer (layer))
        self->encoding = "utf-8";
      else
        set_encoding (self, "GB18030", "gb18030");
    }
  return TRUE;
}

void
lt_vector_text_clear (LtVectorText *self)
{
  g_clear_pointer (&self->iconv, g_free);
  g_clear_pointer (&self->cut, g_array_unref);
  g_clear_pointer (&self->first_cut, g_array_unref);
}

static void
note_cut (LtVectorText *self, guint field, guint64 feature)
{
  if (field >= self->cut->len)
    return;
  if (g_array_index (self->cut, guint, field)++ == 0)
    g_array_index (self->first_cut, guint64, field) = feature;
}

static gboolean
is_cut_foreign (const char *raw, gsize read)
{
  return strlen (raw) - read < 4;
}

/**
 * lt_vector_text_read:
 * @self: how texts are read
 * @raw: a text as it stands in the file
 * @field: in which field
 * @feature: of which feature
 *
 * A character of which only a part is there at the end is left out, and noted.
 *
 * Returns: (transfer full) (nullable): it in UTF-8; %NULL where it is none
 */
char *
lt_vector_text_read (LtVectorText *self, const char *raw, guint field, guint64 feature)
{
  gssize whole;
  gsize read = 0;
  char *text;

  if (self->iconv == NULL)
    {
      whole = measure_whole (raw);
      if (whole >= 0 && raw[whole] != '\0')
        note_cut (self, field, feature);
      return whole < 0 ? NULL : g_strndup (raw, (gsize) whole);
    }
  text = g_convert (raw, -1, "UTF-8", self->iconv, &read, NULL, NULL);
  if (text != NULL || !is_cut_foreign (raw, read))
    return text;
  note_cut (self, field, feature);
  return g_convert (raw, (gssize) read, "UTF-8", self->iconv, NULL, NULL, NULL);
}
