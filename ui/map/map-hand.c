/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/map-hand-private.h"

enum
{
  CHANGED,
  SKETCHED,
  FINISHED,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtMapHand, lt_map_hand, G_TYPE_OBJECT)

gboolean
lt_map_hand_is_of_place (LtMapHand *self)
{
  return self->tool == LT_TOOL_DRAW || self->tool == LT_TOOL_EDIT;
}

void
lt_map_hand_show (LtMapHand *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Everything that changes the sketch ends here. */
void
lt_map_hand_show_sketch (LtMapHand *self)
{
  guint n;

  self->unsettled = FALSE;
  g_clear_pointer (&self->problem, g_free);
  if (self->has_active
      && (self->path >= lt_sketch_count_paths (self->sketch)
          || (lt_sketch_get_path (self->sketch, self->path, &n, NULL, NULL), self->corner >= n)))
    self->has_active = FALSE;
  self->has_crossing =
      lt_sketch_find_crossing (self->sketch, &self->cross_longitude, &self->cross_latitude);
  lt_map_hand_show (self);
  if (lt_map_hand_is_of_place (self))
    g_signal_emit (self, signals[SKETCHED], 0);
}

/* What a drag has changed so far is told before something else is done. */
void
lt_map_hand_settle (LtMapHand *self)
{
  if (self->unsettled)
    lt_map_hand_show_sketch (self);
}

/* What was drawn is put down, not thrown away: taken up again it can still be undone
 * step by step. */
static void
keep_left (LtMapHand *self)
{
  if (!lt_map_hand_is_of_place (self) && self->aside == NULL)
    return;
  g_clear_pointer (&self->left, lt_sketch_free);
  if (self->aside != NULL)
    self->left = g_steal_pointer (&self->aside);
  else
    self->left = g_steal_pointer (&self->sketch);
}

/* @sketch with the steps that led to it, where it is what was put down. */
static LtSketch *
take_left (LtMapHand *self, LtSketch *sketch)
{
  g_autoptr (LtSketch) left = g_steal_pointer (&self->left);
  g_autofree char *was = left == NULL ? NULL : lt_sketch_to_text (left);
  g_autofree char *is = lt_sketch_to_text (sketch);

  if (left == NULL || lt_sketch_get_class (left) != lt_sketch_get_class (sketch)
      || !g_str_equal (was, is))
    return sketch;
  lt_sketch_free (sketch);
  return g_steal_pointer (&left);
}

static void
drop (LtMapHand *self)
{
  keep_left (self);
  g_clear_pointer (&self->sketch, lt_sketch_free);
  g_clear_pointer (&self->aside, lt_sketch_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->snap, lt_snap_free);
  self->has_active = FALSE;
  self->extends = FALSE;
  self->dragging = FALSE;
  self->has_edge = FALSE;
  self->unsettled = FALSE;
  self->crosshair = FALSE;
  self->snapped = FALSE;
  self->has_box = FALSE;
  self->has_crossing = FALSE;
  self->begins = FALSE;
  self->tool = LT_TOOL_CHOOSE;
}

static void
lt_map_hand_finalize (GObject *object)
{
  drop (LT_MAP_HAND (object));
  g_clear_pointer (&LT_MAP_HAND (object)->left, lt_sketch_free);
  G_OBJECT_CLASS (lt_map_hand_parent_class)->finalize (object);
}

static void
lt_map_hand_class_init (LtMapHandClass *klass)
{
  static const char *const names[] = { "changed", "sketched", "finished", "left" };

  G_OBJECT_CLASS (klass)->finalize = lt_map_hand_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], LT_TYPE_MAP_HAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
lt_map_hand_init (LtMapHand *self)
{
}

LtMapHand *
lt_map_hand_new (void)
{
  return g_object_new (LT_TYPE_MAP_HAND, NULL);
}

/**
 * lt_map_hand_take:
 * @self: a hand
 * @tool: one that begins with nothing
 *
 * Where a place was being drawn, that is left.
 */
void
lt_map_hand_take (LtMapHand *self, LtTool tool)
{
  gboolean is_line = tool == LT_TOOL_DISTANCE || tool == LT_TOOL_ALONG;
  gboolean leaves = lt_map_hand_is_of_place (self) || self->aside != NULL;

  lt_map_hand_settle (self);
  drop (self);
  self->tool = tool;
  if (is_line || tool == LT_TOOL_SURFACE)
    self->sketch = lt_sketch_new (is_line ? LT_SHAPE_LINE : LT_SHAPE_POLYGON);
  lt_map_hand_show (self);
  if (leaves)
    g_signal_emit (self, signals[LEFT], 0);
}

/**
 * lt_map_hand_take_sketch:
 * @self: a hand
 * @tool: %LT_TOOL_DRAW, %LT_TOOL_EDIT or %LT_TOOL_ALONG
 * @sketch: (transfer full): what is there already
 * @subject: what it is of, for people
 *
 * What was put down before and is the same is taken up again with its steps.
 */
void
lt_map_hand_take_sketch (LtMapHand *self, LtTool tool, LtSketch *sketch, const char *subject)
{
  drop (self);
  self->tool = tool;
  self->sketch = lt_map_hand_is_of_place (self) ? take_left (self, sketch) : sketch;
  self->subject = g_strdup (subject);
  self->has_crossing =
      lt_sketch_find_crossing (self->sketch, &self->cross_longitude, &self->cross_latitude);
  lt_map_hand_show (self);
}

/**
 * lt_map_hand_wants_line:
 *
 * Returns: whether a zone is to be laid along a line, and none is there yet. Who has
 *   taken one back draws his own
 */
gboolean
lt_map_hand_wants_line (LtMapHand *self)
{
  return self->tool == LT_TOOL_ALONG && lt_sketch_count_paths (self->sketch) == 0
         && !lt_sketch_can_redo (self->sketch);
}

/**
 * lt_map_hand_take_line:
 * @self: a hand that lays a zone along a line
 * @line: one that is there
 * @name: what it is called
 *
 * Takes it in place of what was drawn, as one step.
 */
void
lt_map_hand_take_line (LtMapHand *self, const LtShape *line, const char *name)
{
  g_return_if_fail (self->tool == LT_TOOL_ALONG);

  lt_sketch_replace (self->sketch, line);
  g_free (self->subject);
  self->subject = g_strdup (name);
  lt_map_hand_show_sketch (self);
}

/**
 * lt_map_hand_step_back:
 *
 * One step outward, innermost first: what was only begun – a box, a hole, the end of a
 * line that is gone on at –, then cutting and joining, then the tool.
 *
 * Returns: whether something was in hand
 */
gboolean
lt_map_hand_step_back (LtMapHand *self)
{
  if (self->tool == LT_TOOL_CHOOSE)
    return FALSE;
  if (!self->has_box && !self->begins && !self->extends)
    {
      lt_map_hand_put_down (self);
      return TRUE;
    }
  self->has_box = FALSE;
  self->begins = FALSE;
  self->extends = FALSE;
  self->dragging = FALSE;
  lt_map_hand_show (self);
  return TRUE;
}

/**
 * lt_map_hand_put_down:
 *
 * Back to the bare hand; what was drawn is not here any more. From cutting and
 * joining back to what is edited.
 */
void
lt_map_hand_put_down (LtMapHand *self)
{
  gboolean had = self->tool != LT_TOOL_CHOOSE;

  if (self->aside != NULL)
    {
      lt_map_hand_resume (self, NULL);
      return;
    }
  lt_map_hand_settle (self);
  drop (self);
  lt_map_hand_show (self);
  if (had)
    g_signal_emit (self, signals[LEFT], 0);
}

/**
 * lt_map_hand_let_go:
 *
 * Back to the bare hand whatever is in it, and without a signal but `changed`:
 * what was drawn has nowhere to go any more.
 */
void
lt_map_hand_let_go (LtMapHand *self)
{
  drop (self);
  g_clear_pointer (&self->left, lt_sketch_free);
  lt_map_hand_show (self);
}

/**
 * lt_map_hand_set_snap:
 * @self: a hand
 * @snap: (transfer full) (nullable): what corners hold on to
 */
void
lt_map_hand_set_snap (LtMapHand *self, LtSnap *snap)
{
  g_clear_pointer (&self->snap, lt_snap_free);
  self->snap = snap;
}

LtTool
lt_map_hand_get_tool (LtMapHand *self)
{
  return self->tool;
}

const LtSketch *
lt_map_hand_get_sketch (LtMapHand *self)
{
  return self->sketch;
}

/**
 * lt_map_hand_get_aside:
 *
 * Returns: (transfer none) (nullable): what is edited, while it is cut or joined
 */
const LtSketch *
lt_map_hand_get_aside (LtMapHand *self)
{
  return self->aside;
}

const char *
lt_map_hand_get_subject (LtMapHand *self)
{
  return self->subject;
}

gboolean
lt_map_hand_get_pointer (LtMapHand *self, double *longitude, double *latitude)
{
  *longitude = self->longitude;
  *latitude = self->latitude;
  return self->has_pointer;
}

gboolean
lt_map_hand_is_snapped (LtMapHand *self)
{
  return self->snapped;
}

gboolean
lt_map_hand_has_crosshair (LtMapHand *self)
{
  return self->crosshair;
}

gboolean
lt_map_hand_get_active (LtMapHand *self, guint *path, guint *corner)
{
  *path = self->path;
  *corner = self->corner;
  return self->has_active;
}

gboolean
lt_map_hand_get_crossing (LtMapHand *self, double *longitude, double *latitude)
{
  *longitude = self->cross_longitude;
  *latitude = self->cross_latitude;
  return self->has_crossing;
}

/**
 * lt_map_hand_get_box:
 * @self: a hand
 * @degrees: (out): the box that is drawn
 *
 * Returns: whether there is one
 */
gboolean
lt_map_hand_get_box (LtMapHand *self, LtBox *degrees)
{
  *degrees = LT_BOX_EMPTY;
  if (!self->has_box)
    return FALSE;
  lt_box_extend (degrees, self->from_longitude, self->from_latitude);
  lt_box_extend (degrees, self->longitude, self->latitude);
  return TRUE;
}

/**
 * lt_map_hand_say:
 * @self: a hand
 * @words: (nullable): why something could not be done; stands until something is
 */
void
lt_map_hand_say (LtMapHand *self, const char *words)
{
  g_free (self->problem);
  self->problem = g_strdup (words);
  lt_map_hand_show (self);
}

/* What is in hand is whole. */
void
lt_map_hand_emit_finished (LtMapHand *self)
{
  g_signal_emit (self, signals[FINISHED], 0);
}
