/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

/* Looking the algorithm up and making room for it cost OpenSSL more than digesting
 * a few hundred bytes, so each thread does it once. */
static EVP_MD_CTX *
find_context (void)
{
  static GPrivate kept = G_PRIVATE_INIT ((GDestroyNotify) EVP_MD_CTX_free);
  EVP_MD_CTX *context = g_private_get (&kept);

  if (context != NULL)
    return context;
  context = EVP_MD_CTX_new ();
  if (context == NULL || EVP_DigestInit_ex (context, EVP_sha256 (), NULL) != 1)
    g_error ("OpenSSL has no SHA-256; nothing can be digested");
  g_private_set (&kept, context);
  return context;
}

/**
 * lt_digest_of:
 * @self: (out caller-allocates): the digest
 * @bytes: what is digested
 * @size: how many bytes
 */
void
lt_digest_of (LtDigest *self, gconstpointer bytes, gsize size)
{
  EVP_MD_CTX *context = find_context ();

  if (EVP_DigestInit_ex (context, NULL, NULL) != 1 || EVP_DigestUpdate (context, bytes, size) != 1
      || EVP_DigestFinal_ex (context, self->bytes, NULL) != 1)
    g_error ("OpenSSL could not digest");
}

struct _LtDigester
{
  EVP_MD_CTX *context;
};

LtDigester *
lt_digester_new (void)
{
  LtDigester *self = g_new0 (LtDigester, 1);

  self->context = EVP_MD_CTX_new ();
  if (self->context == NULL || EVP_DigestInit_ex (self->context, EVP_sha256 (), NULL) != 1)
    g_error ("OpenSSL has no SHA-256; nothing can be digested");
  return self;
}

void
lt_digester_free (LtDigester *self)
{
  if (self == NULL)
    return;
  EVP_MD_CTX_free (self->context);
  g_free (self);
}

/**
 * lt_digester_add:
 * @self: a digester that has not ended
 * @bytes: the next piece
 * @size: how many bytes
 */
void
lt_digester_add (LtDigester *self, gconstpointer bytes, gsize size)
{
  if (EVP_DigestUpdate (self->context, bytes, size) != 1)
    g_error ("OpenSSL could not digest");
}

/**
 * lt_digester_add_bytes:
 * @self: a digester that has not ended
 * @bytes: the next piece
 */
void
lt_digester_add_bytes (LtDigester *self, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  lt_digester_add (self, data, size);
}

/**
 * lt_digester_end:
 * @self: a digester; nothing can be added any more
 * @digest: (out caller-allocates): of all pieces
 */
void
lt_digester_end (LtDigester *self, LtDigest *digest)
{
  if (EVP_DigestFinal_ex (self->context, digest->bytes, NULL) != 1)
    g_error ("OpenSSL could not digest");
}

/**
 * lt_digester_end_hex:
 * @self: a digester; nothing can be added any more
 *
 * Returns: (transfer full): the digest of all pieces as 64 figures
 */
char *
lt_digester_end_hex (LtDigester *self)
{
  LtDigest digest;

  lt_digester_end (self, &digest);
  return lt_digest_to_hex (&digest);
}

/**
 * lt_digest_with_key:
 * @self: (out caller-allocates): the digest
 * @key: what only those know who may make it
 * @key_size: how many bytes
 * @bytes: what is digested
 * @size: how many bytes
 *
 * HMAC-SHA256 (RFC 2104): nobody without the key can make it for other bytes.
 */
void
lt_digest_with_key (LtDigest *self,
                    gconstpointer key,
                    gsize key_size,
                    gconstpointer bytes,
                    gsize size)
{
  if (HMAC (EVP_sha256 (), key, (int) key_size, bytes, size, self->bytes, NULL) == NULL)
    g_error ("OpenSSL could not digest");
}

/**
 * lt_hex_encode:
 * @bytes: any bytes
 * @size: how many
 *
 * Returns: (transfer full): two lower-case figures a byte
 */
char *
lt_hex_encode (gconstpointer bytes, gsize size)
{
  static const char figures[] = "0123456789abcdef";
  const guint8 *in = bytes;
  char *out = g_malloc (size * 2 + 1);

  for (gsize i = 0; i < size; i++)
    {
      out[i * 2] = figures[in[i] >> 4];
      out[i * 2 + 1] = figures[in[i] & 15];
    }
  out[size * 2] = '\0';
  return out;
}

/**
 * lt_hex_decode:
 * @hex: exactly two figures a byte
 * @bytes: (out caller-allocates): where they go
 * @size: how many bytes are wanted
 *
 * Returns: whether @hex was of that length and nothing but figures
 */
gboolean
lt_hex_decode (const char *hex, gpointer bytes, gsize size)
{
  guint8 *out = bytes;

  if (hex == NULL || strlen (hex) != size * 2)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    {
      int high = g_ascii_xdigit_value (hex[i * 2]);
      int low = g_ascii_xdigit_value (hex[i * 2 + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      out[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

char *
lt_digest_to_hex (const LtDigest *self)
{
  return lt_hex_encode (self->bytes, sizeof self->bytes);
}

gboolean
lt_digest_from_hex (LtDigest *self, const char *hex)
{
  return lt_hex_decode (hex, self->bytes, sizeof self->bytes);
}

gboolean
lt_digest_is_zero (const LtDigest *self)
{
  static const LtDigest zero;

  return memcmp (self, &zero, sizeof zero) == 0;
}

/**
 * lt_digest_compare:
 *
 * Returns: the order of two #LtDigest, for sorting and sets
 */
int
lt_digest_compare (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (LtDigest));
}

/**
 * lt_digest_add:
 * @sum: a running sum, a number below 2^256, most significant byte first
 * @term: what is added, modulo 2^256
 *
 * A sum of record digests does not depend on the order of the records and is
 * kept up to date by one addition and one subtraction a change.
 */
void
lt_digest_add (LtDigest *sum, const LtDigest *term)
{
  guint carry = 0;

  for (int i = LT_DIGEST_SIZE - 1; i >= 0; i--)
    {
      carry += sum->bytes[i] + term->bytes[i];
      sum->bytes[i] = (guint8) carry;
      carry >>= 8;
    }
}

void
lt_digest_subtract (LtDigest *sum, const LtDigest *term)
{
  int borrow = 0;

  for (int i = LT_DIGEST_SIZE - 1; i >= 0; i--)
    {
      int rest = sum->bytes[i] - term->bytes[i] - borrow;

      borrow = rest < 0;
      sum->bytes[i] = (guint8) rest;
    }
}
