/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/manifest.h"
#include "work/session.h"

G_BEGIN_DECLS

typedef enum
{
  LT_BACKUP_NONE = 0,
  LT_BACKUP_WITHOUT_KEYS = 1 << 0, /* for others' hands: no keys, and no drafts */
} LtBackupFlags;

gboolean lt_work_backup (LtSession *session,
                         const char *path,
                         LtBackupFlags flags,
                         LtManifest *manifest,
                         GError **error);
GArray *lt_work_read_backup (const char *path, gint64 *time, GError **error);
LtSession *lt_work_restore (const char *backup_path,
                            const char *path,
                            gint64 now,
                            LtManifest *manifest,
                            GError **error);

G_END_DECLS
