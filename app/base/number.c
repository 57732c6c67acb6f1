/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/number.h"

/**
 * lt_number_put:
 * @out: where it goes
 * @number: a number
 *
 * Writes as few figures as read back to the same number.
 */
void
lt_number_put (GString *out, double number)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (text, sizeof text, formats[i], number);
      if (g_ascii_strtod (text, NULL) == number)
        break;
    }
  g_string_append (out, text);
}
