/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/county.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/seal.h"
#include "store/county-file.h"
#include "store/key-file.h"
#include "work/county-private.h"
#include "work/keys.h"
#include "work/making.h"
#include "work/marker.h"
#include "work/sample.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Records of one group of the sample: about a page of an import. */
#define PAGE 50

#define SAMPLE_SEED 140300

/**
 * lt_work_make_key_record:
 * @officer: whose key it is; has its id
 * @key: the key
 * @purpose: name of a choice of the field `purpose`
 *
 * Returns: (transfer full): the record by which it is enrolled, without an id
 */
LtRecord *
lt_work_make_key_record (const LtRecord *officer, const LtKeyPair *key, const char *purpose)
{
  LtRecord *record = lt_record_new (lt_kind_by_name ("key"));
  g_autofree char *hex = lt_hex_encode (key->public_key, sizeof key->public_key);
  g_autofree char *id = lt_id_to_text (&officer->id);

  lt_record_set_text (record, "public_key", hex);
  lt_record_set_text (record, "officer", id);
  lt_record_set_text (record, "purpose", purpose);
  return record;
}

/**
 * lt_work_make_device_record:
 * @store: this device's county file
 * @officer: who answers for it; has its id
 * @label: what people call it
 *
 * Returns: (transfer full): the device's record, without an id
 */
LtRecord *
lt_work_make_device_record (LtStore *store, const LtRecord *officer, const char *label)
{
  LtRecord *record = lt_record_new (lt_kind_by_name ("device"));
  g_autofree char *replica = lt_store_get_replica (store);
  g_autofree char *id = lt_id_to_text (&officer->id);

  lt_record_set_text (record, "replica", replica);
  lt_record_set_text (record, "label", label);
  lt_record_set_text (record, "officer", id);
  return record;
}

static void
create (LtSession *session, LtChange *change, LtRecord *record)
{
  if (lt_id_is_zero (&record->id))
    lt_session_make_id (session, record);
  lt_change_create (change, record);
}

static gboolean
found (LtSession *session,
       LtRecord *bureau,
       LtRecord *keeper,
       const char *label,
       const char *passphrase,
       guint cost,
       GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) key_record = NULL;
  g_autoptr (LtRecord) device = NULL;
  LtRandom *random = lt_session_get_random (session);
  LtKeyPair key;
  gboolean done;

  if (!lt_record_check (bureau, error) || !lt_record_check (keeper, error))
    return FALSE;
  lt_key_pair_make (&key, random);
  create (session, change, bureau);
  create (session, change, keeper);
  key_record = lt_work_make_key_record (keeper, &key, "officer");
  create (session, change, key_record);
  device = lt_work_make_device_record (lt_session_get_store (session), keeper, label);
  create (session, change, device);
  lt_session_use_key (session, keeper, &key);
  done = lt_session_append (session, change, NULL, error)
         && lt_key_file_add (lt_session_get_path (session), lt_record_get (keeper, "card"),
                             &keeper->id, &key, passphrase, cost, random, error);
  lt_key_pair_clear (&key);
  return done;
}

/**
 * lt_work_make_session:
 * @path: a file that is not there yet
 * @bureau: (nullable): the bureau it shall belong to; %NULL to found one
 * @now: the time it works by; 0 for the device's clock
 * @random: (transfer full): where ids and keys come from
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a session in an empty county file
 */
LtSession *
lt_work_make_session (const char *path,
                      const LtDigest *bureau,
                      gint64 now,
                      LtRandom *random,
                      GError **error)
{
  LtStore *store = lt_store_create (path, bureau, random, error);
  LtSession *session;

  if (store == NULL)
    {
      lt_random_free (random);
      return NULL;
    }
  session = lt_session_new_for_store (store);
  lt_session_set_random (session, random);
  lt_session_set_now (session, now);
  return session;
}

/**
 * lt_work_new:
 * @path: a file that is not there yet
 * @area: (nullable): division code of the bureau
 * @bureau: (nullable): name of the bureau
 * @prefix: (nullable): order prefix (机关代字) for document numbers
 * @card: card number of the first keeper
 * @name: his name
 * @passphrase: what seals his key
 * @now: the time, milliseconds since 1970 (UTC); 0 for the device's clock
 * @error: return location
 *
 * Makes a county file with its bureau and its first keeper, who holds every
 * role until he gives them to others.
 *
 * Returns: (transfer full) (nullable): a session, the keeper signed in
 */
LtSession *
lt_work_new (const char *path,
             const char *area,
             const char *bureau,
             const char *prefix,
             const char *card,
             const char *name,
             const char *passphrase,
             gint64 now,
             GError **error)
{
  g_autoptr (LtRecord) office = lt_record_new (lt_kind_by_name ("bureau"));
  g_autoptr (LtRecord) keeper = lt_record_new (lt_kind_by_name ("officer"));
  g_auto (LtMaking) making = { 0 };
  LtSession *session;

  if (passphrase == NULL || *passphrase == '\0')
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("The keeper's key needs a passphrase. Give it in the file that "
                              "LANTIAN_PASSPHRASE_FILE names."));
      return NULL;
    }
  if (!lt_work_check_passphrase (passphrase, card, error)
      || !lt_record_set (office, "code", area == NULL ? "000000" : area, error)
      || !lt_record_set (office, "name", bureau == NULL ? "生态环境分局" : bureau, error)
      || !lt_record_set (office, "order_prefix", prefix, error)
      || !lt_record_set (keeper, "card", card, error)
      || !lt_record_set (keeper, "name", name, error)
      || !lt_record_set (keeper, "roles", "inspector,keeper,reviewer,signatory", error))
    return NULL;
  if (!lt_making_begin (&making, path, error))
    return NULL;
  session = lt_work_make_session (making.file, NULL, now, lt_random_new (), error);
  if (session == NULL)
    return NULL;
  if (found (session, office, keeper, g_get_host_name (), passphrase, LT_SEAL_COST, error))
    {
      lt_marker_forget (session);
      return lt_making_end (&making, session, now, error);
    }
  lt_session_close (session);
  return NULL;
}

/* The sample's officers share this device, so that one person can try every
 * part; their passphrase is published. */
static gboolean
enrol_sample_officers (LtSession *session,
                       GPtrArray *officers,
                       const LtRecord *keeper,
                       GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  LtRandom *random = lt_session_get_random (session);

  for (guint i = 0; i < officers->len; i++)
    {
      LtRecord *officer = g_ptr_array_index (officers, i);
      g_autoptr (LtRecord) key_record = NULL;
      LtKeyPair key;

      if (officer == keeper)
        continue;
      lt_key_pair_make (&key, random);
      create (session, change, officer);
      key_record = lt_work_make_key_record (officer, &key, "officer");
      create (session, change, key_record);
      if (!lt_key_file_add (lt_session_get_path (session), lt_record_get (officer, "card"),
                            &officer->id, &key, LT_SAMPLE_PASSPHRASE, LT_SEAL_COST_SAMPLE, random,
                            error))
        return FALSE;
      lt_key_pair_clear (&key);
    }
  return lt_session_append (session, change, NULL, error);
}

typedef struct
{
  LtSession *session;
  LtChange *change;
} Page;

static gboolean
flush_page (Page *page, GError **error)
{
  gboolean kept = lt_session_append (page->session, page->change, NULL, error);

  lt_change_free (page->change);
  page->change = lt_change_new ();
  return kept;
}

static gboolean
on_sample_record (LtRecord *record, gpointer user_data, GError **error)
{
  Page *page = user_data;

  if (!lt_record_check (record, error))
    return FALSE;
  create (page->session, page->change, record);
  return lt_change_count (page->change) < PAGE || flush_page (page, error);
}

static char *
last_month (gint64 now)
{
  g_autofree char *today = lt_date_of (now);
  g_autofree char *first = g_strdup_printf ("%.8s01", today);
  g_autofree char *before = lt_date_add_days (first, -1);

  return g_strndup (before, 7);
}

static gboolean
fill_sample (LtSession *session, GError **error)
{
  LtRandom *random = lt_session_get_random (session);
  gint64 now = lt_session_get_now (session);
  g_autoptr (LtRecord) bureau = lt_sample_bureau (now, random, error);
  g_autoptr (GPtrArray) officers = bureau == NULL ? NULL : lt_sample_officers (now, random, error);
  g_autofree char *month = last_month (now);
  LtRecord *keeper = NULL;
  Page page = { .session = session };
  gboolean done;

  if (officers == NULL)
    return FALSE;
  for (guint i = 0; i < officers->len && keeper == NULL; i++)
    if (strstr (lt_record_get (g_ptr_array_index (officers, i), "roles"), "keeper") != NULL)
      keeper = g_ptr_array_index (officers, i);
  g_return_val_if_fail (keeper != NULL, FALSE);

  if (!found (session, bureau, keeper, lt_record_get_title (bureau), LT_SAMPLE_PASSPHRASE,
              LT_SEAL_COST_SAMPLE, error)
      || !enrol_sample_officers (session, officers, keeper, error))
    return FALSE;
  page.change = lt_change_new ();
  done = lt_sample_each (month, now, random, on_sample_record, &page, error)
         && flush_page (&page, error);
  lt_change_free (page.change);
  return done;
}

/**
 * lt_work_new_sample:
 * @path: a file that is not there yet
 * @now: the time, milliseconds since 1970 (UTC); 0 for the device's clock
 * @error: return location
 *
 * Makes the sample county: the same ids and keys for the same time.
 *
 * Returns: (transfer full) (nullable): a session with nobody signed in
 */
LtSession *
lt_work_new_sample (const char *path, gint64 now, GError **error)
{
  g_auto (LtMaking) making = { 0 };
  LtSession *session;

  if (!lt_making_begin (&making, path, error))
    return NULL;
  session =
      lt_work_make_session (making.file, NULL, now, lt_random_new_seeded (SAMPLE_SEED), error);
  if (session == NULL)
    return NULL;
  /* In its place ids no longer repeat those of another copy of the sample. */
  if (fill_sample (session, error))
    {
      lt_session_sign_out (session);
      lt_marker_forget (session);
      return lt_making_end (&making, session, now, error);
    }
  lt_session_close (session);
  return NULL;
}
