/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A group of operations as a colleague sends it: what is read of it gives the same
 * bytes again, for they are what was signed. */

#include "store/group.h"
#include "store/store-private.h"
#include "target.h"

#include <string.h>

static void
take_image (const LtValue *image)
{
  LtCanonReader reader;
  guint32 field;
  LtValue *value;

  if (!lt_image_check (image))
    return;
  lt_image_read (image, &reader);
  while (lt_image_next (&reader, &field, &value))
    {
      g_autoptr (LtValue) same = lt_image_get (image, field);

      g_assert_true (lt_value_equal (value, same));
      lt_value_unref (value);
    }
  g_assert_true (lt_canon_reader_done (&reader));
}

static void
show_value (const LtKind *kind, guint32 number, const LtValue *value)
{
  int place = lt_kind_field_by_number (kind, number);
  g_autofree char *text = NULL;

  if (place < 0 || value == NULL)
    return;
  text = lt_field_format (&kind->fields[place], value);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* What fits can be shown to people. */
static void
show_operation (const LtOperation *operation)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  LtCanonReader reader;
  guint32 field;
  LtValue *value;

  if (kind == NULL)
    return;
  if (operation->action == LT_ACTION_SET)
    show_value (kind, operation->field, operation->value);
  if (operation->action != LT_ACTION_CREATE)
    return;
  lt_image_read (operation->value, &reader);
  while (lt_image_next (&reader, &field, &value))
    {
      show_value (kind, field, value);
      lt_value_unref (value);
    }
}

/* Whether an operation could be taken in, as a group of its own: a chain of several
 * holds only by digests, which no search guesses. */
static gboolean
fits_alone (LtOperation *operation)
{
  g_autoptr (LtGroup) group = lt_group_new ();
  g_autofree char *reason = NULL;
  const char *why = NULL;
  gboolean good;

  group->first_seq = operation->seq;
  g_ptr_array_add (group->operations, operation);
  good = lt_group_check_form (group, &why) && lt_store_group_fits (group, &reason);
  g_assert_true (good || why != NULL || reason != NULL);
  g_ptr_array_steal_index (group->operations, 0);
  return good;
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  g_autoptr (LtGroup) group = lt_group_from_bytes (bytes, size);
  g_autoptr (GBytes) again = NULL;
  g_autofree char *reason = NULL;
  const char *why = NULL;

  if (group == NULL)
    return 0;
  again = lt_group_to_bytes (group);
  g_assert_cmpmem (g_bytes_get_data (again, NULL), g_bytes_get_size (again), bytes, size);
  g_assert_true (lt_group_check_signature (group, &why) == (why == NULL));
  g_assert_true (lt_group_check_form (group, &why) == (why == NULL));
  lt_group_has_people (group);
  lt_store_group_fits (group, &reason);
  for (guint i = 0; i < group->operations->len; i++)
    {
      LtOperation *operation = g_ptr_array_index (group->operations, i);

      take_image (operation->value);
      if (fits_alone (operation))
        show_operation (operation);
    }
  return 0;
}
