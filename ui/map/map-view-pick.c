/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was picked by a box: it stays in the list under the map, counted, until
 * it is given up. */

#include "geo/mercator.h"
#include "ui/map/map-view-private.h"

#include <glib/gi18n-lib.h>

/* "Stations 3  ·  Zones 2" of @items */
static char *
count_kinds (GArray *items)
{
  g_autoptr (GString) parts = g_string_new (NULL);
  guint n_kinds;
  const LtKind *const *kinds = lt_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      guint n = 0;

      for (guint j = 0; j < items->len; j++)
        n += g_array_index (items, LtSceneItem, j).kind == kinds[i]->number;
      if (n > 0)
        g_string_append_printf (parts, "%s%s %u", parts->len == 0 ? "" : "  ·  ",
                                lt_kind_get_label (kinds[i]), n);
    }
  return g_string_free (g_steal_pointer (&parts), FALSE);
}

/**
 * lt_map_view_show_picked:
 *
 * Writes what was picked into the list and the line under the map.
 */
void
lt_map_view_show_picked (LtMapView *self)
{
  g_autofree char *kinds = count_kinds (self->picked);
  g_autofree char *found = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u place picked: %s",
                                                         "%u places picked: %s", self->picked->len),
                                            self->picked->len, kinds);
  const char *said = self->picked->len == 0 ? _ ("Nothing inside") : found;
  g_autofree char *text = self->picked_about == NULL
                              ? g_strdup (said)
                              : g_strconcat (self->picked_about, "  ·  ", said, NULL);

  gtk_label_set_text (self->count_label, text);
  gtk_widget_set_visible (self->picked_button, TRUE);
  lt_place_list_set_items (self->list, self->picked_scene, self->picked);
  lt_place_list_select (self->list, &self->selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  gtk_label_get_text (self->count_label), -1);
}

/**
 * lt_map_view_pick_box:
 * @self: a map
 * @degrees: a box
 *
 * Lists what is inside of what the map shows: points that lie in it, outlines
 * and lines that reach into it.
 */
void
lt_map_view_pick_box (LtMapView *self, const LtBox *degrees)
{
  LtScene *scene = lt_map_layer_get_scene (self->layer);
  LtBox world = lt_mercator_box (degrees);

  if (scene == NULL)
    return;
  lt_map_view_forget_picked (self);
  self->picked = lt_scene_get_items_in (scene, &world);
  self->picked_scene = lt_scene_ref (scene);
  g_array_sort (self->picked, lt_scene_item_compare);
  gtk_toggle_button_set_active (self->list_button, TRUE);
  lt_map_view_show_picked (self);
  lt_place_list_focus (self->list);
}

/**
 * lt_map_view_forget_picked:
 *
 * The list is again that of what is in view.
 */
void
lt_map_view_forget_picked (LtMapView *self)
{
  if (self->picked == NULL)
    return;
  g_clear_pointer (&self->picked, g_array_unref);
  g_clear_pointer (&self->picked_scene, lt_scene_unref);
  g_clear_pointer (&self->picked_about, g_free);
  gtk_widget_set_visible (self->picked_button, FALSE);
  lt_map_view_count_soon (self);
}
