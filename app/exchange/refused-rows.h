/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import.h"

G_BEGIN_DECLS

/**
 * LtRefusedRows:
 *
 * The rows of foreign files that an import did not take, by where they stand; they are read
 * once more to be written as a table, each with what is wrong with it, which can be mended and
 * imported instead of the file. The heading of that last column is known to an import again,
 * and passed over. Once they are all added they may be written in any thread.
 *
 * Typical use:
 *
 *   rows = lt_refused_rows_new ();
 *   lt_refused_rows_add (rows, path, NULL, NULL, report->problems);
 *   lt_refused_rows_write (rows, "mend.csv", FALSE, NULL, &error);
 */
typedef struct _LtRefusedRows LtRefusedRows;

LtRefusedRows *lt_refused_rows_new (const LtKind *kind);
void lt_refused_rows_add (LtRefusedRows *self,
                          const char *path,
                          const char *part,
                          const char *encoding,
                          const GPtrArray *problems);
guint lt_refused_rows_count (const LtRefusedRows *self);
gboolean lt_refused_rows_write (const LtRefusedRows *self,
                                const char *to,
                                gboolean replace,
                                GCancellable *cancellable,
                                GError **error);
gboolean lt_refused_rows_check_target (const LtRefusedRows *self, const char *to, GError **error);
gboolean lt_refused_rows_is_reason (const char *column);
LtRefusedRows *lt_refused_rows_ref (LtRefusedRows *self);
void lt_refused_rows_unref (LtRefusedRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRefusedRows, lt_refused_rows_unref)

G_END_DECLS
