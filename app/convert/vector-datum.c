/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/vector-private.h"

#include "base/error.h"

#include <cpl_conv.h>
#include <glib/gi18n-lib.h>
#include <ogr_srs_api.h>
#include <stdlib.h>

#define SURE 90 /* of a hundred: how sure GDAL must be that a .prj is this system */

/* Systems for whose shift to CGCS2000 there are no public parameters. */
static const struct
{
  int code; /* of the geographic system, EPSG */
  const char *label;
} refused[] = {
  { 4214, N_ ("Beijing 1954") },
  { 4555, N_ ("New Beijing") },
  { 4610, N_ ("Xian 1980") },
};

static int
get_code (OGRSpatialReferenceH system, const char *node)
{
  const char *authority = OSRGetAuthorityName (system, node);
  const char *code = OSRGetAuthorityCode (system, node);

  return g_strcmp0 (authority, "EPSG") == 0 && code != NULL ? atoi (code) : 0;
}

/* A .prj has no codes: what is written out is looked up. */
static OGRSpatialReferenceH
identify (OGRSpatialReferenceH system)
{
  int *sureness = NULL;
  int n = 0;
  OGRSpatialReferenceH *found = OSRFindMatches (system, NULL, &n, &sureness);
  OGRSpatialReferenceH best = n > 0 && sureness[0] >= SURE ? OSRClone (found[0]) : NULL;

  OSRFreeSRSArray (found);
  CPLFree (sureness);
  return best;
}

static char *
name_code (int code)
{
  if (code == 4326 || code == 4979)
    return g_strdup ("wgs84");
  return code == 4490 ? g_strdup ("cgcs2000") : g_strdup_printf ("epsg:%d", code);
}

/**
 * lt_vector_datum:
 * @layer: a layer
 * @name: of the file
 * @datum: (out): what it says its coordinates are in, as for lt_datum_new();
 *   empty where it says nothing or nothing that is known
 * @error: return location
 *
 * Returns: whether coordinates in its system can be used
 */
gboolean
lt_vector_datum (OGRLayerH layer, const char *name, char **datum, GError **error)
{
  OGRSpatialReferenceH told = OGR_L_GetSpatialRef (layer);
  OGRSpatialReferenceH system = NULL;
  int geographic;
  int code;

  *datum = NULL;
  if (told == NULL || (!OSRIsGeographic (told) && !OSRIsProjected (told)))
    {
      *datum = g_strdup ("");
      return TRUE;
    }
  code = get_code (told, NULL);
  if (code == 0)
    system = identify (told);
  if (system != NULL)
    code = get_code (system, NULL);
  geographic = get_code (system != NULL ? system : told, "GEOGCS");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (geographic == refused[i].code)
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s is in %s. How it lies to CGCS2000 is not public; have it converted by "
                      "the surveying office."),
                   name, g_dgettext (GETTEXT_PACKAGE, refused[i].label));
  if (system != NULL)
    OSRRelease (system);
  if (error != NULL && *error != NULL)
    return FALSE;
  *datum = code == 0 ? g_strdup ("") : name_code (code);
  return TRUE;
}
