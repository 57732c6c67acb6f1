/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/evaluation-span.h"

#include <string.h>

#define MONTHS 12

/* One figure from 1 to most, and nothing behind it. */
static gboolean
read_part (const char *text, guint most, guint *part)
{
  *part = g_ascii_isdigit (*text) ? (guint) (*text - '0') : 0;
  return *part >= 1 && *part <= most && text[1] == '\0';
}

/* From a month to a month of the same year: "01..10" */
static gboolean
read_months (const char *text, LtSpan *span)
{
  guint first, last;

  if (strlen (text) != 6 || text[2] != '.' || text[3] != '.' || !g_ascii_isdigit (text[0])
      || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[4]) || !g_ascii_isdigit (text[5]))
    return FALSE;
  first = (guint) g_ascii_strtoull (text, NULL, 10);
  last = (guint) g_ascii_strtoull (text + 4, NULL, 10);
  if (first < 1 || last < first || last > MONTHS)
    return FALSE;
  span->first_month = first;
  span->n_months = last - first + 1;
  return TRUE;
}

/**
 * lt_span_parse:
 * @text: "2026", "2026-H1", "2026-Q1", "2026-03", or "2026-01..10" for some of its months
 * @span: (out): what it names
 *
 * Returns: whether it names anything
 */
gboolean
lt_span_parse (const char *text, LtSpan *span)
{
  guint part;

  for (guint i = 0; i < 4; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  *span = (LtSpan){ (int) g_ascii_strtoll (text, NULL, 10), 1, MONTHS };
  if (span->year < 1950 || span->year > 2199)
    return FALSE;
  if (text[4] == '\0')
    return TRUE;
  if (text[4] == '-' && read_months (text + 5, span))
    return TRUE;
  if (text[4] != '-' || strlen (text) != 7)
    return FALSE;
  if (text[5] == 'H' && read_part (text + 6, 2, &part))
    span->n_months = 6;
  else if (text[5] == 'Q' && read_part (text + 6, 4, &part))
    span->n_months = 3;
  else if (g_ascii_isdigit (text[5]) && g_ascii_isdigit (text[6]))
    {
      part = (guint) g_ascii_strtoull (text + 5, NULL, 10);
      span->n_months = 1;
    }
  else
    return FALSE;
  span->first_month = (part - 1) * span->n_months + 1;
  return part >= 1 && part * span->n_months <= MONTHS;
}

/**
 * lt_span_format:
 * @self: a span
 *
 * Returns: (transfer full): as it is read
 */
char *
lt_span_format (const LtSpan *self)
{
  guint part = (self->first_month - 1) / self->n_months + 1;
  gboolean has_name = MONTHS % self->n_months == 0 && self->n_months != 2 && self->n_months != 4
                      && (self->first_month - 1) % self->n_months == 0;

  if (!has_name)
    return g_strdup_printf ("%04d-%02u..%02u", self->year, self->first_month,
                            self->first_month + self->n_months - 1);
  if (self->n_months == MONTHS)
    return g_strdup_printf ("%04d", self->year);
  if (self->n_months == 1)
    return g_strdup_printf ("%04d-%02u", self->year, part);
  return g_strdup_printf ("%04d-%c%u", self->year, self->n_months == 6 ? 'H' : 'Q', part);
}

/**
 * lt_span_get_first_day:
 * @self: a span
 *
 * Returns: (transfer full): "2026-03-01"
 */
char *
lt_span_get_first_day (const LtSpan *self)
{
  return g_strdup_printf ("%04d-%02u-01", self->year, self->first_month);
}

/**
 * lt_span_get_last_day:
 * @self: a span
 *
 * Returns: (transfer full): "2026-03-31"
 */
char *
lt_span_get_last_day (const LtSpan *self)
{
  guint month = self->first_month + self->n_months - 1;

  return g_strdup_printf ("%04d-%02u-%02u", self->year, month,
                          g_date_get_days_in_month ((GDateMonth) month, (GDateYear) self->year));
}
