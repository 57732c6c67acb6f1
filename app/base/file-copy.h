/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/digest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files of any size, read in pieces: memory does not grow with them. */

/**
 * LtCopyFunc:
 * @done: how many bytes were written and, once more, read back
 * @all: of how many
 */
typedef void (*LtCopyFunc) (guint64 done, guint64 all, gpointer user_data);

/**
 * LtCopyWatch:
 * @on_progress: (nullable): told now and then, in the thread that copies
 * @user_data: for @on_progress
 * @cancellable: (nullable): to break off; nothing of the copy is left then
 */
typedef struct
{
  LtCopyFunc on_progress;
  gpointer user_data;
  GCancellable *cancellable;
} LtCopyWatch;

int lt_file_open_plain (const char *path, guint64 *size, GError **error);
gboolean lt_file_check_plain (const char *path, GError **error);
gboolean lt_file_digest (const char *path,
                         const LtCopyWatch *watch,
                         LtDigest *digest,
                         guint64 *size,
                         GError **error);
gboolean lt_file_copy (const char *from,
                       const char *to,
                       guint64 most,
                       const LtCopyWatch *watch,
                       LtDigest *digest,
                       guint64 *size,
                       GError **error);
void lt_file_remove_tree (const char *path);

G_END_DECLS
