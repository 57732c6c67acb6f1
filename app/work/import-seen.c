/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/import-seen.h"

#include "base/digest.h"

#include <string.h>

#define FIRST_SIZE 1024 /* a power of two */

/* 64 bits of a SHA-256: among three million the chance that two are alike is one
 * in four million, and then a row is refused, by its line, not lost. */
struct _LtImportSeen
{
  guint64 *hashes; /* 0: free */
  guint32 *lines;
  gsize size;
  gsize n;
};

LtImportSeen *
lt_import_seen_new (void)
{
  LtImportSeen *self = g_new0 (LtImportSeen, 1);

  self->size = FIRST_SIZE;
  self->hashes = g_new0 (guint64, self->size);
  self->lines = g_new0 (guint32, self->size);
  return self;
}

void
lt_import_seen_free (LtImportSeen *self)
{
  if (self == NULL)
    return;
  g_free (self->hashes);
  g_free (self->lines);
  g_free (self);
}

static gsize
find_slot (const LtImportSeen *self, guint64 hash)
{
  gsize slot = hash & (self->size - 1);

  while (self->hashes[slot] != 0 && self->hashes[slot] != hash)
    slot = (slot + 1) & (self->size - 1);
  return slot;
}

static void
grow (LtImportSeen *self)
{
  LtImportSeen old = *self;

  self->size *= 2;
  self->hashes = g_new0 (guint64, self->size);
  self->lines = g_new0 (guint32, self->size);
  for (gsize i = 0; i < old.size; i++)
    if (old.hashes[i] != 0)
      {
        gsize slot = find_slot (self, old.hashes[i]);

        self->hashes[slot] = old.hashes[i];
        self->lines[slot] = old.lines[i];
      }
  g_free (old.hashes);
  g_free (old.lines);
}

/**
 * lt_import_seen_add:
 * @self: what was seen
 * @bytes: a code, or a row's digest
 * @size: how many bytes
 * @line: where it stands, from 1
 *
 * Returns: the line in which it stood before; 0 where it is new
 */
guint
lt_import_seen_add (LtImportSeen *self, gconstpointer bytes, gsize size, guint line)
{
  LtDigest digest;
  guint64 hash;
  gsize slot;

  lt_digest_of (&digest, bytes, size);
  memcpy (&hash, &digest, sizeof hash);
  hash = MAX (hash, 1);
  slot = find_slot (self, hash);
  if (self->hashes[slot] != 0)
    return self->lines[slot];
  if (++self->n * 4 > self->size * 3)
    {
      grow (self);
      slot = find_slot (self, hash);
    }
  self->hashes[slot] = hash;
  self->lines[slot] = line;
  return 0;
}

guint
lt_import_seen_count (const LtImportSeen *self)
{
  return (guint) self->n;
}
