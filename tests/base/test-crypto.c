/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/digest.h"
#include "base/error.h"
#include "base/random.h"
#include "base/seal.h"
#include "base/signature.h"

#include <string.h>

/* FIPS 180-4, examples of NIST's Cryptographic Toolkit. */
static void
test_sha256 (void)
{
  static const struct
  {
    const char *text;
    const char *hex;
  } examples[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };
  g_autofree char *million = g_strnfill (1000000, 'a');
  g_autofree char *long_hex = NULL;
  LtDigest digest;

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *hex = NULL;

      lt_digest_of (&digest, examples[i].text, strlen (examples[i].text));
      hex = lt_digest_to_hex (&digest);
      g_assert_cmpstr (hex, ==, examples[i].hex);
    }
  lt_digest_of (&digest, million, 1000000);
  long_hex = lt_digest_to_hex (&digest);
  g_assert_cmpstr (long_hex, ==,
                   "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* The same million, in pieces that fit no block. */
static void
test_digester (void)
{
  g_autofree char *million = g_strnfill (1000000, 'a');
  g_autoptr (GBytes) rest = g_bytes_new (million, 1000000 - 999 * 1001);
  g_autoptr (LtDigester) digester = lt_digester_new ();
  g_autofree char *hex = NULL;

  for (int i = 0; i < 999; i++)
    lt_digester_add (digester, million, 1001);
  lt_digester_add (digester, million, 0);
  lt_digester_add_bytes (digester, rest);
  hex = lt_digester_end_hex (digester);
  g_assert_cmpstr (hex, ==, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
test_hex (void)
{
  guint8 bytes[2] = { 9, 9 };
  LtDigest digest;

  g_assert_true (lt_hex_decode ("aBfF", bytes, 2));
  g_assert_cmpuint (bytes[0], ==, 0xab);
  g_assert_cmpuint (bytes[1], ==, 0xff);
  g_assert_false (lt_hex_decode (NULL, bytes, 2));
  g_assert_false (lt_hex_decode ("abf", bytes, 2));
  g_assert_false (lt_hex_decode ("abff0", bytes, 2));
  g_assert_false (lt_hex_decode ("abfg", bytes, 2));
  g_assert_false (lt_hex_decode ("ab f", bytes, 2));
  g_assert_false (lt_digest_from_hex (&digest, "00"));
}

static void
assert_sum (const char *a, const char *b, const char *sum)
{
  g_autofree char *added = NULL;
  g_autofree char *back = NULL;
  LtDigest x;
  LtDigest y;

  g_assert_true (lt_digest_from_hex (&x, a));
  g_assert_true (lt_digest_from_hex (&y, b));
  lt_digest_add (&x, &y);
  added = lt_digest_to_hex (&x);
  g_assert_cmpstr (added, ==, sum);
  lt_digest_subtract (&x, &y);
  back = lt_digest_to_hex (&x);
  g_assert_cmpstr (back, ==, a);
}

/* Sums modulo 2^256, by hand: a carry through one byte, through all, and over the end. */
static void
test_sums (void)
{
#define ZEROS60 "000000000000000000000000000000000000000000000000000000000000"
#define ONES60  "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
  assert_sum (ZEROS60 "00ff", ZEROS60 "0001", ZEROS60 "0100");
  assert_sum ("7fff" ONES60, ZEROS60 "0001", "8000" ZEROS60);
  assert_sum ("ffff" ONES60, ZEROS60 "0001", "0000" ZEROS60);
  assert_sum ("ffff" ONES60, "ffff" ONES60, ONES60 "fffe");
  assert_sum ("0000" ZEROS60, ZEROS60 "0001", ZEROS60 "0001");
  assert_sum ("8000" ZEROS60, "8000" ZEROS60, "0000" ZEROS60);
}

static void
test_sums_any_order (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (7);
  LtDigest terms[50];
  LtDigest forward = { 0 };
  LtDigest backward = { 0 };

  for (int i = 0; i < 50; i++)
    {
      lt_random_fill (random, &terms[i], sizeof terms[i]);
      lt_digest_add (&forward, &terms[i]);
    }
  for (int i = 49; i >= 0; i--)
    lt_digest_add (&backward, &terms[i]);
  g_assert_cmpint (lt_digest_compare (&forward, &backward), ==, 0);
  g_assert_false (lt_digest_is_zero (&forward));
  for (int i = 0; i < 50; i++)
    lt_digest_subtract (&forward, &terms[(i * 7) % 50]);
  g_assert_true (lt_digest_is_zero (&forward));
}

/* RFC 8032, 7.1, tests 1 to 3. */
static void
test_ed25519 (void)
{
  static const struct
  {
    const char *secret;
    const char *public_key;
    const char *message;
    const char *signature;
  } examples[] = {
    { "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9"
      "b46bd25bf5f0595bbe24655141438e7a100b" },
    { "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f1"
      "1d8c387b2eaeb4302aeeb00d291612bb0c00" },
    { "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984d"
      "c6594a7c15e9716ed28dc027beceea1ec40a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      guint8 secret[LT_KEY_SIZE];
      guint8 message[2];
      gsize size = strlen (examples[i].message) / 2;
      guint8 signature[LT_SIGNATURE_SIZE];
      g_autofree char *public_key = NULL;
      g_autofree char *signed_hex = NULL;
      LtKeyPair pair;

      g_assert_true (lt_hex_decode (examples[i].secret, secret, sizeof secret));
      g_assert_true (lt_hex_decode (examples[i].message, message, size));
      lt_key_pair_from_secret (&pair, secret);
      public_key = lt_hex_encode (pair.public_key, sizeof pair.public_key);
      g_assert_cmpstr (public_key, ==, examples[i].public_key);
      lt_sign (&pair, message, size, signature);
      signed_hex = lt_hex_encode (signature, sizeof signature);
      g_assert_cmpstr (signed_hex, ==, examples[i].signature);
      g_assert_true (lt_signature_is_valid (pair.public_key, message, size, signature));
    }
}

static void
test_signature_refused (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (3);
  guint8 message[40];
  guint8 signature[LT_SIGNATURE_SIZE];
  LtKeyPair pair;
  LtKeyPair other;

  lt_random_fill (random, message, sizeof message);
  lt_key_pair_make (&pair, random);
  lt_key_pair_make (&other, random);
  lt_sign (&pair, message, sizeof message, signature);
  g_assert_false (lt_signature_is_valid (other.public_key, message, sizeof message, signature));
  g_assert_false (lt_signature_is_valid (pair.public_key, message, sizeof message - 1, signature));
  for (gsize i = 0; i < sizeof message; i++)
    {
      message[i] ^= 1;
      g_assert_false (lt_signature_is_valid (pair.public_key, message, sizeof message, signature));
      message[i] ^= 1;
    }
  for (gsize i = 0; i < sizeof signature; i++)
    {
      signature[i] ^= 0x10;
      g_assert_false (lt_signature_is_valid (pair.public_key, message, sizeof message, signature));
      signature[i] ^= 0x10;
    }
  g_assert_true (lt_signature_is_valid (pair.public_key, message, sizeof message, signature));
}

#define SECRET     "a secret of 32 bytes, as keys are"
#define PASSPHRASE "蓝天 passphrase"

/* Made by another program, with Python's hashlib.scrypt (RFC 7914) and the
 * AESGCM of its package cryptography. */
static void
test_unseal_foreign (void)
{
  static const char hex[] =
      "0104000102030405060708090a0b0c0d0e0f6465666768696a6b6c6d6e6f92e386d6343423705ddf7a50368e8be7"
      "ee87ad31fab30e9a348fa00fc8524b89e7815401319fbd24fefb3a4f3808cd355d";
  gsize size = (sizeof hex - 1) / 2;
  guint8 *bytes = g_malloc (size);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_hex_decode (hex, bytes, size));
  sealed = g_bytes_new_take (bytes, size);
  plain = lt_unseal (sealed, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), SECRET,
                   strlen (SECRET));
}

static GBytes *
seal_secret (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (5);

  return lt_seal (SECRET, strlen (SECRET), PASSPHRASE, LT_SEAL_COST_SAMPLE, random);
}

static void
test_seal (void)
{
  g_autoptr (GBytes) sealed = seal_secret ();
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) wrong = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *bytes = g_bytes_get_data (sealed, &size);

  g_assert_null (g_strstr_len (bytes, (gssize) size, "secret"));
  plain = lt_unseal (sealed, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), SECRET,
                   strlen (SECRET));
  wrong = lt_unseal (sealed, "蓝天 Passphrase", &error);
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_null (wrong);
}

/* Whatever is cut off or changed, nothing opens and nothing breaks. */
static void
test_seal_damaged (void)
{
  g_autoptr (GBytes) sealed = seal_secret ();
  gsize size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);

  for (gsize length = 0; length < size; length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (bytes, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (lt_unseal (cut, PASSPHRASE, &error));
      g_assert_true (error->domain == LT_ERROR
                     && (error->code == LT_ERROR_DAMAGED || error->code == LT_ERROR_REFUSED));
    }
  for (gsize i = 0; i < size; i++)
    {
      guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (GBytes) garbled = g_bytes_new_take (copy, size);
      g_autoptr (GError) error = NULL;

      copy[i] ^= i == 1 ? 0x02 : 0x80;
      g_assert_null (lt_unseal (garbled, PASSPHRASE, &error));
      g_assert_nonnull (error);
    }
}

/* A cost from a stranger must not exhaust the machine, nor end the program. */
static void
test_seal_cost (void)
{
  g_autoptr (GBytes) sealed = seal_secret ();
  gsize size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);
  static const guint8 costs[] = { 0, 21, 22, 23, 63, 64, 255 };

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (GBytes) garbled = g_bytes_new_take (copy, size);
      g_autoptr (GError) error = NULL;

      copy[1] = costs[i];
      g_assert_null (lt_unseal (garbled, PASSPHRASE, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_DAMAGED);
    }
}

static void
test_random (void)
{
  g_autoptr (LtRandom) one = lt_random_new_seeded (42);
  g_autoptr (LtRandom) same = lt_random_new_seeded (42);
  g_autoptr (LtRandom) other = lt_random_new_seeded (43);
  g_autoptr (LtRandom) system = lt_random_new ();
  guint8 a[100];
  guint8 b[100];

  lt_random_fill (one, a, sizeof a);
  lt_random_fill (same, b, sizeof b);
  g_assert_cmpmem (a, sizeof a, b, sizeof b);
  lt_random_fill (other, b, sizeof b);
  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
  lt_random_fill (system, a, sizeof a);
  lt_random_fill (system, b, sizeof b);
  g_assert_cmpint (memcmp (a, b, sizeof a), !=, 0);
  for (int i = 0; i < 1000; i++)
    {
      double unit = lt_random_unit (one);

      g_assert_cmpuint (lt_random_below (one, 7), <, 7);
      g_assert_true (unit >= 0 && unit < 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest/sha256", test_sha256);
  g_test_add_func ("/digest/digester", test_digester);
  g_test_add_func ("/digest/hex", test_hex);
  g_test_add_func ("/digest/sums", test_sums);
  g_test_add_func ("/digest/sums-any-order", test_sums_any_order);
  g_test_add_func ("/signature/ed25519", test_ed25519);
  g_test_add_func ("/signature/refused", test_signature_refused);
  g_test_add_func ("/seal/foreign", test_unseal_foreign);
  g_test_add_func ("/seal/round-trip", test_seal);
  g_test_add_func ("/seal/damaged", test_seal_damaged);
  g_test_add_func ("/seal/cost", test_seal_cost);
  g_test_add_func ("/random/all", test_random);
  return g_test_run ();
}
