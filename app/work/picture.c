/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/picture.h"

#include "base/error.h"
#include "store/beside.h"

#include <glib/gi18n-lib.h>

/**
 * lt_work_check_picture:
 * @path: where a picture is to be written
 * @replace: whether a file that is there may be replaced
 * @error: return location
 *
 * Returns: whether its ending says which picture it is, ".png" or ".pdf", and nothing is
 *   lost by writing it
 */
gboolean
lt_work_check_picture (const char *path, gboolean replace, GError **error)
{
  if (!g_str_has_suffix (path, ".png") && !g_str_has_suffix (path, ".pdf"))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("\"%s\": a picture is a PNG or a PDF. Give a name that ends with .png or "
                      ".pdf."),
                   path);
      return FALSE;
    }
  if (!lt_path_check_replaced (path, error))
    return FALSE;
  if (replace || !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it is there already, and was left as it is. Choose another name, or "
                  "replace it with --replace."),
               path);
  return FALSE;
}
