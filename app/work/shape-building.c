/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/shape-building.h"

#include "base/error.h"
#include "geo/shape-build.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  PART_WHOLE,
  PART_ALONG,
  PART_AROUND,
} PartClass;

static LtShape *
make_part (LtSession *session,
           const LtRecord *record,
           PartClass class,
           double metres,
           GError **error)
{
  g_autoptr (LtShape) shape = lt_work_get_shape (session, record, error);

  if (shape == NULL)
    return NULL;
  switch (class)
    {
    case PART_ALONG:
      return lt_shape_build_along (shape, metres, error);
    case PART_AROUND:
      return lt_shape_build_around (shape, metres, error);
    case PART_WHOLE:
      if (!lt_shape_check (shape, error))
        return NULL;
      if (lt_shape_get_class (shape) == LT_SHAPE_POLYGON)
        return g_steal_pointer (&shape);
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                           _ ("It has no outline. Of a line and a point take what lies along or "
                              "around it."));
    }
  return NULL;
}

/* What goes wrong with a part is told with its name: the officer sees no shapes here. */
static LtShape *
load_part (LtSession *session, const LtId *id, PartClass class, double metres, GError **error)
{
  g_autoptr (LtRecord) record = lt_store_find_place (lt_session_get_store (session), id, error);
  LtShape *part;

  if (record == NULL)
    return NULL;
  part = make_part (session, record, class, metres, error);
  if (part == NULL)
    g_prefix_error (error, _ ("%s \"%s\": "), lt_kind_get_label (record->kind),
                    lt_record_get_title (record));
  return part;
}

static gboolean
load_parts (LtSession *session,
            GPtrArray *parts,
            const GArray *ids,
            PartClass class,
            double metres,
            GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      LtShape *part = load_part (session, &g_array_index (ids, LtId, i), class, metres, error);

      if (part == NULL)
        return FALSE;
      g_ptr_array_add (parts, part);
    }
  return TRUE;
}

static LtShape *
unite (const LtShape *base, GPtrArray *parts, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new (); /* owns none */

  if (base != NULL)
    g_ptr_array_add (all, (gpointer) base);
  g_ptr_array_extend (all, parts, NULL, NULL);
  if (all->len > 0)
    return lt_shape_build_union ((const LtShape *const *) all->pdata, all->len, error);
  g_set_error_literal (
      error, LT_ERROR, LT_ERROR_USAGE,
      _ ("There is no outline to begin with. Name the places that it is made of."));
  return NULL;
}

static LtShape *
take_away (LtShape *shape, GPtrArray *without, GError **error)
{
  for (guint i = 0; shape != NULL && i < without->len; i++)
    {
      LtShape *rest = lt_shape_build_minus (shape, g_ptr_array_index (without, i), error);

      lt_shape_free (shape);
      shape = rest;
    }
  return shape;
}

static LtShape *
cut_out (LtSession *session, const LtShape *shape, const LtShapeRecipe *recipe, GError **error)
{
  g_autoptr (LtRecord) record =
      lt_store_find_place (lt_session_get_store (session), &recipe->cut, error);
  g_autoptr (LtShape) line = record == NULL ? NULL : lt_work_get_shape (session, record, error);
  g_autoptr (GPtrArray) pieces = line == NULL ? NULL : lt_shape_build_split (shape, line, error);

  if (pieces == NULL)
    return NULL;
  if (recipe->piece >= 1 && recipe->piece <= pieces->len)
    return g_ptr_array_steal_index (pieces, recipe->piece - 1);
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("The cut makes %u pieces; there is no piece %u. Number 1 is the largest."),
               pieces->len, recipe->piece);
  return NULL;
}

void
lt_shape_recipe_init (LtShapeRecipe *self)
{
  *self = (LtShapeRecipe){ .united = g_array_new (FALSE, FALSE, sizeof (LtId)),
                           .along = g_array_new (FALSE, FALSE, sizeof (LtId)),
                           .around = g_array_new (FALSE, FALSE, sizeof (LtId)),
                           .without = g_array_new (FALSE, FALSE, sizeof (LtId)),
                           .piece = 1 };
}

void
lt_shape_recipe_clear (LtShapeRecipe *self)
{
  g_clear_pointer (&self->united, g_array_unref);
  g_clear_pointer (&self->along, g_array_unref);
  g_clear_pointer (&self->around, g_array_unref);
  g_clear_pointer (&self->without, g_array_unref);
}

/**
 * lt_shape_recipe_is_empty:
 *
 * Returns: whether it changes nothing
 */
gboolean
lt_shape_recipe_is_empty (const LtShapeRecipe *self)
{
  return self->united->len == 0 && self->along->len == 0 && self->around->len == 0
         && self->without->len == 0 && !self->has_cut;
}

/**
 * lt_work_build_shape:
 * @session: a session
 * @recipe: what it is made of
 * @error: return location; names the place that cannot be used
 *
 * Makes the outline of a zone of the outlines of areas and other zones, of strips
 * along roads and rivers, without others; nothing is written.
 *
 * Returns: (transfer full) (nullable): a valid shape, in degrees of CGCS2000
 */
LtShape *
lt_work_build_shape (LtSession *session, const LtShapeRecipe *recipe, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  g_autoptr (GPtrArray) without = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_shape_free);
  g_autoptr (LtShape) shape = NULL;

  if (!load_parts (session, parts, recipe->united, PART_WHOLE, 0, error)
      || !load_parts (session, parts, recipe->along, PART_ALONG, recipe->metres, error)
      || !load_parts (session, parts, recipe->around, PART_AROUND, recipe->metres, error)
      || !load_parts (session, without, recipe->without, PART_WHOLE, 0, error))
    return NULL;
  shape = take_away (unite (recipe->base, parts, error), without, error);
  if (shape == NULL || !recipe->has_cut)
    return g_steal_pointer (&shape);
  return cut_out (session, shape, recipe, error);
}
