/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import.h"
#include "geo/shape.h"
#include "work/session.h"

G_BEGIN_DECLS

/* The most ways in which one file's coordinates can be read here. */
#define LT_IMPORT_VIEWS 3

/**
 * LtImportView:
 * @shape: (nullable): where it would be; %NULL where that cannot be
 * @longitude: degrees of CGCS2000, of a point for its name
 * @latitude: degrees
 * @area: (nullable): title of the area that it would be in, of those in the file
 *
 * A row of a file, its coordinates read in one datum.
 */
typedef struct
{
  LtShape *shape;
  double longitude;
  double latitude;
  char *area;
} LtImportView;

/**
 * LtImportSpot:
 * @line: line of the file
 * @title: what the row is called
 * @views: in the order of the preview's datums
 */
typedef struct
{
  gint64 line;
  char *title;
  LtImportView views[LT_IMPORT_VIEWS];
} LtImportSpot;

/**
 * LtImportPreview:
 * @datums: the datums that the coordinates can be read in, ended by %NULL
 * @spots: (element-type LtImportSpot): the first rows that have a position
 * @shift: how far apart one row's places are at the most, metres
 * @moved: how many spots are in another area with the second datum than with the first
 * @problem: (nullable): what is wrong with the first row that could not be read
 */
typedef struct
{
  const char *const *datums;
  GPtrArray *spots;
  double shift;
  guint moved;
  char *problem;
} LtImportPreview;

LtImportPreview *lt_work_import_preview (LtSession *session,
                                         const LtKind *kind,
                                         LtImportPlan *plan,
                                         const char *path,
                                         guint most,
                                         GError **error);
void lt_work_explain_datum (LtSession *session,
                            const LtKind *kind,
                            LtImportPlan *plan,
                            const char *path,
                            GError **error);
LtRecord *lt_work_find_area (LtSession *session, double longitude, double latitude);
const LtImportSpot *lt_import_preview_choose (const LtImportPreview *self);
char *lt_import_preview_to_text (const LtImportPreview *self);
void lt_import_preview_free (LtImportPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImportPreview, lt_import_preview_free)

G_END_DECLS
