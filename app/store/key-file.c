/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/key-file.h"

#include "base/error.h"
#include "base/file-copy.h"
#include "base/file.h"
#include "base/json.h"
#include "base/seal.h"
#include "store/beside.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* So many wrong passphrases are mistakes of typing. */
#define FREE_TRIES       3
#define FIRST_DELAY_MS   G_GINT64_CONSTANT (5000)
#define LONGEST_DELAY_MS G_GINT64_CONSTANT (900000)

/**
 * lt_key_file_path:
 * @county_path: a county file
 *
 * Returns: (transfer full): where its keys are
 */
char *
lt_key_file_path (const char *county_path)
{
  return lt_path_beside (county_path, "keys");
}

static JsonNode *
load_keys (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  JsonNode *root;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      JsonNode *node = json_node_new (JSON_NODE_OBJECT);

      json_node_take_object (node, json_object_new ());
      return node;
    }
  if (!lt_file_check_plain (path, error))
    return NULL;
  root = lt_json_load (path, &problem);
  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_ACCES)
      || g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_PERM))
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("File %s: the keys in it may not be read by you. Have the file given to you "
                    "again (owner and permissions); nothing is lost."),
                 path);
  else if (root == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED,
                 _ ("File %s: the keys in it cannot be read. Restore it from your own copy, or ask "
                    "a keeper for a new invitation."),
                 path);
  return root;
}

static gboolean
save_keys (const char *path, JsonNode *root, GError **error)
{
  g_autofree char *text = json_to_string (root, TRUE);

  /* Written beside, synced and renamed; never readable by others in between. */
  return lt_file_write (path, text, -1, 0600, error);
}

/**
 * lt_key_file_add:
 * @county_path: a county file
 * @card: the officer's card number
 * @officer: his record
 * @key: his key
 * @passphrase: what seals it
 * @cost: see lt_seal()
 * @random: where salt and nonce come from
 * @error: return location
 */
gboolean
lt_key_file_add (const char *county_path,
                 const char *card,
                 const LtId *officer,
                 const LtKeyPair *key,
                 const char *passphrase,
                 guint cost,
                 LtRandom *random,
                 GError **error)
{
  g_autofree char *path = lt_key_file_path (county_path);
  g_autoptr (JsonNode) root = load_keys (path, error);
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = lt_id_to_text (officer);
  JsonObject *entry;

  if (root == NULL)
    return FALSE;
  sealed = lt_seal (key->secret, sizeof key->secret, passphrase, cost, random);
  text = g_base64_encode (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  entry = json_object_new ();
  json_object_set_string_member (entry, "officer", id);
  json_object_set_string_member (entry, "sealed", text);
  json_object_set_object_member (json_node_get_object (root), card, entry);
  return save_keys (path, root, error);
}

static gboolean
add_missing (JsonObject *keys, JsonObject *others, const char *path, GError **error)
{
  g_autoptr (GList) cards = json_object_get_members (others);

  for (GList *item = cards; item != NULL; item = item->next)
    {
      const char *card = item->data;
      JsonNode *other = json_object_get_member (others, card);
      JsonNode *here = json_object_get_member (keys, card);

      if (here == NULL)
        json_object_set_member (keys, card, json_node_copy (other));
      else if (JSON_NODE_HOLDS_OBJECT (other)
               && (!JSON_NODE_HOLDS_OBJECT (here)
                   || g_strcmp0 (lt_json_get_text (json_node_get_object (here), "officer"),
                                 lt_json_get_text (json_node_get_object (other), "officer"))
                          != 0))
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("File %s: the key of card %s in it is another officer's. Choose another "
                          "name for the county file, or move that file away first."),
                       path, card);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * lt_key_file_add_missing:
 * @county_path: a county file
 * @from: keys of the same bureau, from elsewhere
 * @error: return location; %LT_ERROR_BAD_INPUT where a card is another officer's
 *
 * Takes over the keys of the cards that have none here. What is here stays: its
 * passphrase may have been changed since.
 */
gboolean
lt_key_file_add_missing (const char *county_path, const char *from, GError **error)
{
  g_autofree char *path = lt_key_file_path (county_path);
  g_autoptr (JsonNode) root = load_keys (path, error);
  g_autoptr (JsonNode) others = root == NULL ? NULL : load_keys (from, error);

  return others != NULL
         && add_missing (json_node_get_object (root), json_node_get_object (others), path, error)
         && save_keys (path, root, error);
}

/* Whoever guesses is slowed down. The count stands beside the sealed key, so that
 * starting anew does not begin anew; who can write that file can also try without
 * this program, and scrypt is what slows him down. */
static gint64
get_delay (gint64 failures)
{
  if (failures < FREE_TRIES)
    return 0;
  return failures - FREE_TRIES >= 10
             ? LONGEST_DELAY_MS
             : MIN (FIRST_DELAY_MS << (failures - FREE_TRIES), LONGEST_DELAY_MS);
}

/* Whatever stands there. */
static gint64
count_failures (JsonObject *entry)
{
  gint64 failures = json_object_get_int_member_with_default (entry, "failures", 0);

  return CLAMP (failures, 0, G_MAXINT);
}

/* How much of the delay is left; a clock that was set back begins it again, and
 * does not keep anybody out for as long as it was ahead. */
static gint64
get_wait (JsonObject *entry, gint64 now)
{
  gint64 failures = count_failures (entry);
  gint64 last = MAX (0, json_object_get_int_member_with_default (entry, "last_failure", 0));

  if (failures < FREE_TRIES)
    return 0;
  if (now < last)
    json_object_set_int_member (entry, "last_failure", now);
  return get_delay (failures) - MAX (0, now - last);
}

static gboolean
refuse_for_now (JsonObject *entry, gint64 wait, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("The passphrase was wrong %d times. Wait %d seconds, then try again."),
               (int) count_failures (entry), (int) ((wait + 999) / 1000));
  return FALSE;
}

/* Counts a wrong passphrase, or forgets those before a right one. That it cannot
 * be written keeps nobody from his key. */
static void
note_try (const char *path, JsonNode *root, JsonObject *entry, gboolean right, gint64 now)
{
  gint64 failures = count_failures (entry);

  if (right && failures == 0)
    return;
  if (right)
    {
      json_object_remove_member (entry, "failures");
      json_object_remove_member (entry, "last_failure");
    }
  else
    {
      json_object_set_int_member (entry, "failures", failures + 1);
      json_object_set_int_member (entry, "last_failure", now);
    }
  if (!save_keys (path, root, NULL))
    g_debug ("%s could not be written", path);
}

static JsonObject *
find_entry (JsonNode *root, const char *path, const char *card, GError **error)
{
  JsonObject *keys = json_node_get_object (root);

  if (json_object_has_member (keys, card)
      && JSON_NODE_HOLDS_OBJECT (json_object_get_member (keys, card)))
    return json_object_get_object_member (keys, card);
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("Card %s has no key on this device (%s). Join with the keeper's invitation."),
               card, path);
  return NULL;
}

static GBytes *
unseal_entry (JsonObject *entry, const char *passphrase, GError **error)
{
  gsize size;
  const char *text = lt_json_get_text (entry, "sealed");
  guchar *bytes = g_base64_decode (text == NULL ? "" : text, &size);
  g_autoptr (GBytes) sealed = g_bytes_new_take (bytes, size);

  return lt_unseal (sealed, passphrase, error);
}

/**
 * lt_key_file_open:
 * @county_path: a county file
 * @card: the officer's card number
 * @passphrase: what the key was sealed with
 * @now: the time, milliseconds since 1970 (UTC)
 * @officer: (out caller-allocates): his record
 * @key: (out caller-allocates): his key
 * @error: return location; %LT_ERROR_REFUSED for a wrong passphrase or a card
 *   that has no key on this device, or before the delay is over that follows on
 *   several wrong ones
 */
gboolean
lt_key_file_open (const char *county_path,
                  const char *card,
                  const char *passphrase,
                  gint64 now,
                  LtId *officer,
                  LtKeyPair *key,
                  GError **error)
{
  g_autofree char *path = lt_key_file_path (county_path);
  g_autoptr (JsonNode) root = load_keys (path, error);
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) problem = NULL;
  JsonObject *entry = root == NULL ? NULL : find_entry (root, path, card, error);
  gint64 wait;

  if (entry == NULL)
    return FALSE;
  wait = get_wait (entry, now);
  if (wait > 0)
    {
      save_keys (path, root, NULL);
      return refuse_for_now (entry, wait, error);
    }
  secret = unseal_entry (entry, passphrase, &problem);
  if (secret != NULL || g_error_matches (problem, LT_ERROR, LT_ERROR_REFUSED))
    note_try (path, root, entry, secret != NULL, now);
  if (secret == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (g_bytes_get_size (secret) != LT_KEY_SIZE
      || !lt_id_from_text (officer, lt_json_get_text (entry, "officer")))
    {
      lt_wipe (secret);
      g_set_error (error, LT_ERROR, LT_ERROR_DAMAGED, _ ("File %s: the key of card %s is damaged."),
                   path, card);
      return FALSE;
    }
  lt_key_pair_from_secret (key, g_bytes_get_data (secret, NULL));
  lt_wipe (secret);
  return TRUE;
}

/**
 * lt_key_file_list_cards:
 * @county_path: a county file
 *
 * Returns: (transfer full): the cards that have a key on this device
 */
char **
lt_key_file_list_cards (const char *county_path)
{
  g_autofree char *path = lt_key_file_path (county_path);
  g_autoptr (JsonNode) root = load_keys (path, NULL);
  g_autoptr (GList) members = NULL;
  GStrvBuilder *cards = g_strv_builder_new ();
  char **list;

  if (root != NULL)
    members = json_object_get_members (json_node_get_object (root));
  for (GList *item = members; item != NULL; item = item->next)
    g_strv_builder_add (cards, item->data);
  list = g_strv_builder_end (cards);
  g_strv_builder_unref (cards);
  return list;
}
