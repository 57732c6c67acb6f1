/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/reading-import.h"
#include "model/items.h"
#include "store/readings.h"
#include "work/importing.h"

G_BEGIN_DECLS

/* Measured values: taking them in, telling which are shown, deciding between batches. */

LtRecord *lt_work_batch_new (LtSession *session, const LtRecord *corrects);
LtItems *lt_work_items (GError **error);
const LtItems *lt_work_plan_items (LtReadingPlan *plan, GError **error);
LtImportReport *lt_work_import_readings (LtSession *session,
                                         LtRecord *batch,
                                         LtReadingPlan *plan,
                                         const char *path,
                                         LtImportFlags flags,
                                         const LtImportWatch *watch,
                                         GError **error);
gboolean lt_work_choose_batch (LtSession *session,
                               const LtRecord *holds,
                               const LtRecord *yields,
                               GError **error);

G_END_DECLS
