/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtManifest:
 * @time: when the backup was made, milliseconds since 1970 (UTC)
 * @operations: how many operations its log has
 * @code: check code of its records
 * @problems: what the full check found wrong in it
 *
 * What a backup says of itself. A backup is a tar file of the county file as it
 * was at one moment, the sealed keys of this device and a manifest with their
 * digests; any tar opens it.
 */
typedef struct
{
  gint64 time;
  guint64 operations;
  char code[10];
  guint problems;
} LtManifest;

typedef enum
{
  LT_BACKUP_NONE = 0,
  LT_BACKUP_WITHOUT_KEYS = 1 << 0, /* for others' hands */
} LtBackupFlags;

gboolean lt_work_backup (LtSession *session,
                         const char *path,
                         LtBackupFlags flags,
                         LtManifest *manifest,
                         GError **error);
LtSession *lt_work_restore (const char *backup_path,
                            const char *path,
                            gint64 now,
                            LtManifest *manifest,
                            GError **error);

G_END_DECLS
