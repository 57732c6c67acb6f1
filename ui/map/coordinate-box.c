/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/coordinate-box.h"

#include "geo/coordinate.h"
#include "geo/datum.h"
#include "ui/forms/field-words.h"
#include "work/spot.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

struct _LtCoordinateBox
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *entry;
  GtkWidget *datum;
  GtkWidget *reading; /* how it is read */
  GtkWidget *problem;
  GtkWidget *turn; /* puts the other one first */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtCoordinateBox, lt_coordinate_box, GTK_TYPE_WIDGET)

/* CGCS2000 and WGS-84 are within a decimetre of each other: one entry. */
static const char *const datums[] = { "cgcs2000", "gcj02", "bd09", "gk3", "gk6" };

static void
show_problem (LtCoordinateBox *self, const char *words)
{
  lt_plain_words_show (GTK_LABEL (self->problem), words);
  gtk_widget_set_visible (self->problem, words != NULL);
}

static const char *
get_text (LtCoordinateBox *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static const char *
get_datum (LtCoordinateBox *self)
{
  return datums[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->datum))];
}

/* Two figures without letters of which the first can only be the latitude. */
static gboolean
is_turned (const char *text)
{
  LtCoordinate x, y;
  double first = g_ascii_strtod (text + strspn (text, " "), NULL);

  return lt_coordinate_parse_pair (text, FALSE, &x, &y, NULL) && x.axis == LT_AXIS_UNKNOWN
         && y.axis == LT_AXIS_UNKNOWN && fabs (first) <= 90 && fabs (x.value) > 90
         && fabs (x.value) <= 180;
}

/* What is called a latitude can be none, but would be the longitude of the other. */
static gboolean
is_called_wrong (const char *text, LtCoordinate *x, LtCoordinate *y)
{
  return lt_coordinate_parse_pair (text, FALSE, x, y, NULL) && fabs (y->value) > 90
         && fabs (y->value) <= 180 && fabs (x->value) <= 90;
}

/* Says, before it is gone to, how it is read. */
static void
on_changed (LtCoordinateBox *self)
{
  double longitude, latitude;
  g_autofree char *turned = lt_coordinate_box_describe_turned (self);
  g_autofree char *words = NULL;
  gboolean read =
      lt_work_read_spot (get_text (self), get_datum (self), &longitude, &latitude, NULL);

  show_problem (self, NULL);
  gtk_widget_set_visible (self->turn, FALSE);
  if (read)
    words = g_strdup_printf (_ ("Longitude %.6f, latitude %.6f, CGCS2000.%s%s"), longitude,
                             latitude, turned == NULL ? "" : "\n", turned == NULL ? "" : turned);
  gtk_label_set_text (GTK_LABEL (self->reading), words == NULL ? "" : words);
  gtk_widget_set_visible (self->reading, read);
}

static void
on_go (LtCoordinateBox *self)
{
  g_autoptr (GError) error = NULL;
  double longitude, latitude;
  LtCoordinate x, y;

  if (lt_work_read_spot (get_text (self), get_datum (self), &longitude, &latitude, &error))
    {
      g_signal_emit (self, signals[CHOSEN], 0, longitude, latitude);
      return;
    }
  show_problem (self, error->message);
  gtk_widget_set_visible (self->turn, is_called_wrong (get_text (self), &x, &y));
}

static void
on_turn (LtCoordinateBox *self)
{
  g_autofree char *text = NULL;
  LtCoordinate x, y;

  if (!is_called_wrong (get_text (self), &x, &y))
    return;
  text = g_strdup_printf ("%.7f %.7f", y.value, x.value);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_widget_grab_focus (self->entry);
}

static GtkWidget *
make_datum_list (void)
{
  GtkStringList *titles = gtk_string_list_new (NULL);

  gtk_string_list_append (titles, _ ("CGCS2000 or WGS-84"));
  for (guint i = 1; i < G_N_ELEMENTS (datums); i++)
    {
      g_autofree char *title = lt_datum_describe (datums[i]);

      gtk_string_list_append (titles, title);
    }
  return gtk_drop_down_new (G_LIST_MODEL (titles), NULL);
}

static gboolean
lt_coordinate_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LT_COORDINATE_BOX (widget)->entry);
}

static void
lt_coordinate_box_dispose (GObject *object)
{
  g_clear_pointer (&LT_COORDINATE_BOX (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_coordinate_box_parent_class)->dispose (object);
}

static void
lt_coordinate_box_class_init (LtCoordinateBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_coordinate_box_dispose;
  widget_class->grab_focus = lt_coordinate_box_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", LT_TYPE_COORDINATE_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
lt_coordinate_box_init (LtCoordinateBox *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Go there"));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "popover-form");
  self->entry = gtk_entry_new ();
  gtk_widget_set_name (self->entry, "go-coordinate");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 34);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), "113.5521 37.8463");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Coordinate, longitude first"), -1);
  self->datum = make_datum_list ();
  gtk_widget_set_name (self->datum, "go-datum");
  gtk_widget_set_hexpand (self->datum, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->datum), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Datum of the coordinate"), -1);
  gtk_widget_set_name (button, "go-button");
  gtk_widget_add_css_class (button, "suggested-action");
  self->reading = gtk_label_new (NULL);
  gtk_widget_set_name (self->reading, "go-reading");
  gtk_widget_add_css_class (self->reading, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (self->reading), 0);
  gtk_widget_set_visible (self->reading, FALSE);
  self->turn = gtk_button_new_with_label (_ ("Swap the two"));
  gtk_widget_set_name (self->turn, "go-turn");
  gtk_widget_set_halign (self->turn, GTK_ALIGN_START);
  gtk_widget_set_visible (self->turn, FALSE);
  g_signal_connect_object (self->turn, "clicked", G_CALLBACK (on_turn), self, G_CONNECT_SWAPPED);
  self->problem = gtk_label_new (NULL);
  gtk_widget_set_name (self->problem, "go-problem");
  gtk_widget_add_css_class (self->problem, "problem");
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 40);
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (row), self->datum);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_box_append (GTK_BOX (self->box), self->reading);
  gtk_box_append (GTK_BOX (self->box), self->problem);
  gtk_box_append (GTK_BOX (self->box), self->turn);
  g_signal_connect_object (self->datum, "notify::selected", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_go), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_go), self, G_CONNECT_SWAPPED);
}

/**
 * lt_coordinate_box_describe_turned:
 * @self: a box
 *
 * Returns: (transfer full) (nullable): in words that the latitude was written first, and
 *   that the two were put in order; %NULL where they were as they should be
 */
char *
lt_coordinate_box_describe_turned (LtCoordinateBox *self)
{
  return is_turned (get_text (self))
             ? g_strdup (_ ("The latitude was written first; the two were put in order."))
             : NULL;
}
