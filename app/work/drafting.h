/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/drafts.h"
#include "work/session.h"

G_BEGIN_DECLS

/* What is typed into a form is kept as it is typed, and offered again after a
 * crash, to the officer whose it is. */

LtDraft *lt_work_draft_new (LtSession *session, const LtRecord *seen);
gboolean lt_work_draft_keep (LtSession *session, LtDraft *draft, GError **error);
gboolean lt_work_draft_drop (LtSession *session, const LtId *id, GError **error);
void lt_work_draft_set_under_way (LtSession *session, const LtId *id);
GPtrArray *lt_work_drafts (LtSession *session, GError **error);
GPtrArray *lt_work_drafts_look (LtSession *session, GError **error);
LtRecord *
lt_work_draft_open (LtSession *session, const LtDraft *draft, gboolean *changed, GError **error);
char *lt_work_draft_describe (LtSession *session, const LtDraft *draft);
gboolean lt_work_drafts_copy_to (LtSession *session, const char *path);
char *lt_work_drafts_take_words (LtSession *session);

G_END_DECLS
