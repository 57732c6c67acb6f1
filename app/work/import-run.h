/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/half-imports.h"
#include "work/importing.h"
#include "work/session-private.h"

G_BEGIN_DECLS

/**
 * LtImportRun:
 * @name: (nullable): of the file, as the log has it; %NULL before the first group
 * @mark: by which its groups are known, and undone together
 * @page: number of its last group
 * @more: whether others are to follow those that are written next
 * @open: whether the last group says that others follow
 * @datum: (nullable): as what positions were read before it was broken off
 * @made: (nullable): ids (LtId) of records that it made before it was broken off, and
 *   nobody has changed since
 *
 * One import, from its first group to its last: each of them says how many there are
 * by then, so that whoever finds the last one missing knows that it was broken off. One
 * that was is gone on with under its mark.
 */
struct _LtImportRun
{
  char *name;
  guint32 mark;
  guint page;
  gboolean more;
  gboolean open;
  char *datum;
  GHashTable *made;
};

void lt_import_run_clear (LtImportRun *self);
void lt_import_run_begin (LtImportRun *self, LtSession *session, const char *name);
char *lt_import_run_note (const LtImportRun *self, guint page, guint pages);
gboolean lt_import_run_resume (LtImportRun *self,
                               LtSession *session,
                               const LtKind *kind,
                               const char *path,
                               const char *part,
                               gboolean locked,
                               GError **error);

gboolean lt_import_run_check_datum (const LtImportRun *self, const char *datum, GError **error);

gboolean lt_work_tell_half_imports (LtSession *session, LtImportReport *report, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtImportRun, lt_import_run_clear)

G_END_DECLS
