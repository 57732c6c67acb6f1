/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tar files of plain files, by libarchive: what is packed here, any tar unpacks.
 * Everything is passed through in pieces. */

/**
 * LtTarEntry:
 * @name: what it is called in the archive, folders with `/` between
 * @path: where it lies
 */
typedef struct
{
  char *name;
  char *path;
} LtTarEntry;

LtTarEntry *lt_tar_entry_new (const char *name, const char *path);
void lt_tar_entry_free (LtTarEntry *self);

gboolean lt_tar_pack (const char *path, GPtrArray *entries, gint64 now, GError **error);
gboolean lt_tar_unpack (const char *path,
                        const char *folder,
                        const char *only_read,
                        GHashTable *digests,
                        GError **error);

G_END_DECLS
