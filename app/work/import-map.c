/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the rows of a file would be, on the map of the county: what is looked at by
 * whoever is asked for a datum. */

#include "work/import-map.h"

#include "geo/mercator.h"

#include <math.h>

/* How long the way between two readings of one row is in the picture, as a part of
 * its width: where it decides in which area the row is, and where it does not. */
#define SHIFT_NEAR 0.12
#define SHIFT_FAR  0.06

/* Metres; closer than this nothing of the county is seen. */
#define WIDTH_LEAST 2000.0

typedef struct
{
  double x;
  double y;
  guint n;
} Middle;

/* An outline's middle is far from its edges, and those are what is compared. */
static void
on_path (const double *xy, guint n, gboolean closed, gboolean hole, gpointer user_data)
{
  Middle *middle = user_data;

  if (middle->n > 0 || n == 0)
    return;
  middle->x = xy[0];
  middle->y = xy[1];
  middle->n = 1;
}

static void
add_view (Middle *sum, const LtImportView *view)
{
  Middle corner = { 0 };

  if (view->shape == NULL)
    return;
  if (lt_shape_get_class (view->shape) == LT_SHAPE_POINT)
    corner = (Middle){ view->longitude, view->latitude, 1 };
  else
    lt_shape_foreach_path (view->shape, on_path, &corner);
  if (corner.n == 0)
    return;
  sum->x += lt_mercator_x (corner.x);
  sum->y += lt_mercator_y (corner.y);
  sum->n++;
}

/**
 * lt_import_preview_view:
 * @self: a preview
 * @width: of a picture, pixels
 * @height: the same
 * @view: (out caller-allocates): the same part of the world for all its datums: around
 *   the row that tells most, so near that the readings are seen apart
 *
 * Returns: whether there is anything to be seen
 */
gboolean
lt_import_preview_view (const LtImportPreview *self, int width, int height, LtSceneView *view)
{
  const LtImportSpot *spot = lt_import_preview_choose (self);
  Middle sum = { 0 };
  double metres;
  double at_zero;

  for (guint i = 0; spot != NULL && self->datums[i] != NULL; i++)
    add_view (&sum, &spot->views[i]);
  if (sum.n == 0)
    return FALSE;
  *view = (LtSceneView){
    .world_x = sum.x / sum.n, .world_y = sum.y / sum.n, .width = width, .height = height, .scale = 1
  };
  metres = MAX (self->shift / (self->moved > 0 ? SHIFT_NEAR : SHIFT_FAR), WIDTH_LEAST);
  at_zero = lt_scene_view_metres_per_pixel (view);
  view->zoom = log2 (at_zero * width / metres);
  return TRUE;
}

/**
 * lt_import_spot_id:
 * @spot: place of a spot in its preview
 * @id: (out caller-allocates): by which the scene knows it; no record has it
 */
void
lt_import_spot_id (guint spot, LtId *id)
{
  *id = (LtId){ 0 };
  for (guint i = 0; i < 4; i++)
    id->bytes[12 + i] = (guint8) ((spot + 1) >> (8 * (3 - i)));
}

static void
add_guest (GArray *guests, const LtKind *kind, const LtImportSpot *spot, guint number, guint datum)
{
  const LtImportView *view = &spot->views[datum];
  LtSceneGuest guest = { .place = { .kind = kind->number, .variety = -1, .title = spot->title } };
  LtBox degrees;

  if (view->shape == NULL)
    return;
  degrees = lt_shape_get_box (view->shape);
  guest.place.world = lt_mercator_box (&degrees);
  lt_import_spot_id (number, &guest.place.record);
  if (lt_symbol_get_look (kind->number) == LT_SYMBOL_LINE
      || lt_symbol_get_look (kind->number) == LT_SYMBOL_FIELD)
    guest.shape = view->shape;
  g_array_append_val (guests, guest);
}

/**
 * lt_work_import_scene:
 * @store: a county file, of the calling thread
 * @kind: what the rows are
 * @preview: where they would be
 * @datum: place of the datum in the preview's
 * @view: what part of the world, how large
 * @dark: whether colours are those for a dark window
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the county with the rows as they would be in it
 */
LtScene *
lt_work_import_scene (LtStore *store,
                      const LtKind *kind,
                      const LtImportPreview *preview,
                      guint datum,
                      const LtSceneView *view,
                      gboolean dark,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GArray) guests = g_array_new (FALSE, TRUE, sizeof (LtSceneGuest));
  LtSceneOptions options = { .style = dark ? LT_INK_DARK : LT_INK_LIGHT, .scale_bar = TRUE };

  for (guint i = 0; i < preview->spots->len; i++)
    add_guest (guests, kind, g_ptr_array_index (preview->spots, i), i, datum);
  options.guests = (const LtSceneGuest *) guests->data;
  options.n_guests = guests->len;
  return lt_scene_build (store, view, &options, cancellable, error);
}
