/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/mapping-values.h"

#include <glib/gi18n-lib.h>

#define FIELD "field" /* of a row */

/* Of one row; lives as long as its editor. */
typedef struct
{
  LtMapping *mapping;
  const LtField *field;
  LtMappingValuesFunc on_changed;
  gpointer user_data;
} Value;

static void
free_value (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
on_choice (GtkDropDown *list, GParamSpec *pspec, Value *value)
{
  guint chosen = gtk_drop_down_get_selected (list);

  lt_mapping_set (value->mapping, value->field->name,
                  chosen == 0 ? NULL : value->field->choices[chosen - 1].name, NULL);
  value->on_changed (value->user_data);
}

/* What does not fit is said, and is not there. */
static void
on_text (GtkEditable *entry, Value *value)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autoptr (GError) error = NULL;

  if (!lt_mapping_set (value->mapping, value->field->name, *text == '\0' ? NULL : text, &error))
    {
      lt_mapping_set (value->mapping, value->field->name, NULL, NULL);
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (entry), error == NULL ? NULL : error->message);
  value->on_changed (value->user_data);
}

static GtkWidget *
make_editor (Value *value)
{
  g_autoptr (GtkStringList) words = NULL;
  GtkWidget *editor;

  if (value->field->type != LT_TYPE_CHOICE)
    {
      editor = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (editor), 24);
      g_signal_connect_data (editor, "changed", G_CALLBACK (on_text), value, free_value, 0);
      return editor;
    }
  words = gtk_string_list_new (NULL);
  gtk_string_list_append (words, _ ("— choose —"));
  for (const LtChoice *choice = value->field->choices; choice->name != NULL; choice++)
    gtk_string_list_append (words, lt_field_choice_label (value->field, choice->name));
  editor = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&words)), NULL);
  g_signal_connect_data (editor, "notify::selected", G_CALLBACK (on_choice), value, free_value, 0);
  return editor;
}

static GtkWidget *
make_row (const Value *like)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *words = lt_mapping_target_label (like->mapping->kind, like->field->name);
  g_autofree char *name = g_strdup_printf ("value-%s", like->field->name);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *editor = make_editor (g_memdup2 (like, sizeof *like));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_name (editor, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), editor);
  g_object_set_data (G_OBJECT (row), FIELD, (gpointer) like->field);
  return row;
}

/* Not what a record is called: that is never the same in all. */
static gboolean
can_be_same (const LtMapping *mapping, const LtField *field)
{
  return (field->flags & (LT_FIELD_REQUIRED | LT_FIELD_FIXED | LT_FIELD_UNIQUE))
             == LT_FIELD_REQUIRED
         && !lt_field_is_geometry (field) && !g_str_equal (field->name, "name")
         && !g_hash_table_contains (mapping->known_constants, field->name);
}

/**
 * lt_mapping_values_show:
 * @box: a box whose first child is a heading
 * @mapping: (nullable): outlives the rows
 * @on_changed: told when something was said
 * @user_data: for @on_changed
 *
 * Makes the rows of a mapping.
 */
void
lt_mapping_values_show (GtkBox *box,
                        LtMapping *mapping,
                        LtMappingValuesFunc on_changed,
                        gpointer user_data)
{
  GtkWidget *heading = gtk_widget_get_first_child (GTK_WIDGET (box));
  GtkWidget *child;

  while ((child = gtk_widget_get_next_sibling (heading)) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; mapping != NULL && i < mapping->kind->n_fields; i++)
    {
      const Value value = { mapping, &mapping->kind->fields[i], on_changed, user_data };

      if (can_be_same (mapping, value.field))
        gtk_box_append (box, make_row (&value));
    }
}

/**
 * lt_mapping_values_update:
 * @box: the box
 * @mapping: its mapping; what was said of a field that a column goes to is taken back
 *
 * Shows the rows of the fields that no column goes to.
 */
void
lt_mapping_values_update (GtkBox *box, LtMapping *mapping)
{
  GtkWidget *heading = gtk_widget_get_first_child (GTK_WIDGET (box));
  gboolean any = FALSE;

  for (GtkWidget *row = gtk_widget_get_next_sibling (heading); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      const LtField *field = g_object_get_data (G_OBJECT (row), FIELD);
      gboolean has_column = lt_mapping_has_column (mapping, field->name);

      if (has_column)
        lt_mapping_set (mapping, field->name, NULL, NULL);
      gtk_widget_set_visible (row, !has_column);
      any = any || !has_column;
    }
  gtk_widget_set_visible (GTK_WIDGET (box), any);
}
