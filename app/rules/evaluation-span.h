/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtSpan:
 * @year: of the calendar
 * @first_month: from 1
 * @n_months: from 1 to 12
 *
 * What an evaluation is of: a month "2026-03", a quarter "2026-Q1", half a year "2026-H1",
 * a year "2026", or some months of it "2026-01..10", as notices of the year so far have them.
 */
typedef struct
{
  int year;
  guint first_month;
  guint n_months;
} LtSpan;

gboolean lt_span_parse (const char *text, LtSpan *span);
char *lt_span_format (const LtSpan *self);
char *lt_span_get_first_day (const LtSpan *self);
char *lt_span_get_last_day (const LtSpan *self);

G_END_DECLS
