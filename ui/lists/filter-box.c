/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/filter-box.h"

#include "ui/lists/filter-row.h"

#include <glib/gi18n-lib.h>

struct _LtFilterBox
{
  GtkWidget parent_instance;

  LtListWish *wish; /* the list's */
  GtkWidget *rows;
  GtkMenuButton *saved_button;
  GtkWidget *saved_box; /* in its popover */
  GtkEditable *name_entry;
  GtkWidget *save_button;
  gboolean replaces; /* it was said that the name is taken, and by what */
};

enum
{
  CHANGED,
  KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtFilterBox, lt_filter_box, GTK_TYPE_WIDGET)

static void show_saved (LtFilterBox *self);

/* What the rows say is what the wish says. */
static void
read_rows (LtFilterBox *self)
{
  g_ptr_array_set_size (self->wish->conditions, 0);
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    g_ptr_array_add (self->wish->conditions, lt_filter_row_get (LT_FILTER_ROW (row)));
}

/* A name that is taken is said to be, before what it names is replaced. */
static void
ask_to_replace (LtFilterBox *self, const char *name)
{
  g_autofree char *label = name == NULL
                               ? g_strdup (_ ("Keep this filter"))
                               : g_strdup_printf (_ ("“%s” is there already: replace it"), name);

  self->replaces = name != NULL;
  gtk_button_set_label (GTK_BUTTON (self->save_button), label);
}

static void
show_state (LtFilterBox *self)
{
  const char *name = gtk_editable_get_text (self->name_entry);

  ask_to_replace (self, NULL);
  gtk_widget_set_sensitive (self->save_button,
                            self->wish != NULL && *name != '\0' && self->wish->conditions->len > 0);
}

static void
on_row_changed (LtFilterBox *self)
{
  read_rows (self);
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_removed (LtFilterBox *self, LtFilterRow *row)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_BACKWARD);
  gtk_box_remove (GTK_BOX (self->rows), GTK_WIDGET (row));
  on_row_changed (self);
}

static GtkWidget *
add_row (LtFilterBox *self, const LtListCondition *condition)
{
  GtkWidget *row = lt_filter_row_new (self->wish->kind, condition);

  g_signal_connect_object (row, "changed", G_CALLBACK (on_row_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (on_row_removed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->rows), row);
  return row;
}

static guint
get_first_field (const LtKind *kind)
{
  int title = lt_kind_find_field (kind, kind->title);

  return title < 0 ? 0 : (guint) title;
}

static void
on_add (LtFilterBox *self)
{
  guint field = get_first_field (self->wish->kind);
  guint n;
  LtListCondition *condition =
      lt_list_condition_new (field, lt_list_tests (&self->wish->kind->fields[field], &n)[0]);
  GtkWidget *row = add_row (self, condition);

  lt_list_condition_free (condition);
  lt_filter_row_focus (LT_FILTER_ROW (row));
  on_row_changed (self);
}

static void
show_rows (LtFilterBox *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), row);
  for (guint i = 0; self->wish != NULL && i < self->wish->conditions->len; i++)
    add_row (self, g_ptr_array_index (self->wish->conditions, i));
}

static void
on_clear (LtFilterBox *self)
{
  g_ptr_array_set_size (self->wish->conditions, 0);
  show_rows (self);
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_saved_chosen (LtFilterBox *self, GtkWidget *button)
{
  const LtListSaved *saved =
      lt_list_wish_find_saved (self->wish, g_object_get_data (G_OBJECT (button), "saved"));

  if (saved == NULL)
    return;
  g_ptr_array_unref (self->wish->conditions);
  self->wish->conditions = lt_list_conditions_copy (saved->conditions);
  show_rows (self);
  gtk_editable_set_text (self->name_entry, saved->name);
  gtk_menu_button_popdown (self->saved_button);
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_forget (LtFilterBox *self, GtkWidget *button)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "saved"));

  lt_list_wish_forget (self->wish, name);
  show_saved (self);
  g_signal_emit (self, signals[KEPT], 0);
}

static void
add_saved (LtFilterBox *self, const LtListSaved *saved)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *button = gtk_button_new_with_label (saved->name);
  GtkWidget *forget = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *words = g_strdup_printf (_ ("Forget “%s”"), saved->name);

  gtk_widget_set_name (button, "filter-saved-one");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (forget, "flat");
  gtk_widget_set_tooltip_text (forget, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (forget), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "saved", g_strdup (saved->name), g_free);
  g_object_set_data_full (G_OBJECT (forget), "saved", g_strdup (saved->name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_saved_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (forget, "clicked", G_CALLBACK (on_forget), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (line), forget);
  gtk_box_append (GTK_BOX (self->saved_box), line);
}

static void
show_saved (LtFilterBox *self)
{
  GtkWidget *child;
  guint n = self->wish == NULL ? 0 : self->wish->saved->len;

  while ((child = gtk_widget_get_first_child (self->saved_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->saved_box), child);
  for (guint i = 0; i < n; i++)
    add_saved (self, g_ptr_array_index (self->wish->saved, i));
  gtk_widget_set_sensitive (GTK_WIDGET (self->saved_button), n > 0);
}

static void
on_save (LtFilterBox *self)
{
  const char *name = gtk_editable_get_text (self->name_entry);

  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  if (!self->replaces && lt_list_wish_find_saved (self->wish, name) != NULL)
    {
      ask_to_replace (self, name);
      return;
    }
  lt_list_wish_save (self->wish, name);
  ask_to_replace (self, NULL);
  show_saved (self);
  g_signal_emit (self, signals[KEPT], 0);
}

static void
lt_filter_box_dispose (GObject *object)
{
  GtkWidget *child;

  LT_FILTER_BOX (object)->wish = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_filter_box_parent_class)->dispose (object);
}

static void
lt_filter_box_class_init (LtFilterBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_filter_box_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_FILTER_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[KEPT] = g_signal_new ("kept", LT_TYPE_FILTER_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static GtkWidget *
add_button (LtFilterBox *self, GtkWidget *foot, const char *name, const char *label, GCallback done)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_name (button, name);
  g_signal_connect_object (button, "clicked", done, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (foot), button);
  return button;
}

static void
add_saved_button (LtFilterBox *self, GtkWidget *foot)
{
  GtkWidget *popover = gtk_popover_new ();

  self->saved_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_popover_set_child (GTK_POPOVER (popover), self->saved_box);
  self->saved_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->saved_button, _ ("Kept filters"));
  gtk_menu_button_set_popover (self->saved_button, popover);
  gtk_widget_set_name (GTK_WIDGET (self->saved_button), "filter-saved");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->saved_button));
}

static void
lt_filter_box_init (LtFilterBox *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *entry = gtk_entry_new ();

  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              4);
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter-box");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  add_button (self, foot, "filter-add", _ ("Add a condition"), G_CALLBACK (on_add));
  add_button (self, foot, "filter-clear", _ ("Show all"), G_CALLBACK (on_clear));
  add_saved_button (self, foot);
  self->name_entry = GTK_EDITABLE (entry);
  gtk_widget_set_name (entry, "filter-name");
  gtk_editable_set_width_chars (self->name_entry, 16);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name of the filter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the filter"), -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (foot), entry);
  self->save_button =
      add_button (self, foot, "filter-keep", _ ("Keep this filter"), G_CALLBACK (on_save));
  gtk_widget_set_parent (foot, GTK_WIDGET (self));
  show_state (self);
}

/**
 * lt_filter_box_set_wish:
 * @self: a box
 * @wish: (nullable): what is shown and changed; its owner says when it is another one
 */
void
lt_filter_box_set_wish (LtFilterBox *self, LtListWish *wish)
{
  self->wish = wish;
  gtk_editable_set_text (self->name_entry, "");
  show_rows (self);
  show_saved (self);
  show_state (self);
}

/**
 * lt_filter_box_make_filters:
 * @self: a box
 * @session: the county
 *
 * Says beside a condition why it asks nothing.
 *
 * Returns: (transfer full) (element-type LtFilter): what a query asks
 */
GPtrArray *
lt_filter_box_make_filters (LtFilterBox *self, LtSession *session)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  for (guint i = 0; self->wish != NULL && i < self->wish->conditions->len; i++)
    {
      g_autoptr (GError) error = NULL;

      lt_list_condition_add_filters (g_ptr_array_index (self->wish->conditions, i),
                                     self->wish->kind, session, filters, &error);
      lt_filter_row_say (LT_FILTER_ROW (row), error == NULL ? NULL : error->message);
      row = gtk_widget_get_next_sibling (row);
    }
  return filters;
}

/**
 * lt_filter_box_focus:
 *
 * Gives the keyboard to the last condition; without one, a first is added.
 */
void
lt_filter_box_focus (LtFilterBox *self)
{
  GtkWidget *row = gtk_widget_get_last_child (self->rows);

  if (row == NULL)
    on_add (self);
  else
    lt_filter_row_focus (LT_FILTER_ROW (row));
}
