/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "store/group.h"

#include <string.h>

/* Test vector of the canonical bytes of operations and groups: made by another
 * program from the layouts that stand in operation.c and group.c (Python's
 * hashlib, struct and cryptography). The key is that of RFC 8032, 7.1, test 1. */

#define WALL G_GINT64_CONSTANT (1795161600000)

static const char secret[] = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

static const struct
{
  const char *bytes;
  const char *id;
} vector[] = {
  { "01000102030405060708090a0b0c0d0e0f2021222324252627000000000000000100000000000000"
    "0000000000000000000000000000000000000000000000000001a1f7f830000000000001a1f7f830"
    "000000000007404142434445464748494a4b4c4d4e4f000000000100000000010000001900000001"
    "000000034b30310000000200000006e79fbfe4b880",
    "e2e64e18f24a75ee3c7f3ea18cf9f241a0ab2eca5241b21adaaa70fa68e4e484" },
  { "01000102030405060708090a0b0c0d0e0f20212223242526270000000000000002e2e64e18f24a75"
    "ee3c7f3ea18cf9f241a0ab2eca5241b21adaaa70fa68e4e48401a1f7f830000001000001a1f7f830"
    "000100000007404142434445464748494a4b4c4d4e4f000000020200000002e2e64e18f24a75ee3c"
    "7f3ea18cf9f241a0ab2eca5241b21adaaa70fa68e4e484ffffffffffffffffffffffffffffffffff"
    "ffffffffffffffffffffffffffffff0100000006e79fbfe4ba8c",
    "1365eddb3ec8239081d8118ab4487dc1c67ff5273b8915fb1205496de777a3f3" },
  { "01000102030405060708090a0b0c0d0e0f202122232425262700000000000000031365eddb3ec823"
    "9081d8118ab4487dc1c67ff5273b8915fb1205496de777a3f301a1f7f830000002000001a1f7f830"
    "000000000007404142434445464748494a4b4c4d4e4f000000050200000001e2e64e18f24a75ee3c"
    "7f3ea18cf9f241a0ab2eca5241b21adaaa70fa68e4e48400",
    "53adec05bc5d675296c4b766e85391c130ae9f5da8195098e11e901f84ed0cf4" },
};

static const char group_id[] = "a793d6966a725330f8533a19227452118dcbad53b9af38aa66c5ba35fc12b1c9";
static const char group_signature[] =
    "5224c492c2f3013a0818232e3d064d8e2efcecfeff072ec838ecb73c1856f4cc"
    "903a64576aa7741665b3ae42bde48d75ab418d75fd81b478d684911f7dc11f0a";
static const char travelling[] = "1871a97147da01ff53d532561ca2f2be74e0725feb87f23fef9c6df66c49896e";

static void
fill (guint8 *bytes, gsize size, guint8 first, guint8 step)
{
  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (first + step * i);
}

static LtOperation *
make_operation (const LtGroup *group, guint32 field, LtAction action, const char *value)
{
  LtId record;
  LtOperation *operation;

  fill (record.bytes, sizeof record.bytes, 0x40, 1);
  operation = lt_operation_new (7, &record, field, action);
  operation->seq = group->operations->len + 1;
  operation->time = ((LtHybridTime) WALL << 16) + group->operations->len;
  operation->wall = WALL;
  operation->value = lt_value_new_text (value);
  if (group->operations->len > 0)
    operation->prev =
        ((LtOperation *) g_ptr_array_index (group->operations, group->operations->len - 1))->id;
  return operation;
}

static void
add (LtGroup *group, LtOperation *operation)
{
  lt_operation_seal (operation, &group->stream);
  g_ptr_array_add (group->operations, operation);
}

static void
add_seen (LtGroup *group, guint8 all)
{
  LtDigest digest;

  fill (digest.bytes, sizeof digest.bytes, all, 0);
  g_array_append_val (group->seen, digest);
}

static LtGroup *
make_group (void)
{
  LtGroup *group = lt_group_new ();
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name ("mine"));
  LtOperation *operation;
  LtDigest ones;
  LtDigest first;
  guint8 seed[LT_KEY_SIZE];
  LtKeyPair key;

  fill (group->stream.replica, sizeof group->stream.replica, 0, 1);
  fill (group->stream.epoch, sizeof group->stream.epoch, 0x20, 1);
  fill (group->bureau.bytes, sizeof group->bureau.bytes, 0xb0, 0);
  fill (group->actor.bytes, sizeof group->actor.bytes, 0x60, 1);
  fill (ones.bytes, sizeof ones.bytes, 0xff, 0);
  group->first_seq = 1;
  group->schema = 1;
  group->note = g_strdup ("为什么");
  add_seen (group, 0x22);
  add_seen (group, 0x11);

  g_assert_true (lt_record_set (record, "code", "K01", NULL));
  g_assert_true (lt_record_set (record, "name", "矿一", NULL));
  operation = make_operation (group, 0, LT_ACTION_CREATE, NULL);
  operation->value = lt_image_new (record);
  add (group, operation);
  first = operation->id;
  operation = make_operation (group, 2, LT_ACTION_SET, "矿二");
  operation->clock_source = 1;
  lt_operation_add_parent (operation, &ones);
  lt_operation_add_parent (operation, &first);
  add (group, operation);
  operation = make_operation (group, 5, LT_ACTION_SET, NULL);
  lt_operation_add_parent (operation, &first);
  add (group, operation);

  g_assert_true (lt_hex_decode (secret, seed, sizeof seed));
  lt_key_pair_from_secret (&key, seed);
  lt_group_sign (group, &key);
  return group;
}

static void
test_operations (void)
{
  g_autoptr (LtGroup) group = make_group ();

  for (gsize i = 0; i < G_N_ELEMENTS (vector); i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autofree char *hex = NULL;
      g_autofree char *id = lt_digest_to_hex (&operation->id);

      lt_operation_write (operation, &group->stream, bytes);
      hex = lt_hex_encode (bytes->data, bytes->len);
      g_assert_cmpstr (hex, ==, vector[i].bytes);
      g_assert_cmpstr (id, ==, vector[i].id);
    }
}

static void
test_group (void)
{
  g_autoptr (LtGroup) group = make_group ();
  g_autofree char *id = lt_digest_to_hex (&group->id);
  g_autofree char *signature = lt_hex_encode (group->signature, sizeof group->signature);
  g_autoptr (GBytes) bytes = lt_group_to_bytes (group);
  const char *why;
  LtDigest digest;
  g_autofree char *travel = NULL;

  g_assert_cmpstr (id, ==, group_id);
  g_assert_cmpstr (signature, ==, group_signature);
  g_assert_true (lt_group_check (group, &why));
  lt_digest_of (&digest, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  travel = lt_digest_to_hex (&digest);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 749);
  g_assert_cmpstr (travel, ==, travelling);
}

static void
test_operation_read (void)
{
  g_autoptr (LtGroup) group = make_group ();

  for (gsize i = 0; i < G_N_ELEMENTS (vector); i++)
    {
      const LtOperation *expected = g_ptr_array_index (group->operations, i);
      gsize size = strlen (vector[i].bytes) / 2;
      g_autofree guint8 *bytes = g_malloc (size);
      LtCanonReader reader;
      LtStream stream;
      g_autoptr (LtOperation) operation = NULL;

      g_assert_true (lt_hex_decode (vector[i].bytes, bytes, size));
      lt_canon_reader_init (&reader, bytes, size);
      operation = lt_operation_read (&reader, &stream);
      g_assert_nonnull (operation);
      g_assert_true (lt_canon_reader_done (&reader));
      g_assert_cmpint (lt_digest_compare (&operation->id, &expected->id), ==, 0);
      g_assert_cmpmem (&stream, sizeof stream, &group->stream, sizeof stream);
      g_assert_cmpuint (operation->seq, ==, expected->seq);
      g_assert_cmpuint (operation->time, ==, expected->time);
      g_assert_cmpint (operation->wall, ==, WALL);
      g_assert_cmpuint (operation->clock_source, ==, i == 1 ? 1 : 0);
      g_assert_true (lt_value_equal (operation->value, expected->value));
      g_assert_cmpuint (operation->parents->len, ==, expected->parents->len);
    }
}

static void
test_group_read (void)
{
  g_autoptr (LtGroup) group = make_group ();
  g_autoptr (GBytes) bytes = lt_group_to_bytes (group);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  g_autoptr (LtGroup) read = lt_group_from_bytes (data, size);
  g_autoptr (GBytes) again = lt_group_to_bytes (read);
  const char *why;

  g_assert_true (lt_group_check (read, &why));
  g_assert_cmpint (lt_digest_compare (&read->id, &group->id), ==, 0);
  g_assert_cmpstr (read->note, ==, "为什么");
  g_assert_true (g_bytes_equal (bytes, again));
}

/* Cut off anywhere, or one byte more: no group. */
static void
test_group_cut (void)
{
  g_autoptr (LtGroup) group = make_group ();
  g_autoptr (GBytes) bytes = lt_group_to_bytes (group);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *more = g_malloc0 (size + 1);

  for (gsize length = 0; length < size; length++)
    {
      g_autofree guint8 *cut = g_memdup2 (data, length);

      g_assert_null (lt_group_from_bytes (cut, length));
    }
  memcpy (more, data, size);
  g_assert_null (lt_group_from_bytes (more, size + 1));
}

/* Whatever bit of a travelling group is turned, its signature tells. */
static void
test_group_flips (void)
{
  g_autoptr (LtGroup) group = make_group ();
  g_autoptr (GBytes) bytes = lt_group_to_bytes (group);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);

  for (gsize i = 0; i < size; i++)
    for (int bit = 0; bit < 8; bit++)
      {
        g_autoptr (LtGroup) read = NULL;
        const char *why = NULL;

        copy[i] ^= (guint8) (1 << bit);
        read = lt_group_from_bytes (copy, size);
        if (read != NULL && lt_group_check (read, &why))
          g_error ("byte %d, bit %d: nobody noticed", (int) i, bit);
        g_assert_true (read == NULL || why != NULL);
        copy[i] ^= (guint8) (1 << bit);
      }
}

/* There is one way to write an operation: a mark of a value that is neither
 * "none" nor "one" would come out of us as other bytes than came in. */
static void
test_operation_one_form (void)
{
  g_autoptr (LtGroup) group = make_group ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  LtCanonReader reader;
  LtStream stream;

  lt_operation_write (g_ptr_array_index (group->operations, 2), &group->stream, bytes);
  g_assert_cmpuint (bytes->data[bytes->len - 1], ==, 0);
  bytes->data[bytes->len - 1] = 2;
  lt_canon_reader_init (&reader, bytes->data, bytes->len);
  g_assert_null (lt_operation_read (&reader, &stream));
}

static LtValue *
make_image (const guint32 *numbers, gsize n, gsize cut)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  for (gsize i = 0; i < n; i++)
    {
      lt_canon_put_u32 (out, numbers[i]);
      lt_canon_put_blob (out, "ab", 2);
    }
  return lt_value_new (out->data, out->len - cut);
}

static void
test_image (void)
{
  g_autoptr (LtValue) good = make_image ((const guint32[]){ 1, 2, 9000 }, 3, 0);
  g_autoptr (LtValue) twice = make_image ((const guint32[]){ 1, 1 }, 2, 0);
  g_autoptr (LtValue) down = make_image ((const guint32[]){ 2, 1 }, 2, 0);
  g_autoptr (LtValue) zero = make_image ((const guint32[]){ 0 }, 1, 0);
  g_autoptr (LtValue) empty = lt_value_new ("", 0);
  g_autoptr (LtValue) said = lt_image_get (good, 9000);

  g_assert_true (lt_image_check (good));
  g_assert_true (lt_image_check (empty));
  g_assert_false (lt_image_check (twice));
  g_assert_false (lt_image_check (down));
  g_assert_false (lt_image_check (zero));
  g_assert_false (lt_image_check (NULL));
  g_assert_cmpstr (lt_value_text (said), ==, "ab");
  g_assert_null (lt_image_get (good, 3));
  for (gsize cut = 1; cut < 30; cut++)
    {
      g_autoptr (LtValue) short_image = make_image ((const guint32[]){ 1, 2, 9000 }, 3, cut);

      g_assert_true (lt_image_check (short_image) == (cut == 10 || cut == 20));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/operation/vector", test_operations);
  g_test_add_func ("/operation/read", test_operation_read);
  g_test_add_func ("/operation/one-form", test_operation_one_form);
  g_test_add_func ("/operation/image", test_image);
  g_test_add_func ("/group/vector", test_group);
  g_test_add_func ("/group/read", test_group_read);
  g_test_add_func ("/group/cut", test_group_cut);
  g_test_add_func ("/group/flips", test_group_flips);
  return g_test_run ();
}
