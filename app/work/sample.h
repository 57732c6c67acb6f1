/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "model/record.h"

G_BEGIN_DECLS

/* The sample county: what data/sample/ describes, as records not yet kept. */

/**
 * LtSampleFunc:
 * @record: (transfer none): a record with its id; copy it to keep it
 * @user_data: as given
 * @error: return location
 *
 * Returns: whether to go on
 */
typedef gboolean (*LtSampleFunc) (LtRecord *record, gpointer user_data, GError **error);

LtRecord *lt_sample_bureau (gint64 now_ms, LtRandom *random, GError **error);
GPtrArray *lt_sample_officers (gint64 now_ms, LtRandom *random, GError **error);
gboolean lt_sample_each (const char *month_end,
                         gint64 now_ms,
                         LtRandom *random,
                         LtSampleFunc func,
                         gpointer user_data,
                         GError **error);

G_END_DECLS
