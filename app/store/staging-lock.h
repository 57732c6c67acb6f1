/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtStagingLock:
 *
 * Held by whoever puts rows of batches into a county file: a lock on a small
 * file beside it (`NAME.gpkg-import`), gone with its holder, however that ends.
 * So what lies staged while nobody holds it was cut off. An import of
 * records has one of its own (`NAME.gpkg-records`): two at once would both miss
 * what the other makes.
 */
typedef struct _LtStagingLock LtStagingLock;

LtStagingLock *lt_staging_lock_take (const char *county_path, GError **error);
LtStagingLock *lt_staging_lock_take_records (const char *county_path, GError **error);
gboolean lt_staging_lock_is_taken (const char *county_path);
gboolean lt_staging_lock_is_taken_for_records (const char *county_path);
void lt_staging_lock_drop (LtStagingLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtStagingLock, lt_staging_lock_drop)

G_END_DECLS
