/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/change.h"
#include "work/session.h"

G_BEGIN_DECLS

/* What verbs need of a session and screens do not. */

LtSession *lt_session_new_for_store (LtStore *store);
void lt_session_use_key (LtSession *self, const LtRecord *officer, const LtKeyPair *key);
const LtKeyPair *lt_session_get_key (LtSession *self);
gboolean lt_session_append (LtSession *self, LtChange *change, const char *note, GError **error);
void lt_session_emit_changed (LtSession *self);
void lt_session_make_id (LtSession *self, LtRecord *record);

G_END_DECLS
