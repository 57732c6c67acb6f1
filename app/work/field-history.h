/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtFieldChange:
 * @wall: when, milliseconds since 1970 (UTC)
 * @officer: who, by name
 * @value: what he said, as people read it; empty for nothing
 *
 * What somebody once said of a field.
 */
typedef struct
{
  gint64 wall;
  char *officer;
  char *value;
} LtFieldChange;

GPtrArray *lt_work_list_field_history (LtSession *session,
                                       const LtRecord *record,
                                       guint field,
                                       GError **error);

G_END_DECLS
