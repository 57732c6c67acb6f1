/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the verbs that paint a picture are told alike: its size and its style. */

#include "base/error.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

#define MOST_PIXELS 20000

/**
 * lt_verb_read_size:
 * @call: a call that may have the options `size` and `scale`
 * @width: (inout): pixels of the layout
 * @height: (inout): the same
 * @scale: (inout): pixels of a PNG for each of them
 * @error: return location
 *
 * Returns: whether they can be painted
 */
gboolean
lt_verb_read_size (LtCall *call, int *width, int *height, double *scale, GError **error)
{
  const char *size = lt_call_option (call, "size");
  const char *factor = lt_call_option (call, "scale");
  g_auto (GStrv) parts = size == NULL ? NULL : g_strsplit (size, "x", -1);
  guint64 numbers[2] = { (guint64) *width, (guint64) *height };
  char *end = NULL;

  if (size != NULL
      && (g_strv_length (parts) != 2
          || !g_ascii_string_to_unsigned (parts[0], 10, 16, MOST_PIXELS, &numbers[0], NULL)
          || !g_ascii_string_to_unsigned (parts[1], 10, 16, MOST_PIXELS, &numbers[1], NULL)))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("--size \"%s\" is no size. Write WIDTHxHEIGHT in pixels, such as 1366x768."),
                   size);
      return FALSE;
    }
  *width = (int) numbers[0];
  *height = (int) numbers[1];
  *scale = factor == NULL ? *scale : g_ascii_strtod (factor, &end);
  if (factor == NULL
      || (end != factor && *end == '\0' && *scale >= 0.5 && *scale <= 8
          && *scale * MAX (*width, *height) <= MOST_PIXELS))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("--scale \"%s\" does not do. Give a number from 0.5 to 8 with which the picture "
                  "has no more than %d pixels either way."),
               factor, MOST_PIXELS);
  return FALSE;
}

/**
 * lt_verb_read_style:
 * @call: a call that may have the option `style`
 * @style: (inout): for which screen or paper
 * @error: return location
 *
 * Returns: whether there is such a style
 */
gboolean
lt_verb_read_style (LtCall *call, LtInkStyle *style, GError **error)
{
  static const char *const styles[] = { "light", "dark", "plain" };
  const char *text = lt_call_option (call, "style");

  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_str_equal (text, styles[i]))
      {
        *style = (LtInkStyle) i;
        return TRUE;
      }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("--style \"%s\": there are light, dark, and plain for black-and-white paper."),
               text);
  return FALSE;
}
