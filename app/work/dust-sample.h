/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

/* A dust-fall sample (HJ 1221-2021): what the laboratory weighed of it, and what follows. Its
 * value is either what was reported, or follows from the weights; where both are there they must
 * agree. It is kept with six decimals, as computed values are, and published with one. */

void lt_dust_sample_complete (LtRecord *sample);
char *lt_dust_sample_find_fault (const LtRecord *sample);
gboolean lt_dust_sample_check (const LtRecord *sample, GError **error);

G_END_DECLS
