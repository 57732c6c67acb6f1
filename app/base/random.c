/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"

#include "base/digest.h"

#include <openssl/rand.h>
#include <string.h>

struct _LtRandom
{
  gboolean seeded;
  guint64 seed;
  guint64 counter;
};

static void
fill_from_seed (LtRandom *self, guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      guint64 block[2] = { GUINT64_TO_LE (self->seed), GUINT64_TO_LE (self->counter++) };
      LtDigest digest;
      gsize take = MIN (size, sizeof digest.bytes);

      lt_digest_of (&digest, block, sizeof block);
      memcpy (bytes, digest.bytes, take);
      bytes += take;
      size -= take;
    }
}

/**
 * lt_random_new:
 *
 * Returns: (transfer full): the system's source, fit for keys
 */
LtRandom *
lt_random_new (void)
{
  return g_new0 (LtRandom, 1);
}

/**
 * lt_random_new_seeded:
 * @seed: any number
 *
 * Returns: (transfer full): a source that gives the same bytes for the same
 *   @seed, on every machine. Never for real keys.
 */
LtRandom *
lt_random_new_seeded (guint64 seed)
{
  LtRandom *self = g_new0 (LtRandom, 1);

  self->seeded = TRUE;
  self->seed = seed;
  return self;
}

void
lt_random_free (LtRandom *self)
{
  g_free (self);
}

/**
 * lt_random_fill:
 * @self: a source
 * @bytes: (out caller-allocates): where the bytes go
 * @size: how many
 */
void
lt_random_fill (LtRandom *self, gpointer bytes, gsize size)
{
  g_return_if_fail (self != NULL);

  if (self->seeded)
    fill_from_seed (self, bytes, size);
  else if (RAND_bytes (bytes, (int) size) != 1)
    g_error ("the system has no random bytes to give; nothing safe can be done without them");
}

/**
 * lt_random_below:
 * @self: a source
 * @limit: more than 0
 *
 * Returns: a number from 0 to @limit - 1
 */
guint32
lt_random_below (LtRandom *self, guint32 limit)
{
  guint64 word;

  g_return_val_if_fail (limit > 0, 0);

  lt_random_fill (self, &word, sizeof word);
  return (guint32) (GUINT64_FROM_LE (word) % limit);
}

/**
 * lt_random_unit:
 * @self: a source
 *
 * Returns: a number from 0 up to, not including, 1
 */
double
lt_random_unit (LtRandom *self)
{
  return lt_random_below (self, 1u << 30) / (double) (1u << 30);
}
