/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/aqi-class.h"
#include "work/air.h"

G_BEGIN_DECLS

/* The code of what is not measured but made of what is: the air quality index. */
#define LT_ITEM_AQI "AQI"

const LtAqiClass *
lt_air_index_find_class (const LtAirIndex *self, const LtStandards *standards, LtInterval interval);
char *lt_air_index_list_primary (const LtAirIndex *self);
char *
lt_air_index_describe (const LtAirIndex *self, const LtStandards *standards, LtInterval interval);
GPtrArray *lt_air_index_explain (const LtAirIndex *self);

G_END_DECLS
