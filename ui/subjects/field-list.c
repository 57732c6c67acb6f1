/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/subjects/field-list.h"

#include "geo/measure.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

/* @field: (nullable): by whose name it can be found */
static GtkWidget *
make_value (const LtField *field, const char *text, gboolean selectable)
{
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *name = field == NULL ? NULL : g_strdup_printf ("value-%s", field->name);

  if (name != NULL)
    gtk_widget_set_name (label, name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), selectable);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* Of a shape how large it is; its corners are on the map. */
static char *
describe_value (LtSession *session, const LtField *field, const LtValue *value)
{
  g_autoptr (LtShape) shape =
      value != NULL && lt_field_is_geometry (field) ? lt_value_to_shape (value, NULL) : NULL;

  return shape != NULL ? lt_measure_describe (shape) : lt_work_format_field (session, field, value);
}

static GtkWidget *
make_name (const LtField *field)
{
  GtkWidget *label = gtk_label_new (lt_field_get_label (field));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "field-name");
  return label;
}

/* Both values stand until a named person chooses: neither is put first. */
static GtkWidget *
make_conflict (LtSession *session, const LtField *field, GPtrArray *heads)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *words = gtk_label_new (_ ("Conflict: changed on two machines"));
  g_autofree char *name = g_strdup_printf ("conflict-%s", field->name);

  gtk_widget_set_name (box, name);
  gtk_widget_add_css_class (box, "conflict");
  gtk_widget_add_css_class (words, "conflict-words");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_box_append (GTK_BOX (box), words);
  for (guint i = 0; i < heads->len; i++)
    {
      LtHead *head = g_ptr_array_index (heads, i);
      g_autofree char *value = describe_value (session, field, head->value);
      g_autofree char *line =
          g_strdup_printf (_ ("Value %u: %s"), i + 1, *value == '\0' ? _ ("(nothing)") : value);

      gtk_box_append (GTK_BOX (box), make_value (NULL, line, TRUE));
    }
  return box;
}

static GtkWidget *
make_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  return grid;
}

/**
 * lt_field_list_new:
 * @session: the open county
 * @record: any record
 *
 * Returns: (transfer floating): what the record holds, a line for each field
 *   that holds something, in words; of a conflict both values
 */
GtkWidget *
lt_field_list_new (LtSession *session, const LtRecord *record)
{
  GtkWidget *grid = make_grid ();
  int row = 0;

  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const LtField *field = &record->kind->fields[i];
      g_autofree char *text = NULL;

      if (lt_record_has_conflict (record, i))
        {
          gtk_grid_attach (GTK_GRID (grid), make_name (field), 0, row, 1, 1);
          gtk_grid_attach (GTK_GRID (grid), make_conflict (session, field, record->heads[i]), 1,
                           row++, 1, 1);
          continue;
        }
      if (record->values[i] == NULL || (field->flags & LT_FIELD_HIDDEN) != 0
          || g_strcmp0 (field->name, record->kind->title) == 0)
        continue;
      text = describe_value (session, field, record->values[i]);
      gtk_grid_attach (GTK_GRID (grid), make_name (field), 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_value (field, text, TRUE), 1, row++, 1, 1);
    }
  return grid;
}
