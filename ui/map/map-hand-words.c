/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tool in hand, in words: its name, what it measures so far, its keys. */

#include "geo/measure.h"
#include "ui/map/map-hand-private.h"

#include <glib/gi18n-lib.h>

/* The corners that are there, and the pointer as if it were one. */
static GArray *
list_corners (LtMapHand *self, guint path, gboolean *closed)
{
  GArray *corners = g_array_new (FALSE, FALSE, sizeof (double));
  guint n;
  const double *xy = lt_sketch_get_path (self->sketch, path, &n, closed, NULL);

  g_array_append_vals (corners, xy, 2 * n);
  if (!*closed && self->has_pointer)
    {
      g_array_append_val (corners, self->longitude);
      g_array_append_val (corners, self->latitude);
    }
  return corners;
}

static void
measure (LtMapHand *self, double *length, double *surface)
{
  gboolean is_ring = lt_sketch_get_class (self->sketch) == LT_SHAPE_POLYGON;

  *length = 0;
  *surface = 0;
  for (guint i = 0; i < lt_sketch_count_paths (self->sketch); i++)
    {
      gboolean closed, hole;
      guint n;
      double perimeter = 0;
      g_autoptr (GArray) corners = list_corners (self, i, &closed);
      const double *xy = (const double *) corners->data;

      lt_sketch_get_path (self->sketch, i, &n, NULL, &hole);
      n = corners->len / 2;
      if (is_ring && n >= 3)
        {
          double inside = ABS (lt_measure_ring (xy, n, &perimeter));

          *surface += hole ? -inside : inside;
          *length += perimeter;
        }
      else if (n >= 2)
        *length += lt_measure_path (xy, n);
    }
}

/* What is measured goes round the pointer too, while the outline is open. */
static gboolean
counts_pointer (LtMapHand *self)
{
  for (guint i = 0; self->has_pointer && i < lt_sketch_count_paths (self->sketch); i++)
    {
      gboolean closed;
      guint n;

      lt_sketch_get_path (self->sketch, i, &n, &closed, NULL);
      if (!closed)
        return TRUE;
    }
  return FALSE;
}

static char *
describe_corners (LtMapHand *self, guint n)
{
  const char *words = counts_pointer (self)
                          ? g_dngettext (GETTEXT_PACKAGE, "%u corner and the pointer",
                                         "%u corners and the pointer", n)
                          : g_dngettext (GETTEXT_PACKAGE, "%u corner", "%u corners", n);

  return g_strdup_printf (words, n);
}

static char *
describe_sketch (LtMapHand *self)
{
  guint n = lt_sketch_count_corners (self->sketch);
  g_autofree char *corners = describe_corners (self, n);
  g_autofree char *length_text = NULL;
  g_autofree char *surface_text = NULL;
  double length, surface;

  if (n == 0)
    return g_strdup (_ ("nothing yet"));
  if (lt_sketch_get_class (self->sketch) == LT_SHAPE_POINT)
    {
      const double *xy = lt_sketch_get_path (self->sketch, 0, &n, NULL, NULL);

      return g_strdup_printf ("%.7f  %.7f  CGCS2000", xy[0], xy[1]);
    }
  measure (self, &length, &surface);
  length_text = lt_measure_say_length (length);
  if (lt_sketch_get_class (self->sketch) == LT_SHAPE_LINE)
    return g_strdup_printf (_ ("%s, length %s"), corners, length_text);
  surface_text = lt_measure_say_surface (surface);
  return g_strdup_printf (_ ("%s, around %s, surface %s"), corners, length_text, surface_text);
}

static char *
describe_box (LtMapHand *self)
{
  double across[4] = { self->from_longitude, self->latitude, self->longitude, self->latitude };
  double down[4] = { self->longitude, self->from_latitude, self->longitude, self->latitude };
  g_autofree char *width = lt_measure_say_length (lt_measure_path (across, 2));
  g_autofree char *height = lt_measure_say_length (lt_measure_path (down, 2));

  return g_strdup_printf (_ ("%s wide, %s high"), width, height);
}

/**
 * lt_map_hand_name_tool:
 *
 * Returns: (transfer full): the tool in hand, and what it is used on
 */
char *
lt_map_hand_name_tool (LtMapHand *self)
{
  switch (self->tool)
    {
    case LT_TOOL_DISTANCE:
      return g_strdup (_ ("Measuring a distance"));
    case LT_TOOL_SURFACE:
      return g_strdup (_ ("Measuring a surface"));
    case LT_TOOL_BOX:
      return g_strdup (_ ("Picking by a box"));
    case LT_TOOL_ALONG:
      return self->subject == NULL || lt_sketch_count_paths (self->sketch) == 0
                 ? g_strdup (_ ("Laying a zone along a line"))
                 : g_strdup_printf (_ ("Laying a zone along a line: %s"), self->subject);
    case LT_TOOL_CUT:
      return g_strdup_printf (_ ("Cutting along a line: %s"), self->subject);
    case LT_TOOL_JOIN:
      return g_strdup_printf (_ ("Adding another outline: %s"), self->subject);
    case LT_TOOL_TAKE_OFF:
      return g_strdup_printf (_ ("Taking another outline off: %s"), self->subject);
    case LT_TOOL_DRAW:
      return g_strdup_printf (_ ("Drawing: %s"), self->subject);
    case LT_TOOL_EDIT:
      return g_strdup_printf (_ ("Editing the shape: %s"), self->subject);
    case LT_TOOL_CHOOSE:
      break;
    }
  return g_strdup ("");
}

/**
 * lt_map_hand_describe:
 * @self: a hand
 * @is_problem: (out): whether something is wrong
 *
 * Returns: (transfer full): how far it is, with what it measures so far; or what
 *   is wrong and where
 */
char *
lt_map_hand_describe (LtMapHand *self, gboolean *is_problem)
{
  *is_problem = self->problem != NULL || self->has_crossing;
  if (self->problem != NULL)
    return g_strdup (self->problem);
  if (self->has_crossing)
    return g_strdup_printf (_ ("The outline crosses or touches itself at longitude %.6f, latitude "
                               "%.6f. Move or take back a corner."),
                            self->cross_longitude, self->cross_latitude);
  if (lt_map_hand_wants_line (self))
    return g_strdup (_ ("Click on a river or road that is there, or where your own line begins."));
  if (self->sketch != NULL)
    return describe_sketch (self);
  if (self->has_box)
    return describe_box (self);
  if (self->aside != NULL)
    return g_strdup (_ ("Which one? Of several that lie there the smallest is taken."));
  return g_strdup (self->tool == LT_TOOL_BOX ? _ ("nothing yet") : "");
}

/* A line is gone on at its ends. */
static const char *
describe_line_keys (LtMapHand *self)
{
  if (self->extends)
    return _ ("Click where the line goes on from the end that is chosen · Ctrl+Z back · Esc ends "
              "that");
  return self->crosshair
             ? _ ("Page Up/Down: corner · arrows move it (Shift: finely) · Insert: a new one, at "
                  "an end beyond it · Delete · Ctrl+Z back · Ctrl+Enter saves · Esc leaves")
             : _ ("Drag corners; drag an edge for a new one; click an end, then where it goes on · "
                  "Delete takes away · Ctrl+Z back · Ctrl+Enter saves · Esc leaves");
}

/**
 * lt_map_hand_describe_keys:
 *
 * Returns: (transfer none): how the tool in hand is used, in a line
 */
const char *
lt_map_hand_describe_keys (LtMapHand *self)
{
  switch (self->tool)
    {
    case LT_TOOL_BOX:
      return self->crosshair ? _ ("Arrow keys aim · Enter sets the two corners · Esc leaves")
                             : _ ("Drag a box, or arrow keys and Enter · Esc leaves");
    case LT_TOOL_JOIN:
    case LT_TOOL_TAKE_OFF:
      return _ ("Click on it, or aim with the arrow keys and Enter · Esc goes back");
    case LT_TOOL_EDIT:
      if (lt_sketch_get_class (self->sketch) == LT_SHAPE_LINE)
        return describe_line_keys (self);
      return self->crosshair
                 ? _ ("Page Up/Down: corner · arrows move it (Shift: finely) · Insert, Delete · "
                      "Ctrl+Z back · Ctrl+Enter saves · Esc leaves")
                 : _ (
                     "Drag corners; drag an edge for a new one · Delete takes away · Ctrl+Z back · "
                     "Ctrl+Enter saves · Esc leaves");
    case LT_TOOL_DISTANCE:
    case LT_TOOL_SURFACE:
    case LT_TOOL_ALONG:
    case LT_TOOL_CUT:
    case LT_TOOL_DRAW:
      return self->crosshair
                 ? _ ("Arrow keys aim (Shift: finely) · Enter sets a corner · Backspace takes it "
                      "back · Ctrl+Z back · Ctrl+Enter ends · Esc leaves")
                 : _ ("Click sets a corner, or arrow keys and Enter · Backspace takes it back · "
                      "double click ends · Esc leaves");
    case LT_TOOL_CHOOSE:
      break;
    }
  return "";
}
