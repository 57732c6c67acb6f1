/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/change.h"
#include "work/session.h"

G_BEGIN_DECLS

gboolean lt_work_check_references (LtSession *session, const LtRecord *record, GError **error);
gboolean lt_work_check_not_frozen (LtSession *session, const LtId *id, GError **error);
gboolean lt_work_check_new (LtSession *session, const LtRecord *record, GError **error);
gboolean lt_work_check_addable (const LtKind *kind, GError **error);
gboolean lt_work_check_inspection (LtSession *session, const LtRecord *inspection, GError **error);
char *lt_work_find_fault (LtStore *store, const LtRecord *record);
gboolean lt_work_check_record (LtSession *session, const LtRecord *record, GError **error);
gboolean lt_work_add_set (LtSession *session,
                          const LtRecord *seen,
                          const LtRecord *wanted,
                          LtChange *change,
                          GError **error);
gboolean lt_work_check_period (const LtRecord *record, GError **error);

G_END_DECLS
