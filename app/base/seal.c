/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/seal.h"

#include "base/canon.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

/* Layout: version 1, cost, salt, nonce, tag, then the encrypted bytes. */
#define VERSION    1
#define SALT_SIZE  16
#define NONCE_SIZE 12
#define TAG_SIZE   16
#define KEY_SIZE   32
#define MAX_COST   20 /* 1 GiB: more is no key of ours, and the machine must bear it */

typedef struct
{
  guint8 cost;
  guint8 salt[SALT_SIZE];
  guint8 nonce[NONCE_SIZE];
  guint8 tag[TAG_SIZE];
} Header;

static gboolean
derive_key (const char *passphrase, const Header *header, guint8 key[KEY_SIZE])
{
  return EVP_PBE_scrypt (passphrase, strlen (passphrase), header->salt, SALT_SIZE,
                         G_GUINT64_CONSTANT (1) << header->cost, 8, 1, G_GUINT64_CONSTANT (8) << 30,
                         key, KEY_SIZE)
         == 1;
}

/**
 * lt_seal:
 * @bytes: what is sealed
 * @size: how many bytes
 * @passphrase: the passphrase, UTF-8
 * @cost: log2 of scrypt's N
 * @random: where salt and nonce come from
 *
 * Returns: (transfer full): the sealed bytes
 */
GBytes *
lt_seal (gconstpointer bytes, gsize size, const char *passphrase, guint cost, LtRandom *random)
{
  Header header = { .cost = (guint8) cost };
  guint8 key[KEY_SIZE];
  g_autofree guint8 *hidden = g_malloc (size);
  GByteArray *out = g_byte_array_new ();
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new ();
  int written;

  lt_random_fill (random, header.salt, SALT_SIZE);
  lt_random_fill (random, header.nonce, NONCE_SIZE);
  if (!derive_key (passphrase, &header, key)
      || EVP_EncryptInit_ex (cipher, EVP_aes_256_gcm (), NULL, key, header.nonce) != 1
      || EVP_EncryptUpdate (cipher, hidden, &written, bytes, (int) size) != 1
      || EVP_EncryptFinal_ex (cipher, hidden + written, &written) != 1
      || EVP_CIPHER_CTX_ctrl (cipher, EVP_CTRL_GCM_GET_TAG, TAG_SIZE, header.tag) != 1)
    g_error ("OpenSSL could not encrypt, or had no memory for scrypt");
  EVP_CIPHER_CTX_free (cipher);
  OPENSSL_cleanse (key, sizeof key);

  lt_canon_put_u8 (out, VERSION);
  lt_canon_put_u8 (out, header.cost);
  lt_canon_put_raw (out, header.salt, SALT_SIZE);
  lt_canon_put_raw (out, header.nonce, NONCE_SIZE);
  lt_canon_put_raw (out, header.tag, TAG_SIZE);
  lt_canon_put_raw (out, hidden, size);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
read_header (LtCanonReader *reader, Header *header)
{
  guint8 version = lt_canon_get_u8 (reader);

  header->cost = lt_canon_get_u8 (reader);
  lt_canon_get_raw (reader, header->salt, SALT_SIZE);
  lt_canon_get_raw (reader, header->nonce, NONCE_SIZE);
  lt_canon_get_raw (reader, header->tag, TAG_SIZE);
  return !reader->failed && version == VERSION && header->cost >= 1 && header->cost <= MAX_COST;
}

/**
 * lt_unseal:
 * @sealed: what lt_seal() gave
 * @passphrase: the passphrase, UTF-8
 * @error: return location; %LT_ERROR_REFUSED for a wrong passphrase,
 *   %LT_ERROR_DAMAGED for bytes that are nothing sealed
 *
 * Returns: (transfer full) (nullable): the bytes that were sealed
 */
GBytes *
lt_unseal (GBytes *sealed, const char *passphrase, GError **error)
{
  Header header;
  LtCanonReader reader;
  gsize size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);
  guint8 key[KEY_SIZE];
  EVP_CIPHER_CTX *cipher;
  g_autofree guint8 *plain = NULL;
  int written;
  gboolean opened;

  lt_canon_reader_init (&reader, bytes, size);
  if (!read_header (&reader, &header))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_DAMAGED,
                           _ ("This is not a sealed key. Use the file that was made with it."));
      return NULL;
    }
  size -= reader.at;
  plain = g_malloc (size + 1);
  if (!derive_key (passphrase, &header, key))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                           _ ("There is not enough memory to open the key. Close other programs "
                              "and try again."));
      return NULL;
    }
  cipher = EVP_CIPHER_CTX_new ();
  opened = EVP_DecryptInit_ex (cipher, EVP_aes_256_gcm (), NULL, key, header.nonce) == 1
           && EVP_DecryptUpdate (cipher, plain, &written, bytes + reader.at, (int) size) == 1
           && EVP_CIPHER_CTX_ctrl (cipher, EVP_CTRL_GCM_SET_TAG, TAG_SIZE, header.tag) == 1
           && EVP_DecryptFinal_ex (cipher, plain + written, &written) == 1;
  EVP_CIPHER_CTX_free (cipher);
  OPENSSL_cleanse (key, sizeof key);
  if (!opened)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED,
                           _ ("The passphrase is wrong. Type it again."));
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&plain), size);
}

/**
 * lt_wipe:
 * @secret: bytes that nobody else holds
 *
 * Overwrites them in memory.
 */
void
lt_wipe (GBytes *secret)
{
  gsize size;
  gpointer bytes = (gpointer) g_bytes_get_data (secret, &size);

  OPENSSL_cleanse (bytes, size);
}

/**
 * lt_wipe_memory:
 * @bytes: (array length=size): what was secret
 * @size: how many bytes
 *
 * Overwrites them, also where a compiler sees that nobody reads them any more and
 * would leave out a memset().
 */
void
lt_wipe_memory (gpointer bytes, gsize size)
{
  OPENSSL_cleanse (bytes, size);
}

/**
 * lt_wipe_text:
 * @secret: (transfer full) (nullable): a passphrase
 *
 * Overwrites and frees it.
 */
void
lt_wipe_text (char *secret)
{
  if (secret == NULL)
    return;
  OPENSSL_cleanse (secret, strlen (secret));
  g_free (secret);
}
