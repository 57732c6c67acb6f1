/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a cell's operations become its heads where a field's class asks for more
 * than "what nobody has superseded". All of it follows from the set of the
 * operations alone.
 *
 * A set (LT_MERGE_SET): ADD says one member; so does an image or a setting for
 * each of its members. DROP names the additions of its member that its author
 * saw, a setting those of all members. A member is in the set while one of its
 * additions was named by none: who adds wins over who drops without having
 * seen it. It is never in conflict.
 *
 * A state (LT_MERGE_STATE): an operation supersedes what it names only if a
 * step of model/states.c leads to it from one of these, or if it says again
 * what one of them says, as a decision does. One that takes no such step is
 * kept beside what it wanted to supersede: a conflict, for a person. */

#include "store/record-merge.h"

#include "model/sets.h"
#include "model/states.h"

#include <string.h>

/**
 * lt_entry_say:
 *
 * Returns: (transfer full) (nullable): what the operation says of the field
 */
LtValue *
lt_entry_say (const LtEntry *self, guint32 number)
{
  return self->head.action == LT_ACTION_CREATE ? lt_image_get (self->head.value, number)
                                               : lt_value_ref (self->head.value);
}

/**
 * lt_merge_class_of:
 * @kind: a kind
 * @number: number of a field
 * @entries: (element-type LtEntry): a record's operations
 *
 * Returns: how the field is merged; what a newer program adds to and drops from
 *   is a set
 */
LtMergeClass
lt_merge_class_of (const LtKind *kind, guint32 number, GPtrArray *entries)
{
  int place = lt_kind_field_by_number (kind, number);

  if (place >= 0)
    return kind->fields[place].merge;
  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *entry = g_ptr_array_index (entries, i);

      if (lt_entry_is_on_cell (entry, number)
          && (entry->head.action == LT_ACTION_ADD || entry->head.action == LT_ACTION_DROP))
        return LT_MERGE_SET;
    }
  return LT_MERGE_SHOW_LATEST;
}

static gboolean
is_dropped (GPtrArray *entries, guint32 number, const LtDigest *addition, const char *member)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *other = g_ptr_array_index (entries, i);
      gboolean about = other->head.action == LT_ACTION_SET
                       || (other->head.action == LT_ACTION_DROP
                           && g_strcmp0 (lt_value_text (other->head.value), member) == 0);

      if (about && lt_entry_is_on_cell (other, number) && lt_entry_names_parent (other, addition))
        return TRUE;
    }
  return FALSE;
}

static void
add_members (GPtrArray *entries, const LtEntry *entry, LtCell *cell, GPtrArray *all)
{
  g_autoptr (LtValue) said = lt_entry_say (entry, cell->number);
  g_auto (GStrv) members = lt_set_split (said);

  for (int i = 0; members[i] != NULL; i++)
    {
      LtHeadEntry *head;

      if (is_dropped (entries, cell->number, &entry->head.id, members[i]))
        continue;
      head = g_memdup2 (&entry->head, sizeof *head);
      head->value = lt_value_new_text (members[i]);
      g_ptr_array_add (cell->heads, head);
      g_ptr_array_add (all, (gpointer) lt_value_text (head->value));
    }
}

/**
 * lt_merge_set:
 * @entries: (element-type LtEntry): a record's operations
 * @cell: a cell without heads; gets one for each addition of each member that stands
 *
 * Makes the union of the additions that stand.
 */
void
lt_merge_set (GPtrArray *entries, LtCell *cell)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *entry = g_ptr_array_index (entries, i);

      if (entry->head.action == LT_ACTION_CREATE
          || (lt_entry_is_on_cell (entry, cell->number) && entry->head.action != LT_ACTION_DROP))
        add_members (entries, entry, cell, all);
    }
  cell->agreed = lt_set_join (all);
}

static gboolean
is_step (const LtKind *kind, guint32 number, const LtEntry *from, const LtEntry *to)
{
  const LtField *field = &kind->fields[lt_kind_field_by_number (kind, number)];
  g_autoptr (LtValue) before = lt_entry_say (from, number);
  g_autoptr (LtValue) after = lt_entry_say (to, number);

  return lt_value_equal (before, after)
         || lt_states_allow (kind, field, lt_value_text (before), lt_value_text (after));
}

static gboolean
takes_a_step (GPtrArray *entries, const LtKind *kind, guint32 number, const LtEntry *entry)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *before = g_ptr_array_index (entries, i);

      if ((lt_entry_is_on_cell (before, number) || before->head.action == LT_ACTION_CREATE)
          && lt_entry_names_parent (entry, &before->head.id)
          && is_step (kind, number, before, entry))
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_merge_supersedes:
 * @entries: (element-type LtEntry): a record's operations
 * @kind: its kind
 * @cell: a cell that is no set
 * @other: an operation on the cell
 * @candidate: another one
 *
 * Returns: whether @candidate says nothing any more because of @other
 */
gboolean
lt_merge_supersedes (GPtrArray *entries,
                     const LtKind *kind,
                     const LtCell *cell,
                     const LtEntry *other,
                     const LtEntry *candidate)
{
  return lt_entry_names_parent (other, &candidate->head.id)
         && (cell->merge != LT_MERGE_STATE || takes_a_step (entries, kind, cell->number, other));
}

/* Marks an operation and all on its cell that it was made with knowledge of. */
static void
mark_known (GPtrArray *entries, guint32 number, guint at, guint8 *known)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint));

  known[at] = 1;
  g_array_append_val (open, at);
  while (open->len > 0)
    {
      const LtEntry *entry =
          g_ptr_array_index (entries, g_array_index (open, guint, open->len - 1));

      g_array_set_size (open, open->len - 1);
      for (guint i = 0; i < entries->len; i++)
        {
          const LtEntry *before = g_ptr_array_index (entries, i);

          if (known[i] != 0
              || (!lt_entry_is_on_cell (before, number) && before->head.action != LT_ACTION_CREATE)
              || !lt_entry_names_parent (entry, &before->head.id))
            continue;
          known[i] = 1;
          g_array_append_val (open, i);
        }
    }
}

static guint
find_place (GPtrArray *entries, const LtDigest *id)
{
  for (guint i = 0; i < entries->len; i++)
    if (lt_digest_compare (&((LtEntry *) g_ptr_array_index (entries, i))->head.id, id) == 0)
      return i;
  g_return_val_if_reached (0);
}

/* For each operation, how many of the heads were made with knowledge of it. */
static guint *
count_for_heads (GPtrArray *entries, const LtCell *cell)
{
  guint *counts = g_new0 (guint, entries->len);
  g_autofree guint8 *known = g_new (guint8, entries->len);

  for (guint h = 0; h < cell->heads->len; h++)
    {
      const LtHeadEntry *head = g_ptr_array_index (cell->heads, h);

      memset (known, 0, entries->len);
      mark_known (entries, cell->number, find_place (entries, &head->id), known);
      for (guint i = 0; i < entries->len; i++)
        counts[i] += known[i];
    }
  return counts;
}

/* Whether another operation that all heads know of was made with knowledge of it. */
static gboolean
is_before_another (GPtrArray *entries, const guint *counts, guint all, const LtEntry *entry)
{
  for (guint i = 0; i < entries->len; i++)
    if (counts[i] == all && lt_entry_names_parent (g_ptr_array_index (entries, i), &entry->head.id))
      return TRUE;
  return FALSE;
}

/**
 * lt_merge_find_agreed:
 * @entries: (element-type LtEntry): a record's operations
 * @cell: a cell in conflict, with its heads
 * @agreed: (out) (nullable): what the last operation said that all heads know of;
 *   of several the latest, as it is displayed
 *
 * Returns: whether there is one
 */
gboolean
lt_merge_find_agreed (GPtrArray *entries, const LtCell *cell, LtValue **agreed)
{
  g_autofree guint *counts = count_for_heads (entries, cell);
  const LtEntry *last = NULL;

  *agreed = NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const LtEntry *entry = g_ptr_array_index (entries, i);

      if (counts[i] == cell->heads->len
          && !is_before_another (entries, counts, cell->heads->len, entry)
          && (last == NULL || lt_head_entry_compare (&entry->head, &last->head) < 0))
        last = entry;
    }
  if (last != NULL)
    *agreed = lt_entry_say (last, cell->number);
  return last != NULL;
}
