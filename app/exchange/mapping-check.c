/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mapping-private.h"

#include <glib/gi18n-lib.h>

/* The targets that are no fields. */
static const struct
{
  const char *name;
  const char *label;
} others[] = {
  { LT_IMPORT_LONGITUDE, N_ ("Longitude (or easting)") },
  { LT_IMPORT_LATITUDE, N_ ("Latitude (or northing)") },
  { LT_IMPORT_X, N_ ("X (the figures say which)") },
  { LT_IMPORT_Y, N_ ("Y (the figures say which)") },
  { LT_IMPORT_ID, LT_IMPORT_ID_LABEL },
};

static void
free_target (gpointer data)
{
  LtMappingTarget *target = data;

  g_free (target->label);
  g_free (target);
}

/**
 * lt_mapping_target_label:
 * @kind: a kind
 * @name: of a field, or "longitude", "latitude", "x", "y", "id"
 *
 * Returns: (transfer full): what it is called on the screen, with its unit
 */
char *
lt_mapping_target_label (const LtKind *kind, const char *name)
{
  int i = lt_kind_find_field (kind, name);

  for (gsize j = 0; i < 0 && j < G_N_ELEMENTS (others); j++)
    if (g_str_equal (others[j].name, name))
      return g_strdup (_ (others[j].label));
  g_return_val_if_fail (i >= 0, g_strdup (name));
  if (kind->fields[i].unit == NULL)
    return g_strdup (lt_field_get_label (&kind->fields[i]));
  return g_strdup_printf ("%s (%s)", lt_field_get_label (&kind->fields[i]), kind->fields[i].unit);
}

static void
add_target (GPtrArray *targets, const LtKind *kind, const char *name, gboolean required)
{
  LtMappingTarget *target = g_new0 (LtMappingTarget, 1);

  target->name = name;
  target->label = lt_mapping_target_label (kind, name);
  target->required = required;
  g_ptr_array_add (targets, target);
}

/**
 * lt_mapping_list_targets:
 * @kind: a kind
 *
 * Returns: (transfer full) (element-type LtMappingTarget): where a column may go
 */
GPtrArray *
lt_mapping_list_targets (const LtKind *kind)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func (free_target);
  int target;

  for (guint i = 0; i < kind->n_fields; i++)
    if ((kind->fields[i].flags & (LT_FIELD_FIXED | LT_FIELD_HIDDEN)) == 0)
      add_target (targets, kind, kind->fields[i].name,
                  (kind->fields[i].flags & LT_FIELD_REQUIRED) != 0);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (lt_import_find_target (kind, others[i].name, &target))
      add_target (targets, kind, others[i].name, FALSE);
  return targets;
}

/**
 * lt_mapping_reason_name:
 *
 * Returns: (transfer none): "nowhere", "told", "shape", "name" or "likely"
 */
const char *
lt_mapping_reason_name (LtMappingReason reason)
{
  static const char *const names[] = { "nowhere", "told", "shape", "name", "likely" };

  return names[reason];
}

static guint
count_columns (const LtMapping *self, const char *field)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += g_strcmp0 (lt_mapping_get_column (self, i)->field, field) == 0;
  return n;
}

static void
check_half (const LtMapping *self, const char *half, const char *other, GPtrArray *missing)
{
  g_autofree char *label = NULL;

  if (count_columns (self, half) > 0 || count_columns (self, other) == 0)
    return;
  label = lt_mapping_target_label (self->kind, half);
  g_ptr_array_add (missing,
                   g_strdup_printf (_ ("Only one half of the position has its column: choose one "
                                       "for \"%s\" too."),
                                    label));
}

/**
 * lt_mapping_list_missing:
 * @self: a mapping
 *
 * Returns: (transfer full) (element-type utf8): what is still to be chosen before the
 *   file can be taken in, in the screen's language
 */
GPtrArray *
lt_mapping_list_missing (const LtMapping *self)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const LtField *field = &self->kind->fields[i];

      if ((field->flags & (LT_FIELD_REQUIRED | LT_FIELD_FIXED)) == LT_FIELD_REQUIRED
          && count_columns (self, field->name) == 0
          && !g_hash_table_contains (self->constants, field->name)
          && !g_hash_table_contains (self->known_constants, field->name)
          && !(self->has_shapes && (int) i == lt_kind_geometry_field (self->kind)))
        g_ptr_array_add (missing, g_strdup_printf (_ ("Every record needs \"%s\", and no column "
                                                      "goes there yet."),
                                                   lt_field_get_label (field)));
    }
  check_half (self, LT_IMPORT_LONGITUDE, LT_IMPORT_LATITUDE, missing);
  check_half (self, LT_IMPORT_LATITUDE, LT_IMPORT_LONGITUDE, missing);
  check_half (self, LT_IMPORT_X, LT_IMPORT_Y, missing);
  check_half (self, LT_IMPORT_Y, LT_IMPORT_X, missing);
  return missing;
}

static char *
join_columns (const LtMapping *self, const char *field)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (lt_mapping_get_column (self, i)->field, field) == 0)
      g_string_append_printf (names, "%s%s", names->len == 0 ? "" : _ (", "),
                              lt_mapping_get_column (self, i)->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * lt_mapping_list_remarks:
 * @self: a mapping
 *
 * Returns: (transfer full) (element-type utf8): what is odd and may be meant so, in the
 *   screen's language: several columns for one field
 */
GPtrArray *
lt_mapping_list_remarks (const LtMapping *self)
{
  g_autoptr (GPtrArray) targets = lt_mapping_list_targets (self->kind);
  GPtrArray *remarks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < targets->len; i++)
    {
      const LtMappingTarget *target = g_ptr_array_index (targets, i);

      if (count_columns (self, target->name) > 1)
        {
          g_autofree char *columns = join_columns (self, target->name);

          g_ptr_array_add (remarks,
                           g_strdup_printf (_ ("Several columns go to \"%s\": %s. Of each row the "
                                               "first that has a value counts."),
                                            target->label, columns));
        }
    }
  return remarks;
}

/**
 * lt_mapping_has_column:
 * @self: a mapping
 * @field: name of a field
 *
 * Returns: whether a column goes there
 */
gboolean
lt_mapping_has_column (const LtMapping *self, const char *field)
{
  return count_columns (self, field) > 0;
}

/**
 * lt_mapping_set:
 * @self: a mapping
 * @field: name of a field that no column goes to
 * @text: (nullable): what it shall hold in every record; of a record that it names the
 *   code. %NULL for nothing
 * @error: return location
 *
 * Returns: whether @text fits the field; nothing is changed otherwise. Whether there is
 *   a record with that code, the import finds out
 */
gboolean
lt_mapping_set (LtMapping *self, const char *field, const char *text, GError **error)
{
  const LtField *wanted = &self->kind->fields[lt_kind_find_field (self->kind, field)];
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (self->kind);

  if (text == NULL)
    {
      g_hash_table_remove (self->told, field);
      g_hash_table_remove (self->constants, field);
      return TRUE;
    }
  if (!lt_field_refers (wanted) && !lt_import_plan_set (plan, field, text, error))
    return FALSE;
  g_hash_table_replace (self->told, g_strdup (field), g_strdup (text));
  g_hash_table_replace (self->constants, g_strdup (field),
                        g_strdup (lt_field_refers (wanted) ? "" : text));
  return TRUE;
}

/**
 * lt_mapping_list_set:
 * @self: a mapping
 *
 * Returns: (transfer full) (element-type utf8): what lt_mapping_set() was told, fields
 *   and values in turn
 */
GPtrArray *
lt_mapping_list_set (const LtMapping *self)
{
  GPtrArray *set = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const char *name = self->kind->fields[i].name;
      const char *text = g_hash_table_lookup (self->told, name);

      if (text == NULL)
        continue;
      g_ptr_array_add (set, g_strdup (name));
      g_ptr_array_add (set, g_strdup (text));
    }
  return set;
}

/**
 * lt_mapping_needs_datum:
 * @self: a mapping
 *
 * Returns: whether there are coordinates, and neither the user nor the file says what
 *   they are in; its known shape may
 */
gboolean
lt_mapping_needs_datum (const LtMapping *self)
{
  int geometry = lt_kind_geometry_field (self->kind);

  if (self->datum != NULL || self->file_datum != NULL || geometry < 0)
    return FALSE;
  return self->has_shapes || count_columns (self, self->kind->fields[geometry].name) > 0
         || count_columns (self, LT_IMPORT_LONGITUDE) > 0 || count_columns (self, LT_IMPORT_X) > 0;
}
