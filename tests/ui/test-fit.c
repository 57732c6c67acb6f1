/* SPDX-License-Identifier: GPL-3.0-or-later */

/* On 1366 × 768 nothing is cut off: at 100, 150 and 200 % of the text's size no page asks
 * for more than the screen has, and no word ends in dots without its whole text in a tip. */

#include "stage.h"

#include "ui/preferences/looks.h"
#include "work/county.h"

#define WIDTH  1366
#define HEIGHT 741

typedef struct
{
  GPtrArray *faults;
  char *page;
  guint labels;
} Looking;

/* The whole text in a tip, on the label or on the row, button or cell that it stands in. */
static gboolean
has_tip (GtkWidget *widget)
{
  for (int i = 0; i < 5 && widget != NULL; i++, widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

static gboolean
is_scrolled (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW) != NULL;
}

static void
note (Looking *self, const char *what, GtkWidget *label)
{
  g_ptr_array_add (self->faults,
                   g_strdup_printf ("%s: %s: “%s” (%s in %s)", self->page, what,
                                    gtk_label_get_text (GTK_LABEL (label)),
                                    gtk_widget_get_name (label),
                                    gtk_widget_get_name (gtk_widget_get_parent (label))));
}

static void
look_at_label (Looking *self, GtkWidget *label, GtkWidget *window)
{
  graphene_rect_t box;

  self->labels++;
  if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))) && !has_tip (label))
    note (self, "ends in dots", label);
  if (is_scrolled (label) || !gtk_widget_compute_bounds (label, window, &box))
    return;
  if (box.origin.x < -1 || box.origin.y < -1
      || box.origin.x + box.size.width > (float) gtk_widget_get_width (window) + 1
      || box.origin.y + box.size.height > (float) gtk_widget_get_height (window) + 1)
    note (self, "lies outside", label);
}

static void
look_below (Looking *self, GtkWidget *widget, GtkWidget *window)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    look_at_label (self, widget, window);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_below (self, child, window);
}

static void
look (Looking *self, Stage *stage, int percent, const char *page)
{
  GtkWidget *window = GTK_WIDGET (stage->window);
  int width, height;

  g_free (self->page);
  self->page = g_strdup_printf ("%s at %d %%", page, percent);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, WIDTH, &height, NULL, NULL, NULL);
  if (width > WIDTH || height > HEIGHT)
    g_ptr_array_add (self->faults,
                     g_strdup_printf ("%s asks for %d × %d", self->page, width, height));
  look_below (self, window, window);
}

static void
look_at_pages (Looking *self, Stage *stage, int percent)
{
  static const char *const pages[] = { "today", "inspections", "orders", "monitoring",
                                       "lists", "sync",        "import", "map" };
  LtLooks looks = { NULL, NULL, percent, FALSE };

  lt_looks_show (&looks);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *picture = g_strdup_printf ("fit-%d-%s", percent, pages[i]);

      g_action_group_activate_action (G_ACTION_GROUP (stage->window), "show",
                                      g_variant_new_string (pages[i]));
      stage_wait_page (stage, pages[i]);
      look (self, stage, percent, pages[i]);
      stage_picture (stage, picture);
    }
  gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.export", "s", "");
  stage_wait_page (stage, "export");
  look (self, stage, percent, "export");
  g_action_group_activate_action (G_ACTION_GROUP (stage->window), "show",
                                  g_variant_new_string ("map"));
  stage_wait_map (stage);
  stage_key (stage, GDK_KEY_Page_Down, 0);
  stage_wait_shown (stage, "detail-title");
  look (self, stage, percent, "place");
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  look (self, stage, percent, "inspection");
}

static void
test_pages (gconstpointer data)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  Looking looking = { .faults = g_ptr_array_new_with_free_func (g_free) };
  LtLooks plain = { NULL, NULL, 100, FALSE };
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (lt_window_get_session (stage->window), "14030001", LT_SAMPLE_PASSPHRASE,
                      &error);
  g_assert_no_error (error);
  look_at_pages (&looking, stage, GPOINTER_TO_INT (data));
  lt_looks_show (&plain);
  for (guint i = 0; i < looking.faults->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (looking.faults, i));
  g_assert_cmpuint (looking.labels, >, 200);
  g_assert_cmpuint (looking.faults->len, ==, 0);
  g_ptr_array_unref (looking.faults);
  g_free (looking.page);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/ui/fit/100", GINT_TO_POINTER (100), test_pages);
  g_test_add_data_func ("/ui/fit/150", GINT_TO_POINTER (150), test_pages);
  g_test_add_data_func ("/ui/fit/200", GINT_TO_POINTER (200), test_pages);
  return g_test_run ();
}
