/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/long-work.h"

G_BEGIN_DECLS

/**
 * LtExportWhat:
 * @LT_EXPORT_RECORDS: records of a kind
 * @LT_EXPORT_READINGS: measured values
 * @LT_EXPORT_EVERYTHING: the whole log and all originals
 * @LT_EXPORT_BACKUP: a backup, tried by restoring it aside
 */
typedef enum
{
  LT_EXPORT_RECORDS,
  LT_EXPORT_READINGS,
  LT_EXPORT_EVERYTHING,
  LT_EXPORT_BACKUP,
} LtExportWhat;

/**
 * LtExportWish:
 * @what: what leaves the county file
 * @path: where it shall stand; a folder for everything
 * @kind: (nullable): of records
 * @words: (nullable): that the records contain
 * @filters: (nullable) (element-type LtFilter): conditions that hold
 * @keys: (nullable) (element-type gint64): local numbers of the only ones
 * @columns: fields that are written, a bit for each place in the field table; 0 for all
 * @sort: (nullable): in which order
 * @from: first time of readings
 * @to: last time of readings
 * @datum: (nullable): what the coordinates shall be in
 * @plain: whether headings and choices are the names that programs use
 * @masked: whether personal data are masked whoever asks
 * @replace: whether a file that is there may be replaced
 * @passphrase: (nullable): for everything; wiped at the end
 *
 * What somebody wants to have in a file.
 */
typedef struct
{
  LtExportWhat what;
  char *path;
  const LtKind *kind;
  char *words;
  GPtrArray *filters;
  GArray *keys;
  guint64 columns;
  char *sort;
  gint64 from;
  gint64 to;
  char *datum;
  gboolean plain;
  gboolean masked;
  gboolean replace;
  char *passphrase;
} LtExportWish;

/**
 * LtExportOutcome:
 * @path: what was written
 * @words: what is in it, in the screen's language
 */
typedef struct
{
  char *path;
  char *words;
} LtExportOutcome;

LtExportWish *lt_export_wish_new (LtExportWhat what, const char *path);
void lt_export_wish_free (LtExportWish *self);
LtLongWork *lt_export_job_start (LtSession *session, LtExportWish *wish, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtExportWish, lt_export_wish_free)

G_END_DECLS
