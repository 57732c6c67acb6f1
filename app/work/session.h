/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "base/random.h"
#include "model/record.h"
#include "store/readers.h"

G_BEGIN_DECLS

#define LT_TYPE_SESSION (lt_session_get_type ())
G_DECLARE_FINAL_TYPE (LtSession, lt_session, LT, SESSION, GObject)

/**
 * LtSession:
 *
 * A county file with the officer who works in it and the clock he works by.
 * Every verb is a function of a session. `changed` is emitted after each
 * write, own or received, `officer-changed` when somebody signs in or out.
 */

LtSession *lt_session_open (const char *path, GError **error);
LtSession *lt_session_open_with (const char *path, LtStoreFlags flags, GError **error);
char *lt_session_describe_version (LtSession *self);
void lt_session_close (LtSession *self);
LtStore *lt_session_get_store (LtSession *self);
const char *lt_session_get_path (LtSession *self);

gboolean
lt_session_sign_in (LtSession *self, const char *card, const char *passphrase, GError **error);
void lt_session_sign_out (LtSession *self);
gboolean lt_session_confirm (LtSession *self, const char *passphrase, GError **error);
void lt_session_forget_confirmation (LtSession *self);
gboolean lt_session_wants_passphrase (LtSession *self);
void lt_session_note_action (LtSession *self, gint64 now);
gboolean lt_session_lock_if_idle (LtSession *self, gint64 now, guint minutes);
const LtRecord *lt_session_get_officer (LtSession *self);
char *lt_session_get_roles (LtSession *self);
const LtRecord *lt_session_get_bureau (LtSession *self);
gboolean lt_session_is_sample (LtSession *self);
void lt_session_refresh (LtSession *self);
void lt_session_watch (LtSession *self);
guint64 lt_session_get_changed_kinds (LtSession *self);
gboolean lt_session_take_last_group (LtSession *self, LtDigest *group);
LtReaders *lt_session_get_readers (LtSession *self);

void lt_session_set_now (LtSession *self, gint64 unix_ms);
gint64 lt_session_get_now (LtSession *self);
void lt_session_set_random (LtSession *self, LtRandom *random);
LtRandom *lt_session_get_random (LtSession *self);

G_END_DECLS
