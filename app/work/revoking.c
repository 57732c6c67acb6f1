/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Devices, and the end of the keys on them. */

#include "base/civil-time.h"
#include "base/error.h"
#include "store/key-streams.h"
#include "store/undoable.h"
#include "work/officers-private.h"
#include "work/officers.h"
#include "work/records-private.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lt_device_free (LtDevice *self)
{
  g_free (self->label);
  g_free (self->device);
  g_free (self->cards);
  g_free (self->revoked);
  lt_record_free (self->officer);
  g_free (self);
}

/* Of whom a public key is; %NULL for one that has been replaced. */
static LtRecord *
find_owner (LtStore *store, const char *hex)
{
  g_autoptr (LtRecord) key = lt_store_find_by_key (store, lt_kind_by_name ("key"), hex);
  LtId id;

  if (key == NULL || !lt_id_from_text (&id, lt_record_get (key, "officer")))
    return NULL;
  return lt_store_get (store, lt_kind_by_name ("officer"), &id, NULL);
}

static void
append_card (GString *cards, const char *card)
{
  g_string_append_printf (cards, "%s%s", cards->len > 0 ? "," : "", card);
}

static void
take_keys (LtStore *store, LtDevice *device, const LtStreamInfo *info)
{
  GString *cards = g_string_new (NULL);
  GString *revoked = g_string_new (NULL);

  for (guint i = 0; i < info->keys->len; i++)
    {
      const char *hex = g_ptr_array_index (info->keys, i);
      g_autoptr (LtRecord) owner = find_owner (store, hex);
      g_autofree char *why = lt_store_find_revocation (store, hex);

      if (owner == NULL)
        continue;
      append_card (cards, lt_record_get (owner, "card"));
      if (why != NULL)
        append_card (revoked, lt_record_get (owner, "card"));
    }
  device->cards = g_string_free (cards, FALSE);
  device->revoked = g_string_free (revoked, FALSE);
}

static void
take_record (LtStore *store, LtDevice *device, const char *replica)
{
  g_autoptr (LtRecord) record = lt_store_find_by_key (store, lt_kind_by_name ("device"), replica);
  LtId id;

  device->label = g_strdup (record == NULL ? "" : lt_record_get_title (record));
  if (record != NULL && lt_id_from_text (&id, lt_record_get (record, "officer")))
    device->officer = lt_store_get (store, lt_kind_by_name ("officer"), &id, NULL);
}

/**
 * lt_work_list_devices:
 * @store: a county file
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtDevice): the devices that have
 *   written in this bureau, as far as it is known here
 */
GPtrArray *
lt_work_list_devices (LtStore *store, GError **error)
{
  g_autoptr (GPtrArray) streams = lt_store_list_streams (store, error);
  GPtrArray *devices;

  if (streams == NULL)
    return NULL;
  devices = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_device_free);
  for (guint i = 0; i < streams->len; i++)
    {
      const LtStreamInfo *info = g_ptr_array_index (streams, i);
      LtDevice *device = g_new0 (LtDevice, 1);
      g_autofree char *replica = lt_hex_encode (info->stream.replica, sizeof info->stream.replica);

      device->device =
          g_strdup_printf ("%02X%02X", info->stream.replica[0], info->stream.replica[1]);
      device->operations = info->operations;
      device->last = info->wall;
      take_record (store, device, replica);
      take_keys (store, device, info);
      g_ptr_array_add (devices, device);
    }
  return devices;
}

GPtrArray *
lt_work_devices (LtSession *session, GError **error)
{
  return lt_work_list_devices (lt_session_get_store (session), error);
}

/* Whether one of @keys has signed on the device that people call @name. */
static gboolean
signed_on (LtSession *session, GPtrArray *streams, const char *name, char **keys)
{
  for (guint i = 0; i < streams->len; i++)
    {
      const LtStreamInfo *info = g_ptr_array_index (streams, i);
      g_autofree char *replica = lt_hex_encode (info->stream.replica, sizeof info->stream.replica);
      g_autofree char *device =
          g_strdup_printf ("%02X%02X", info->stream.replica[0], info->stream.replica[1]);
      g_autoptr (LtRecord) record = lt_store_find_by_key (lt_session_get_store (session),
                                                          lt_kind_by_name ("device"), replica);

      if (g_ascii_strcasecmp (device, name) != 0 && !g_str_equal (replica, name)
          && (record == NULL || !g_str_equal (lt_record_get_title (record), name)))
        continue;
      for (guint k = 0; k < info->keys->len; k++)
        if (g_strv_contains ((const char *const *) keys, g_ptr_array_index (info->keys, k)))
          return TRUE;
    }
  return FALSE;
}

/* The officer's keys that are not revoked yet; on one device, or all. */
static GPtrArray *
find_keys (LtSession *session, const LtRecord *officer, const char *device, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GPtrArray) all = lt_work_officer_list (session, officer, "key", error);
  g_autoptr (GPtrArray) streams = lt_store_list_streams (store, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);

  if (all == NULL || streams == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const LtRecord *key = g_ptr_array_index (all, i);
      g_auto (GStrv) hexes = lt_store_list_public_keys (store, &key->id, error);
      const char *hex = lt_record_get (key, "public_key");
      g_autofree char *why = hex == NULL ? NULL : lt_store_find_revocation (store, hex);

      if (hexes == NULL)
        return NULL;
      if (why == NULL && (device == NULL || signed_on (session, streams, device, hexes)))
        g_ptr_array_add (found, lt_record_copy (key));
    }
  return g_steal_pointer (&found);
}

static gboolean
add_revocation (LtSession *session,
                LtChange *change,
                const LtRecord *key,
                const char *why,
                gint64 since,
                GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (LtRecord) made = lt_record_new (lt_kind_by_name ("revocation"));
  g_auto (GStrv) hexes = lt_store_list_public_keys (store, &key->id, error);
  g_autofree char *keys = hexes == NULL ? NULL : g_strjoinv ("\n", hexes);
  g_autofree char *accepted =
      hexes == NULL ? NULL
                    : lt_store_list_accepted (store, (const char *const *) hexes, since, error);
  g_autofree char *id = lt_id_to_text (&key->id);

  if (accepted == NULL || !lt_record_set (made, "key", id, error)
      || !lt_record_set (made, "reason", why, error)
      || !lt_record_set (made, "public_keys", keys, error)
      || !lt_record_set (made, "accepted", accepted, error)
      || !lt_work_check_record (session, made, error))
    return FALSE;
  lt_session_make_id (session, made);
  lt_change_create (change, made);
  return TRUE;
}

/**
 * lt_work_officer_revoke:
 * @session: a session, a keeper signed in
 * @officer: whose keys end
 * @why: the reason, for everybody
 * @device: (nullable): only those that signed on this device: its label or its
 *   short name
 * @since: time from which on nothing they signed counts, by the devices' clocks,
 *   milliseconds since 1970 (UTC); 0: what is in this file still counts
 * @error: return location
 *
 * Ends keys of an officer. On every machine what they signed later, or what is not
 * here yet, is set aside, whether it came before or after.
 */
gboolean
lt_work_officer_revoke (LtSession *session,
                        const LtRecord *officer,
                        const char *why,
                        const char *device,
                        gint64 since,
                        GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GPtrArray) keys = NULL;
  g_autofree char *note = NULL;

  if (why == NULL || *why == '\0')
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("A revocation needs its reason. Give it with --why."));
      return FALSE;
    }
  keys = find_keys (session, officer, device, error);
  if (keys == NULL)
    return FALSE;
  if (keys->len == 0)
    {
      if (device == NULL)
        g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                     _ ("Officer %s has no key that could be revoked."),
                     lt_record_get (officer, "card"));
      else
        g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                     _ ("Officer %s has no key that has signed on a device \"%s\". "
                        "`lantianctl devices` lists them."),
                     lt_record_get (officer, "card"), device);
      return FALSE;
    }
  if (!lt_work_check_keeper_remains (session, NULL, keys, error))
    return FALSE;
  for (guint i = 0; i < keys->len; i++)
    if (!add_revocation (session, change, g_ptr_array_index (keys, i), why, since, error))
      return FALSE;
  note = lt_note_of_user (why);
  return lt_session_append (session, change, note, error);
}
