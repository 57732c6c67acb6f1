/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a laptop left open must not do: the passphrase again for some acts, and
 * the end of a session in which nobody does anything. */

#include "base/error.h"
#include "store/key-file.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>

/* A passphrase given serves for an act within this time. */
#define CONFIRMED_FOR_MS (G_GINT64_CONSTANT (120) * 1000)

/**
 * lt_session_check_signed_in:
 * @self: a session
 * @error: return location; %LT_ERROR_REFUSED says how to sign in
 *
 * Asked before long work, the end of which would be refused.
 *
 * Returns: whether somebody acts
 */
gboolean
lt_session_check_signed_in (LtSession *self, GError **error)
{
  if (self->officer != NULL)
    return TRUE;
  g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED,
                       _ ("Nobody is signed in, so nothing can be written. Sign in with your "
                          "card and passphrase."));
  return FALSE;
}

/**
 * lt_session_confirm:
 * @self: a session, signed in
 * @passphrase: the officer's passphrase
 * @error: return location; see lt_session_sign_in()
 *
 * Gives the passphrase again, for one act that asks for it.
 */
gboolean
lt_session_confirm (LtSession *self, const char *passphrase, GError **error)
{
  LtKeyPair key;
  LtId id;

  g_return_val_if_fail (self->officer != NULL, FALSE);

  if (!lt_key_file_open (lt_session_get_path (self), lt_record_get (self->officer, "card"),
                         passphrase, lt_session_get_now (self), &id, &key, error))
    return FALSE;
  lt_key_pair_clear (&key);
  self->confirmed = lt_session_get_now (self);
  self->wants_passphrase = FALSE;
  return TRUE;
}

/**
 * lt_session_forget_confirmation:
 *
 * The passphrase just given was for signing in and for no act: the next one that
 * asks for it asks again.
 */
void
lt_session_forget_confirmation (LtSession *self)
{
  self->confirmed = 0;
}

/**
 * lt_session_wants_passphrase:
 *
 * Returns: whether the last act was refused for want of the passphrase alone
 */
gboolean
lt_session_wants_passphrase (LtSession *self)
{
  return self->wants_passphrase;
}

/**
 * lt_session_take_confirmation:
 * @self: a session
 * @error: return location; %LT_ERROR_REFUSED where the passphrase was not given for
 *   this act
 *
 * For acts that a laptop left open must not do: issuing, resolving, taking
 * everything out. A passphrase serves for one of them, and not for long.
 */
gboolean
lt_session_take_confirmation (LtSession *self, GError **error)
{
  gint64 age = lt_session_get_now (self) - self->confirmed;
  gboolean fresh = self->confirmed != 0 && age >= 0 && age <= CONFIRMED_FOR_MS;

  /* Who is not signed in is told so by what comes next. */
  if (self->officer == NULL)
    return TRUE;
  self->confirmed = 0;
  self->wants_passphrase = !fresh;
  if (!fresh)
    g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED,
                         _ ("This asks for your passphrase again. Nothing was changed."));
  return fresh;
}

/**
 * lt_session_note_action:
 * @self: a session
 * @now: the time, milliseconds since 1970 (UTC)
 *
 * Somebody is at work.
 */
void
lt_session_note_action (LtSession *self, gint64 now)
{
  self->last_action = now;
}

/**
 * lt_session_lock_if_idle:
 * @self: a session
 * @now: the time, milliseconds since 1970 (UTC)
 * @minutes: after how many without an action; 0 for never
 *
 * Signs out whom nobody has seen for so long. A clock that was set back begins the
 * time again.
 *
 * Returns: whether it did
 */
gboolean
lt_session_lock_if_idle (LtSession *self, gint64 now, guint minutes)
{
  if (self->officer == NULL || self->last_action == 0 || now < self->last_action)
    self->last_action = now;
  if (minutes == 0 || self->officer == NULL
      || now - self->last_action < (gint64) minutes * 60 * 1000)
    return FALSE;
  lt_session_sign_out (self);
  return TRUE;
}
