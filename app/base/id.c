/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/id.h"

#include "base/digest.h"

#include <string.h>

/**
 * lt_id_make:
 * @self: (out caller-allocates): the new id
 * @label: below 4096: what it names, for who reads it later
 * @unix_ms: the time it is made, in milliseconds since 1970 (UTC)
 * @random: a source of random bytes
 */
void
lt_id_make (LtId *self, guint label, gint64 unix_ms, LtRandom *random)
{
  g_return_if_fail (label < 4096);

  lt_random_fill (random, self->bytes, sizeof self->bytes);
  for (int i = 0; i < 6; i++)
    self->bytes[i] = (guint8) (unix_ms >> (40 - 8 * i));
  self->bytes[6] = (guint8) (0x70 | label >> 8);
  self->bytes[7] = (guint8) label;
  self->bytes[8] = (guint8) (0x80 | (self->bytes[8] & 0x3f));
}

/**
 * lt_id_get_label:
 *
 * Returns: the label it was made with
 */
guint
lt_id_get_label (const LtId *self)
{
  return (self->bytes[6] & 0x0fu) << 8 | self->bytes[7];
}

/**
 * lt_id_to_text:
 *
 * Returns: (transfer full): the usual form 8-4-4-4-12
 */
char *
lt_id_to_text (const LtId *self)
{
  g_autofree char *hex = lt_hex_encode (self->bytes, sizeof self->bytes);

  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

/**
 * lt_id_from_text:
 * @self: (out caller-allocates): the id
 * @text: 32 hexadecimal figures, with or without the hyphens
 *
 * Returns: whether @text is an id
 */
gboolean
lt_id_from_text (LtId *self, const char *text)
{
  char hex[LT_ID_SIZE * 2 + 1];
  gsize n = 0;

  if (text == NULL)
    return FALSE;
  for (; *text != '\0'; text++)
    {
      if (*text == '-')
        continue;
      if (n == LT_ID_SIZE * 2)
        return FALSE;
      hex[n++] = *text;
    }
  hex[n] = '\0';
  return lt_hex_decode (hex, self->bytes, sizeof self->bytes);
}

gboolean
lt_id_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (LtId)) == 0;
}

guint
lt_id_hash (gconstpointer id)
{
  guint hash;

  /* The tail of a version 7 id is random; its head is the time. */
  memcpy (&hash, ((const LtId *) id)->bytes + LT_ID_SIZE - sizeof hash, sizeof hash);
  return hash;
}

gboolean
lt_id_is_zero (const LtId *self)
{
  static const LtId zero;

  return lt_id_equal (self, &zero);
}
