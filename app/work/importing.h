/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtImportReport:
 * @read: rows read
 * @added: records made
 * @updated: records changed, found by their code
 * @unchanged: records that were so already
 * @refused: rows that could not be taken
 * @skipped: rows of the file that are something else, or say the same again
 * @repeated: rows that say what an earlier one says; of readings
 * @values: values taken; of readings
 * @values_refused: values refused in rows of which others were taken; of readings
 * @notes: (element-type utf8): what was assumed or chosen, in the screen's language
 * @shape: (nullable): name of the known shape of the file, of the first of several
 * @problems: (element-type LtImportProblem): each with line, column and value
 */
typedef struct
{
  guint read;
  guint added;
  guint updated;
  guint unchanged;
  guint refused;
  guint skipped;
  guint repeated;
  guint64 values;
  guint values_refused;
  GPtrArray *notes;
  char *shape;
  GPtrArray *problems;
} LtImportReport;

typedef enum
{
  LT_IMPORT_NONE = 0,
  LT_IMPORT_STRICT = 1 << 0,  /* one bad row, and nothing is taken */
  LT_IMPORT_DRY_RUN = 1 << 1, /* tell what would be done */
  LT_IMPORT_CREATE = 1 << 2,  /* make the places of readings that are not known */
} LtImportFlags;

LtImportReport *lt_work_import (LtSession *session,
                                const LtKind *kind,
                                LtImportPlan *plan,
                                const char *path,
                                LtImportFlags flags,
                                GError **error);
void lt_work_prepare_plan (LtSession *session, LtImportPlan *plan);
gboolean lt_work_write_imported (LtSession *session,
                                 GPtrArray *made,
                                 GPtrArray *pairs,
                                 const char *name,
                                 GError **error);
LtImportReport *lt_import_report_new (void);
void lt_import_report_add (LtImportReport *self, LtImportReport *other);
void lt_import_report_free (LtImportReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImportReport, lt_import_report_free)

G_END_DECLS
