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
#include <math.h>
#include <string.h>

#define LEAST_PASSPHRASE 8 /* characters */

/* A guess costs some 0.2 s of scrypt: 2^45 of them take a machine of a thousand cores a
 * century, one who knows what people like to type much less. */
#define FAIR_BITS   45
#define STRONG_BITS 70
#define COMMON_HAN  3500 /* 现代汉语常用字表 */

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

/* How many others might stand in a character's place, given what else is typed. */
static double
count_kinds (const char *text)
{
  gboolean digit = FALSE, lower = FALSE, upper = FALSE, sign = FALSE, beyond = FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      digit |= g_ascii_isdigit (*text);
      lower |= g_ascii_islower (*text);
      upper |= g_ascii_isupper (*text);
      sign |= g_ascii_isprint (*text) && !g_ascii_isalnum (*text);
      beyond |= (guchar) *text >= 0x80;
    }
  return 10 * digit + 26 * lower + 26 * upper + 33 * sign + COMMON_HAN * beyond;
}

/* Characters that do not follow from those before: neither the same again nor the next
 * in a row, and no pair that was there already. */
static guint
count_new (const char *text)
{
  g_autofree gunichar *all = g_utf8_to_ucs4_fast (text, -1, NULL);
  guint n = 0;

  for (guint i = 0; all[i] != 0; i++)
    {
      gint64 step = i == 0 ? 2 : (gint64) all[i] - (gint64) all[i - 1];
      gboolean seen = step >= -1 && step <= 1;

      for (guint j = 1; !seen && j < i; j++)
        seen = all[j] == all[i] && all[j - 1] == all[i - 1];
      n += !seen;
    }
  return n;
}

/**
 * lt_work_rate_passphrase:
 * @passphrase: (nullable): what is to seal a key
 * @card: (nullable): card number of whose key it is, which adds nothing
 *
 * Returns: how hard it is to guess: fair from %FAIR_BITS on, strong from %STRONG_BITS,
 *   at log2 of the characters that could stand in each place
 */
LtPassphraseRating
lt_work_rate_passphrase (const char *passphrase, const char *card)
{
  g_autofree char *words = g_strstrip (g_strdup (passphrase == NULL ? "" : passphrase));
  g_auto (GStrv) parts = NULL;
  g_autofree char *left = NULL;
  double bits;

  if (!lt_work_check_passphrase (passphrase, card, NULL))
    return LT_PASSPHRASE_REFUSED;
  parts = g_strsplit (words, card == NULL || *card == '\0' ? "\n" : card, -1);
  left = g_strjoinv ("", parts);
  bits = *left == '\0' ? 0 : count_new (left) * log2 (count_kinds (left));
  lt_wipe_memory (words, strlen (words));
  lt_wipe_memory (left, strlen (left));
  return bits < FAIR_BITS     ? LT_PASSPHRASE_WEAK
         : bits < STRONG_BITS ? LT_PASSPHRASE_FAIR
                              : LT_PASSPHRASE_STRONG;
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
