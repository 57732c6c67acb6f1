/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#include <gio/gio.h>

G_DEFINE_QUARK (lt - error, lt_error)

/**
 * lt_error_exit_status:
 * @error: (nullable): what went wrong
 *
 * Returns: the exit status that stands for @error; 0 without one. File errors
 *   of GLib count as bad input, a full, faulty, busy or missing device as
 *   unavailable.
 */
int
lt_error_exit_status (const GError *error)
{
  if (error == NULL)
    return 0;
  if (error->domain == LT_ERROR)
    return error->code;
  if (error->domain == G_OPTION_ERROR)
    return LT_ERROR_USAGE;
  if (error->domain == G_IO_ERROR
      && (error->code == G_IO_ERROR_BUSY || error->code == G_IO_ERROR_NO_SPACE))
    return LT_ERROR_UNAVAILABLE;
  if (error->domain == G_FILE_ERROR
      && (error->code == G_FILE_ERROR_NOSPC || error->code == G_FILE_ERROR_IO
          || error->code == G_FILE_ERROR_ROFS || error->code == G_FILE_ERROR_NXIO
          || error->code == G_FILE_ERROR_NODEV))
    return LT_ERROR_UNAVAILABLE;
  if (error->domain == G_IO_ERROR || error->domain == G_FILE_ERROR)
    return LT_ERROR_BAD_INPUT;
  return LT_ERROR_BUG;
}

/**
 * lt_error_refuse:
 * @error: return location
 * @format: what a rule, guard or right refuses, and what to do next
 * @...: what stands in it
 *
 * Returns: %FALSE, with %LT_ERROR_REFUSED
 */
gboolean
lt_error_refuse (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED, text);
  return FALSE;
}
