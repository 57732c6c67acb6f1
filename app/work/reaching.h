/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/* Where the records of a list must be, as people say it. */

gboolean lt_work_reach_near (LtReach *reach,
                             const char *place,
                             const char *metres,
                             const char *datum,
                             GError **error);
gboolean
lt_work_reach_polygon (LtSession *session, LtShape **polygon, const char *place, GError **error);
double lt_work_reach_measure (LtSession *session, const LtReach *reach, const LtRecord *record);

G_END_DECLS
