/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/digest.h"
#include "base/table-stream.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtExportFormat:
 * @name: as lantian-convert knows it
 * @endings: of file names, ended by %NULL; the first is the usual one
 * @label: what people call it; translate with gettext
 * @is_map: whether it is for places, whose shapes stand beside the cells
 *
 * A format that can be written.
 */
typedef struct
{
  const char *name;
  const char *endings[3];
  const char *label;
  gboolean is_map;
} LtExportFormat;

/**
 * LtExportResult:
 * @rows: how many were written
 * @bytes: of the file
 * @digest: of the file
 */
typedef struct
{
  guint64 rows;
  guint64 bytes;
  LtDigest digest;
} LtExportResult;

/**
 * LtExport:
 *
 * A foreign file that is being written by lantian-convert, in a hidden folder
 * beside its place. It stands in its place when it is whole, and not before.
 */
typedef struct _LtExport LtExport;

const LtExportFormat *lt_export_formats (guint *n);
const LtExportFormat *lt_export_format_of (const char *path, GError **error);

LtExport *lt_export_open (const char *path,
                          const LtTableHeader *header,
                          gboolean replace,
                          GCancellable *cancellable,
                          GError **error);
gboolean lt_export_add (LtExport *self,
                        const char *const *cells,
                        gconstpointer wkb,
                        gsize wkb_size,
                        GError **error);
gboolean lt_export_finish (LtExport *self, LtExportResult *result, GError **error);
void lt_export_free (LtExport *self);
void lt_export_set_patience (LtExport *self, guint ms);
void lt_export_set_watch (LtExport *self, void (*watch) (gpointer), gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtExport, lt_export_free)

G_END_DECLS
