/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was looked for before others could write is looked for again while they
 * cannot. */

#include "store/second-look.h"

#include "base/error.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>

/* The half of the version that own writes do not change. */
static guint64
version_of_others (guint64 version)
{
  return version >> 32;
}

static gboolean
check_created (LtStore *self, const LtOperation *operation, LtSecondLook *look, GError **error)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int key = kind == NULL || kind->key == NULL ? -1 : lt_kind_find_field (kind, kind->key);
  g_autoptr (LtValue) value =
      key < 0 ? NULL : lt_image_get (operation->value, kind->fields[key].number);
  g_autoptr (LtRecord) there =
      value == NULL ? NULL : lt_store_find_by_key (self, kind, lt_value_text (value));

  if (there == NULL)
    return TRUE;
  look->met = TRUE;
  g_set_error (
      error, LT_ERROR, LT_ERROR_UNAVAILABLE,
      _ ("%s %s was entered by somebody else meanwhile, and was not made twice. Import the "
         "file again."),
      lt_kind_get_label (kind), lt_value_text (value));
  return FALSE;
}

static gboolean
has_moved (const LtSecondLook *look, LtStore *self)
{
  return version_of_others (lt_store_get_version (self)) != version_of_others (look->version);
}

static gboolean
check_change (LtSecondLook *look, LtStore *self, const LtChange *change, GError **error)
{
  const GPtrArray *operations = lt_change_get_operations (change);

  for (guint i = 0; i < operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (operations, i);

      if (operation->action == LT_ACTION_CREATE && !check_created (self, operation, look, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lt_second_look_check:
 * @look: what was known when it was looked for
 * @self: a county file that nobody else can write now
 * @change: what is about to be written
 * @error: return location; %LT_ERROR_UNAVAILABLE names the record that is there
 *
 * Looks once more for the codes of the records that @change makes, where somebody else
 * has written since.
 *
 * Returns: whether none of them is there
 */
gboolean
lt_second_look_check (LtSecondLook *look, LtStore *self, const LtChange *change, GError **error)
{
  return !has_moved (look, self) || check_change (look, self, change, error);
}

/**
 * lt_second_look_check_all:
 * @look: what was known when it was looked for
 * @self: a county file
 * @spool: what is about to be written; nothing was taken from it yet
 * @error: return location; as of lt_second_look_check()
 *
 * The same for all of it, without holding the file: so that a record that is there
 * already is found before the first is written.
 */
gboolean
lt_second_look_check_all (LtSecondLook *look, LtStore *self, LtChangeSpool *spool, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean good = TRUE;
  LtChange *change;

  if (!has_moved (look, self))
    return TRUE;
  while (good && (change = lt_change_spool_next (spool, &problem)) != NULL)
    {
      good = check_change (look, self, change, &problem);
      lt_change_free (change);
    }
  lt_change_spool_rewind (spool);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
