/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/drafts.h"

G_BEGIN_DECLS

/* draft-json.c: the two columns of a draft that hold fields. */

char *lt_draft_seen_to_json (const LtDraft *self);
gboolean lt_draft_seen_from_json (LtDraft *self, const char *text);
char *lt_draft_texts_to_json (const LtDraft *self);
gboolean lt_draft_texts_from_json (LtDraft *self, const char *text);

G_END_DECLS
