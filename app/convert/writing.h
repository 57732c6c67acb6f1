/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/table-stream.h"

#include <stdio.h>

G_BEGIN_DECLS

/**
 * LtWriting:
 * @reader: gives the rows
 * @header: what the table is
 * @folder: an empty folder, the only one in which anything can be written
 * @path: the file that is to be there at the end
 *
 * A foreign file that is being written.
 */
typedef struct
{
  LtTableReader *reader;
  const LtTableHeader *header;
  const char *folder;
  const char *path;
} LtWriting;

typedef gboolean (*LtWriteRowsFunc) (LtWriting *self, FILE *file, GError **error);

int lt_writing_run (const char *format, const char *folder, const char *name);

/* For the formats. */
const LtTableColumn *lt_writing_column (const LtWriting *self, guint i);
const char *lt_writing_heading (const LtWriting *self, guint i);
char *lt_writing_cell (const LtWriting *self, guint i, const char *cell);
gboolean lt_writing_fail (const LtWriting *self, int problem, GError **error);
gboolean lt_writing_fail_shape (GError **error);
gboolean lt_writing_flush (const LtWriting *self, FILE *file, GString *text, GError **error);
gboolean lt_writing_finish (const LtWriting *self,
                            FILE *file,
                            GString *text,
                            GError *problem,
                            GError **error);
gboolean lt_writing_stream (LtWriting *self, LtWriteRowsFunc func, GError **error);

gboolean lt_write_csv (LtWriting *self, GError **error);
gboolean lt_write_xlsx (LtWriting *self, GError **error);
gboolean lt_write_geojson (LtWriting *self, GError **error);
gboolean lt_write_kml (LtWriting *self, GError **error);
gboolean lt_write_geopackage (LtWriting *self, GError **error);
gboolean lt_write_shapefile (LtWriting *self, GError **error);

G_END_DECLS
