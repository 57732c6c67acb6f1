/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

G_BEGIN_DECLS

/* Made-up cities of squares, one degree wide, side by side between 37° and 38° of latitude, and
 * how they stand to the plans. */

#define SQUARES_KEEPER "--as 14030100"
#define SQUARES_AT     "--at 2021-12-31T20:00 " SQUARES_KEEPER

void squares_begin (Ctl *ctl, const char *file);
void squares_add_area (Ctl *ctl, const char *code, const char *name, const char *kind, int west);
void squares_add_station (Ctl *ctl, const char *code, const char *kind, int west);
void squares_put (GString *table,
                  const char *station,
                  const char *item,
                  int year,
                  guint first,
                  guint n,
                  const char *value);
JsonObject *squares_find_row (Ctl *ctl, const char *rule, const char *area);
void squares_assert_row (Ctl *ctl,
                         const char *rule,
                         const char *area,
                         const char *member,
                         const char *expected);

G_END_DECLS
