/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/value.h"

#include <string.h>

struct _LtValue
{
  gsize size;
  char bytes[]; /* followed by a NUL, so that text is a C string */
};

/**
 * lt_value_new:
 * @bytes: the value's canonical bytes
 * @size: how many
 *
 * Returns: (transfer full): the value
 */
LtValue *
lt_value_new (gconstpointer bytes, gsize size)
{
  LtValue *self = g_atomic_rc_box_alloc (sizeof (LtValue) + size + 1);

  self->size = size;
  if (size > 0)
    memcpy (self->bytes, bytes, size);
  self->bytes[size] = '\0';
  return self;
}

/**
 * lt_value_new_text:
 * @text: (nullable): canonical text
 *
 * Returns: (transfer full) (nullable): the value; %NULL where @text is %NULL or empty
 */
LtValue *
lt_value_new_text (const char *text)
{
  return text == NULL || *text == '\0' ? NULL : lt_value_new (text, strlen (text));
}

LtValue *
lt_value_ref (LtValue *self)
{
  return self == NULL ? NULL : g_atomic_rc_box_acquire (self);
}

void
lt_value_unref (LtValue *self)
{
  if (self != NULL)
    g_atomic_rc_box_release (self);
}

/**
 * lt_value_text:
 * @self: (nullable): a value that is not a geometry
 *
 * Returns: (transfer none) (nullable): its canonical text
 */
const char *
lt_value_text (const LtValue *self)
{
  return self == NULL ? NULL : self->bytes;
}

gconstpointer
lt_value_bytes (const LtValue *self, gsize *size)
{
  *size = self == NULL ? 0 : self->size;
  return self == NULL ? NULL : self->bytes;
}

gboolean
lt_value_equal (const LtValue *a, const LtValue *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->size == b->size && memcmp (a->bytes, b->bytes, a->size) == 0;
}
