/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtSource:
 *
 * The bytes of one file, or of one member of an archive, given piece by piece
 * and from the beginning as often as wanted. What is compressed (gzip) comes
 * unpacked. It is never held in memory as a whole.
 */
typedef struct _LtSource LtSource;

LtSource *lt_source_open (const char *path, GError **error);
LtSource *lt_source_open_member (LtSource *archive, const char *member, GError **error);
void lt_source_close (LtSource *self);
const char *lt_source_name (const LtSource *self);
const char *lt_source_path (const LtSource *self);
const char *lt_source_member (const LtSource *self);
gboolean lt_source_is_folder (const LtSource *self);
gboolean lt_source_is_packed (const LtSource *self);
guint64 lt_source_size (const LtSource *self);
gssize lt_source_read (LtSource *self, gpointer bytes, gsize size, GError **error);
gboolean lt_source_rewind (LtSource *self, GError **error);
gsize lt_source_peek (LtSource *self, gpointer bytes, gsize size, GError **error);
GBytes *lt_source_load (LtSource *self, guint64 limit, GError **error);
double lt_source_progress (const LtSource *self);
gboolean lt_source_check_unchanged (LtSource *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtSource, lt_source_close)

G_END_DECLS
