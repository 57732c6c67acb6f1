/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/digest.h"
#include "exchange/export.h"
#include "store/readings.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtExportOptions:
 * @path: where the file shall stand; its ending tells the format
 * @datum: (nullable): what its coordinates shall be in; %NULL for CGCS2000
 * @columns: fields of records that are written, a bit for each place in the field table; 0
 *   for all. What a record is known by, and where it lies, is written anyway
 * @plain: whether headings and choices are the names that programs use
 * @masked: whether personal data are masked whoever asks
 * @replace: whether a file that is there may be replaced
 * @cancellable: (nullable): to break off; nothing is left behind
 * @progress: (nullable): called now and then: how much is done, 0 to 1
 * @progress_data: for @progress
 */
typedef struct
{
  const char *path;
  const char *datum;
  guint64 columns;
  gboolean plain;
  gboolean masked;
  gboolean replace;
  GCancellable *cancellable;
  void (*progress) (double part, gpointer user_data);
  gpointer progress_data;
} LtExportOptions;

/**
 * LtExportReport:
 * @rows: how many were written
 * @bytes: of the file
 * @digest: of the file
 * @masked: values of which only a part was written
 * @datum: (nullable): what the coordinates are in; %NULL where there are none
 */
typedef struct
{
  guint64 rows;
  guint64 bytes;
  LtDigest digest;
  guint64 masked;
  char *datum;
} LtExportReport;

/**
 * LtReadingSelection:
 * @places: (nullable) (element-type LtId): which; %NULL for all
 * @items: (nullable) (element-type utf8): codes; %NULL for all
 * @interval: what the values stand for
 * @any_interval: whether instead each place and item is written with the shortest
 *   interval that it has
 * @from: first time
 * @to: last time
 */
typedef struct
{
  GArray *places;
  GPtrArray *items;
  LtInterval interval;
  gboolean any_interval;
  gint64 from;
  gint64 to;
} LtReadingSelection;

gboolean lt_work_sees_personal (LtSession *session);
gboolean lt_work_export (LtSession *session,
                         const LtKind *kind,
                         const LtQuery *query,
                         const LtExportOptions *options,
                         LtExportReport *report,
                         GError **error);
gboolean lt_work_export_readings (LtSession *session,
                                  const LtReadingSelection *selection,
                                  const LtExportOptions *options,
                                  LtExportReport *report,
                                  GError **error);
void lt_export_report_clear (LtExportReport *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtExportReport, lt_export_report_clear)

G_END_DECLS
