/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made-up-mines.h"

#include "geo/mercator.h"

/**
 * made_up_file_add_mines:
 * @file: a county file
 * @county: a made-up county
 *
 * Writes the county's mines into the file, 5000 a group.
 */
void
made_up_file_add_mines (MadeUpFile *file, const MadeUpCounty *county)
{
  static const char *const states[] = { "operating", "suspended", "closed", "restored" };
  g_autoptr (LtChange) change = NULL;

  for (guint i = 0; i < county->places->len; i++)
    {
      const LtPlace *place = &g_array_index (county->places, LtPlace, i);
      char position[64];

      if (place->kind != 7)
        continue;
      if (change == NULL)
        change = lt_change_new ();
      g_snprintf (position, sizeof position, "POINT(%.7f %.7f)",
                  lt_mercator_longitude (place->world.min_x),
                  lt_mercator_latitude (place->world.min_y));
      made_up_file_create (file, change, "mine",
                           (const char *const[]){ "name", place->title, "mine_state", states[i % 4],
                                                  "position", position, NULL });
      if (lt_change_count (change) < 5000 && i + 1 < county->places->len)
        continue;
      made_up_file_append (file, change);
      g_clear_pointer (&change, lt_change_free);
    }
}
