/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/evaluation.h"

G_BEGIN_DECLS

/* The second calculation (tests/rules/independent, Python), and what is compared with it. */

#define SECOND_SIX 6

extern const char *const second_six[SECOND_SIX]; /* the pollutants, in its order */

/* Millionths, by the end of the hour from 1 to 24; LT_NO_VALUE for none. */
typedef struct
{
  gint64 hours[SECOND_SIX][LT_HOURS_OF_DAY];
} SecondHours;

char *second_ask (const char *const *words);
char *second_find_real (const char *folder, const char *name);
gboolean second_read_value (const char *text, LtRatio *value);
void second_assert_same (const char *expected, gboolean has_value, LtRatio value);
void second_assert_aqi (GPtrArray *header,
                        GPtrArray *line,
                        const LtAqiScale *scale,
                        const LtAqi *aqi,
                        guint n_values);
GHashTable *second_days_new (void);
SecondHours *second_days_get (GHashTable *days, const guint *when, guint *place);
void second_make_day (const LtStandards *standards,
                      const SecondHours *hours,
                      const char *date,
                      LtAirDay *day);
void second_assert_day (const LtStandards *standards,
                        GPtrArray *said,
                        GPtrArray *line,
                        const LtAirDay *day);
void second_assert_counts (GPtrArray *said, GPtrArray *line, const LtAirDay *day);

G_END_DECLS
