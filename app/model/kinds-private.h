/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kind.h"

G_BEGIN_DECLS

/* For kinds.c and its parts only. */

#define N_DUST_FALL_FIELDS 14
#define N_ZONE_FIELDS      9
#define N_CORRIDOR_FIELDS  8
#define N_TRACK_FIELDS     6
#define N_SITE_FIELDS      11
#define N_FIGURE_FIELDS    6
#define N_OWN_RULE_FIELDS  5
#define N_OVERRIDE_FIELDS  5

extern const LtField lt_dust_fall_fields[N_DUST_FALL_FIELDS];
extern const LtField lt_zone_fields[N_ZONE_FIELDS];
extern const LtField lt_corridor_fields[N_CORRIDOR_FIELDS];
extern const LtField lt_track_fields[N_TRACK_FIELDS];
extern const LtField lt_site_fields[N_SITE_FIELDS];
extern const LtField lt_figure_fields[N_FIGURE_FIELDS];
extern const LtField lt_own_rule_fields[N_OWN_RULE_FIELDS];
extern const LtField lt_override_fields[N_OVERRIDE_FIELDS];

G_END_DECLS
