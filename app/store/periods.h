/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtPeriod:
 * @record: id of a place
 * @from: (nullable): first day that it is in force, "2026-11-20"
 * @to: (nullable): last day
 * @version: (nullable): of its outline
 *
 * When an outline is in force; the texts are the store's during the call.
 */
typedef struct
{
  LtId record;
  const char *from;
  const char *to;
  const char *version;
} LtPeriod;

typedef void (*LtPeriodFunc) (const LtPeriod *period, gpointer user_data);

gboolean lt_store_each_period (LtStore *self,
                               const LtKind *kind,
                               LtPeriodFunc func,
                               gpointer user_data,
                               GError **error);

G_END_DECLS
