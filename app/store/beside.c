/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/beside.h"

#include <string.h>

/**
 * lt_path_beside:
 * @county_path: a county file, NAME.gpkg
 * @ending: such as `keys`
 *
 * Returns: (transfer full): NAME.ending in the same folder
 */
char *
lt_path_beside (const char *county_path, const char *ending)
{
  gsize length = strlen (county_path);

  if (g_str_has_suffix (county_path, ".gpkg"))
    length -= strlen (".gpkg");
  return g_strdup_printf ("%.*s.%s", (int) length, county_path, ending);
}
