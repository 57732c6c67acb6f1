/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/me-box.h"

#include "position/position.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>

struct _LtMeBox
{
  GtkWidget parent_instance;

  GtkToggleButton *on_button;
  GtkMenuButton *menu_button;
  GtkLabel *words_label;
  GtkCheckButton *follow_button;
  GtkDropDown *source_list;
  GtkEntry *where_entry;
  GtkWidget *near_button;
  GtkWidget *patrol_button;
  GtkLabel *patrol_label;

  gboolean is_filling;
};

enum
{
  WANTED,
  SOURCE,
  NEAR,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtMeBox, lt_me_box, GTK_TYPE_WIDGET)

/* In the order of #LtPositionSource. */
static const char *const source_names[] = { "any", "gpsd", "geoclue", "nmea" };

static void
on_toggled (LtMeBox *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[WANTED], 0, gtk_toggle_button_get_active (self->on_button));
}

static gboolean
has_where (LtPositionSource source)
{
  return source == LT_SOURCE_GPSD || source == LT_SOURCE_NMEA;
}

/* A device or file must be named before it can be asked. */
static void
on_source_changed (LtMeBox *self)
{
  LtPositionSource source = gtk_drop_down_get_selected (self->source_list);
  g_autofree char *where = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->where_entry)));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->where_entry), has_where (source));
  gtk_entry_set_placeholder_text (self->where_entry,
                                  source == LT_SOURCE_NMEA ? "/dev/ttyUSB0" : "localhost:2947");
  g_strstrip (where);
  if (self->is_filling || source >= G_N_ELEMENTS (source_names)
      || (source == LT_SOURCE_NMEA && *where == '\0'))
    return;
  text = has_where (source) && *where != '\0'
             ? g_strdup_printf ("%s:%s", source_names[source], where)
             : g_strdup (source_names[source]);
  g_signal_emit (self, signals[SOURCE], 0, text);
}

/* What was typed for another source is not meant. */
static void
on_source_chosen (LtMeBox *self)
{
  if (!self->is_filling)
    gtk_editable_set_text (GTK_EDITABLE (self->where_entry), "");
  on_source_changed (self);
}

static void
on_near_clicked (LtMeBox *self)
{
  gtk_menu_button_popdown (self->menu_button);
  g_signal_emit (self, signals[NEAR], 0);
}

static void
lt_me_box_dispose (GObject *object)
{
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_ME_BOX);
  G_OBJECT_CLASS (lt_me_box_parent_class)->dispose (object);
}

static void
lt_me_box_class_init (LtMeBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_me_box_dispose;
  signals[WANTED] = g_signal_new ("wanted", LT_TYPE_ME_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SOURCE] = g_signal_new ("source", LT_TYPE_ME_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[NEAR] =
      g_signal_new ("near", LT_TYPE_ME_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/map/me-box.ui");
  gtk_widget_class_bind_template_child (widget_class, LtMeBox, on_button);
  gtk_widget_class_bind_template_child (widget_class, LtMeBox, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LtMeBox, words_label);
  gtk_widget_class_bind_template_child (widget_class, LtMeBox, follow_button);
  gtk_widget_class_bind_template_child (widget_class, LtMeBox, source_list);
  gtk_widget_class_bind_template_child (widget_class, LtMeBox, where_entry);
  gtk_widget_class_bind_template_child (widget_class, LtMeBox, near_button);
  gtk_widget_class_bind_template_child (widget_class, LtMeBox, patrol_button);
  gtk_widget_class_bind_template_child (widget_class, LtMeBox, patrol_label);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_source_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_source_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_near_clicked);
}

static void
lt_me_box_init (LtMeBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lt_me_box_set_state (self, FALSE, "");
  lt_me_box_set_patrol (self, NULL);
}

/**
 * lt_me_box_set_state:
 * @self: a box
 * @on: whether the position is looked for
 * @words: its state
 */
void
lt_me_box_set_state (LtMeBox *self, gboolean on, const char *words)
{
  self->is_filling = TRUE;
  gtk_toggle_button_set_active (self->on_button, on);
  self->is_filling = FALSE;
  gtk_label_set_text (self->words_label, on ? words : _ ("The position is not looked for."));
  gtk_widget_set_sensitive (self->near_button, on);
}

/**
 * lt_me_box_set_source:
 * @self: a box
 * @text: (nullable): who is asked, as lt_position_parse_source() reads it
 */
void
lt_me_box_set_source (LtMeBox *self, const char *text)
{
  LtPositionSource source = LT_SOURCE_ANY;
  g_autofree char *where = NULL;

  if (text != NULL && !lt_position_parse_source (text, &source, &where))
    source = LT_SOURCE_ANY;
  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->source_list, source);
  gtk_editable_set_text (GTK_EDITABLE (self->where_entry), where == NULL ? "" : where);
  on_source_changed (self);
  self->is_filling = FALSE;
}

/**
 * lt_me_box_set_patrol:
 * @self: a box
 * @words: (nullable): length and time of the patrol that is recorded; %NULL for none
 */
void
lt_me_box_set_patrol (LtMeBox *self, const char *words)
{
  gtk_button_set_label (GTK_BUTTON (self->patrol_button),
                        words == NULL ? _ ("Record a patrol (T)") : _ ("End the patrol (T)"));
  gtk_label_set_text (self->patrol_label, words == NULL ? _ ("No patrol is recorded.") : words);
}

gboolean
lt_me_box_get_follow (LtMeBox *self)
{
  return gtk_check_button_get_active (self->follow_button);
}
