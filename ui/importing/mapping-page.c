/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/mapping-page.h"

#include "ui/importing/mapping-values.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>

/* More columns than anybody chooses one by one; the others stay as proposed. */
#define MOST_ROWS 200

#define NUMBER "number" /* of the column, from 1, on its list of fields */

struct _LtMappingPage
{
  GtkWidget parent_instance;

  GtkLabel *missing_label;
  GtkLabel *remarks_label;
  GtkListBox *rows;
  GtkBox *values_box;
  GtkLabel *more_label;
  GtkCheckButton *remember_button;
  GtkEditable *name_entry;
  GtkLabel *name_label;

  LtMapping *mapping; /* (nullable) */
  GPtrArray *targets; /* (element-type LtMappingTarget): what the lists offer after nowhere */
  gboolean name_is_good;
  gboolean showing; /* what changes is changed by the program */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtMappingPage, lt_mapping_page, GTK_TYPE_WIDGET)

static void
show_lines (GtkLabel *label, GPtrArray *lines)
{
  g_autofree char *words = NULL;

  g_ptr_array_add (lines, NULL);
  words = g_strjoinv ("\n", (char **) lines->pdata);
  gtk_label_set_text (label, words);
  gtk_widget_set_visible (GTK_WIDGET (label), *words != '\0');
}

static void
show_state (LtMappingPage *self)
{
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GPtrArray) remarks = lt_mapping_list_remarks (self->mapping);

  lt_mapping_values_update (self->values_box, self->mapping);
  missing = lt_mapping_list_missing (self->mapping);
  show_lines (self->missing_label, missing);
  show_lines (self->remarks_label, remarks);
}

/* What every record has was changed. */
static void
on_value (gpointer user_data)
{
  LtMappingPage *self = LT_MAPPING_PAGE (user_data);

  if (self->showing)
    return;
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
check_name (LtMappingPage *self)
{
  gboolean wanted = gtk_check_button_get_active (self->remember_button);
  g_autoptr (GError) error = NULL;

  self->name_is_good =
      !wanted || self->mapping == NULL
      || lt_mapping_check_name (self->mapping, gtk_editable_get_text (self->name_entry), &error);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_entry), wanted);
  gtk_label_set_text (self->name_label, error == NULL ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->name_label), error != NULL);
}

static void
on_remember (LtMappingPage *self)
{
  if (self->showing)
    return;
  check_name (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chosen (LtMappingPage *self, GParamSpec *pspec, GtkDropDown *list)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), NUMBER)) - 1;
  guint chosen = gtk_drop_down_get_selected (list);
  const LtMappingTarget *target = chosen == 0 || chosen > self->targets->len
                                      ? NULL
                                      : g_ptr_array_index (self->targets, chosen - 1);

  if (self->showing)
    return;
  lt_mapping_choose (self->mapping, column, target == NULL ? NULL : target->name, NULL);
  show_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* What every list offers: nowhere, and each field. */
static GListModel *
make_model (LtMappingPage *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("— goes nowhere —"));
  for (guint i = 0; i < self->targets->len; i++)
    {
      const LtMappingTarget *target = g_ptr_array_index (self->targets, i);
      g_autofree char *needed =
          target->required ? g_strdup_printf (_ ("%s (required)"), target->label) : NULL;

      gtk_string_list_append (list, needed == NULL ? target->label : needed);
    }
  return G_LIST_MODEL (list);
}

static guint
find_target (LtMappingPage *self, const char *field)
{
  for (guint i = 0; field != NULL && i < self->targets->len; i++)
    if (g_str_equal (((LtMappingTarget *) g_ptr_array_index (self->targets, i))->name, field))
      return i + 1;
  return 0;
}

static GtkWidget *
find_part (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_part (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
on_search_begins (gpointer entry)
{
  if (gtk_widget_get_mapped (entry))
    gtk_widget_grab_focus (entry);
  return G_SOURCE_REMOVE;
}

/* Takes the first of what was found. */
static void
on_search_entered (GtkWidget *entry, GtkWidget *list)
{
  GtkWidget *found = find_part (list, GTK_TYPE_LIST_VIEW);

  if (found != NULL && gtk_widget_child_focus (found, GTK_DIR_TAB_FORWARD))
    gtk_widget_activate (gtk_root_get_focus (gtk_widget_get_root (found)));
}

/* The list takes the keyboard when it opens; after it the search gets it. */
static void
on_search_mapped (GtkWidget *entry)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_search_begins, g_object_ref (entry), g_object_unref);
}

/* What is typed is what is looked for; Enter goes to what was found. */
static void
search_at_once (GtkWidget *list)
{
  GtkWidget *entry = find_part (list, GTK_TYPE_SEARCH_ENTRY);

  g_return_if_fail (entry != NULL);

  /* who types quickly must not get the first of what he did not look for */
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (entry), 0);
  g_signal_connect (entry, "map", G_CALLBACK (on_search_mapped), NULL);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_search_entered), list, 0);
}

static GtkWidget *
make_choice (LtMappingPage *self, GListModel *model, guint number)
{
  const LtMappingColumn *column = g_ptr_array_index (self->mapping->columns, number);
  g_autoptr (GtkExpression) words =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *list = gtk_drop_down_new (g_object_ref (model), g_steal_pointer (&words));
  g_autofree char *name = g_strdup_printf ("map-%s", column->name);

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (list), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), find_target (self, column->field));
  search_at_once (list);
  gtk_widget_set_name (list, name);
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (list, 260, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  column->name, -1);
  g_object_set_data (G_OBJECT (list), NUMBER, GUINT_TO_POINTER (number + 1));
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  return list;
}

static GtkWidget *
make_label (const char *words, const char *css_class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
join_values (const LtMappingColumn *column)
{
  g_autoptr (GString) values = g_string_new (NULL);

  for (guint i = 0; i < LT_MAPPING_VALUES; i++)
    if (column->values[i] != NULL)
      {
        g_autofree char *valid = g_utf8_make_valid (column->values[i], -1);

        g_strdelimit (valid, "\r\n\t", ' ');
        g_string_append_printf (values, "%s%s", values->len == 0 ? "" : "  ·  ", valid);
      }
  return g_string_free (g_steal_pointer (&values), FALSE);
}

/* Why the field is proposed, where it should be looked at. */
static const char *
get_hint (const LtMappingColumn *column)
{
  if (column->remark != NULL)
    return column->remark;
  return column->reason == LT_MAPPING_LIKELY ? _ ("Proposed because it looks like it: look at "
                                                  "the values.")
                                             : NULL;
}

static GtkWidget *
make_row (LtMappingPage *self, GListModel *model, guint number)
{
  const LtMappingColumn *column = g_ptr_array_index (self->mapping->columns, number);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  g_autofree char *values = join_values (column);
  g_autofree char *spoken = NULL;

  gtk_box_append (GTK_BOX (left), make_label (column->name, "mapping-column"));
  gtk_box_append (GTK_BOX (left),
                  make_label (*values == '\0' ? _ ("(empty)") : values, "dim-label"));
  if (get_hint (column) != NULL)
    gtk_box_append (GTK_BOX (left), make_label (get_hint (column), "mapping-hint"));
  gtk_widget_set_hexpand (left, TRUE);
  gtk_box_append (GTK_BOX (line), left);
  gtk_box_append (GTK_BOX (line), make_choice (self, model, number));
  gtk_widget_add_css_class (line, "mapping-line");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  /* Tab goes from choice to choice. */
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  spoken = g_strjoin (", ", column->name, *values == '\0' ? _ ("(empty)") : values,
                      get_hint (column), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
show_rows (LtMappingPage *self)
{
  guint n = self->mapping == NULL ? 0 : self->mapping->columns->len;
  g_autoptr (GListModel) model = NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  if (n == 0)
    return;
  model = make_model (self);
  for (guint i = 0; i < MIN (n, MOST_ROWS); i++)
    gtk_list_box_append (self->rows, make_row (self, model, i));
  if (n > MOST_ROWS)
    {
      g_autofree char *words =
          g_strdup_printf (ngettext ("%u further column stays as its name says.",
                                     "%u further columns stay as their names say.", n - MOST_ROWS),
                           n - MOST_ROWS);

      gtk_label_set_text (self->more_label, words);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), n > MOST_ROWS);
}

static void
lt_mapping_page_dispose (GObject *object)
{
  LtMappingPage *self = LT_MAPPING_PAGE (object);

  self->showing = TRUE;
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_MAPPING_PAGE);
  g_clear_pointer (&self->mapping, lt_mapping_free);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_mapping_page_parent_class)->dispose (object);
}

static void
lt_mapping_page_class_init (LtMappingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_mapping_page_dispose;

  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_MAPPING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/importing/mapping-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtMappingPage, missing_label);
  gtk_widget_class_bind_template_child (widget_class, LtMappingPage, remarks_label);
  gtk_widget_class_bind_template_child (widget_class, LtMappingPage, rows);
  gtk_widget_class_bind_template_child (widget_class, LtMappingPage, values_box);
  gtk_widget_class_bind_template_child (widget_class, LtMappingPage, more_label);
  gtk_widget_class_bind_template_child (widget_class, LtMappingPage, remember_button);
  gtk_widget_class_bind_template_child (widget_class, LtMappingPage, name_entry);
  gtk_widget_class_bind_template_child (widget_class, LtMappingPage, name_label);
  gtk_widget_class_bind_template_callback (widget_class, on_remember);
}

static void
lt_mapping_page_init (LtMappingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lt_mapping_page_new (void)
{
  return g_object_new (LT_TYPE_MAPPING_PAGE, NULL);
}

/**
 * lt_mapping_page_take_mapping:
 * @self: a page
 * @mapping: (transfer full) (nullable): what is proposed
 *
 * Shows it, to be changed.
 */
void
lt_mapping_page_take_mapping (LtMappingPage *self, LtMapping *mapping)
{
  g_autofree char *name = mapping == NULL ? NULL : lt_mapping_propose_name (mapping);

  g_return_if_fail (LT_IS_MAPPING_PAGE (self));

  self->showing = TRUE;
  lt_mapping_values_show (self->values_box, NULL, on_value, self);
  g_clear_pointer (&self->mapping, lt_mapping_free);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  self->mapping = mapping;
  self->targets = mapping == NULL ? NULL : lt_mapping_list_targets (mapping->kind);
  show_rows (self);
  lt_mapping_values_show (self->values_box, mapping, on_value, self);
  gtk_check_button_set_active (self->remember_button, FALSE);
  gtk_editable_set_text (self->name_entry, name == NULL ? "" : name);
  check_name (self);
  if (mapping != NULL)
    show_state (self);
  self->showing = FALSE;
}

/**
 * lt_mapping_page_get_mapping:
 *
 * Returns: (transfer none) (nullable): what was chosen
 */
LtMapping *
lt_mapping_page_get_mapping (LtMappingPage *self)
{
  return self->mapping;
}

/**
 * lt_mapping_page_get_name:
 *
 * Returns: (transfer none) (nullable): the name under which it is to be remembered;
 *   %NULL where it is not
 */
const char *
lt_mapping_page_get_name (LtMappingPage *self)
{
  return self->mapping != NULL && gtk_check_button_get_active (self->remember_button)
             ? gtk_editable_get_text (self->name_entry)
             : NULL;
}

/**
 * lt_mapping_page_is_complete:
 *
 * Returns: whether nothing is missing, and the name can be taken
 */
gboolean
lt_mapping_page_is_complete (LtMappingPage *self)
{
  g_autoptr (GPtrArray) missing =
      self->mapping == NULL ? NULL : lt_mapping_list_missing (self->mapping);

  return missing != NULL && missing->len == 0 && self->name_is_good;
}
