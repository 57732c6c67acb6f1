/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/monitoring/chart-view.h"

#include "ui/preferences/looks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RING       6.0
#define RING_ROOM  10.0f /* with the width of its line */
#define ZOOM       1.5
#define LEAST_SPAN 180 /* minutes: three hours are seen at the least */

struct _LtChartView
{
  GtkWidget parent_instance;

  LtChart *chart;
  GskRenderNode *painted; /* (nullable): the chart without the ring */
  int painted_width;
  int painted_height;
  gboolean has_picked;
  guint series;
  gsize point;
  double pointer_x; /* where it is */
  double pointer_y;
  gint64 dragged_from; /* the axis when dragging began */
  gint64 dragged_to;
};

G_DEFINE_FINAL_TYPE (LtChartView, lt_chart_view, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  ZOOMED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- points ------------------------------------------------------------------ */

/* Letters and lines grow with the text of the screen: at 200 % a chart is laid out in half
 * the room and painted at twice its size. */
typedef struct
{
  double zoom;
  double width; /* to lay it out in */
  double height;
} Room;

static Room
get_room (LtChartView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  Room room = { .zoom = lt_looks_get_text_scale () };

  room.width = gtk_widget_get_width (widget) / room.zoom;
  room.height = gtk_widget_get_height (widget) / room.zoom;
  return room;
}

static gboolean
locate (LtChartView *self, guint series, gsize point, LtChartFind *at)
{
  Room room = get_room (self);

  if (self->chart == NULL
      || !lt_chart_locate (self->chart, room.width, room.height, series, point, at))
    return FALSE;
  at->x *= room.zoom;
  at->y *= room.zoom;
  return TRUE;
}

static void
pick (LtChartView *self, guint series, gsize point)
{
  if (self->has_picked && self->series == series && self->point == point)
    return;
  self->has_picked = TRUE;
  self->series = series;
  self->point = point;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[PICKED], 0);
}

/* The next point of the series that is seen, in a direction. */
static gboolean
step (LtChartView *self, int direction)
{
  gsize point = self->point;
  LtChartFind at;

  while (TRUE)
    {
      if (direction < 0 && point == 0)
        return FALSE;
      point = direction < 0 ? point - 1 : point + 1;
      if (lt_chart_get_point (self->chart, self->series, point) == NULL)
        return FALSE;
      if (locate (self, self->series, point, &at))
        break;
    }
  pick (self, self->series, point);
  return TRUE;
}

/* The first or last point that is seen of a series. */
static gboolean
pick_end (LtChartView *self, guint series, gboolean last)
{
  gboolean any = FALSE;
  gsize found = 0;
  LtChartFind at;

  for (gsize i = 0; lt_chart_get_point (self->chart, series, i) != NULL; i++)
    if (locate (self, series, i, &at))
      {
        found = i;
        any = TRUE;
        if (!last)
          break;
      }
  if (any)
    pick (self, series, found);
  return any;
}

/* The point of another series that lies closest in time. */
static gboolean
pick_series (LtChartView *self, int direction)
{
  const LtChartPoint *now = lt_chart_get_point (self->chart, self->series, self->point);
  guint series = self->series + (direction < 0 ? -1u : 1u);
  gint64 least = G_MAXINT64;
  gsize found = 0;
  LtChartFind at;

  if (now == NULL || lt_chart_get_label (self->chart, series) == NULL)
    return FALSE;
  for (gsize i = 0; lt_chart_get_point (self->chart, series, i) != NULL; i++)
    {
      gint64 apart = ABS (lt_chart_get_point (self->chart, series, i)->time - now->time);

      if (apart < least && locate (self, series, i, &at))
        {
          least = apart;
          found = i;
        }
    }
  if (least < G_MAXINT64)
    pick (self, series, found);
  return least < G_MAXINT64;
}

/* ---- time -------------------------------------------------------------------- */

static void
ask_time (LtChartView *self, double from, double to)
{
  if (to - from < LEAST_SPAN)
    to = from + LEAST_SPAN;
  g_signal_emit (self, signals[ZOOMED], 0, (gint64) llround (from), (gint64) llround (to));
}

/* The place in the axis that an x is in, as a share of the time shown. */
static gboolean
share_at (LtChartView *self, double x, double *share, gint64 *from, gint64 *to)
{
  Room room = get_room (self);
  gint64 time;

  if (self->chart == NULL || !lt_chart_get_times (self->chart, from, to)
      || !lt_chart_time_at (self->chart, room.width, room.height, x / room.zoom, &time))
    return FALSE;
  *share = CLAMP ((double) (time - *from) / (double) MAX (*to - *from, 1), 0, 1);
  return TRUE;
}

static gboolean
zoom_at (LtChartView *self, double x, double factor)
{
  double share, span;
  gint64 from, to;

  if (!share_at (self, x, &share, &from, &to))
    return FALSE;
  span = (double) (to - from);
  ask_time (self, (double) from + span * share * (1 - factor),
            (double) from + span * share * (1 - factor) + span * factor);
  return TRUE;
}

static gboolean
move_by (LtChartView *self, double share)
{
  gint64 from, to;

  if (self->chart == NULL || !lt_chart_get_times (self->chart, &from, &to))
    return FALSE;
  ask_time (self, (double) from + share * (double) (to - from),
            (double) to + share * (double) (to - from));
  return TRUE;
}

/* ---- pointer and keys -------------------------------------------------------- */

static void
pick_at (LtChartView *self, double x, double y)
{
  Room room = get_room (self);
  LtChartFind at;

  if (self->chart != NULL
      && lt_chart_find (self->chart, room.width, room.height, x / room.zoom, y / room.zoom, &at))
    pick (self, at.series, at.point);
}

/* GTK tells of the pointer again after each layout: one that rests takes nothing away from
 * the arrow keys. */
static void
on_moved (LtChartView *self, double x, double y)
{
  if (fabs (x - self->pointer_x) < 1 && fabs (y - self->pointer_y) < 1)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  pick_at (self, x, y);
}

static void
on_pressed (LtChartView *self, int n, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick_at (self, x, y);
}

static gboolean
on_scrolled (LtChartView *self, double dx, double dy)
{
  return zoom_at (self, self->pointer_x, dy > 0 ? ZOOM : 1 / ZOOM);
}

static void
on_drag_begun (LtChartView *self, double x, double y)
{
  if (self->chart == NULL
      || !lt_chart_get_times (self->chart, &self->dragged_from, &self->dragged_to))
    self->dragged_to = self->dragged_from = 0;
}

static void
on_dragged (LtChartView *self, double dx, double dy)
{
  Room room = get_room (self);
  gint64 left, right;
  double minutes;

  if (self->chart == NULL || self->dragged_to == self->dragged_from
      || !lt_chart_time_at (self->chart, room.width, room.height, 0, &left)
      || !lt_chart_time_at (self->chart, room.width, room.height, room.width, &right))
    return;
  minutes = dx / (room.width * room.zoom) * (double) (right - left);
  ask_time (self, (double) self->dragged_from - minutes, (double) self->dragged_to - minutes);
}

static gboolean
on_key (LtChartView *self, guint key, guint code, GdkModifierType state)
{
  double middle = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;

  if (self->chart == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      return self->has_picked ? step (self, key == GDK_KEY_Left ? -1 : 1)
                              : pick_end (self, 0, key == GDK_KEY_Left);
    case GDK_KEY_Home:
    case GDK_KEY_End:
      return pick_end (self, self->has_picked ? self->series : 0, key == GDK_KEY_End);
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      return self->has_picked ? pick_series (self, key == GDK_KEY_Up ? -1 : 1)
                              : pick_end (self, 0, TRUE);
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      return zoom_at (self, middle, 1 / ZOOM);
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      return zoom_at (self, middle, ZOOM);
    case GDK_KEY_Page_Up:
      return move_by (self, -0.5);
    case GDK_KEY_Page_Down:
      return move_by (self, 0.5);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- painting ---------------------------------------------------------------- */

/* A small node of its own: whoever points along the values has the ring painted anew and
 * not the chart. */
static void
paint_picked (LtChartView *self, GtkSnapshot *snapshot)
{
  LtChartFind at;
  cairo_t *cr;

  if (!self->has_picked || !locate (self, self->series, self->point, &at))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) (at.x - RING_ROOM),
                                                                 (float) (at.y - RING_ROOM),
                                                                 2 * RING_ROOM, 2 * RING_ROOM));
  cairo_arc (cr, at.x, at.y, RING, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 0.9, 0.38, 0);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
on_text_scaled (LtChartView *self)
{
  g_clear_pointer (&self->painted, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
paint_chart (LtChartView *self, int width, int height)
{
  Room room = get_room (self);
  cairo_t *cr;

  if (self->painted != NULL && self->painted_width == width && self->painted_height == height)
    return;
  g_clear_pointer (&self->painted, gsk_render_node_unref);
  self->painted = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  self->painted_width = width;
  self->painted_height = height;
  cr = gsk_cairo_node_get_draw_context (self->painted);
  cairo_scale (cr, room.zoom, room.zoom);
  lt_chart_paint (self->chart, cr, room.width, room.height);
  cairo_destroy (cr);
}

static void
lt_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtChartView *self = LT_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->chart == NULL || width <= 0 || height <= 0)
    return;
  paint_chart (self, width, height);
  gtk_snapshot_append_node (snapshot, self->painted);
  paint_picked (self, snapshot);
}

static void
lt_chart_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 400;
}

static void
lt_chart_view_finalize (GObject *object)
{
  g_clear_pointer (&LT_CHART_VIEW (object)->chart, lt_chart_unref);
  g_clear_pointer (&LT_CHART_VIEW (object)->painted, gsk_render_node_unref);
  G_OBJECT_CLASS (lt_chart_view_parent_class)->finalize (object);
}

static void
lt_chart_view_class_init (LtChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lt_chart_view_finalize;
  widget_class->snapshot = lt_chart_view_snapshot;
  widget_class->measure = lt_chart_view_measure;
  signals[PICKED] = g_signal_new ("picked", LT_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[ZOOMED] = g_signal_new ("zoomed", LT_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
}

static void
add_pointer (LtChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (motion, "motion", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (on_pressed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begun), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_dragged), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
lt_chart_view_init (LtChartView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_pointer (self);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (on_text_scaled), self, G_CONNECT_SWAPPED);
}

/**
 * lt_chart_view_set_chart:
 * @self: a view
 * @chart: (nullable): what it shows; what was picked is forgotten
 */
void
lt_chart_view_set_chart (LtChartView *self, LtChart *chart)
{
  g_return_if_fail (LT_IS_CHART_VIEW (self));

  if (chart != NULL)
    lt_chart_ref (chart);
  else
    self->dragged_from = self->dragged_to = 0; /* what is dragged is gone */
  g_clear_pointer (&self->chart, lt_chart_unref);
  g_clear_pointer (&self->painted, gsk_render_node_unref);
  self->chart = chart;
  self->has_picked = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * lt_chart_view_get_chart:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
LtChart *
lt_chart_view_get_chart (LtChartView *self)
{
  return self->chart;
}

/**
 * lt_chart_view_get_picked:
 * @self: a view
 * @series: (out): number of the series
 * @point: (out): number of its point
 *
 * Returns: whether one was chosen
 */
gboolean
lt_chart_view_get_picked (LtChartView *self, guint *series, gsize *point)
{
  *series = self->series;
  *point = self->point;
  return self->has_picked;
}

/**
 * lt_chart_view_set_words:
 * @self: a view
 * @words: what the chosen point says, for those who do not see it
 */
void
lt_chart_view_set_words (LtChartView *self, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words,
                                  -1);
}
