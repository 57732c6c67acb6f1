/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/reading-private.h"

void
lt_reading_name_free (LtReadingName *name)
{
  g_free (name->place.kind);
  g_free (name->place.code);
  g_free (name->place.city);
  g_free (name->place.name);
  g_free (name->text);
  g_free (name->problem);
  g_free (name->column);
  g_free (name->value);
  g_free (name);
}

static LtReadingName *
add_name (LtReadingRun *run, GHashTable *table, const char *key)
{
  LtReadingName *name = g_new0 (LtReadingName, 1);

  name->number = g_hash_table_size (table);
  name->factor = name->divisor = 1;
  g_ptr_array_add (run->names, name);
  g_hash_table_insert (table, g_strdup (key), name);
  return name;
}

static const char *
get_cell (const LtRow *row, int column)
{
  return column < 0 ? NULL : row->cells[column];
}

/* The place that the row's own cells name; NULL where they are empty. */
LtReadingName *
lt_reading_run_find_place (LtReadingRun *run, const LtRow *row)
{
  const LtReadingRoutes *routes = &run->routes;
  const char *code = get_cell (row, routes->columns[LT_READING_PLACE]);
  const char *name = get_cell (row, routes->name);
  const char *city = get_cell (row, routes->columns[LT_READING_CITY]);
  LtReadingName *found;

  if (code == NULL && name == NULL)
    return NULL;
  if (city == NULL)
    city = routes->city;
  g_string_printf (run->key, "%s\x1f%s\x1f%s", code == NULL ? "" : code, city == NULL ? "" : city,
                   name == NULL ? "" : name);
  /* files have the rows of one place together, or of one hour */
  if (g_strcmp0 (run->key->str, run->last_key) == 0)
    return run->last_place;
  found = g_hash_table_lookup (run->places, run->key->str);
  if (found == NULL)
    {
      found = add_name (run, run->places, run->key->str);
      found->place = (LtReadingPlace){
        .kind = g_strdup (routes->shape == NULL ? NULL : routes->shape->readings->place_kind),
        .code = g_strdup (code),
        .city = g_strdup (city),
        .name = g_strdup (name == NULL && routes->by_name ? code : name)
      };
      found->column = g_strdup (
          run->header->columns[code != NULL ? routes->columns[LT_READING_PLACE] : routes->name]);
      found->value = g_strdup (code != NULL ? code : name);
    }
  g_free (run->last_key);
  run->last_key = g_strdup (run->key->str);
  run->last_place = found;
  return found;
}

LtReadingName *
lt_reading_run_find_item (LtReadingRun *run, const char *text, const char *column)
{
  LtReadingName *found = g_hash_table_lookup (run->items, text);
  const LtKnownItem *known;

  if (found != NULL)
    return found;
  found = add_name (run, run->items, text);
  known = lt_reading_routes_item (&run->routes, text);
  found->text = g_strdup (known == NULL ? text : known->item);
  found->factor = known == NULL ? 1 : known->factor;
  found->divisor = known == NULL ? 1 : known->divisor;
  found->left_out = known == NULL && lt_reading_routes_leaves_out (&run->routes, text);
  found->column = g_strdup (column);
  found->value = g_strdup (text);
  return found;
}

/* Names the columns of values once, so that a row looks up nothing for them. */
void
lt_reading_run_name_values (LtReadingRun *run)
{
  GArray *values = run->routes.values;

  run->across = g_new0 (LtReadingName *, values->len);
  for (guint i = 0; i < values->len; i++)
    {
      const LtReadingValues *column = &g_array_index (values, LtReadingValues, i);
      g_autofree char *key = g_strdup_printf ("%s\x1f\x1f", column->there);
      GHashTable *table = run->routes.places_across ? run->places : run->items;
      LtReadingName *name = g_hash_table_lookup (table, key);

      if (name == NULL)
        {
          name = add_name (run, table, key);
          name->column = g_strdup (run->header->columns[column->column]);
          name->value = g_strdup (column->there);
        }
      if (run->routes.places_across && name->place.code == NULL)
        {
          name->place.kind = g_strdup (run->routes.shape->readings->place_kind);
          name->place.code = g_strdup (column->there);
        }
      else if (name->text == NULL)
        name->text = g_strdup (column->there);
      run->across[i] = name;
    }
}
