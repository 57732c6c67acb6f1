/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether it can be told on which side of a zone's edge somebody stands: what a receiver
 * says is only as good as its accuracy, and a case may hang on it. */

#include "work/near-edge.h"

#include "geo/distance.h"
#include "geo/measure.h"
#include "geo/mercator.h"

#include <glib/gi18n-lib.h>

/* A receiver that does not say how good it is may be off by this, metres. */
#define WORST 500.0

typedef struct
{
  LtStore *store;
  const LtFix *fix;
  double metres; /* to the nearest edge of a zone */
  LtId zone;     /* whose it is */
  gboolean inside;
} Edge;

static void
on_place (const LtPlace *place, gpointer user_data)
{
  Edge *edge = user_data;
  const LtKind *kind = lt_kind_by_number (place->kind);
  g_autoptr (LtShape) shape = NULL;
  double metres;

  if (!g_str_equal (kind->name, "zone"))
    return;
  shape = lt_store_get_shape (edge->store, kind, &place->record, NULL);
  if (shape == NULL)
    return;
  metres = lt_distance_to_edge (shape, edge->fix->longitude, edge->fix->latitude);
  if (metres < edge->metres)
    {
      edge->metres = metres;
      edge->zone = place->record;
      edge->inside = lt_shape_contains (shape, edge->fix->longitude, edge->fix->latitude);
    }
}

/**
 * lt_work_describe_edge:
 * @session: a session
 * @fix: where somebody is
 *
 * Returns: (transfer full) (nullable): that it has to be confirmed by a person on which
 *   side of a zone's edge that is, for the edge is nearer than the position is exact;
 *   %NULL where no edge is that near
 */
char *
lt_work_describe_edge (LtSession *session, const LtFix *fix)
{
  double reach = fix->accuracy > 0 ? fix->accuracy : WORST;
  LtBox degrees = lt_distance_box (fix->longitude, fix->latitude, reach);
  LtBox world = lt_mercator_box (&degrees);
  Edge edge = { .store = lt_session_get_store (session), .fix = fix, .metres = reach };
  g_autoptr (LtRecord) zone = NULL;
  g_autofree char *accuracy = lt_fix_say_accuracy (fix);
  g_autofree char *metres = NULL;

  if (!lt_store_each_place (edge.store, &world, on_place, &edge, NULL)
      || lt_id_is_zero (&edge.zone))
    return NULL;
  zone = lt_store_find_place (edge.store, &edge.zone, NULL);
  if (zone == NULL)
    return NULL;
  metres = lt_measure_say_length (edge.metres);
  return g_strdup_printf (edge.inside
                              ? _ ("To be confirmed by a person (%s): %s inside the edge of %s.")
                              : _ ("To be confirmed by a person (%s): %s outside the edge of %s."),
                          accuracy, metres, lt_record_get_title (zone));
}
