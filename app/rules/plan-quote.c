/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a rule's number stands in the words that it quotes, and they in the plan. */

#include "rules/plan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Full-width digits and signs as plain ones, no spaces, and the traditional characters
 * that a limit may have as simplified ones. */
static char *
make_plain (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *plain = g_string_new (NULL);

  for (const char *at = narrow; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (!g_unichar_isspace (sign))
        g_string_append_unichar (plain, sign == 0x570b ? 0x56fd : sign == 0x7d1a ? 0x7ea7 : sign);
    }
  return g_string_free (plain, FALSE);
}

static gboolean
is_of_number (char sign)
{
  return g_ascii_isdigit (sign) || sign == '.';
}

/* As a number of its own: 2 does not stand in "20". */
static gboolean
has_number (const char *quote, const char *limit)
{
  gsize n = strlen (limit);

  for (const char *at = strstr (quote, limit); at != NULL; at = strstr (at + 1, limit))
    {
      gboolean begins = at == quote || (!is_of_number (at[-1]) && at[-1] != '-');

      if (begins && !is_of_number (at[n]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_date (const char *quote, const char *date)
{
  guint64 year = g_ascii_strtoull (date, NULL, 10), month = g_ascii_strtoull (date + 5, NULL, 10),
          day = g_ascii_strtoull (date + 8, NULL, 10);
  g_autofree char *words =
      g_strdup_printf ("%u年%u月%u日", (guint) year, (guint) month, (guint) day);

  return strstr (quote, words) != NULL;
}

/**
 * lt_plan_rule_check_quote:
 * @self: a rule
 * @row: its row, refused where its limit is not in its quote and it does not say how it
 *   comes of it
 */
void
lt_plan_rule_check_quote (const LtPlanRule *self, LtRuleRow *row)
{
  g_autofree char *quote = make_plain (self->quote);
  gboolean stands = FALSE;

  if (*self->derived_how != '\0')
    return;
  if (self->evaluation == LT_RULE_DATE)
    stands = has_date (quote, self->limit);
  else if (self->evaluation == LT_RULE_GRADE)
    stands = strstr (quote, self->limit) != NULL;
  else
    stands = has_number (quote, self->limit);
  if (!stands)
    lt_rule_row_refuse (row,
                        _ ("limit %s does not stand in the quote; say in \"derived_how\" how "
                           "it comes of it"),
                        self->limit);
}

/**
 * lt_plan_rule_check_line:
 * @self: a rule
 * @row: its row, refused where its quote is not in the plan
 * @lines: the lines of the plan's text
 */
void
lt_plan_rule_check_line (const LtPlanRule *self, LtRuleRow *row, char *const *lines)
{
  guint n = g_strv_length ((char **) lines);

  if (self->line > n)
    lt_rule_row_refuse (row, _ ("the plan's text has no line %u; it has %u"), self->line, n);
  else if (strstr (lines[self->line - 1], self->quote) == NULL)
    lt_rule_row_refuse (row, _ ("line %u of the plan does not say: %s"), self->line, self->quote);
}
