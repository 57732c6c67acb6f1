/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office.h"

#include "base/digest.h"
#include "store/key-proof.h"

#include <glib/gstdio.h>
#include <string.h>

Office *
office_new (guint64 seed)
{
  Office *self = g_new0 (Office, 1);

  /* In memory where it can be: thousands of commits that are synced to a disk take minutes. */
  self->folder = g_strdup ("/dev/shm/lantian-office-XXXXXX");
  if (g_mkdtemp (self->folder) == NULL)
    {
      g_free (self->folder);
      self->folder = g_dir_make_tmp ("lantian-office-XXXXXX", NULL);
    }
  g_assert_nonnull (self->folder);
  self->random = lt_random_new_seeded (seed);
  self->stores = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_store_close);
  self->keeper.now = OFFICE_NOW;
  return self;
}

void
office_free (Office *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_ptr_array_unref (self->stores);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  lt_random_free (self->random);
  g_free (self->folder);
  g_free (self);
}

char *
office_path (Office *self, const char *name)
{
  return g_strdup_printf ("%s/%s.gpkg", self->folder, name);
}

static LtStore *
create_file (Office *self, const char *name, const LtDigest *bureau)
{
  g_autofree char *path = office_path (self, name);
  g_autoptr (GError) error = NULL;
  LtStore *store = lt_store_create (path, bureau, self->random, &error);

  g_assert_no_error (error);
  g_ptr_array_add (self->stores, store);
  return store;
}

/**
 * office_record:
 * @values: names of fields and what they hold, in turn
 *
 * Returns: (transfer full): a record with an id
 */
LtRecord *
office_record (Office *self, const char *kind, const char *const *values)
{
  LtRecord *record = lt_record_new (lt_kind_by_name (kind));
  g_autoptr (GError) error = NULL;

  lt_id_make (&record->id, record->kind->number, OFFICE_NOW, self->random);
  for (int i = 0; values[i] != NULL; i += 2)
    {
      lt_record_set (record, values[i], values[i + 1], &error);
      g_assert_no_error (error);
    }
  return record;
}

static LtAuthor
add_officer (Office *self, LtChange *change, const char *card, const char *roles)
{
  LtAuthor author = { .now = OFFICE_NOW };
  g_autoptr (LtRecord) officer = office_record (
      self, "officer",
      (const char *const[]){ "card", card, "name", "执法员甲", "roles", roles, NULL });
  g_autofree char *id = lt_id_to_text (&officer->id);
  g_autofree char *hex = NULL;
  g_autoptr (LtRecord) key = NULL;

  author.officer = officer->id;
  lt_key_pair_make (&author.key, self->random);
  hex = lt_hex_encode (author.key.public_key, LT_KEY_SIZE);
  key = office_record (self, "key",
                       (const char *const[]){ "public_key", hex, "officer", id, "purpose",
                                              "officer", NULL });
  lt_change_create (change, officer);
  lt_change_create (change, key);
  return author;
}

/**
 * office_found:
 *
 * Returns: (transfer none): the first file of the bureau, its keeper entered
 */
LtStore *
office_found (Office *self, const char *name)
{
  LtStore *store = create_file (self, name, NULL);
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) bureau =
      office_record (self, "bureau",
                     (const char *const[]){ "code", "140300", "name", "示例分局", "order_prefix",
                                            "示环责改字", NULL });
  g_autoptr (GError) error = NULL;

  lt_change_create (change, bureau);
  self->keeper = add_officer (self, change, "1", "inspector,keeper,reviewer,signatory");
  lt_store_append (store, change, &self->keeper, NULL, &error);
  g_assert_no_error (error);
  self->bureau = *lt_store_get_bureau (store);
  return store;
}

/**
 * office_empty:
 *
 * Returns: (transfer none): another file of the bureau, with nothing in it yet
 */
LtStore *
office_empty (Office *self, const char *name)
{
  return create_file (self, name, &self->bureau);
}

void
office_close (Office *self, LtStore *store)
{
  g_assert_true (g_ptr_array_remove (self->stores, store));
}

LtStore *
office_reopen (Office *self, LtStore *store)
{
  g_autofree char *path = g_strdup (lt_store_get_path (store));
  g_autoptr (GError) error = NULL;

  office_close (self, store);
  store = lt_store_open (path, LT_STORE_NONE, &error);
  g_assert_no_error (error);
  g_ptr_array_add (self->stores, store);
  return store;
}

LtAuthor
office_enrol (Office *self, LtStore *store, const char *card, const char *roles)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GError) error = NULL;
  LtAuthor author = add_officer (self, change, card, roles);

  lt_store_append (store, change, &self->keeper, NULL, &error);
  g_assert_no_error (error);
  return author;
}

/**
 * office_invite:
 * @key_record: (out): the record that the invitation's key stands in
 *
 * Returns: an officer who signs with the invitation's key
 */
LtAuthor
office_invite (Office *self, LtStore *store, const char *card, LtId *key_record)
{
  LtAuthor invited = { .now = OFFICE_NOW };
  g_autofree char *officer = NULL;
  g_autofree char *hex = NULL;

  invited.officer = office_add (self, store, &self->keeper, "officer",
                                (const char *const[]){ "card", card, "name", "执法员乙", "roles",
                                                       "inspector", NULL });
  lt_key_pair_make (&invited.key, self->random);
  officer = lt_id_to_text (&invited.officer);
  hex = lt_hex_encode (invited.key.public_key, LT_KEY_SIZE);
  *key_record = office_add (self, store, &self->keeper, "key",
                            (const char *const[]){ "public_key", hex, "officer", officer, "purpose",
                                                   "invitation", NULL });
  return invited;
}

/**
 * office_accept:
 * @key: the invitation's record
 * @own: (out) (optional): the key that was made; may be @invited's
 *
 * Returns: whether the file took it
 */
gboolean
office_accept (Office *self,
               LtStore *store,
               const LtAuthor *invited,
               const LtRecord *key,
               LtKeyPair *own)
{
  g_autoptr (LtChange) change = lt_change_new ();
  LtKeyPair pair;
  g_autofree char *hex = NULL;
  g_autofree char *signature = NULL;
  g_autoptr (LtValue) public_key = NULL;
  g_autoptr (LtValue) proof = NULL;
  g_autoptr (LtValue) purpose = lt_value_new_text ("officer");
  gboolean done;

  lt_key_pair_make (&pair, self->random);
  hex = lt_hex_encode (pair.public_key, LT_KEY_SIZE);
  public_key = lt_value_new_text (hex);
  signature = lt_key_proof_make (&pair, &self->bureau, &key->id, &invited->officer);
  proof = lt_value_new_text (signature);
  lt_change_set (change, key, 0, public_key);
  lt_change_set (change, key, 2, purpose);
  lt_change_set (change, key, 3, proof);
  done = lt_store_append (store, change, invited, NULL, NULL);
  if (done && own != NULL)
    *own = pair;
  return done;
}

LtId
office_add (Office *self,
            LtStore *store,
            const LtAuthor *author,
            const char *kind,
            const char *const *values)
{
  g_autoptr (LtRecord) record = office_record (self, kind, values);
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GError) error = NULL;

  lt_change_create (change, record);
  lt_store_append (store, change, author, NULL, &error);
  g_assert_no_error (error);
  return record->id;
}

gboolean
office_set (LtStore *store,
            const LtAuthor *author,
            const LtRecord *seen,
            const char *field,
            const char *text,
            GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtValue) value = NULL;
  int place = lt_kind_find_field (seen->kind, field);

  g_assert_true (lt_field_parse (&seen->kind->fields[place], text, &value, NULL));
  lt_change_set (change, seen, (guint) place, value);
  return lt_store_append (store, change, author, NULL, error);
}

gboolean
office_remove (LtStore *store, const LtAuthor *author, const LtRecord *seen, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  lt_change_remove (change, seen);
  return lt_store_append (store, change, author, NULL, error);
}

/**
 * office_get:
 *
 * Returns: (transfer full) (nullable): the record with its heads
 */
LtRecord *
office_get (LtStore *store, const LtId *id)
{
  return lt_store_get (store, NULL, id, NULL);
}

static gboolean
on_group (GBytes *group, const LtTip *end, gpointer user_data, GError **error)
{
  g_ptr_array_add (user_data, g_bytes_ref (group));
  return TRUE;
}

/**
 * office_groups:
 *
 * Returns: (transfer full) (element-type GBytes): all groups, stream by stream
 */
GPtrArray *
office_groups (LtStore *store)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) tips = lt_store_get_tips (store, &error);

  for (guint i = 0; i < tips->len; i++)
    lt_store_each_group_after (store, &g_array_index (tips, LtTip, i).stream, 0, on_group, groups,
                               &error);
  g_assert_no_error (error);
  return groups;
}

static LtReceipt
deliver_in_page (LtStore *store, GBytes *group)
{
  g_autoptr (GError) error = NULL;
  LtReceipt receipt;

  lt_store_receive (store, g_bytes_get_data (group, NULL), g_bytes_get_size (group), &receipt,
                    &error);
  g_assert_no_error (error);
  return receipt;
}

/**
 * office_deliver_all:
 *
 * Delivers groups in the order they stand in, in one page.
 *
 * Returns: (transfer full): a receipt for each
 */
GArray *
office_deliver_all (LtStore *store, GPtrArray *groups)
{
  static guint64 seed = 1000000;
  g_autoptr (LtRandom) random = lt_random_new_seeded (seed++);
  GArray *receipts = g_array_new (FALSE, FALSE, sizeof (LtReceipt));
  g_autoptr (GError) error = NULL;

  lt_store_receive_begin (store, random, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < groups->len; i++)
    {
      LtReceipt receipt = deliver_in_page (store, g_ptr_array_index (groups, i));

      g_array_append_val (receipts, receipt);
    }
  lt_store_receive_end (store, TRUE, &error);
  g_assert_no_error (error);
  return receipts;
}

LtReceipt
office_deliver (LtStore *store, GBytes *group)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  g_autoptr (GArray) receipts = NULL;

  g_ptr_array_add (groups, group);
  receipts = office_deliver_all (store, groups);
  return g_array_index (receipts, LtReceipt, 0);
}

void
office_copy (LtStore *from, LtStore *to)
{
  g_autoptr (GPtrArray) groups = office_groups (from);
  g_autoptr (GArray) receipts = office_deliver_all (to, groups);

  for (guint i = 0; i < receipts->len; i++)
    g_assert_cmpint (g_array_index (receipts, LtReceipt, i), !=, LT_RECEIPT_GAP);
}

void
office_assert_sound (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtVerification) result = lt_store_verify (store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < result->problems->len; i++)
    g_error ("%s: %s", lt_store_get_path (store), (char *) g_ptr_array_index (result->problems, i));
}

void
office_assert_equal (LtStore *a, LtStore *b)
{
  LtDigest first;
  LtDigest second;
  g_autofree char *conflicts_a = office_conflicts (a);
  g_autofree char *conflicts_b = office_conflicts (b);
  g_autofree char *hex_a = NULL;
  g_autofree char *hex_b = NULL;

  g_assert_true (lt_store_get_state (a, &first, NULL));
  g_assert_true (lt_store_get_state (b, &second, NULL));
  hex_a = lt_digest_to_hex (&first);
  hex_b = lt_digest_to_hex (&second);
  g_assert_cmpstr (conflicts_a, ==, conflicts_b);
  g_assert_cmpstr (hex_a, ==, hex_b);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_field (GPtrArray *lines, const LtRecord *record, guint field)
{
  g_autofree char *id = lt_id_to_text (&record->id);
  g_autofree char *joined = NULL;
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *heads = record->heads[field];

  for (guint i = 0; i < heads->len; i++)
    {
      const LtHead *head = g_ptr_array_index (heads, i);

      g_ptr_array_add (said, g_strdup (head->value == NULL ? "-" : lt_value_text (head->value)));
    }
  g_ptr_array_sort (said, compare_texts);
  g_ptr_array_add (said, NULL);
  joined = g_strjoinv ("|", (char **) said->pdata);
  g_ptr_array_add (lines,
                   g_strdup_printf ("%s %s %s", id, record->kind->fields[field].name, joined));
}

/**
 * office_conflicts:
 *
 * Returns: (transfer full): every field in conflict and what its heads say, in
 *   an order of its own
 */
char *
office_conflicts (LtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lt_store_list_conflicts (store, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);

      for (guint f = 0; f < record->kind->n_fields; f++)
        if (lt_record_has_conflict (record, f))
          add_field (lines, record, f);
    }
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}
