/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The options of add and set that make an outline of others. */

#include "base/error.h"
#include "work/records.h"
#include "work/shape-building.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>

static gboolean
read_places (LtCall *call, const char *option, GArray *ids, GError **error)
{
  const char *text = lt_call_option (call, option);
  g_auto (GStrv) names = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  for (int i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (LtRecord) record = lt_work_find_place (call->session, names[i], error);

      if (record == NULL)
        return FALSE;
      g_array_append_val (ids, record->id);
    }
  return TRUE;
}

static gboolean
read_metres (LtCall *call, LtShapeRecipe *recipe, GError **error)
{
  const char *text = lt_call_option (call, "metres");
  gboolean wanted = recipe->along->len > 0 || recipe->around->len > 0;
  char *end = NULL;

  if ((text != NULL) != wanted)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--along and --around need --metres, and it needs one of them."));
      return FALSE;
    }
  if (text == NULL)
    return TRUE;
  recipe->metres = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0')
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("The distance \"%s\" is no number of metres, such as 500."), text);
  return FALSE;
}

static gboolean
read_cut (LtCall *call, LtShapeRecipe *recipe, GError **error)
{
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (LtId));
  const char *piece = lt_call_option (call, "piece");
  guint64 number = 1;

  if (!read_places (call, "cut", cuts, error))
    return FALSE;
  if (cuts->len > 1 || (piece != NULL && cuts->len == 0)
      || (piece != NULL && !g_ascii_string_to_unsigned (piece, 10, 1, 1000, &number, NULL)))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--cut names one line, and --piece the number of the piece that is "
                              "kept, 1 for the largest."));
      return FALSE;
    }
  recipe->has_cut = cuts->len == 1;
  if (recipe->has_cut)
    recipe->cut = g_array_index (cuts, LtId, 0);
  recipe->piece = (guint) number;
  return TRUE;
}

/**
 * lt_verb_build_shape:
 * @call: a call of add or set
 * @record: with the fields as they were typed; its outline is what the building
 *   begins with, and is replaced by what comes of it
 * @built: (out) (optional): whether anything was asked for
 * @error: return location
 */
gboolean
lt_verb_build_shape (LtCall *call, LtRecord *record, gboolean *built, GError **error)
{
  int geometry = lt_kind_geometry_field (record->kind);
  g_auto (LtShapeRecipe) recipe = { 0 };
  g_autoptr (LtShape) base = NULL;
  g_autoptr (LtShape) shape = NULL;
  g_autofree char *text = NULL;

  lt_shape_recipe_init (&recipe);
  *built = FALSE;
  if (!read_places (call, "union", recipe.united, error)
      || !read_places (call, "along", recipe.along, error)
      || !read_places (call, "around", recipe.around, error)
      || !read_places (call, "minus", recipe.without, error) || !read_metres (call, &recipe, error)
      || !read_cut (call, &recipe, error))
    return FALSE;
  if (lt_shape_recipe_is_empty (&recipe))
    return TRUE;
  if (geometry < 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("Records of kind %s lie nowhere: they have no position."),
                   record->kind->name);
      return FALSE;
    }
  if (record->values[geometry] != NULL)
    {
      base = lt_work_get_shape (call->session, record, error);
      if (base == NULL)
        return FALSE;
    }
  recipe.base = base;
  shape = lt_work_build_shape (call->session, &recipe, error);
  if (shape == NULL)
    return FALSE;
  text = lt_shape_to_geojson (shape);
  *built = TRUE;
  return lt_record_set (record, record->kind->fields[geometry].name, text, error);
}
