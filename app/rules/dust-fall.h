/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"

G_BEGIN_DECLS

/**
 * LtDustWeights:
 * @dust: crucible, dust and residue of the ethylene glycol (m₁), g
 * @crucible: the empty crucible (m₀), g
 * @blank: residue of as much ethylene glycol of the same batch (m₂), g
 * @mouth: area of the cylinder's mouth (S), cm²
 * @days: days sampled (n), to 0.1 d
 *
 * What the laboratory weighs of one sample.
 */
typedef struct
{
  LtRatio dust;
  LtRatio crucible;
  LtRatio blank;
  LtRatio mouth;
  LtRatio days;
} LtDustWeights;

LtRatio lt_dust_fall_from_weights (const LtDustWeights *weights);
LtRatio lt_dust_mouth_from_diameter (LtRatio diameter);
char *lt_dust_fall_month (gint64 from, gint64 to);
LtRatio lt_dust_fall_days (gint64 from, gint64 to);

G_END_DECLS
