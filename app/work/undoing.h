/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/clock.h"
#include "work/importing.h"

G_BEGIN_DECLS

/**
 * LtKeptImport:
 * @record: of kind import, or the batch of measured values
 * @officer: (nullable): who imported it
 * @made: when, Unix time in milliseconds
 * @order: the same, for the order of display
 * @shape: (nullable): what shape of file it was known as, in the screen's language
 * @undone_by: (nullable): who undid it, where it is undone
 * @undone: when; 0 where it holds
 *
 * What is kept of an import, also where it was undone.
 */
typedef struct
{
  LtRecord *record;
  char *officer;
  gint64 made;
  LtHybridTime order;
  char *shape;
  char *undone_by;
  gint64 undone;
} LtKeptImport;

GPtrArray *lt_work_list_kept_imports (LtSession *session, guint most, GError **error);
gboolean lt_work_undo_import (LtSession *session,
                              const LtId *id,
                              const LtImportWatch *watch,
                              GError **error);

G_END_DECLS
