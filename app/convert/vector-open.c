/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/vector-private.h"

#include "base/error.h"
#include "convert/archive.h"
#include "convert/kml-root.h"
#include "convert/limits.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MEMORY      "/vsimem/input.gdb" /* a file geodatabase is told by its ending */
#define MAX_DRIVERS 3
#define LOOK        4096 /* bytes in which the outermost element stands */

/* GDAL has these in C++ headers only. */
void RegisterOGRDXF (void);
void RegisterOGRGPX (void);
void RegisterOGRGeoPackage (void);
void RegisterOGRKML (void);
void RegisterOGRLIBKML (void);
void RegisterOGRODS (void);
void RegisterOGROpenFileGDB (void);
void RegisterOGRShape (void);
void RegisterOGRXLS (void);

/* No other drivers are ever in this program: none that reads a network, another
 * file that a file names, or a language. */
static const struct
{
  const char *format;
  void (*start[MAX_DRIVERS]) (void);
  const char *drivers[MAX_DRIVERS];
  const char *options[MAX_DRIVERS];
  const char *label;
} openings[] = {
  { "gpkg", { RegisterOGRGeoPackage }, { "GPKG" }, { "IMMUTABLE=YES" }, "GeoPackage" },
  { "shapefile", { RegisterOGRShape }, { "ESRI Shapefile" }, { "ENCODING=" }, "Shapefile" },
  { "kml", { RegisterOGRLIBKML, RegisterOGRKML }, { "LIBKML", "KML" }, { NULL }, "KML" },
  { "gpx", { RegisterOGRGPX }, { "GPX" }, { NULL }, "GPX" },
  { "filegdb", { RegisterOGROpenFileGDB }, { "OpenFileGDB" }, { NULL }, "FileGDB" },
  { "dxf", { RegisterOGRDXF }, { "DXF" }, { NULL }, "DXF" },
  { "xls", { RegisterOGRXLS }, { "XLS" }, { NULL }, "XLS" },
  { "ods", { RegisterOGRODS }, { "ODS" }, { NULL }, "ODS" },
};

static char gdal_message[300];

static void CPL_STDCALL
on_gdal_message (CPLErr level, CPLErrorNum number, const char *message)
{
  if (level >= CE_Failure && *gdal_message == '\0')
    g_strlcpy (gdal_message, message, sizeof gdal_message);
}

/*
 * lt_vector_start_gdal:
 *
 * Neither the environment nor files of the user or the system say how a file is
 * read or written.
 */
void
lt_vector_start_gdal (void)
{
  static const char *const prefixes[] = { "GDAL_", "OGR_",    "CPL_", "SHAPE_",
                                          "DXF_",  "LIBKML_", "GPX_" };
  g_auto (GStrv) names = g_listenv ();

  for (int i = 0; names[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (prefixes); j++)
      if (g_str_has_prefix (names[i], prefixes[j]) && !g_str_equal (names[i], "GDAL_DATA"))
        g_unsetenv (names[i]);
  g_setenv ("GDAL_CONFIG_FILE", "/dev/null", TRUE);
  g_setenv ("GDAL_DRIVER_PATH", "disable", TRUE);
  CPLSetConfigOption ("OGR_ODS_HEADERS", "DISABLE");
  CPLSetConfigOption ("OGR_XLS_HEADERS", "DISABLE");
  CPLSetConfigOption ("OGR_ODS_FIELD_TYPES", "STRING");
  CPLSetConfigOption ("OGR_XLS_FIELD_TYPES", "STRING");
  CPLSetErrorHandler (on_gdal_message);
}

static gsize
find_opening (const char *format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    if (g_str_equal (openings[i].format, format))
      return i;
  g_assert_not_reached ();
}

/* Another program that writes into a GeoPackage leaves its changes beside it
 * for a while, where a reader that may not write does not see them. */
static gboolean
check_log (LtSource *source, GError **error)
{
  g_autofree char *path = g_strconcat (lt_source_path (source), "-wal", NULL);
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size == 0)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s is being changed by another program (there is a file %s-wal beside it). "
                  "Close it there, then read it again."),
               lt_source_name (source), lt_source_name (source));
  return FALSE;
}

static gboolean
hold (LtVector *self, LtSource *from, const char *name, guint64 *left, GError **error)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *path = g_build_filename (MEMORY, base, NULL);
  GBytes *bytes = lt_source_load (from, *left, error);
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  if (g_str_equal (self->format, "kml"))
    bytes = lt_kml_complete (bytes);
  data = g_bytes_get_data (bytes, &size);
  *left -= MIN (size, *left);
  g_ptr_array_add (self->held, bytes);
  return VSIFCloseL (VSIFileFromMemBuffer (path, (GByte *) data, size, FALSE)) == 0;
}

static char *
get_stem (const char *name)
{
  const char *slash = strrchr (name, '/');
  const char *dot = strrchr (name, '.');

  return dot == NULL || (slash != NULL && dot < slash) ? g_strdup (name)
                                                       : g_strndup (name, (gsize) (dot - name));
}

/* What belongs to a member of an archive: the other files of a shapefile, all
 * of a file geodatabase. */
static gboolean
belongs_to (const char *name, const char *member, gboolean folder)
{
  g_autofree char *stem = get_stem (name);
  g_autofree char *wanted = get_stem (member);

  if (folder)
    return g_str_has_prefix (name, member) && name[strlen (member)] == '/';
  return g_ascii_strcasecmp (stem, wanted) == 0;
}

static gboolean
hold_members (LtVector *self, const char *member, gboolean folder, GError **error)
{
  g_autoptr (LtSource) archive = lt_source_open (lt_source_path (self->source), error);
  g_autoptr (GPtrArray) members = archive == NULL ? NULL : lt_archive_list (archive, error);
  guint64 left = LT_MAX_HELD;

  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const LtArchiveMember *other = g_ptr_array_index (members, i);
      g_autoptr (LtSource) from = NULL;

      if (!belongs_to (other->name, member, folder))
        continue;
      from = lt_source_open_member (archive, other->name, error);
      if (from == NULL || !hold (self, from, other->name, &left, error))
        return FALSE;
    }
  return members != NULL;
}

/* GDAL is given it with what it lacks. */
static gboolean
lacks_root (LtVector *self)
{
  char bytes[LOOK];

  return g_str_equal (self->format, "kml")
         && lt_kml_lacks_root (bytes, lt_source_peek (self->source, bytes, sizeof bytes, NULL));
}

/* Decides where GDAL reads: from the file itself, or from memory where the file
 * is packed, since nothing may be written to unpack it. */
static gboolean
find_path (LtVector *self, GError **error)
{
  const char *member = lt_source_member (self->source);
  g_autofree char *base =
      g_path_get_basename (member != NULL ? member : lt_source_path (self->source));
  guint64 left = LT_MAX_HELD;
  gboolean folder = lt_source_is_folder (self->source);

  self->in_memory = member != NULL || lt_source_is_packed (self->source) || lacks_root (self);
  if (!self->in_memory)
    {
      self->path = g_strdup (lt_source_path (self->source));
      return TRUE;
    }
  VSIMkdir (MEMORY, 0700);
  if (g_str_has_suffix (base, ".gz"))
    base[strlen (base) - 3] = '\0';
  self->path = folder ? g_strdup (MEMORY) : g_build_filename (MEMORY, base, NULL);
  return member != NULL ? hold_members (self, member, folder, error)
                        : hold (self, self->source, base, &left, error);
}

const char *
lt_vector_message (void)
{
  return gdal_message;
}

/* What GDAL said of the file, behind what this is about. */
gboolean
lt_vector_fail (LtVector *self, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (gdal_message, -1);

  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s is not a good %s file: %s"),
               lt_source_name (self->source), openings[find_opening (self->format)].label,
               *valid == '\0' ? "?" : valid);
  return FALSE;
}

/**
 * lt_vector_open:
 * @self: (out caller-allocates): what was opened; to be closed on failure too
 * @source: the file
 * @format: one of those GDAL reads here
 * @error: return location
 */
gboolean
lt_vector_open (LtVector *self, LtSource *source, const char *format, GError **error)
{
  gsize opening = find_opening (format);
  const char *options[MAX_DRIVERS + 1] = { NULL };

  *self = (LtVector){ .source = source, .format = openings[opening].format };
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  lt_vector_start_gdal ();
  if ((g_str_equal (format, "gpkg") && !check_log (source, error)) || !find_path (self, error))
    return FALSE;
  memcpy (options, openings[opening].options, sizeof openings[opening].options);
  for (guint i = 0; i < MAX_DRIVERS && self->dataset == NULL; i++)
    {
      const char *const drivers[] = { openings[opening].drivers[i], NULL };

      if (drivers[0] == NULL)
        break;
      openings[opening].start[i]();
      self->dataset =
          GDALOpenEx (self->path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, NULL);
      if (self->dataset != NULL && i > 0) /* what the driver before it said is no matter */
        *gdal_message = '\0';
    }
  if (self->dataset == NULL && *gdal_message == '\0' && g_str_equal (format, "gpkg"))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s has no tables and no layers; it may be a base map of tiles."),
                   lt_source_name (source));
      return FALSE;
    }
  if (self->dataset == NULL || *gdal_message != '\0')
    return lt_vector_fail (self, error);
  return TRUE;
}

void
lt_vector_close (LtVector *self)
{
  if (self->dataset != NULL)
    GDALClose (self->dataset);
  if (self->in_memory)
    VSIRmdirRecursive (MEMORY);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
}
