/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "exchange/import.h"

G_BEGIN_DECLS

/* What an import gave, kept to be looked at. */
typedef struct
{
  GPtrArray *records;  /* (element-type LtRecord) */
  GArray *lines;       /* (element-type gint64) of the records */
  GPtrArray *problems; /* (element-type LtImportProblem) */
  LtImportTally tally;
  gboolean good;
  GError *error;
  GCancellable *cancellable;
  guint cancel_after; /* records; 0 for never */
} RunImport;

void run_import (RunImport *self, LtImportPlan *plan, const char *path);
void run_import_clear (RunImport *self);
const LtRecord *run_import_find (const RunImport *self, const char *field, const char *value);
char *run_import_write (const char *name, const char *text, gssize size);
char *run_import_shared (const char *first, const char *second);

G_END_DECLS
