/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define LT_BACKUP_MANIFEST "manifest.json"
#define LT_BACKUP_COUNTY   "county.gpkg"
#define LT_BACKUP_KEYS     "county.keys"
#define LT_BACKUP_DRAFTS   "county.drafts"
#define LT_BACKUP_FILES    "county.files/"

/**
 * LtManifest:
 * @time: when the backup was made, milliseconds since 1970 (UTC)
 * @operations: how many operations its log has
 * @code: check code of its records
 * @problems: what the full check found wrong in it
 * @drafts: whether the officers' drafts are in it
 * @originals: (nullable): how it stands with the originals of attachments: what
 *   is not in it is named
 *
 * What a backup says of itself. A backup is a tar file of the county file as it
 * was at one moment, the sealed keys and the drafts of this device, the
 * originals of attachments, and a manifest with their digests; any tar opens it.
 */
typedef struct
{
  gint64 time;
  guint64 operations;
  char code[10];
  guint problems;
  gboolean drafts;
  JsonObject *originals;
} LtManifest;

void lt_manifest_clear (LtManifest *self);
gboolean lt_manifest_is_wanting (const LtManifest *self);
gboolean
lt_manifest_write (const LtManifest *self, const char *path, GHashTable *digests, GError **error);
gboolean lt_manifest_read (LtManifest *self,
                           const char *path,
                           const char *backup,
                           GHashTable *digests,
                           GError **error);
gboolean lt_manifest_refuse (const char *backup, const char *what, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtManifest, lt_manifest_clear)

G_END_DECLS
