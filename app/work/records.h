/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/* Plain records: read, add, set, remove, undo. Every function that writes asks
 * for a signed-in officer whose roles allow it, and changes nothing when it
 * fails. */

LtRecord *lt_work_show (LtSession *session, const LtKind *kind, const char *name, GError **error);
gboolean lt_work_add (LtSession *session, LtRecord *record, GError **error);
gboolean
lt_work_set (LtSession *session, const LtRecord *seen, const LtRecord *wanted, GError **error);
gboolean lt_work_remove (LtSession *session, const LtRecord *seen, const char *why, GError **error);
char *lt_work_fold_note (const char *note, char **shown);
gboolean lt_work_undo (LtSession *session, const LtDigest *group, LtDigest *undone, GError **error);
gboolean lt_work_resolve (LtSession *session,
                          const LtRecord *seen,
                          guint field,
                          LtValue *value,
                          GError **error);
gboolean
lt_work_resolve_removal (LtSession *session, const LtRecord *seen, gboolean keep, GError **error);
LtValue *
lt_work_parse_field (LtSession *session, const LtField *field, const char *text, GError **error);
LtRecord *lt_work_find_place (LtSession *session, const char *text, GError **error);
LtShape *lt_work_get_shape (LtSession *session, const LtRecord *record, GError **error);
char *lt_work_format_in (LtStore *store, const LtField *field, const LtValue *value);
char *lt_work_format_field (LtSession *session, const LtField *field, const LtValue *value);

G_END_DECLS
