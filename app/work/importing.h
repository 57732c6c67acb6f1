/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import.h"
#include "exchange/mapping.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtImportChange:
 * @line: of the file
 * @record: what the record is called
 * @field: what of it changes, in the screen's language
 * @before: what it says, for people; empty for nothing
 * @after: what it is to say
 *
 * One field of a record that was here already.
 */
typedef struct
{
  gint64 line;
  char *record;
  char *field;
  char *before;
  char *after;
} LtImportChange;

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
 * @values_flagged: of them, those that cannot be so: kept, and left out of what is worked out
 * @values_refused: values refused in rows of which others were taken; of readings
 * @notes: (element-type utf8): what was assumed or chosen, in the screen's language
 * @candidates: rows that may be a record that is here, and were not taken
 * @shape: (nullable): name of the known shape of the file, of the first of several
 * @problems: (element-type LtImportProblem): each with part, line, column and value
 * @more_problems: how many there are beyond those
 * @changes: (element-type LtImportChange): the first changes of records
 * @more_changes: how many there are beyond those
 * @datum: (nullable): how coordinates were read
 * @goes_on: whether it ends an import of the same file that was broken off
 * @kept: (element-type LtId): the records of kind import, or batches, that keep what
 *   was done; see lt_work_undo_import()
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
  guint values_flagged;
  guint values_refused;
  GPtrArray *notes;
  guint candidates;
  char *shape;
  GPtrArray *problems;
  guint more_problems;
  GPtrArray *changes;
  guint more_changes;
  char *datum;
  gboolean goes_on;
  GArray *kept;
} LtImportReport;

typedef enum
{
  LT_IMPORT_NONE = 0,
  LT_IMPORT_STRICT = 1 << 0,  /* one bad row, and nothing is taken */
  LT_IMPORT_DRY_RUN = 1 << 1, /* tell what would be done */
  LT_IMPORT_CREATE = 1 << 2,  /* make the places of readings that are not known */
  /* A row that may be a record that is here is a record of its own … */
  LT_IMPORT_ADD_CANDIDATES = 1 << 3,
  /* … or changes that record, where it can be only one. */
  LT_IMPORT_UPDATE_CANDIDATES = 1 << 4,
} LtImportFlags;

/**
 * LtImportWatch:
 * @cancellable: (nullable): stops the import
 * @on_progress: (nullable): so many rows were read, and of so many parts that are to
 *   be written so many are; there are none while the file is read
 * @user_data: for @on_progress
 * @run: (nullable): what this import is a part of
 */
typedef struct
{
  GCancellable *cancellable;
  void (*on_progress) (guint rows, guint written, guint parts, gpointer user_data);
  gpointer user_data;
  struct _LtImportRun *run;
} LtImportWatch;

LtImportReport *lt_work_import (LtSession *session,
                                const LtKind *kind,
                                LtImportPlan *plan,
                                const char *path,
                                LtImportFlags flags,
                                const LtImportWatch *watch,
                                GError **error);
void lt_work_prepare_plan (LtSession *session, LtImportPlan *plan);
gboolean lt_work_write_imported (LtSession *session,
                                 GPtrArray *made,
                                 const char *name,
                                 char **note,
                                 GError **error);
void lt_import_say_stopped (GError **error);
LtImportReport *lt_import_report_new (void);
void lt_import_report_add_problem (LtImportReport *self,
                                   gint64 line,
                                   const char *column,
                                   const char *value,
                                   const char *text,
                                   gboolean kept);
void lt_import_report_refuse (LtImportReport *self,
                              gint64 line,
                              const char *column,
                              const char *value,
                              const char *text);
void lt_import_report_add_change (LtImportReport *self,
                                  gint64 line,
                                  const LtRecord *known,
                                  const LtField *field,
                                  char *before,
                                  char *after);
void lt_import_report_name (LtImportReport *self, const char *file, const char *part);
void lt_import_report_add (LtImportReport *self, LtImportReport *other);
void lt_import_report_free (LtImportReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImportReport, lt_import_report_free)

G_END_DECLS
