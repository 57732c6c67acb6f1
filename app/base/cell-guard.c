/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cell-guard.h"

#include <string.h>

#define GUARD '\''

/* What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"):
 * East Asian ones take the wide signs too. */
static const char *const beginnings[] = { "=",  "+",  "-",  "@",  "\t", "\r",
                                          "\n", "＝", "＋", "－", "＠", NULL };

static gboolean
is_number (const char *text)
{
  const char *at = text + (*text == '-' || *text == '+');
  gsize whole = strspn (at, "0123456789");

  at += whole;
  if (*at == '.')
    {
      gsize part = strspn (at + 1, "0123456789");

      at += 1 + part;
      whole += part;
    }
  if (whole > 0 && (*at == 'e' || *at == 'E'))
    {
      gsize figures;

      at += 1 + (at[1] == '-' || at[1] == '+');
      figures = strspn (at, "0123456789");
      at += figures;
      whole = figures;
    }
  return whole > 0 && *at == '\0';
}

/* Apostrophes that stand before such a beginning count, or the guard could not be
 * told from what it guards. */
static gboolean
is_formula (const char *text)
{
  const char *at = text + strspn (text, "'");

  for (int i = 0; beginnings[i] != NULL; i++)
    if (g_str_has_prefix (at, beginnings[i]))
      return at > text || !is_number (text);
  return FALSE;
}

/**
 * lt_cell_guard:
 * @text: what a cell of a CSV shall hold
 *
 * Returns: (transfer full) (nullable): the same with an apostrophe before it, where
 *   a spreadsheet would compute it; %NULL where it is harmless, as numbers are
 */
char *
lt_cell_guard (const char *text)
{
  return is_formula (text) ? g_strdup_printf ("%c%s", GUARD, text) : NULL;
}

/**
 * lt_cell_unguard:
 * @text: what a cell of a CSV holds
 *
 * Returns: (transfer none): the same without the apostrophe of lt_cell_guard()
 */
const char *
lt_cell_unguard (const char *text)
{
  return *text == GUARD && is_formula (text) ? text + 1 : text;
}
