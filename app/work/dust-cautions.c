/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/dust-cautions.h"

#include "rules/row.h"
#include "rules/standards.h"
#include "work/standards.h"

/* These rows hold at all times. */
#define ANY_DATE "2021-01-01"

/**
 * lt_work_dust_cautions:
 * @error: return location
 *
 * HJ 1221-2021: below the detection limit a value is reported as less than it. A month's sample
 * hangs 30 ± 2 days (GB/T 15265-94); one that does not is warned of and stays valid.
 *
 * Returns: (transfer full) (nullable): what there is to be warned of
 */
LtDustCautions *
lt_work_dust_cautions (GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtStandards) standards = lt_work_standards (problems, error);
  LtDustCautions *self;

  if (standards == NULL)
    return NULL;
  self = g_new0 (LtDustCautions, 1);
  self->least = g_strdup (lt_standards_get_rule (standards, "detection-limit", ANY_DATE));
  self->days = g_strdup (lt_standards_get_rule (standards, "period-days", ANY_DATE));
  self->tolerance = g_strdup (lt_standards_get_rule (standards, "period-days-tolerance", ANY_DATE));
  return self;
}

void
lt_dust_cautions_free (LtDustCautions *self)
{
  g_free (self->least);
  g_free (self->days);
  g_free (self->tolerance);
  g_free (self);
}

/**
 * lt_dust_cautions_is_below:
 * @self: what is warned of
 * @value: dust fall, t/(km²·30d)
 *
 * Returns: whether it is less than what can be detected
 */
gboolean
lt_dust_cautions_is_below (const LtDustCautions *self, LtRatio value)
{
  LtRatio least;

  return self->least != NULL && lt_ratio_parse (self->least, &least)
         && lt_ratio_compare (value, least) < 0;
}

/**
 * lt_dust_cautions_is_unusual:
 * @self: what is warned of
 * @days: how many days a sample hung
 *
 * Returns: whether that is not the time of a month's sample
 */
gboolean
lt_dust_cautions_is_unusual (const LtDustCautions *self, LtRatio days)
{
  LtRatio usual, tolerance;

  return self->days != NULL && self->tolerance != NULL && lt_ratio_parse (self->days, &usual)
         && lt_ratio_parse (self->tolerance, &tolerance)
         && (lt_ratio_compare (days, lt_ratio_subtract (usual, tolerance)) < 0
             || lt_ratio_compare (days, lt_ratio_add (usual, tolerance)) > 0);
}
