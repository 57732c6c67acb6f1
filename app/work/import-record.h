/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/importing.h"

G_BEGIN_DECLS

/**
 * LtFileStamp:
 *
 * By which it is told that a file is still what it was.
 */
typedef struct
{
  guint64 device;
  guint64 inode;
  gint64 size;
  gint64 seconds;
  gint64 nanoseconds;
} LtFileStamp;

void lt_file_stamp_take (LtFileStamp *self, const char *path);
gboolean lt_file_stamp_is_of (const LtFileStamp *self, const char *path);
gboolean lt_file_stamp_check (const LtFileStamp *self, const char *path, GError **error);

LtRecord *lt_import_record_new (LtSession *session,
                                const LtKind *kind,
                                const char *path,
                                const LtImportTally *tally,
                                const LtImportReport *report);

G_END_DECLS
