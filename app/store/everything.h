/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtEverything:
 * @operations: how many operations were written
 * @groups: how many groups were written
 * @rows: how many measured rows were written
 * @not_whole: how many of the groups lack operations
 * @gaps: (element-type utf8): where the file could not be read
 *
 * What an export of everything found.
 * @originals: (element-type utf8 utf8): digests the attachments of the log name, each with the name
 *   of its file
 */
typedef struct
{
  guint64 operations;
  guint64 groups;
  guint64 rows;
  guint64 not_whole;
  GPtrArray *gaps;
  GHashTable *originals;
} LtEverything;

LtEverything *lt_store_export_everything (const char *path, const char *folder, GError **error);
void lt_everything_free (LtEverything *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtEverything, lt_everything_free)

G_END_DECLS
