/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/colleagues.h"

#include "base/error.h"
#include "base/seal.h"
#include "store/breaches.h"
#include "store/feed.h"
#include "store/key-file.h"
#include "store/key-proof.h"
#include "store/readings.h"
#include "store/verify.h"
#include "sync/sync-session.h"
#include "work/county-private.h"
#include "work/invitation.h"
#include "work/keys.h"
#include "work/making.h"
#include "work/marker.h"
#include "work/records-private.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
check_invite_path (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it is there already, and was left as it is. Choose another name."),
               path);
  return FALSE;
}

/* A one-time key for @officer, and what else @change says. */
static gboolean
invite (LtSession *session,
        LtChange *change,
        const LtRecord *officer,
        const char *invite_path,
        GError **error)
{
  g_autoptr (LtRecord) key = NULL;
  g_auto (LtInvitation) invitation = { 0 };

  lt_key_pair_make (&invitation.once, lt_session_get_random (session));
  key = lt_work_make_key_record (officer, &invitation.once, "invitation");
  lt_session_make_id (session, key);
  invitation.bureau = *lt_store_get_bureau (lt_session_get_store (session));
  memcpy (invitation.keeper, lt_session_get_key (session)->public_key, LT_KEY_SIZE);
  invitation.officer = officer->id;
  invitation.key = key->id;
  invitation.card = g_strdup (lt_record_get (officer, "card"));
  lt_change_create (change, key);
  if (!lt_invitation_save (&invitation, invite_path, error))
    return FALSE;
  if (lt_session_append (session, change, NULL, error))
    return TRUE;
  g_unlink (invite_path);
  return FALSE;
}

/**
 * lt_work_officer_enrol:
 * @session: a session, a keeper signed in
 * @officer: an officer's record; gets its id
 * @invite_path: a file that is not there yet, for the invitation
 * @error: return location
 *
 * Enters an officer and makes the invitation with which his machine joins.
 */
gboolean
lt_work_officer_enrol (LtSession *session,
                       LtRecord *officer,
                       const char *invite_path,
                       GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  if (!check_invite_path (invite_path, error) || !lt_work_check_record (session, officer, error))
    return FALSE;
  lt_session_make_id (session, officer);
  lt_change_create (change, officer);
  return invite (session, change, officer, invite_path, error);
}

/**
 * lt_work_officer_invite:
 * @session: a session, a keeper signed in
 * @officer: an officer of the file
 * @invite_path: a file that is not there yet, for the invitation
 * @error: return location
 *
 * Makes another invitation for him: for a second machine, or after his key was lost
 * or revoked.
 */
gboolean
lt_work_officer_invite (LtSession *session,
                        const LtRecord *officer,
                        const char *invite_path,
                        GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  return check_invite_path (invite_path, error)
         && invite (session, change, officer, invite_path, error);
}

static gboolean
run_sync (LtSession *session, const char *hub_path, LtSyncReport *report, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (LtHub) hub =
      lt_hub_open (hub_path, lt_store_get_bureau (store), lt_session_get_random (session), error);
  g_autofree char *code = NULL;
  LtSyncTally tally;
  LtDigest state;

  if (hub == NULL
      || !lt_sync_run (store, hub, lt_session_get_random (session), lt_session_get_now (session),
                       &tally, error)
      || !lt_store_get_state (store, &state, error))
    return FALSE;
  code = lt_check_code (&state);
  *report = (LtSyncReport){ .pushed = tally.pushed,
                            .pulled = tally.pulled,
                            .quarantined = tally.quarantined,
                            .conflicts = (guint64) (lt_store_count_conflicts (store)
                                                    + lt_store_count_batch_conflicts (store)
                                                    + lt_store_count_breaches (store)),
                            .damaged = tally.damaged + tally.blobs.damaged,
                            .forked = tally.forked,
                            .set_back = tally.set_back,
                            .rows_damaged = tally.blobs.damaged_here,
                            .rows_too_large = tally.blobs.too_large,
                            .rows_missing = tally.blobs.missing,
                            .hub_rows_missing = tally.blobs.hub_missing,
                            .equal = tally.equal };
  g_strlcpy (report->code, code, sizeof report->code);
  if (tally.equal)
    lt_marker_note_hub (session, hub_path);
  else
    lt_marker_note_state (session, NULL);
  if (tally.pulled > 0 || tally.blobs.taken > 0 || tally.blobs.damaged_here > 0)
    lt_session_emit_changed (session);
  return TRUE;
}

/**
 * lt_work_sync:
 * @session: a session
 * @hub_path: a hub file; made where there is none
 * @report: (out caller-allocates): what was exchanged
 * @error: return location
 *
 * Gives colleagues what they lack and takes what is new from them.
 */
gboolean
lt_work_sync (LtSession *session, const char *hub_path, LtSyncReport *report, GError **error)
{
  if (!lt_store_is_writable (lt_session_get_store (session)))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_DAMAGED,
                           _ ("The county file cannot be written, so nothing can be received."));
      return FALSE;
    }
  return run_sync (session, hub_path, report, error);
}

static gboolean
refuse_invitation (const char *what, GError **error)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED, what);
  return FALSE;
}

/* The key's record must still hold the invitation's key: else it was used. */
static gboolean
check_unused (LtSession *session, const LtInvitation *invitation, LtRecord **key, GError **error)
{
  g_autofree char *hex = lt_hex_encode (invitation->once.public_key, LT_KEY_SIZE);

  *key = lt_store_get (lt_session_get_store (session), lt_kind_by_name ("key"), &invitation->key,
                       NULL);
  if (*key == NULL)
    return refuse_invitation (
        _ ("The hub does not know this invitation yet. Ask the keeper to sync "
           "with the hub, then join again."),
        error);
  if (g_strcmp0 (lt_record_get (*key, "public_key"), hex) != 0)
    return refuse_invitation (_ ("This invitation has been used. Ask the keeper for a new one."),
                              error);
  return TRUE;
}

static void
change_field (LtChange *change, const LtRecord *seen, const char *field, const char *text)
{
  g_autoptr (LtValue) value = lt_value_new_text (text);

  lt_change_set (change, seen, (guint) lt_kind_find_field (seen->kind, field), value);
}

static gboolean
accept_invitation (LtSession *session,
                   const LtInvitation *invitation,
                   const char *passphrase,
                   GError **error)
{
  LtStore *store = lt_session_get_store (session);
  LtRandom *random = lt_session_get_random (session);
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) key_record = NULL;
  g_autoptr (LtRecord) device = NULL;
  g_autoptr (LtRecord) officer = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *proof = NULL;
  LtKeyPair own;
  gboolean done;

  if (!check_unused (session, invitation, &key_record, error))
    return FALSE;
  officer = lt_store_get (store, lt_kind_by_name ("officer"), &invitation->officer, error);
  if (officer == NULL)
    return FALSE;
  lt_key_pair_make (&own, random);
  hex = lt_hex_encode (own.public_key, sizeof own.public_key);
  change_field (change, key_record, "public_key", hex);
  change_field (change, key_record, "purpose", "officer");
  proof = lt_key_proof_make (&own, lt_store_get_bureau (store), &key_record->id, &officer->id);
  change_field (change, key_record, "proof", proof);
  device = lt_work_make_device_record (store, officer, g_get_host_name ());
  lt_session_make_id (session, device);
  lt_change_create (change, device);
  lt_session_use_key (session, officer, &invitation->once);
  done = lt_session_append (session, change, NULL, error)
         && lt_key_file_add (lt_session_get_path (session), invitation->card, &officer->id, &own,
                             passphrase, LT_SEAL_COST, random, error);
  if (done)
    lt_session_use_key (session, officer, &own);
  lt_key_pair_clear (&own);
  return done;
}

static LtSession *
build_from_hub (const char *path,
                const char *hub_path,
                const LtInvitation *invitation,
                gint64 now,
                LtRandom *random,
                GError **error)
{
  if (!g_file_test (hub_path, G_FILE_TEST_EXISTS))
    {
      g_set_error (
          error, LT_ERROR, LT_ERROR_UNAVAILABLE,
          _ ("Hub file %s: it is not there. Plug in the stick or connect the share, or ask "
             "the keeper to sync first."),
          hub_path);
      lt_random_free (random);
      return NULL;
    }
  return lt_work_make_session (path, &invitation->bureau, now, random, error);
}

/**
 * lt_work_join:
 * @path: a county file that is not there yet
 * @hub_path: the bureau's hub file
 * @invite_path: the keeper's invitation
 * @passphrase: what seals the officer's own key
 * @now: the time; 0 for the device's clock
 * @random: (transfer full): where keys and ids come from
 * @error: return location; on failure nothing is left behind, but for a hub that
 *   went away after the file was made: then `sync` does the rest
 *
 * Builds an officer's county file from the hub, makes his own key and binds it
 * by the invitation.
 *
 * Returns: (transfer full) (nullable): a session, the officer signed in
 */
LtSession *
lt_work_join (const char *path,
              const char *hub_path,
              const char *invite_path,
              const char *passphrase,
              gint64 now,
              LtRandom *random,
              GError **error)
{
  g_auto (LtInvitation) invitation = { 0 };
  g_auto (LtMaking) making = { 0 };
  LtSession *session;
  LtSyncReport report;

  if (passphrase == NULL || *passphrase == '\0')
    {
      lt_random_free (random);
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Your key needs a passphrase. Give it in the file that "
                              "LANTIAN_PASSPHRASE_FILE names."));
      return NULL;
    }
  if (!lt_invitation_load (&invitation, invite_path, error)
      || !lt_work_check_passphrase (passphrase, invitation.card, error)
      || !lt_making_begin (&making, path, error))
    {
      lt_random_free (random);
      return NULL;
    }
  session = build_from_hub (making.file, hub_path, &invitation, now, random, error);
  if (session == NULL)
    return NULL;
  if (!run_sync (session, hub_path, &report, error)
      || !accept_invitation (session, &invitation, passphrase, error))
    {
      lt_session_close (session);
      return NULL;
    }
  /* The file is in its place before the hub learns that the invitation is used:
   * an officer who is interrupted has the one or may still use the other. */
  session = lt_making_end (&making, session, now, error);
  if (session != NULL && !run_sync (session, hub_path, &report, error))
    g_clear_pointer (&session, lt_session_close);
  return session;
}

GPtrArray *
lt_work_conflicts (LtSession *session, GError **error)
{
  return lt_store_list_conflicts (lt_session_get_store (session), error);
}

/**
 * lt_work_count_conflicts:
 * @session: a session
 *
 * Returns: how many records somebody has to look at, because two machines say different
 *   things of them or a rule does not hold; none of them is read
 */
guint
lt_work_count_conflicts (LtSession *session)
{
  LtStore *store = lt_session_get_store (session);

  return (guint) (lt_store_count_conflicting (store) + lt_store_count_breaches (store));
}
