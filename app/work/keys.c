/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an officer does about his own key. None of it is an operation: the sealed
 * key lies beside the file and is nobody else's business. */

#include "work/keys.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/seal.h"
#include "store/key-file.h"
#include "store/key-streams.h"
#include "work/recovery-sheet.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>

#define LEAST_PASSPHRASE 8 /* characters */

/**
 * lt_work_check_passphrase:
 * @passphrase: (nullable): what is to seal a key
 * @card: (nullable): card number of whose key it is
 * @error: return location; %LT_ERROR_BAD_INPUT for one that is too easily guessed
 */
gboolean
lt_work_check_passphrase (const char *passphrase, const char *card, GError **error)
{
  g_autofree char *words = g_strstrip (g_strdup (passphrase == NULL ? "" : passphrase));

  if (g_utf8_strlen (words, -1) >= LEAST_PASSPHRASE && g_strcmp0 (words, card) != 0)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("A new passphrase has at least %d characters and is not the card number. "
                  "Choose another one."),
               LEAST_PASSPHRASE);
  return FALSE;
}

/**
 * lt_work_key_passphrase:
 * @session: a session, signed in for this act with the passphrase that was valid
 * @passphrase: (nullable): the new one
 * @error: return location
 *
 * Seals the key of who is signed in with another passphrase.
 */
gboolean
lt_work_key_passphrase (LtSession *session, const char *passphrase, GError **error)
{
  const LtRecord *officer = lt_session_get_officer (session);

  g_return_val_if_fail (officer != NULL, FALSE);

  return lt_work_check_passphrase (passphrase, lt_record_get (officer, "card"), error)
         && lt_key_file_add (lt_session_get_path (session), lt_record_get (officer, "card"),
                             &officer->id, lt_session_get_key (session), passphrase, LT_SEAL_COST,
                             lt_session_get_random (session), error);
}

/**
 * lt_work_key_make_sheets:
 * @session: a session, signed in for this act
 * @path1: a file that is not there yet
 * @path2: another one
 * @error: return location
 *
 * Writes the key of who is signed in on two sheets.
 */
gboolean
lt_work_key_make_sheets (LtSession *session, const char *path1, const char *path2, GError **error)
{
  const LtRecord *officer = lt_session_get_officer (session);
  const LtRecord *bureau = lt_session_get_bureau (session);
  g_autofree char *date = lt_date_of (lt_session_get_now (session));
  g_autofree char *about = NULL;

  g_return_val_if_fail (officer != NULL, FALSE);

  about = g_strdup_printf ("%s  %s  %s  %s", bureau == NULL ? "" : lt_record_get_title (bureau),
                           lt_record_get_title (officer), lt_record_get (officer, "card"), date);
  return lt_recovery_sheets_write (lt_session_get_key (session), about,
                                   lt_session_get_random (session), path1, path2, error);
}

/* Whose the key is says the county file, and not who holds the sheets. */
static LtRecord *
find_owner (LtSession *session, const LtKeyPair *key, const char *card, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autofree char *hex = lt_hex_encode (key->public_key, LT_KEY_SIZE);
  g_autoptr (LtRecord) record = lt_store_find_by_key (store, lt_kind_by_name ("key"), hex);
  g_autoptr (LtRecord) officer = NULL;
  g_autofree char *why = lt_store_find_revocation (store, hex);
  LtId id;

  if (why != NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                   _ ("The key of card %s was revoked (%s): nothing signed with it counts any "
                      "more. Ask a keeper for a new invitation."),
                   card, why);
      return NULL;
    }
  if (record != NULL && lt_id_from_text (&id, lt_record_get (record, "officer")))
    officer = lt_store_get (store, lt_kind_by_name ("officer"), &id, NULL);
  if (officer != NULL && g_strcmp0 (lt_record_get (officer, "card"), card) == 0)
    return g_steal_pointer (&officer);
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("The sheets hold no key of card %s that this county file knows. Check the card, "
                  "and use a file of the same bureau, from a backup or a colleague."),
               card);
  return NULL;
}

/**
 * lt_work_key_recover:
 * @session: a session; nobody need be signed in
 * @card: the officer's card number
 * @path1: one sheet, as it was typed
 * @path2: the other
 * @passphrase: (nullable): what shall seal the key from now on
 * @error: return location; %LT_ERROR_BAD_INPUT for sheets that are wrong, damaged or
 *   do not belong together
 *
 * Makes a lost key usable on this device again.
 */
gboolean
lt_work_key_recover (LtSession *session,
                     const char *card,
                     const char *path1,
                     const char *path2,
                     const char *passphrase,
                     GError **error)
{
  g_autoptr (LtRecord) officer = NULL;
  LtKeyPair key;
  gboolean done;

  if (!lt_work_check_passphrase (passphrase, card, error)
      || !lt_recovery_sheets_read (&key, path1, path2, error))
    return FALSE;
  officer = find_owner (session, &key, card, error);
  done = officer != NULL
         && lt_key_file_add (lt_session_get_path (session), card, &officer->id, &key, passphrase,
                             LT_SEAL_COST, lt_session_get_random (session), error);
  lt_key_pair_clear (&key);
  return done;
}
