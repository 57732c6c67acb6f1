/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/beside.h"

#include "base/error.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* How every SQLite file begins: <https://www.sqlite.org/fileformat2.html>, 1.3. */
#define MAGIC "SQLite format 3"

/* Of what belongs to a county file, and is brought back by nothing. */
static const char *const endings[] = { ".keys",    ".drafts", "-wal",     "-shm",
                                       "-journal", "-import", "-records", NULL };

static gboolean
is_database (const char *path)
{
  char start[sizeof MAGIC] = "";
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean found = file >= 0 && read (file, start, sizeof start) == (ssize_t) sizeof start
                   && memcmp (start, MAGIC, sizeof start) == 0;

  if (file >= 0)
    close (file);
  return found;
}

/* NAME.files beside NAME.gpkg, or anything in it. */
static gboolean
is_among_originals (const char *absolute)
{
  g_autofree char *place = g_strdup (absolute);

  while (strlen (place) > 1)
    {
      char *parent;

      if (g_str_has_suffix (place, ".files"))
        {
          g_autofree char *county =
              g_strdup_printf ("%.*s.gpkg", (int) (strlen (place) - strlen (".files")), place);

          if (g_file_test (county, G_FILE_TEST_EXISTS))
            return TRUE;
        }
      parent = g_path_get_dirname (place);
      g_free (place);
      place = parent;
    }
  return FALSE;
}

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

/**
 * lt_path_check_replaced:
 * @target: where somebody wants to have a file written, there or not
 * @error: return location; %LT_ERROR_REFUSED
 *
 * A county file, and what lies beside one, is replaced by nothing else, whatever
 * somebody typed: nothing would bring it back.
 *
 * Returns: whether @target may be written
 */
gboolean
lt_path_check_replaced (const char *target, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (target, NULL);
  gboolean taken = is_among_originals (absolute);

  for (int i = 0; endings[i] != NULL; i++)
    taken |= g_str_has_suffix (absolute, endings[i]);
  if (g_file_test (absolute, G_FILE_TEST_EXISTS))
    taken |= g_str_has_suffix (absolute, ".gpkg") || is_database (absolute);
  return !taken
         || lt_error_refuse (error,
                             _ ("File %s: what is, or might be, a county file, or belongs to one "
                                "(its keys, drafts or originals), is not replaced. Nothing was "
                                "changed. Choose another name."),
                             target);
}
