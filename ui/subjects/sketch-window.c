/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/subjects/sketch-window.h"

#include "ui/subjects/sketch-job.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How far an arrow key moves, in parts of the picture. */
#define STEP      0.01
#define LONG_STEP 0.05
/* A mark that is smaller was a slip of the hand. */
#define LEAST 0.01

struct _LtSketchWindow
{
  AdwWindow parent_instance;

  GtkWidget *area;
  GtkWidget *arrow_button;
  GtkWidget *circle_button;
  GtkWidget *undo_button;
  GtkWidget *save_button;
  GtkWidget *words;

  LtSession *session;
  LtRecord *attachment;
  cairo_surface_t *ground; /* (nullable): until it is read */
  int width;               /* of it */
  int height;
  GArray *marks;
  LtMark next;      /* the one that is being drawn */
  gboolean drawing; /* whether there is one */
  gboolean by_keys; /* whether the keys' place is shown */
  double x, y;      /* that place, in parts of the picture */
  gboolean saving;
  gboolean was_told; /* that closing loses what was drawn */
};

G_DEFINE_FINAL_TYPE (LtSketchWindow, lt_sketch_window, ADW_TYPE_WINDOW)

/* ---- what it says ---------------------------------------------------------------- */

static void
say (LtSketchWindow *self, const char *words)
{
  gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words, -1);
}

static LtMarkShape
get_shape (LtSketchWindow *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->arrow_button)) ? LT_MARK_ARROW
                                                                               : LT_MARK_CIRCLE;
}

static const char *
say_next_step (LtSketchWindow *self)
{
  if (get_shape (self) == LT_MARK_ARROW)
    return self->drawing ? _ ("Enter: the arrow points here; Esc: not at all.")
                         : _ ("Drag an arrow to what it points at, or move with the arrow keys and "
                              "begin it with Enter.");
  return self->drawing ? _ ("Enter: the circle goes through here; Esc: not at all.")
                       : _ ("Drag a circle from its middle, or move with the arrow keys and begin "
                            "it with Enter.");
}

static void
update (LtSketchWindow *self)
{
  gboolean free = self->ground != NULL && !self->saving;
  guint n = self->marks->len;
  g_autofree char *drawn = g_strdup_printf (ngettext ("%u mark", "%u marks", n), n);
  g_autofree char *place =
      self->by_keys ? g_strdup_printf (_ (" · at %.0f %%, %.0f %%"), 100 * self->x, 100 * self->y)
                    : g_strdup ("");
  g_autofree char *words = g_strdup_printf ("%s%s · %s", drawn, place, say_next_step (self));

  gtk_widget_set_sensitive (self->undo_button, free && self->marks->len > 0);
  gtk_widget_set_sensitive (self->save_button, free && self->marks->len > 0);
  gtk_widget_queue_draw (self->area);
  if (free)
    say (self, words);
}

/* ---- the picture ----------------------------------------------------------------- */

/* Where the picture is in the area: as large as there is room for. */
static double
find_picture (LtSketchWindow *self, double *left, double *top)
{
  double width = gtk_widget_get_width (self->area);
  double height = gtk_widget_get_height (self->area);
  double scale = MIN (width / self->width, height / self->height);

  *left = (width - scale * self->width) / 2;
  *top = (height - scale * self->height) / 2;
  return scale;
}

static void
on_draw (GtkDrawingArea *area, cairo_t *cr, int unused_width, int unused_height, gpointer user_data)
{
  LtSketchWindow *self = user_data;
  double left, top, scale;

  if (self->ground == NULL)
    return;
  scale = find_picture (self, &left, &top);
  cairo_translate (cr, left, top);
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, self->ground, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  lt_marks_paint (cr, (const LtMark *) (void *) self->marks->data, self->marks->len,
                  scale * self->width, scale * self->height);
  if (self->drawing)
    lt_marks_paint (cr, &self->next, 1, scale * self->width, scale * self->height);
  if (self->by_keys)
    lt_marks_paint_aim (cr, self->x * scale * self->width, self->y * scale * self->height);
}

/* ---- drawing --------------------------------------------------------------------- */

static void
begin_mark (LtSketchWindow *self, double x, double y)
{
  self->next = (LtMark){ get_shape (self), x, y, x, y, 0 };
  self->drawing = TRUE;
  self->was_told = FALSE;
}

static double
get_length (LtSketchWindow *self, double x, double y)
{
  return hypot (x - self->next.x, (y - self->next.y) * self->height / self->width);
}

static void
stretch_mark (LtSketchWindow *self, double x, double y)
{
  self->next.to_x = x;
  self->next.to_y = y;
  self->next.radius = get_length (self, x, y);
}

static void
end_mark (LtSketchWindow *self)
{
  self->drawing = FALSE;
  if (get_length (self, self->next.to_x, self->next.to_y) >= LEAST)
    g_array_append_val (self->marks, self->next);
  update (self);
}

static void
on_drag_begin (LtSketchWindow *self, double x, double y)
{
  double left, top, scale;

  if (self->ground == NULL || self->saving)
    return;
  gtk_widget_grab_focus (self->area);
  scale = find_picture (self, &left, &top);
  self->by_keys = FALSE;
  begin_mark (self, CLAMP ((x - left) / scale / self->width, 0, 1),
              CLAMP ((y - top) / scale / self->height, 0, 1));
  update (self);
}

static void
on_drag_update (LtSketchWindow *self, double x, double y, GtkGestureDrag *drag)
{
  double from_x, from_y, left, top, scale;

  if (!self->drawing || !gtk_gesture_drag_get_start_point (drag, &from_x, &from_y))
    return;
  scale = find_picture (self, &left, &top);
  stretch_mark (self, CLAMP ((from_x + x - left) / scale / self->width, 0, 1),
                CLAMP ((from_y + y - top) / scale / self->height, 0, 1));
  gtk_widget_queue_draw (self->area);
}

static void
on_drag_end (LtSketchWindow *self, double x, double y, GtkGestureDrag *drag)
{
  if (!self->drawing || self->by_keys)
    return;
  on_drag_update (self, x, y, drag);
  end_mark (self);
}

static void
move (LtSketchWindow *self, double right, double down)
{
  self->by_keys = TRUE;
  self->x = CLAMP (self->x + right, 0, 1);
  self->y = CLAMP (self->y + down, 0, 1);
  if (self->drawing)
    stretch_mark (self, self->x, self->y);
  update (self);
}

static void
set_down (LtSketchWindow *self)
{
  self->by_keys = TRUE;
  if (self->drawing)
    end_mark (self);
  else
    begin_mark (self, self->x, self->y);
  update (self);
}

static gboolean
on_key (LtSketchWindow *self, guint key, guint code, GdkModifierType modifiers)
{
  double step = (modifiers & GDK_SHIFT_MASK) != 0 ? LONG_STEP : STEP;

  if (self->ground == NULL || self->saving || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
      move (self, -step, 0);
      return TRUE;
    case GDK_KEY_Right:
      move (self, step, 0);
      return TRUE;
    case GDK_KEY_Up:
      move (self, 0, -step);
      return TRUE;
    case GDK_KEY_Down:
      move (self, 0, step);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      set_down (self);
      return TRUE;
    case GDK_KEY_a:
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->arrow_button), TRUE);
      return TRUE;
    case GDK_KEY_c:
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->circle_button), TRUE);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Another shape is another mark: what was begun is not it. */
static void
on_shape (LtSketchWindow *self)
{
  self->drawing = FALSE;
  update (self);
}

static void
on_undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSketchWindow *self = LT_SKETCH_WINDOW (widget);

  if (self->saving)
    return;
  if (self->drawing)
    self->drawing = FALSE;
  else if (self->marks->len > 0)
    g_array_set_size (self->marks, self->marks->len - 1);
  update (self);
}

static void
on_leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSketchWindow *self = LT_SKETCH_WINDOW (widget);

  if (!self->drawing)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->drawing = FALSE;
  update (self);
}

/* Said once; who closes again means it. */
static gboolean
lt_sketch_window_close_request (GtkWindow *window)
{
  LtSketchWindow *self = LT_SKETCH_WINDOW (window);

  if (self->marks->len > 0 && !self->saving && !self->was_told)
    {
      self->was_told = TRUE;
      say (self, _ ("What is drawn is not saved: Ctrl+S saves it, closing once more drops it."));
      return TRUE;
    }
  return GTK_WINDOW_CLASS (lt_sketch_window_parent_class)->close_request (window);
}

/* ---- reading and saving, beside the window ------------------------------------------ */

static void
on_read (LtSketchWindow *self, GdkPixbuf *pixbuf, GError *error)
{
  cairo_t *cr;

  if (pixbuf == NULL)
    {
      say (self, error->message);
      return;
    }
  self->width = gdk_pixbuf_get_width (pixbuf);
  self->height = gdk_pixbuf_get_height (pixbuf);
  self->ground = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  cr = cairo_create (self->ground);
  gdk_cairo_set_source_pixbuf (cr, pixbuf, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  gtk_widget_grab_focus (self->area);
  update (self);
}

static void
on_saved (LtSketchWindow *self, LtRecord *copy, GError *error)
{
  self->saving = FALSE;
  if (copy != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  update (self);
  say (self, error->message);
}

static gboolean
start (LtSketchWindow *self, gboolean saves)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtLongWork) work =
      saves ? lt_sketch_job_save (self->session, self->attachment, self->marks, &error)
            : lt_sketch_job_read (self->session, self->attachment, &error);

  if (work == NULL)
    {
      say (self, error->message);
      return FALSE;
    }
  g_signal_connect_object (work, "ended", saves ? G_CALLBACK (on_saved) : G_CALLBACK (on_read),
                           self, G_CONNECT_SWAPPED);
  return TRUE;
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSketchWindow *self = LT_SKETCH_WINDOW (widget);

  if (self->saving || self->ground == NULL || self->marks->len == 0)
    return;
  self->saving = start (self, TRUE);
  if (!self->saving)
    return;
  self->drawing = FALSE;
  update (self);
  say (self, _ ("Saving the copy…"));
}

/* ---- the window ------------------------------------------------------------------- */

static void
lt_sketch_window_dispose (GObject *object)
{
  LtSketchWindow *self = LT_SKETCH_WINDOW (object);

  g_clear_pointer (&self->attachment, lt_record_free);
  g_clear_pointer (&self->ground, cairo_surface_destroy);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lt_sketch_window_parent_class)->dispose (object);
}

static void
lt_sketch_window_finalize (GObject *object)
{
  g_array_unref (LT_SKETCH_WINDOW (object)->marks);
  G_OBJECT_CLASS (lt_sketch_window_parent_class)->finalize (object);
}

static void
lt_sketch_window_class_init (LtSketchWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_sketch_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = lt_sketch_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lt_sketch_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/subjects/sketch-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LtSketchWindow, area);
  gtk_widget_class_bind_template_child (widget_class, LtSketchWindow, arrow_button);
  gtk_widget_class_bind_template_child (widget_class, LtSketchWindow, circle_button);
  gtk_widget_class_bind_template_child (widget_class, LtSketchWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, LtSketchWindow, save_button);
  gtk_widget_class_bind_template_child (widget_class, LtSketchWindow, words);
  gtk_widget_class_bind_template_callback (widget_class, on_shape);
  gtk_widget_class_install_action (widget_class, "sketch.undo", NULL, on_undo);
  gtk_widget_class_install_action (widget_class, "sketch.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "sketch.leave", NULL, on_leave);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "sketch.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "sketch.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sketch.leave", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
watch_area (LtSketchWindow *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), on_draw, self, NULL);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (on_drag_end), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->area, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (self->area, keys);
}

static void
lt_sketch_window_init (LtSketchWindow *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (LtMark));
  self->x = self->y = 0.5;
  gtk_widget_init_template (GTK_WIDGET (self));
  watch_area (self);
}

/**
 * lt_sketch_window_new:
 * @county: the window of its county
 * @session: the open county
 * @attachment: a photo
 *
 * Reads the photo beside the window, and says so.
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWidget *
lt_sketch_window_new (GtkWindow *county, LtSession *session, const LtRecord *attachment)
{
  LtSketchWindow *self = g_object_new (LT_TYPE_SKETCH_WINDOW, "transient-for", county,
                                       "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  self->attachment = lt_record_copy (attachment);
  gtk_window_set_title (GTK_WINDOW (self), lt_record_get_title (attachment));
  start (self, FALSE);
  return GTK_WIDGET (self);
}

/**
 * lt_sketch_window_is_begun:
 *
 * Returns: whether something is drawn in it that is not saved
 */
gboolean
lt_sketch_window_is_begun (LtSketchWindow *self)
{
  g_return_val_if_fail (LT_IS_SKETCH_WINDOW (self), FALSE);

  return self->marks->len > 0 || self->drawing;
}
