/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/session-private.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "store/key-file.h"
#include "store/key-streams.h"
#include "store/safe-copy.h"
#include "work/marker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How often another process's writing is looked for, in milliseconds. */
#define WATCH_INTERVAL 250

enum
{
  CHANGED,
  OFFICER_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE (LtSession, lt_session, G_TYPE_OBJECT)

static void
forget_officer (LtSession *self)
{
  g_clear_pointer (&self->officer, lt_record_free);
  lt_key_pair_clear (&self->key);
  self->confirmed = 0;
  self->wants_passphrase = FALSE;
}

static void
lt_session_finalize (GObject *object)
{
  LtSession *self = LT_SESSION (object);

  g_clear_handle_id (&self->watch_source, g_source_remove);
  g_clear_pointer (&self->readers, lt_readers_free);
  forget_officer (self);
  g_clear_pointer (&self->bureau, lt_record_free);
  g_clear_pointer (&self->store, lt_store_close);
  g_clear_pointer (&self->random, lt_random_free);
  g_clear_pointer (&self->marks, g_array_unref);

  G_OBJECT_CLASS (lt_session_parent_class)->finalize (object);
}

static void
lt_session_class_init (LtSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lt_session_finalize;

  /**
   * LtSession::changed:
   *
   * After each write, own or received; lt_session_get_changed_kinds() tells of what.
   */
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  /**
   * LtSession::officer-changed:
   *
   * After somebody has signed in or out.
   */
  signals[OFFICER_CHANGED] = g_signal_new ("officer-changed", LT_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_session_init (LtSession *self)
{
  self->random = lt_random_new ();
}

/**
 * lt_session_new_for_store:
 * @store: (transfer full): a county file
 *
 * Returns: (transfer full): a session in it
 */
LtSession *
lt_session_new_for_store (LtStore *store)
{
  LtSession *self = g_object_new (LT_TYPE_SESSION, NULL);

  self->store = store;
  return self;
}

/**
 * lt_session_open:
 * @path: a county file
 * @error: return location; see lt_store_open()
 *
 * Returns: (transfer full) (nullable): a session with nobody signed in
 */
LtSession *
lt_session_open (const char *path, GError **error)
{
  return lt_session_open_with (path, LT_STORE_NONE, error);
}

/**
 * lt_session_open_with:
 * @path: a county file
 * @flags: how it is opened
 * @error: return location; see lt_store_open()
 *
 * Returns: (transfer full) (nullable): a session with nobody signed in
 */
LtSession *
lt_session_open_with (const char *path, LtStoreFlags flags, GError **error)
{
  LtStore *store = lt_store_open (path, flags, error);

  return store == NULL ? NULL : lt_session_new_for_store (store);
}

/**
 * lt_session_describe_version:
 * @self: a session
 *
 * Returns: (transfer full) (nullable): what there is to say, for people, of a file
 *   that another version of this program made
 */
char *
lt_session_describe_version (LtSession *self)
{
  const char *copy = lt_store_get_copy (self->store);

  guint lost = lt_store_get_lost_batches (self->store);

  if (copy != NULL && lost > 0)
    return g_strdup_printf (
        _ ("The file was made by an older version of this program and has been brought up to date. "
           "Batches whose rows were damaged in it and are not here now: %u; sync with a hub that "
           "has them. As it was it is kept in %s."),
        lost, copy);
  if (copy != NULL)
    return g_strdup_printf (_ ("The file was made by an older version of this program and has been "
                               "brought up to date. As it was it is kept in %s."),
                            copy);
  if (lt_store_is_older (self->store))
    return g_strdup (_ ("The file was made by an older version of this program: it is read as it "
                        "is, and what that version did not keep (search words, for one) is not "
                        "there. The first change brings it up to date."));
  if (lt_store_is_newer (self->store))
    return g_strdup (_ ("The file was made by a newer version of this program: it is read, but "
                        "cannot be written. Install the newer version."));
  return NULL;
}

/**
 * lt_session_close:
 * @self: (transfer full): a session
 */
void
lt_session_close (LtSession *self)
{
  g_object_unref (self);
}

LtStore *
lt_session_get_store (LtSession *self)
{
  g_return_val_if_fail (LT_IS_SESSION (self), NULL);

  return self->store;
}

const char *
lt_session_get_path (LtSession *self)
{
  return lt_store_get_path (self->store);
}

/**
 * lt_session_use_key:
 * @self: a session
 * @officer: an officer's record
 * @key: his key
 *
 * Makes him the one who acts.
 */
void
lt_session_use_key (LtSession *self, const LtRecord *officer, const LtKeyPair *key)
{
  LtRecord *copy = lt_record_copy (officer);

  forget_officer (self);
  self->officer = copy;
  self->key = *key;
  self->last_action = 0;
  g_signal_emit (self, signals[OFFICER_CHANGED], 0);
}

/* Whoever signs in with such a key could do nothing: he is told at once. */
static gboolean
check_not_revoked (LtSession *self, const char *card, const LtKeyPair *key, GError **error)
{
  g_autofree char *hex = lt_hex_encode (key->public_key, LT_KEY_SIZE);
  g_autofree char *why = lt_store_find_revocation (self->store, hex);

  if (why == NULL)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("The key of card %s was revoked (%s): nothing signed with it counts any more. "
                  "Ask a keeper for a new invitation."),
               card, why);
  return FALSE;
}

/**
 * lt_session_sign_in:
 * @self: a session
 * @card: the officer's card number
 * @passphrase: his passphrase
 * @error: return location; %LT_ERROR_REFUSED for a wrong passphrase or a card
 *   without a key on this device
 *
 * Makes the officer the one who acts, until the next sign-in or sign-out.
 */
gboolean
lt_session_sign_in (LtSession *self, const char *card, const char *passphrase, GError **error)
{
  g_autoptr (LtRecord) officer = NULL;
  LtKeyPair key;
  LtId id;

  g_return_val_if_fail (LT_IS_SESSION (self), FALSE);

  if (!lt_key_file_open (lt_session_get_path (self), card, passphrase, lt_session_get_now (self),
                         &id, &key, error))
    return FALSE;
  if (check_not_revoked (self, card, &key, error))
    officer = lt_store_get (self->store, lt_kind_by_name ("officer"), &id, error);
  if (officer != NULL)
    {
      lt_session_use_key (self, officer, &key);
      self->confirmed = lt_session_get_now (self);
    }
  lt_key_pair_clear (&key);
  return officer != NULL;
}

void
lt_session_sign_out (LtSession *self)
{
  if (self->officer == NULL)
    return;
  forget_officer (self);
  g_signal_emit (self, signals[OFFICER_CHANGED], 0);
}

/**
 * lt_session_get_officer:
 *
 * Returns: (transfer none) (nullable): who acts; %NULL with nobody signed in
 */
const LtRecord *
lt_session_get_officer (LtSession *self)
{
  return self->officer;
}

/**
 * lt_session_get_roles:
 *
 * Returns: (transfer full) (nullable): the roles that who is signed in has today, as
 *   lt_store_get_roles(); %NULL with nobody signed in
 */
char *
lt_session_get_roles (LtSession *self)
{
  g_autofree char *today = lt_date_of (lt_session_get_now (self));

  return self->officer == NULL ? NULL
                               : lt_store_get_roles (self->store, &self->officer->id, today, NULL);
}

/**
 * lt_session_get_bureau:
 *
 * Returns: (transfer none) (nullable): the bureau that the file belongs to; valid
 *   until the next write
 */
const LtRecord *
lt_session_get_bureau (LtSession *self)
{
  guint64 version = lt_store_get_version (self->store);
  g_autoptr (GPtrArray) bureaus = NULL;

  if (self->bureau != NULL && self->bureau_version == version)
    return self->bureau;
  bureaus = lt_store_list (self->store, lt_kind_by_name ("bureau"), NULL, NULL);
  g_clear_pointer (&self->bureau, lt_record_free);
  self->bureau_version = version;
  if (bureaus != NULL && bureaus->len > 0)
    self->bureau = lt_record_copy (g_ptr_array_index (bureaus, 0));
  return self->bureau;
}

/**
 * lt_session_is_sample:
 *
 * Returns: whether the file's data are made up
 */
gboolean
lt_session_is_sample (LtSession *self)
{
  const LtRecord *bureau = lt_session_get_bureau (self);

  return bureau != NULL && g_strcmp0 (lt_record_get (bureau, "sample"), "1") == 0;
}

static gboolean
on_watch (gpointer user_data)
{
  LtSession *self = user_data;
  gboolean is_away = !lt_store_is_in_place (self->store, NULL);

  if (lt_store_get_version (self->store) != self->shown_version || is_away != self->is_away)
    {
      self->is_away = is_away;
      lt_session_emit_changed (self);
    }
  return G_SOURCE_CONTINUE;
}

/**
 * lt_session_watch:
 * @self: a session
 *
 * From now on, `changed` is emitted in the main loop also where another process
 * or another thread has written to the file, and where it has left its place or is
 * there again: lt_store_is_in_place(). To look costs no reading of it.
 */
void
lt_session_watch (LtSession *self)
{
  g_return_if_fail (LT_IS_SESSION (self));

  if (self->watch_source != 0)
    return;
  self->shown_version = lt_store_get_version (self->store);
  lt_store_take_changes (self->store);
  self->watch_source = g_timeout_add (WATCH_INTERVAL, on_watch, self);
}

/**
 * lt_session_refresh:
 * @self: a session
 *
 * Looks at once whether another connection has written to its file.
 */
void
lt_session_refresh (LtSession *self)
{
  g_return_if_fail (LT_IS_SESSION (self));

  lt_session_emit_changed (self);
}

/**
 * lt_session_get_changed_kinds:
 *
 * Returns: of which kinds of records the last `changed` told, see LT_KINDS_OF()
 */
guint64
lt_session_get_changed_kinds (LtSession *self)
{
  return self->changed_kinds;
}

/**
 * lt_session_get_readers:
 *
 * Returns: (transfer none): threads that read the session's file
 */
LtReaders *
lt_session_get_readers (LtSession *self)
{
  if (self->readers == NULL)
    self->readers = lt_readers_new (lt_session_get_path (self));
  return self->readers;
}

/**
 * lt_session_set_now:
 * @self: a session
 * @unix_ms: the time it works by, in milliseconds since 1970 (UTC); 0 for the
 *   device's clock
 *
 * What is written while the time is set by hand is marked so in the log.
 */
void
lt_session_set_now (LtSession *self, gint64 unix_ms)
{
  self->now = unix_ms;
}

gint64
lt_session_get_now (LtSession *self)
{
  return self->now != 0 ? self->now : g_get_real_time () / 1000;
}

/**
 * lt_session_set_random:
 * @self: a session
 * @random: (transfer full): where ids come from
 */
void
lt_session_set_random (LtSession *self, LtRandom *random)
{
  g_clear_pointer (&self->random, lt_random_free);
  self->random = random;
}

LtRandom *
lt_session_get_random (LtSession *self)
{
  return self->random;
}

void
lt_session_emit_changed (LtSession *self)
{
  self->changed_kinds = lt_store_take_changes (self->store);
  self->shown_version = lt_store_get_version (self->store);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * lt_session_get_key:
 *
 * Returns: (transfer none): the key of who is signed in
 */
const LtKeyPair *
lt_session_get_key (LtSession *self)
{
  return &self->key;
}
