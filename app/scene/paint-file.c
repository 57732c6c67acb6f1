/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The picture as pixels, as a PNG file and as a page. */

#include "ink/picture.h"
#include "scene/scene-private.h"

typedef struct
{
  const LtScene *scene;
  const LtSceneView *view;
  LtScenePaintFunc beneath; /* (nullable) */
  gpointer user_data;
} Painted;

static void
on_paint (cairo_t *cr, gpointer user_data)
{
  const Painted *painted = user_data;

  if (painted->beneath != NULL)
    painted->beneath (cr, painted->view, painted->user_data);
  lt_scene_paint (painted->scene, cr, painted->view);
}

static LtPicture
describe (Painted *painted)
{
  return (LtPicture){ .width = painted->view->width,
                      .height = painted->view->height,
                      .scale = painted->view->scale,
                      .paint = on_paint,
                      .user_data = painted };
}

/**
 * lt_scene_to_surface:
 * @self: a scene
 * @view: what is painted
 *
 * May run in any thread.
 *
 * Returns: (transfer full): a picture, ARGB32, of the view's size times its scale
 */
cairo_surface_t *
lt_scene_to_surface (const LtScene *self, const LtSceneView *view)
{
  Painted painted = { self, view, NULL, NULL };
  LtPicture picture = describe (&painted);

  return lt_picture_to_surface (&picture);
}

/**
 * lt_scene_to_png:
 * @self: a scene
 * @view: what is painted
 * @path: file that is made or replaced, whole or not at all
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
lt_scene_to_png (const LtScene *self, const LtSceneView *view, const char *path, GError **error)
{
  Painted painted = { self, view, NULL, NULL };
  LtPicture picture = describe (&painted);

  return lt_picture_to_png (&picture, path, error);
}

/**
 * lt_scene_to_pdf:
 * @self: a scene
 * @view: what is painted
 * @beneath: (nullable): paints what lies beneath it
 * @user_data: for @beneath
 * @title: (nullable): the page's title, for readers of the file
 * @made: when, ISO 8601 with a zone: nothing else in the file depends on the clock
 * @path: file that is made or replaced, whole or not at all
 * @error: return location
 *
 * One page, as large as the picture at 96 pixels an inch; lines and letters stay what
 * they are, and its fonts lie in it.
 *
 * Returns: whether the file was written
 */
gboolean
lt_scene_to_pdf (const LtScene *self,
                 const LtSceneView *view,
                 LtScenePaintFunc beneath,
                 gpointer user_data,
                 const char *title,
                 const char *made,
                 const char *path,
                 GError **error)
{
  Painted painted = { self, view, beneath, user_data };
  LtPicture picture = describe (&painted);

  picture.title = title;
  picture.made = made;
  return lt_picture_to_pdf (&picture, path, error);
}
