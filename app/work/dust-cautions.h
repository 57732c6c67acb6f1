/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"

G_BEGIN_DECLS

/**
 * LtDustCautions:
 * @least: (nullable): the detection limit, t/(km²·30d), as it is written
 * @days: (nullable): how many days a sample hangs
 * @tolerance: (nullable): how many more or less are usual
 *
 * What a valid sample may be warned of, from data/rules/standards/dust-fall.json.
 */
typedef struct
{
  char *least;
  char *days;
  char *tolerance;
} LtDustCautions;

LtDustCautions *lt_work_dust_cautions (GError **error);
void lt_dust_cautions_free (LtDustCautions *self);
gboolean lt_dust_cautions_is_below (const LtDustCautions *self, LtRatio value);
gboolean lt_dust_cautions_is_unusual (const LtDustCautions *self, LtRatio days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDustCautions, lt_dust_cautions_free)

G_END_DECLS
