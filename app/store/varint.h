/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers in groups of seven bits, the lowest first, the eighth bit set in all but
 * the last; and numbers below 0 among them: 2n, or −2n − 1 for n below 0. */

#define LT_VARINT_MOST 10 /* bytes of the longest */

static inline guint8 *
lt_varint_put (guint8 *at, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    *at++ = (guint8) (value | 0x80);
  *at++ = (guint8) value;
  return at;
}

/* Answers what follows it; %NULL where there is none before @end. */
static inline const guint8 *
lt_varint_get (const guint8 *at, const guint8 *end, guint64 *value)
{
  *value = 0;
  for (guint shift = 0; shift < 64 && at < end; shift += 7)
    {
      guint8 byte = *at++;

      *value |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return at;
    }
  return NULL;
}

static inline guint64
lt_varint_fold (gint64 value)
{
  return ((guint64) value << 1) ^ (guint64) (value >> 63);
}

static inline gint64
lt_varint_unfold (guint64 value)
{
  return (gint64) (value >> 1) ^ -(gint64) (value & 1);
}

G_END_DECLS
