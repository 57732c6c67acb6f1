/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/draw-menu.h"

#include "model/kind.h"

#include <glib/gi18n-lib.h>

static void
append_target (GMenu *menu, const char *label, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.draw", "s", target);
  g_menu_append_item (menu, item);
}

/**
 * lt_draw_menu_new:
 *
 * Zones by their kind, since that is what a notice is about: so many that they have a menu of
 * their own, or the last would be out of sight on a laptop. Then all other places.
 *
 * Returns: (transfer full): what can be drawn on the map
 */
GMenuModel *
lt_draw_menu_new (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) zones = g_menu_new ();
  g_autoptr (GMenu) zone_section = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  guint n_kinds;
  const LtKind *const *kinds = lt_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      int field = lt_kind_find_field (kinds[i], kinds[i]->variety);

      if (!lt_kind_is_place (kinds[i]))
        continue;
      if (!g_str_equal (kinds[i]->name, "zone"))
        {
          append_target (others, lt_kind_get_label (kinds[i]), kinds[i]->name);
          continue;
        }
      for (int c = 0; kinds[i]->fields[field].choices[c].name != NULL; c++)
        {
          const char *choice = kinds[i]->fields[field].choices[c].name;
          g_autofree char *target = g_strdup_printf ("zone:%s", choice);

          append_target (zones, lt_field_choice_label (&kinds[i]->fields[field], choice), target);
        }
    }
  g_menu_append_submenu (zone_section, lt_kind_get_label (lt_kind_by_name ("zone")),
                         G_MENU_MODEL (zones));
  g_menu_append (zone_section, _ ("Zone along a line…"), "win.draw-along");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (zone_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}
