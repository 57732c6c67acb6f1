/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/long-work.h"
#include "work/import-file.h"
#include "work/import-map.h"
#include "work/import-wish.h"

G_BEGIN_DECLS

/* The long works of an import, each for a thread of its own; see LtLongWork.
 * The wish is copied. */

/**
 * LtImportStep:
 * @LT_IMPORT_COUNTING: rows are counted, of a number nobody knows
 * @LT_IMPORT_READING: rows are read
 * @LT_IMPORT_WRITING: parts are written
 * @LT_IMPORT_UNDOING: parts are taken back
 *
 * What the progress of these works counts.
 */
typedef enum
{
  LT_IMPORT_COUNTING,
  LT_IMPORT_READING,
  LT_IMPORT_WRITING,
  LT_IMPORT_UNDOING,
} LtImportStep;

/**
 * LtImportLooked:
 * @parts: (element-type LtImportPart): the tables and layers of the file
 * @recognition: what the first of the parts is that the wish names
 *
 * What lt_import_job_look() gives.
 */
typedef struct
{
  GPtrArray *parts;
  LtRecognition *recognition;
} LtImportLooked;

/**
 * LtImportTried:
 * @look: (nullable): what the file says of itself
 * @preview: (nullable): where its rows would be, when their datum must be asked for
 * @scenes: (element-type LtScene): how the county would look with them, for each datum
 *   of @preview; none where there is nothing to see
 * @report: (nullable): else what an import would do
 * @stamp: of the file, from before @report
 *
 * What lt_import_job_try() gives.
 */
typedef struct
{
  LtImportLook *look;
  LtImportPreview *preview;
  GPtrArray *scenes;
  LtImportReport *report;
  LtFileStamp stamp;
} LtImportTried;

/**
 * LtImportMapped:
 * @mapping: (nullable): which column would go where; may be taken
 *
 * What lt_import_job_map() gives.
 */
typedef struct
{
  LtMapping *mapping;
} LtImportMapped;

/* The size of a scene's picture, pixels. */
#define LT_IMPORT_MAP_WIDTH  350
#define LT_IMPORT_MAP_HEIGHT 260

LtLongWork *lt_import_job_look (LtSession *session, const LtImportWish *wish, GError **error);
LtLongWork *lt_import_job_map (LtSession *session, const LtImportWish *wish, GError **error);
LtLongWork *
lt_import_job_try (LtSession *session, const LtImportWish *wish, gboolean dark, GError **error);
LtLongWork *lt_import_job_import (LtSession *session, const LtImportWish *wish, GError **error);
LtLongWork *lt_import_job_undo (LtSession *session, GArray *imports, GError **error);
LtLongWork *lt_import_job_save_refused (LtRefusedRows *rows, const char *path, GError **error);

G_END_DECLS
