/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const uses[LT_READING_N_COLUMNS] = {
  [LT_READING_PLACE] = "place",     [LT_READING_ITEM] = "item", [LT_READING_TIME] = "time",
  [LT_READING_VALUE] = "value",     [LT_READING_CITY] = "city", [LT_READING_DATE] = "date",
  [LT_READING_QUALITY] = "quality", [LT_READING_HOUR] = "hour",
};

/* What --set may say, with its choices; none where any text will do. */
static const struct
{
  const char *name;
  const char *const choices[7];
} settings[] = {
  { "rank", { "real-time", "audited", "reviewed", NULL } },
  { "source", { "unknown", "operator", "county", "city", "province", "nation", NULL } },
  { "interval", { "hour", "day", "month", NULL } },
  { "hours", { "end", "begin", NULL } },
  { "decimal", { "point", "comma", NULL } },
  { "city", { NULL } },
};

/**
 * lt_reading_column_name:
 *
 * Returns: (transfer none): "place", "item", "time", "value", "quality", "city",
 *   "date" or "hour"
 */
const char *
lt_reading_column_name (LtReadingColumn column)
{
  return uses[column];
}

static void
free_mapping (gpointer data)
{
  LtReadingMapping *mapping = data;

  g_free (mapping->item);
  g_free (mapping);
}

/**
 * lt_reading_plan_new:
 *
 * Returns: (transfer full): a plan that leaves everything to the file
 */
LtReadingPlan *
lt_reading_plan_new (void)
{
  LtReadingPlan *self = g_new0 (LtReadingPlan, 1);

  self->file = lt_import_plan_new (lt_kind_by_name ("batch"));
  self->map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_mapping);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lt_reading_plan_free (LtReadingPlan *self)
{
  if (self == NULL)
    return;
  lt_import_plan_free (self->file);
  g_clear_pointer (&self->items, lt_items_free);
  g_hash_table_unref (self->map);
  g_hash_table_unref (self->settings);
  g_free (self);
}

/**
 * lt_reading_plan_take_items:
 * @self: a plan
 * @items: (transfer full) (nullable): what is measured; columns that are called so
 *   have its values
 */
void
lt_reading_plan_take_items (LtReadingPlan *self, LtItems *items)
{
  g_clear_pointer (&self->items, lt_items_free);
  self->items = items;
}

/**
 * lt_reading_plan_get_items:
 *
 * Returns: (transfer none) (nullable): what was taken
 */
const LtItems *
lt_reading_plan_get_items (const LtReadingPlan *self)
{
  return self->items;
}

/**
 * lt_reading_plan_map:
 * @self: a plan
 * @column: name of a column of the file
 * @name: what it is for: place, item, time, value, quality, city, date or hour; or
 *   the item whose values it has
 * @error: return location
 */
gboolean
lt_reading_plan_map (LtReadingPlan *self, const char *column, const char *name, GError **error)
{
  const LtItem *item = self->items == NULL ? NULL : lt_items_find (self->items, name);
  LtReadingMapping mapping = { .use = LT_READING_N_COLUMNS };

  for (guint i = 0; i < LT_READING_N_COLUMNS; i++)
    if (g_str_equal (uses[i], name))
      mapping.use = i;
  if (mapping.use == LT_READING_N_COLUMNS && item != NULL)
    {
      mapping.use = LT_READING_VALUE;
      mapping.item = g_strdup (item->code);
    }
  if (mapping.use < LT_READING_N_COLUMNS)
    {
      g_hash_table_insert (self->map, g_strdup (column), g_memdup2 (&mapping, sizeof mapping));
      return TRUE;
    }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("A column cannot go to \"%s\". An import of %s can fill: %s."), name,
               LT_KNOWN_READING, "place, item, time, value, quality, city, date, hour");
  return FALSE;
}

/**
 * lt_reading_plan_set:
 * @self: a plan
 * @name: rank, source or interval of the batch; hours (end, begin): whether hours
 *   stand under their end, as they are kept, or under their beginning; decimal
 *   (point, comma): how numbers are written; city: in which the places lie
 * @value: what holds, whatever the file's shape says
 * @error: return location
 */
gboolean
lt_reading_plan_set (LtReadingPlan *self, const char *name, const char *value, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *choices = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", settings[i].name);
      if (!g_str_equal (settings[i].name, name))
        continue;
      if (settings[i].choices[0] == NULL || g_strv_contains (settings[i].choices, value))
        {
          g_hash_table_insert (self->settings, g_strdup (name), g_strdup (value));
          return TRUE;
        }
      choices = g_strjoinv (", ", (char **) settings[i].choices);
      /* the batch's own fields are refused as those of any record are */
      g_set_error (error, LT_ERROR,
                   lt_kind_find_field (self->file->kind, name) >= 0 ? LT_ERROR_BAD_INPUT
                                                                    : LT_ERROR_USAGE,
                   _ ("--set %s: \"%s\" is not one of %s."), name, value, choices);
      return FALSE;
    }
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("There is no field \"%s\" to set. An import of %s can fill: %s."), name,
               LT_KNOWN_READING, names->str);
  return FALSE;
}

/**
 * lt_reading_plan_set_encoding:
 *
 * See lt_import_plan_set_encoding().
 */
gboolean
lt_reading_plan_set_encoding (LtReadingPlan *self, const char *encoding, GError **error)
{
  return lt_import_plan_set_encoding (self->file, encoding, error);
}

/**
 * lt_reading_plan_set_shape:
 *
 * See lt_import_plan_set_shape().
 */
gboolean
lt_reading_plan_set_shape (LtReadingPlan *self, const char *name, GError **error)
{
  return lt_import_plan_set_shape (self->file, name, error);
}

/**
 * lt_reading_plan_set_part:
 *
 * See lt_import_plan_set_part().
 */
void
lt_reading_plan_set_part (LtReadingPlan *self, const char *part)
{
  lt_import_plan_set_part (self->file, part);
}

/**
 * lt_reading_plan_get_part:
 *
 * Returns: (transfer none) (nullable): the part that was chosen
 */
const char *
lt_reading_plan_get_part (const LtReadingPlan *self)
{
  return lt_import_plan_get_part (self->file);
}
