/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/map-tools.h"

#include "model/kind.h"
#include "ui/map/draw-menu.h"
#include "ui/preferences/looks.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LtMapTools
{
  GtkWidget parent_instance;

  GtkWidget *toolbar;
  GtkMenuButton *draw_button;
  GtkWidget *before_draw; /* (nullable): weak; had the keyboard when a key opened that menu */
  GtkMenuButton *go_button;
  GtkMenuButton *list_button;
  GtkEditable *near_entry;
  LtCoordinateBox *coordinate_box;
  GtkWidget *bar;
  GtkLabel *tool_label;
  GtkLabel *words_label;
  GtkLabel *keys_label;
  GtkButton *finish_button;
  GtkWidget *back_button;
  GtkWidget *metres_box;
  GtkMenuButton *line_button;
  LtLineList *line_list;
  GtkEditable *metres_entry;
  GtkWidget *more_button;
  GtkWidget *leave_button;
  GtkButton *first_button;
  GtkButton *second_button;

  LtMapHand *hand;
  GSimpleAction *tool;
  char *notice; /* shown while no tool is in hand */
  LtNoticeLife life;
  guint notice_source; /* ends it */
};

enum
{
  WANTED,
  INSIDE,
  NEAR,
  LINES,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* How long a notice stays, s: long enough to be read, and to think better of it. */
static const guint lives[] = { [LT_NOTICE_TOLD] = 8, [LT_NOTICE_UNDO] = 60 };

G_DEFINE_FINAL_TYPE (LtMapTools, lt_map_tools, GTK_TYPE_WIDGET)

static const char *const tool_names[] = {
  [LT_TOOL_CHOOSE] = "choose", [LT_TOOL_DISTANCE] = "distance", [LT_TOOL_SURFACE] = "surface",
  [LT_TOOL_BOX] = "box",       [LT_TOOL_ALONG] = "along",       [LT_TOOL_CUT] = "cut",
  [LT_TOOL_JOIN] = "join",     [LT_TOOL_TAKE_OFF] = "take-off", [LT_TOOL_DRAW] = "draw",
  [LT_TOOL_EDIT] = "edit",
};

/* What never had a label has none, and what lost it an empty one. */
static gboolean
has_label (GtkButton *button)
{
  const char *label = gtk_button_get_label (button);

  return label != NULL && *label != '\0';
}

static void
show_buttons (LtMapTools *self, LtTool tool)
{
  gboolean of_place = tool == LT_TOOL_DRAW || tool == LT_TOOL_EDIT;
  const LtSketch *sketch = lt_map_hand_get_sketch (self->hand);
  LtShapeClass of = sketch == NULL ? LT_SHAPE_POINT : lt_sketch_get_class (sketch);

  gtk_button_set_label (self->finish_button,
                        tool == LT_TOOL_EDIT ? _ ("Save the shape") : _ ("Done"));
  gtk_widget_set_visible (GTK_WIDGET (self->finish_button), tool != LT_TOOL_CHOOSE);
  gtk_widget_set_visible (self->back_button, sketch != NULL);
  gtk_widget_set_sensitive (self->back_button, sketch != NULL && lt_sketch_can_undo (sketch));
  gtk_widget_set_visible (self->metres_box, tool == LT_TOOL_ALONG);
  gtk_widget_set_visible (GTK_WIDGET (self->line_button), tool == LT_TOOL_ALONG);
  gtk_widget_set_visible (self->more_button, of_place && of == LT_SHAPE_POLYGON);
  gtk_widget_set_visible (self->leave_button, tool != LT_TOOL_CHOOSE);
  gtk_widget_set_visible (GTK_WIDGET (self->first_button),
                          tool == LT_TOOL_CHOOSE && has_label (self->first_button));
  gtk_widget_set_visible (GTK_WIDGET (self->second_button),
                          tool == LT_TOOL_CHOOSE && has_label (self->second_button));
}

static void
show_state (LtMapTools *self)
{
  LtTool tool = lt_map_hand_get_tool (self->hand);
  g_autofree char *name = lt_map_hand_name_tool (self->hand);
  gboolean is_problem;
  g_autofree char *words = lt_map_hand_describe (self->hand, &is_problem);
  const char *keys = lt_map_hand_describe_keys (self->hand);

  g_simple_action_set_state (self->tool, g_variant_new_string (tool_names[tool]));
  gtk_widget_set_visible (self->bar, tool != LT_TOOL_CHOOSE || self->notice != NULL);
  gtk_label_set_text (self->tool_label, name);
  gtk_widget_set_visible (GTK_WIDGET (self->tool_label), *name != '\0');
  gtk_label_set_text (self->words_label,
                      tool == LT_TOOL_CHOOSE && self->notice != NULL ? self->notice : words);
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->words_label), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->words_label), "problem");
  gtk_label_set_text (self->keys_label, keys);
  gtk_widget_set_visible (GTK_WIDGET (self->keys_label), *keys != '\0');
  show_buttons (self, tool);
}

static void
on_tool (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  const char *name = g_variant_get_string (target, NULL);

  lt_map_tools_begin_next (user_data);
  for (guint i = 0; i < G_N_ELEMENTS (tool_names); i++)
    if (g_str_equal (tool_names[i], name))
      g_signal_emit (user_data, signals[WANTED], 0, i);
}

/* Metres as they were typed; NaN where they are no number. */
static double
read_metres (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  char *end;
  double metres = g_ascii_strtod (text, &end);

  return *text == '\0' || *end != '\0' ? NAN : metres;
}

static void
on_inside (LtMapTools *self)
{
  gtk_menu_button_popdown (self->list_button);
  g_signal_emit (self, signals[INSIDE], 0);
}

static void
on_near (LtMapTools *self)
{
  gtk_menu_button_popdown (self->list_button);
  g_signal_emit (self, signals[NEAR], 0, read_metres (self->near_entry));
}

static void
on_lines_shown (LtMapTools *self)
{
  g_signal_emit (self, signals[LINES], 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->line_list));
}

static void
on_finish (LtMapTools *self)
{
  lt_map_hand_finish (self->hand);
}

static void
on_back (LtMapTools *self)
{
  lt_map_hand_undo (self->hand, FALSE);
}

static void
on_change (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  LtMapTools *self = user_data;
  const char *change = g_variant_get_string (target, NULL);

  if (g_str_equal (change, "hole") || g_str_equal (change, "part"))
    lt_map_hand_begin_path (self->hand, g_str_equal (change, "hole"));
  else
    lt_map_hand_set_aside (self->hand, g_str_equal (change, "cut")    ? LT_TOOL_CUT
                                       : g_str_equal (change, "join") ? LT_TOOL_JOIN
                                                                      : LT_TOOL_TAKE_OFF);
}

static void
on_leave (LtMapTools *self)
{
  lt_map_hand_put_down (self->hand);
}

/* A click on a button below @widget does not take the keyboard from the map. */
static void
leave_keyboard (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    gtk_widget_set_focus_on_click (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    leave_keyboard (child);
}

static void
lt_map_tools_dispose (GObject *object)
{
  LtMapTools *self = LT_MAP_TOOLS (object);

  g_clear_weak_pointer (&self->before_draw);
  g_clear_object (&self->hand);
  g_clear_object (&self->tool);
  g_clear_pointer (&self->notice, g_free);
  g_clear_handle_id (&self->notice_source, g_source_remove);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_MAP_TOOLS);
  G_OBJECT_CLASS (lt_map_tools_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, toolbar);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, draw_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, go_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, list_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, near_entry);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, coordinate_box);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, bar);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, tool_label);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, words_label);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, keys_label);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, finish_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, back_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, metres_box);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, metres_entry);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, line_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, line_list);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, more_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, leave_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, first_button);
  gtk_widget_class_bind_template_child (widget_class, LtMapTools, second_button);
  gtk_widget_class_bind_template_callback (widget_class, on_finish);
  gtk_widget_class_bind_template_callback (widget_class, on_inside);
  gtk_widget_class_bind_template_callback (widget_class, on_near);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_lines_shown);
}

static void
lt_map_tools_class_init (LtMapToolsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_map_tools_dispose;
  signals[WANTED] = g_signal_new ("wanted", LT_TYPE_MAP_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[INSIDE] = g_signal_new ("inside", LT_TYPE_MAP_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[NEAR] = g_signal_new ("near", LT_TYPE_MAP_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[LINES] = g_signal_new ("lines", LT_TYPE_MAP_TOOLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  g_type_ensure (LT_TYPE_COORDINATE_BOX);
  g_type_ensure (LT_TYPE_LINE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/map/map-tools.ui");
  bind_children (widget_class);
}

static void
lt_map_tools_init (LtMapTools *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenuModel) menu = lt_draw_menu_new ();
  g_autoptr (GSimpleAction) change = g_simple_action_new ("change", G_VARIANT_TYPE_STRING);

  self->tool = g_simple_action_new_stateful ("tool", G_VARIANT_TYPE_STRING,
                                             g_variant_new_string (tool_names[LT_TOOL_CHOOSE]));
  g_signal_connect_object (self->tool, "activate", G_CALLBACK (on_tool), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->tool));
  g_signal_connect_object (change, "activate", G_CALLBACK (on_change), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (change));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "map", G_ACTION_GROUP (group));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->draw_button, menu);
  lt_looks_stack_when_large (GTK_ORIENTABLE (gtk_widget_get_first_child (self->bar)));
  leave_keyboard (gtk_widget_get_first_child (self->bar));
}

/**
 * lt_map_tools_set_hand:
 * @self: tools
 * @hand: what they are taken in
 */
void
lt_map_tools_set_hand (LtMapTools *self, LtMapHand *hand)
{
  g_return_if_fail (self->hand == NULL);

  self->hand = g_object_ref (hand);
  g_signal_connect_object (hand, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}

LtCoordinateBox *
lt_map_tools_get_coordinate_box (LtMapTools *self)
{
  return self->coordinate_box;
}

/* Not the button, which it would be left to: the keys of the map go on. */
static void
on_draw_closed (GtkPopover *popover, LtMapTools *self)
{
  g_signal_handlers_disconnect_by_func (popover, on_draw_closed, self);
  if (self->before_draw != NULL && gtk_widget_get_mapped (self->before_draw))
    gtk_widget_grab_focus (self->before_draw);
  g_clear_weak_pointer (&self->before_draw);
}

/**
 * lt_map_tools_open_draw:
 *
 * Opens the list of what can be drawn. When it closes the keyboard is where it was.
 */
void
lt_map_tools_open_draw (LtMapTools *self)
{
  GtkPopover *popover = gtk_menu_button_get_popover (self->draw_button);

  g_set_weak_pointer (&self->before_draw,
                      gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  g_signal_connect_object (popover, "closed", G_CALLBACK (on_draw_closed), self, 0);
  gtk_menu_button_popup (self->draw_button);
}

/**
 * lt_map_tools_open_near:
 *
 * Opens what lists places by where they lie, at the metres.
 */
void
lt_map_tools_open_near (LtMapTools *self)
{
  gtk_menu_button_popup (self->list_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->near_entry));
}

void
lt_map_tools_open_go (LtMapTools *self)
{
  gtk_menu_button_popup (self->go_button);
}

void
lt_map_tools_close_go (LtMapTools *self)
{
  gtk_menu_button_popdown (self->go_button);
}

LtLineList *
lt_map_tools_get_lines (LtMapTools *self)
{
  return self->line_list;
}

void
lt_map_tools_close_lines (LtMapTools *self)
{
  gtk_menu_button_popdown (self->line_button);
}

static void
set_button (GtkButton *button, const char *label, const char *action)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  g_object_set (button, "label", label, NULL);
}

static void
end_notice (LtMapTools *self)
{
  lt_map_tools_set_notice (self, LT_NOTICE_TOLD, NULL, NULL, NULL, NULL, NULL);
}

static gboolean
on_notice_time (gpointer user_data)
{
  LtMapTools *self = user_data;

  self->notice_source = 0;
  end_notice (self);
  return G_SOURCE_REMOVE;
}

/**
 * lt_map_tools_begin_next:
 *
 * Something else begins: what was only told is not of it. What has a way back stays, for
 * there is no other.
 */
void
lt_map_tools_begin_next (LtMapTools *self)
{
  if (self->notice != NULL && self->life != LT_NOTICE_OPEN && !has_label (self->first_button))
    end_notice (self);
}

/**
 * lt_map_tools_take_back:
 * @self: tools
 * @action: what the second button of a notice does
 *
 * Ends that notice, and no other one that has come since.
 */
void
lt_map_tools_take_back (LtMapTools *self, const char *action)
{
  if (self->notice != NULL
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->second_button)), action)
             == 0)
    end_notice (self);
}

/**
 * lt_map_tools_set_notice:
 * @self: tools
 * @life: how long it stays
 * @words: (nullable): what there is to say while no tool is in hand
 * @first_label: (nullable): of a button
 * @first_action: (nullable): what it does
 * @second_label: (nullable): of another
 * @second_action: (nullable): what that does
 */
void
lt_map_tools_set_notice (LtMapTools *self,
                         LtNoticeLife life,
                         const char *words,
                         const char *first_label,
                         const char *first_action,
                         const char *second_label,
                         const char *second_action)
{
  g_clear_handle_id (&self->notice_source, g_source_remove);
  g_free (self->notice);
  self->notice = g_strdup (words);
  self->life = life;
  if (words != NULL && life != LT_NOTICE_OPEN)
    self->notice_source = g_timeout_add_seconds (lives[life], on_notice_time, self);
  set_button (self->first_button, words == NULL ? NULL : first_label, first_action);
  set_button (self->second_button, words == NULL ? NULL : second_label, second_action);
  show_state (self);
}

/**
 * lt_map_tools_get_metres:
 *
 * Returns: what is typed as the distance to each side of a line; NaN where it is
 *   no number
 */
double
lt_map_tools_get_metres (LtMapTools *self)
{
  return read_metres (self->metres_entry);
}
