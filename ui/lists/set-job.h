/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/long-work.h"
#include "work/setting-many.h"

G_BEGIN_DECLS

/**
 * LtSetOutcome:
 * @many: what was looked at, or is written
 * @written: whether it is written
 * @group: the group that did
 */
typedef struct
{
  LtMany *many;
  gboolean written;
  LtDigest group;
} LtSetOutcome;

LtLongWork *lt_set_job_look (LtSession *session,
                             const LtKind *kind,
                             const GArray *keys,
                             guint field,
                             const LtValue *value,
                             GError **error);
LtLongWork *lt_set_job_write (LtSession *session, LtMany *many, gboolean leave_out, GError **error);
LtLongWork *lt_set_job_undo (LtSession *session, const LtDigest *group, GError **error);

G_END_DECLS
