/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtWorkbench:
 * @folder: a hidden folder beside the place that something is made for
 * @lock: keeps others from taking it for abandoned
 *
 * Where something is made that is moved into its place when it is whole. It is
 * gone with all that is in it at the end; what a crash has left of one is
 * removed by the next.
 */
typedef struct
{
  char *folder;
  int lock;
} LtWorkbench;

gboolean lt_workbench_set_up (LtWorkbench *self, const char *beside, const char *purpose);
void lt_workbench_remove_abandoned (const char *beside, const char *purpose);
void lt_workbench_clear (LtWorkbench *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtWorkbench, lt_workbench_clear)

G_END_DECLS
