/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/reading.h"
#include "rules/standards.h"

G_BEGIN_DECLS

/* The limits of ambient air over a time in which the standard changes. */

/* Bytes of a date with the NUL at its end, and one that is later than all. */
#define LT_LIMIT_DATE_BYTES 11
#define LT_LIMIT_OPEN_END   "9999-12-31"

/**
 * LtLimitStep:
 * @limit: what holds; owned by the standards
 * @from: its first day, "2026-03-01", no earlier than was asked for
 * @to: its last day, no later than was asked for
 *
 * A limit, and for which days it judges.
 */
typedef struct
{
  const LtLimit *limit;
  char from[LT_LIMIT_DATE_BYTES];
  char to[LT_LIMIT_DATE_BYTES];
} LtLimitStep;

/**
 * LtLimitEdition:
 * @name: what programs call it: "GB3095-2026-transition"
 * @document: the standard
 * @stage: "only", "transition" or "final"
 *
 * Limits that hold together: a standard, or a stage of it.
 */
typedef struct
{
  char *name;
  char *document;
  char *stage;
} LtLimitEdition;

GPtrArray *lt_standards_list_editions (const LtStandards *self);
void lt_limit_edition_free (LtLimitEdition *self);
GArray *lt_standards_list_limit_steps (const LtStandards *self,
                                       const char *item,
                                       LtInterval interval,
                                       guint air_class,
                                       const char *from,
                                       const char *to,
                                       const char *edition);
LtRatio lt_standards_round_for (const LtStandards *self,
                                const LtLimit *limit,
                                LtRatio value,
                                const char *date);
gboolean lt_standards_exceeds (const LtStandards *self,
                               const LtLimit *limit,
                               LtRatio value,
                               const char *date);

G_END_DECLS
