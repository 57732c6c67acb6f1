/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/sample.h"

/* What the tests of the sample county share: reading it and finding in it. */

#define NOW       G_GINT64_CONSTANT (1793664000000) /* 2026-11-03T00:00 UTC */
#define SEED      140300
#define MONTH_END "2026-10"
#define N_MONTHS  24

gboolean keep_record (LtRecord *record, gpointer user_data, GError **error);
GPtrArray *read_county (const char *month_end, guint64 seed);
GPtrArray *pick_kind (GPtrArray *records, const char *kind);
LtRecord *find_record (GPtrArray *records, const char *kind, const char *code);
LtRecord *find_by_id (GPtrArray *records, const char *id);
