/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtImportSeen:
 *
 * In which line of a file something stood first, twelve bytes a line.
 */
typedef struct _LtImportSeen LtImportSeen;

/* More different rows than this are not told apart: some 50 MiB. */
#define LT_IMPORT_SEEN_MOST 3000000

LtImportSeen *lt_import_seen_new (void);
void lt_import_seen_free (LtImportSeen *self);
guint lt_import_seen_add (LtImportSeen *self, gconstpointer bytes, gsize size, guint line);
guint lt_import_seen_count (const LtImportSeen *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImportSeen, lt_import_seen_free)

G_END_DECLS
