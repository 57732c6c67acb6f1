/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fit.h"

#include <adwaita.h>
#include <gdk/x11/gdkx.h>

#define WIDTH  1366
#define HEIGHT 741 /* of the window; its frame has the rest */
#define SCREEN 768
#define TARGET 44

/* ---- what is found ------------------------------------------------------------ */

void
fit_init (Fit *self)
{
  *self = (Fit){ .faults = g_ptr_array_new_with_free_func (g_free) };
}

/* One that is seen again on each page is told once. */
void
fit_note (Fit *self, const char *where, GtkWidget *widget, const char *format, ...)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "";
  g_autofree char *what = NULL;
  g_autofree char *fault = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fault = g_strdup_printf ("“%s” (%s %s in %s): %s", text, G_OBJECT_TYPE_NAME (widget),
                           gtk_widget_get_name (widget),
                           gtk_widget_get_name (gtk_widget_get_parent (widget) == NULL
                                                    ? widget
                                                    : gtk_widget_get_parent (widget)),
                           what);
  if (g_ptr_array_find_with_equal_func (self->faults, fault, g_str_equal, NULL))
    return;
  g_test_message ("%s: %s", where, fault);
  g_ptr_array_add (self->faults, g_steal_pointer (&fault));
}

void
fit_end (Fit *self)
{
  g_assert_cmpuint (self->faults->len, ==, 0);
  g_ptr_array_unref (self->faults);
}

static gboolean
is_shown (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget)
         && gtk_widget_get_opacity (widget) > 0;
}

/* ---- words -------------------------------------------------------------------- */

/* The whole text in a tip, on the label or on the row, button or cell that it stands in. */
static gboolean
has_tip (GtkWidget *widget)
{
  for (int i = 0; i < 5 && widget != NULL; i++, widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

/* What lies beyond the edge can be brought into view. */
static gboolean
is_scrolled (GtkWidget *widget, GtkWidget *root)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  return scrolled != NULL && gtk_widget_is_ancestor (scrolled, root);
}

static gboolean
lies_within (GtkWidget *widget, GtkWidget *outer)
{
  graphene_rect_t box;

  return !gtk_widget_compute_bounds (widget, outer, &box)
         || (box.origin.x > -1 && box.origin.y > -1
             && box.origin.x + box.size.width < (float) gtk_widget_get_width (outer) + 1
             && box.origin.y + box.size.height < (float) gtk_widget_get_height (outer) + 1);
}

static void
look_at_label (Fit *self, GtkWidget *label, GtkWidget *root, const char *where)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  int width, height;

  self->labels++;
  if (gtk_label_get_text (GTK_LABEL (label))[0] == '\0')
    return;
  if (pango_layout_is_ellipsized (layout) && !has_tip (label))
    fit_note (self, where, label, "ends in dots");
  pango_layout_get_pixel_size (layout, &width, &height);
  if (gtk_label_get_ellipsize (GTK_LABEL (label)) == PANGO_ELLIPSIZE_NONE
      && (width > gtk_widget_get_width (label) + 1 || height > gtk_widget_get_height (label) + 1))
    fit_note (self, where, label, "is %d × %d in %d × %d", width, height,
              gtk_widget_get_width (label), gtk_widget_get_height (label));
  if (!is_scrolled (label, root) && !lies_within (label, root))
    fit_note (self, where, label, "lies outside");
}

/* What a table's cell cannot show is read by making its column wider, and in its row's own
 * window. */
static gboolean
is_cell (GtkWidget *label)
{
  return gtk_widget_get_ancestor (label, g_type_from_name ("GtkListItemWidget")) != NULL
         && gtk_widget_get_ancestor (label, GTK_TYPE_COLUMN_VIEW) != NULL;
}

static void
look_below (Fit *self, GtkWidget *widget, GtkWidget *root, const char *where)
{
  if (!is_shown (widget) || (GTK_IS_NATIVE (widget) && widget != root))
    return;
  if (GTK_IS_LABEL (widget) && !is_cell (widget))
    look_at_label (self, widget, root, where);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_below (self, child, root, where);
}

/* A popover that does not fit beside what opened it is moved, and made lower at last. */
static void
look_at_place (Fit *self, GtkWidget *popover, const char *where)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (popover));
  GdkSurface *parent = gdk_popup_get_parent (GDK_POPUP (surface));
  int x = gdk_popup_get_position_x (GDK_POPUP (surface));
  int y = gdk_popup_get_position_y (GDK_POPUP (surface));
  double dx, dy;
  graphene_rect_t box;

  /* Of nested ones each stands beside the one before. */
  for (; GDK_IS_POPUP (parent); parent = gdk_popup_get_parent (GDK_POPUP (parent)))
    {
      x += gdk_popup_get_position_x (GDK_POPUP (parent));
      y += gdk_popup_get_position_y (GDK_POPUP (parent));
    }
  gtk_native_get_surface_transform (GTK_NATIVE (popover), &dx, &dy);
  if (!gtk_widget_compute_bounds (gtk_widget_get_first_child (popover), popover, &box))
    return;
  if (x + dx + box.origin.x < -1 || y + dy + box.origin.y < -1
      || x + dx + box.origin.x + box.size.width > WIDTH + 1
      || y + dy + box.origin.y + box.size.height > SCREEN + 1)
    fit_note (self, where, popover, "reaches to %g, %g … %g, %g", x + dx + box.origin.x,
              y + dy + box.origin.y, x + dx + box.origin.x + box.size.width,
              y + dy + box.origin.y + box.size.height);
}

/* What asks for so much: from @widget down to where no child asks for nearly as much. */
static char *
find_widest (GtkWidget *widget)
{
  g_autoptr (GString) path = g_string_new (NULL);

  while (widget != NULL)
    {
      GtkWidget *widest = NULL;
      int most = 0;

      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          int width = 0;

          if (gtk_widget_get_visible (child) && !GTK_IS_NATIVE (child))
            gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
          if (width > most)
            {
              most = width;
              widest = child;
            }
        }
      widget = most > WIDTH / 2 ? widest : NULL;
      if (widget != NULL)
        g_string_append_printf (path, " > %s %d", gtk_widget_get_name (widget), most);
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/**
 * fit_look:
 * @root: a window or a popover on the screen
 *
 * Whether it asks for more than the screen has, and whether a word in it is cut off.
 */
void
fit_look (Fit *self, GtkWidget *root, const char *where)
{
  int width, height;

  if (GTK_IS_POPOVER (root))
    look_at_place (self, root, where);
  else
    {
      gtk_widget_measure (root, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (root, GTK_ORIENTATION_VERTICAL, MAX (width, gtk_widget_get_width (root)),
                          &height, NULL, NULL, NULL);
      if (width > WIDTH || height > HEIGHT)
        {
          g_autofree char *path = find_widest (root);

          fit_note (self, where, root, "asks for %d × %d:%s", width, height, path);
        }
    }
  look_below (self, root, root, where);
}

/* ---- targets ------------------------------------------------------------------ */

/* What is pressed by a finger: not what lies in another one that is, nor what a row of
 * preferences is pressed for. */
static gboolean
is_target (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW);

  if (row != NULL && adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)) == widget)
    return FALSE;
  return (GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_CHECK_BUTTON (widget)
          || GTK_IS_SWITCH (widget) || GTK_IS_SCALE (widget) || GTK_IS_LIST_BOX_ROW (widget)
          || g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton"))
         && !GTK_IS_SPIN_BUTTON (parent) && !GTK_IS_LIST_BOX_ROW (parent)
         && gtk_widget_is_sensitive (widget) && gtk_widget_get_can_target (widget);
}

/**
 * fit_look_at_targets:
 *
 * Whether all that is pressed is 44 px wide and high: WCAG 2.1, 2.5.5.
 */
void
fit_look_at_targets (Fit *self, GtkWidget *root, const char *where)
{
  if (!is_shown (root))
    return;
  if (is_target (root))
    {
      int width = gtk_widget_get_width (root), height = gtk_widget_get_height (root);

      self->targets++;
      if (width < TARGET || height < TARGET)
        fit_note (self, where, root, "is %d × %d", width, height);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_NATIVE (child))
      fit_look_at_targets (self, child, where);
}
