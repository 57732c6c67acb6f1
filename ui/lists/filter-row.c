/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/filter-row.h"

#include "ui/forms/choice-boxes.h"
#include "ui/forms/field-words.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>

struct _LtFilterRow
{
  GtkWidget parent_instance;

  const LtKind *kind;
  GArray *fields; /* (element-type guint): of the list to choose from */
  GtkDropDown *field_list;
  GtkDropDown *test_list;
  GtkWidget *values; /* what it is compared with, as the test asks for it */
  GtkWidget *first;  /* (nullable): an entry, or boxes */
  GtkWidget *second; /* (nullable): an entry */
  GtkLabel *problem;
  gboolean filling;
};

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtFilterRow, lt_filter_row, GTK_TYPE_WIDGET)

static const LtField *
get_field (LtFilterRow *self)
{
  guint at = gtk_drop_down_get_selected (self->field_list);

  return &self->kind->fields[g_array_index (self->fields, guint, at)];
}

static LtListTest
get_test (LtFilterRow *self)
{
  guint n;
  const LtListTest *tests = lt_list_tests (get_field (self), &n);
  guint at = gtk_drop_down_get_selected (self->test_list);

  return at < n ? tests[at] : tests[0];
}

static void
emit_changed (LtFilterRow *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
add_entry (LtFilterRow *self, const char *name, const char *label, const char *text)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *format = lt_field_describe_format (get_field (self));
  const char *unit = get_field (self)->unit;

  gtk_widget_set_name (entry, name);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 16);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), format != NULL ? format : unit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->values), entry);
  return entry;
}

static void
add_box (LtFilterRow *self, const char *name, const char *label, char **marked)
{
  GtkWidget *box = lt_choice_boxes_add (self->first, name, label,
                                        g_strv_contains ((const char *const *) marked, name));

  g_signal_connect_object (box, "toggled", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
}

/* Many choices go on in the next line. */
static void
add_boxes (LtFilterRow *self, const char *names)
{
  const LtField *field = get_field (self);
  g_auto (GStrv) marked = g_strsplit (names, ",", -1);

  self->first = lt_choice_boxes_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_name (self->first, "filter-choices");
  if (field->type == LT_TYPE_FLAG)
    {
      g_autoptr (LtValue) yes = lt_value_new_text ("1");
      g_autoptr (LtValue) no = lt_value_new_text ("0");
      g_autofree char *yes_words = lt_field_format (field, yes);
      g_autofree char *no_words = lt_field_format (field, no);

      add_box (self, "1", yes_words, marked);
      add_box (self, "0", no_words, marked);
    }
  for (int i = 0; field->choices != NULL && field->choices[i].name != NULL; i++)
    add_box (self, field->choices[i].name, lt_field_choice_label (field, field->choices[i].name),
             marked);
  gtk_box_append (GTK_BOX (self->values), self->first);
}

static void
show_values (LtFilterRow *self, const char *first, const char *second)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->values)) != NULL)
    gtk_box_remove (GTK_BOX (self->values), child);
  self->first = self->second = NULL;
  lt_filter_row_say (self, NULL);
  switch (get_test (self))
    {
    case LT_LIST_EMPTY:
    case LT_LIST_FILLED:
      return;
    case LT_LIST_ONE_OF:
      add_boxes (self, first);
      return;
    case LT_LIST_BETWEEN:
      self->first = add_entry (self, "filter-value", _ ("From"), first);
      gtk_box_append (GTK_BOX (self->values), gtk_label_new ("–"));
      self->second = add_entry (self, "filter-end", _ ("Up to"), second);
      return;
    default:
      self->first = add_entry (self, "filter-value", lt_field_get_label (get_field (self)), first);
    }
}

static char *
get_first (LtFilterRow *self)
{
  if (self->first == NULL)
    return g_strdup ("");
  if (GTK_IS_EDITABLE (self->first))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->first)));
  return lt_choice_boxes_get (self->first);
}

static void
list_tests (LtFilterRow *self, LtListTest chosen)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint n;
  const LtListTest *tests = lt_list_tests (get_field (self), &n);
  guint at = 0;

  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (words, lt_list_test_label (tests[i]));
      if (tests[i] == chosen)
        at = i;
    }
  gtk_drop_down_set_model (self->test_list, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->test_list, at);
}

/* Another field is looked at in its own way, from nothing. */
static void
on_field_chosen (LtFilterRow *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  list_tests (self, LT_LIST_N_TESTS);
  show_values (self, "", "");
  self->filling = FALSE;
  emit_changed (self);
}

static void
on_test_chosen (LtFilterRow *self)
{
  g_autofree char *first = NULL;

  if (self->filling)
    return;
  self->filling = TRUE;
  first = get_first (self);
  show_values (self, first, "");
  self->filling = FALSE;
  emit_changed (self);
}

static void
on_remove (LtFilterRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
lt_filter_row_dispose (GObject *object)
{
  LtFilterRow *self = LT_FILTER_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->fields, g_array_unref);
  G_OBJECT_CLASS (lt_filter_row_parent_class)->dispose (object);
}

static void
lt_filter_row_class_init (LtFilterRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_filter_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_FILTER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", LT_TYPE_FILTER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_list (LtFilterRow *self, const char *name, const char *label)
{
  GtkWidget *list = gtk_drop_down_new (NULL, NULL);

  gtk_widget_set_name (list, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_parent (list, GTK_WIDGET (self));
  return list;
}

static void
lt_filter_row_init (LtFilterRow *self)
{
  GtkWidget *problem = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  self->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              8);
  self->field_list = GTK_DROP_DOWN (make_list (self, "filter-field", _ ("Field")));
  self->test_list = GTK_DROP_DOWN (make_list (self, "filter-test", _ ("How it is looked at")));
  self->values = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->values, GTK_WIDGET (self));
  gtk_widget_set_name (problem, "filter-problem");
  gtk_widget_add_css_class (problem, "problem");
  gtk_widget_set_hexpand (problem, TRUE);
  gtk_label_set_xalign (GTK_LABEL (problem), 0);
  gtk_label_set_wrap (GTK_LABEL (problem), TRUE);
  gtk_widget_set_parent (problem, GTK_WIDGET (self));
  self->problem = GTK_LABEL (problem);
  gtk_widget_set_name (button, "filter-remove");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Take this condition off"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Take this condition off"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

/**
 * lt_filter_row_new:
 * @kind: of the list
 * @condition: what is asked at first
 */
GtkWidget *
lt_filter_row_new (const LtKind *kind, const LtListCondition *condition)
{
  LtFilterRow *self = g_object_new (LT_TYPE_FILTER_ROW, NULL);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint at = 0;

  self->kind = kind;
  self->filling = TRUE;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (!lt_list_is_column (&kind->fields[i]))
        continue;
      if (i == condition->field)
        at = self->fields->len;
      g_array_append_val (self->fields, i);
      gtk_string_list_append (words, lt_field_get_label (&kind->fields[i]));
    }
  gtk_drop_down_set_model (self->field_list, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->field_list, at);
  list_tests (self, condition->test);
  show_values (self, condition->first, condition->second);
  self->filling = FALSE;
  g_signal_connect_object (self->field_list, "notify::selected", G_CALLBACK (on_field_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->test_list, "notify::selected", G_CALLBACK (on_test_chosen), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * lt_filter_row_get:
 *
 * Returns: (transfer full): what is asked now
 */
LtListCondition *
lt_filter_row_get (LtFilterRow *self)
{
  guint field = (guint) (get_field (self) - self->kind->fields);
  LtListCondition *condition = lt_list_condition_new (field, get_test (self));

  g_free (condition->first);
  condition->first = get_first (self);
  if (self->second != NULL)
    {
      g_free (condition->second);
      condition->second = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->second)));
    }
  return condition;
}

/**
 * lt_filter_row_say:
 * @self: a row
 * @problem: (nullable): why what is typed asks nothing
 */
void
lt_filter_row_say (LtFilterRow *self, const char *problem)
{
  lt_plain_words_show (self->problem, problem);
}

/**
 * lt_filter_row_focus:
 *
 * Gives the keyboard to the field's list.
 */
void
lt_filter_row_focus (LtFilterRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->field_list));
}
