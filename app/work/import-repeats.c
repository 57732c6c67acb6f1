/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/import-repeats.h"

#include "base/digest.h"
#include "store/operation.h"

#include <string.h>

/* What is known of the rows of one name; the contents of the best are kept as a
 * digest, for outlines are long. */
typedef struct
{
  guint first; /* line that is taken while nothing else is said */
  guint best;  /* 0 before any row was weighed */
  guint n_values;
  LtDigest digest;
} Rows;

struct _LtImportRepeats
{
  GHashTable *names; /* name → Rows */
  gboolean chosen;
};

LtImportRepeats *
lt_import_repeats_new (void)
{
  LtImportRepeats *self = g_new0 (LtImportRepeats, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lt_import_repeats_free (LtImportRepeats *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_free (self);
}

/**
 * lt_import_repeats_note:
 * @self: the repeats
 * @name: by which a row names its record, as a row before it did
 * @first: line of that row
 */
void
lt_import_repeats_note (LtImportRepeats *self, const char *name, guint first)
{
  Rows *rows;

  if (self->chosen || g_hash_table_contains (self->names, name))
    return;
  rows = g_new0 (Rows, 1);
  rows->first = first;
  g_hash_table_insert (self->names, g_strdup (name), rows);
}

gboolean
lt_import_repeats_any (const LtImportRepeats *self)
{
  return g_hash_table_size (self->names) > 0;
}

static guint
count_values (const LtRecord *record)
{
  guint n = 0;

  for (guint i = 0; i < record->kind->n_fields; i++)
    n += record->values[i] != NULL;
  return n;
}

/**
 * lt_import_repeats_weigh:
 * @self: the repeats
 * @name: by which the row names its record
 * @record: what the row says; its id is zero
 * @line: of the row; they never go down
 */
void
lt_import_repeats_weigh (LtImportRepeats *self,
                         const char *name,
                         const LtRecord *record,
                         guint line)
{
  Rows *rows = g_hash_table_lookup (self->names, name);
  g_autoptr (LtValue) image = NULL;
  guint n_values = count_values (record);
  LtDigest digest;
  gsize size;
  gconstpointer bytes;

  if (rows == NULL || (rows->best != 0 && n_values < rows->n_values))
    return;
  image = lt_image_new (record);
  bytes = lt_value_bytes (image, &size);
  lt_digest_of (&digest, bytes, size);
  if (rows->best != 0 && n_values == rows->n_values
      && memcmp (&digest, &rows->digest, sizeof digest) >= 0)
    return;
  rows->best = line;
  rows->n_values = n_values;
  rows->digest = digest;
}

/**
 * lt_import_repeats_choose:
 * @self: the repeats, whose rows were all weighed
 *
 * Returns: whether another row than the first of its name is to be taken somewhere:
 *   the file has to be read anew
 */
gboolean
lt_import_repeats_choose (LtImportRepeats *self)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    self->chosen |= ((Rows *) data)->best != ((Rows *) data)->first;
  return self->chosen;
}

/**
 * lt_import_repeats_taken:
 * @self: the repeats
 * @name: by which a row names its record
 *
 * Returns: the line of the row that is taken of those with @name; 0 where that is
 *   the first
 */
guint
lt_import_repeats_taken (const LtImportRepeats *self, const char *name)
{
  const Rows *rows = self->chosen ? g_hash_table_lookup (self->names, name) : NULL;

  return rows == NULL ? 0 : rows->best;
}
