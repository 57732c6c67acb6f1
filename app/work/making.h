/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"
#include "work/workbench.h"

G_BEGIN_DECLS

/**
 * LtMaking:
 * @path: where the county file shall be
 * @bench: where it is built
 * @file: the county file in that folder
 * @error: (nullable): of whoever makes it; at the end it names @path, not @file
 *
 * A county file in the making. It comes to its place when it is whole: who is
 * interrupted has none, and may begin again.
 */
typedef struct
{
  char *path;
  LtWorkbench bench;
  char *file;
  GError **error;
} LtMaking;

gboolean lt_making_check_place (const char *path, GError **error);
gboolean lt_making_begin (LtMaking *self, const char *path, GError **error);
LtSession *lt_making_end (LtMaking *self, LtSession *session, gint64 now, GError **error);
void lt_making_clear (LtMaking *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtMaking, lt_making_clear)

G_END_DECLS
