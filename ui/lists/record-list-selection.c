/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with the rows of a list: one is opened, a field is set in those that are
 * selected, they are shown on the map; they, or all that are shown, leave the file. */

#include "ui/lists/record-list-private.h"

#include "work/map-finding.h"
#include "work/setting-many.h"

#include <glib/gi18n-lib.h>

LtListRows *
lt_list_rows_copy (const LtListRows *self)
{
  LtListRows *copy = g_new0 (LtListRows, 1);

  *copy = *self;
  copy->words = g_strdup (self->words);
  copy->sort = g_strdup (self->sort);
  copy->filters = g_ptr_array_ref (self->filters);
  copy->keys = self->keys == NULL ? NULL : g_array_ref (self->keys);
  return copy;
}

void
lt_list_rows_free (LtListRows *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_free (self->sort);
  g_ptr_array_unref (self->filters);
  g_clear_pointer (&self->keys, g_array_unref);
  g_free (self);
}

static GtkBitset *
get_selection (LtRecordList *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->view);

  return model == NULL ? gtk_bitset_new_empty () : gtk_selection_model_get_selection (model);
}

/* Local numbers of those that are selected; %NULL for none, or more than @most. */
static GArray *
list_keys (LtRecordList *self, GtkBitset *selection, guint64 most)
{
  guint64 n = gtk_bitset_get_size (selection);
  GtkBitsetIter iter;
  guint position;
  GArray *keys;

  if (n == 0 || n > most)
    return NULL;
  keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n);
  for (gboolean there = gtk_bitset_iter_init_first (&iter, selection, &position); there;
       there = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 key = lt_record_model_get_key (self->rows, position);

      g_array_append_val (keys, key);
    }
  return keys;
}

/* How many are selected, and what can be done with them. */
void
lt_record_list_show_selection (LtRecordList *self)
{
  g_autoptr (GtkBitset) selection = get_selection (self);
  guint n = (guint) gtk_bitset_get_size (selection);
  g_autofree char *words = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  gtk_label_set_text (self->selection_label, words);
  gtk_widget_set_visible (self->selection_bar, n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record-list.open", n == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record-list.show-on-map",
                                 n > 0 && lt_work_can_map (self->kind));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record-list.set",
                                 n > 0 && lt_work_can_set_many (self->kind)
                                     && lt_store_is_writable (
                                         lt_session_get_store (self->session)));
  if (gtk_widget_get_visible (GTK_WIDGET (self->set_box)))
    lt_set_box_set_keys (self->set_box, list_keys (self, selection, LT_MANY_MOST), n);
}

static void
open_row (LtRecordList *self, guint position, const char *action)
{
  g_autofree char *id = NULL;
  g_autofree char *target = NULL;
  LtId record;

  if (self->rows == NULL || !lt_record_model_get_id (self->rows, position, &record))
    return;
  id = lt_id_to_text (&record);
  target = g_strdup_printf ("%s/%s", self->kind->name, id);
  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", target);
}

void
lt_record_list_activate (LtRecordList *self, guint position)
{
  open_row (self, position, "win.open-record");
}

static void
on_open (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkBitset) selection = get_selection (LT_RECORD_LIST (widget));

  if (gtk_bitset_get_size (selection) == 1)
    open_row (LT_RECORD_LIST (widget), gtk_bitset_get_minimum (selection),
              g_str_equal (action, "record-list.open") ? "win.open-record" : "win.open-beside");
}

/* What is shown now. */
LtListRows *
lt_record_list_make_rows (LtRecordList *self)
{
  LtListRows *rows = g_new0 (LtListRows, 1);

  rows->kind = self->kind;
  rows->words = g_strdup (gtk_editable_get_text (self->search_entry));
  rows->filters = lt_filter_box_make_filters (self->filter_box, self->session);
  rows->sort = g_strdup (self->wish->sort);
  rows->columns = self->wish->columns;
  rows->n = lt_record_list_count (self);
  return rows;
}

/**
 * lt_record_list_export:
 *
 * Offers what is shown now as a file.
 */
void
lt_record_list_export (LtRecordList *self)
{
  g_autoptr (LtListRows) rows = self->session == NULL ? NULL : lt_record_list_make_rows (self);

  if (rows != NULL)
    g_signal_emit_by_name (self, "export", rows);
}

/* Those that are selected; %NULL for none, or more than @most. */
static LtListRows *
make_selected (LtRecordList *self, guint64 most)
{
  g_autoptr (GtkBitset) selection = get_selection (self);
  GArray *keys = list_keys (self, selection, most);
  LtListRows *rows;

  if (keys == NULL)
    return NULL;
  rows = lt_record_list_make_rows (self);
  rows->n = keys->len;
  rows->keys = keys;
  return rows;
}

static void
on_export_selected (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (LtListRows) rows = make_selected (LT_RECORD_LIST (widget), G_MAXUINT64);

  if (rows != NULL)
    g_signal_emit_by_name (widget, "export", rows);
}

static void
on_show_on_map (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtRecordList *self = LT_RECORD_LIST (widget);
  g_autoptr (LtListRows) rows = make_selected (self, LT_MANY_MOST);
  g_autofree char *words = NULL;

  if (rows != NULL)
    {
      g_signal_emit_by_name (widget, "show-on-map", rows);
      return;
    }
  words = g_strdup_printf (_ ("Select at most %u records to see them on the map."), LT_MANY_MOST);
  gtk_label_set_text (self->selection_label, words);
}

static void
on_set (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtRecordList *self = LT_RECORD_LIST (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->set_box)))
    {
      lt_set_box_open (self->set_box, self->session, self->kind);
      gtk_widget_set_visible (GTK_WIDGET (self->set_box), TRUE);
      lt_record_list_show_selection (self);
    }
  lt_set_box_focus (self->set_box);
}

void
lt_record_list_leave_set (LtRecordList *self)
{
  lt_set_box_close (self->set_box);
  gtk_widget_set_visible (GTK_WIDGET (self->set_box), FALSE);
  lt_record_list_focus (self);
}

void
lt_record_list_on_written (LtRecordList *self, const char *words, const char *group)
{
  lt_record_list_leave_set (self);
  g_signal_emit_by_name (self, "written", words, group);
}

void
lt_record_list_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "record-list.open", NULL, on_open);
  gtk_widget_class_install_action (widget_class, "record-list.open-beside", NULL, on_open);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "record-list.open-beside", NULL);
  gtk_widget_class_install_action (widget_class, "record-list.export-selected", NULL,
                                   on_export_selected);
  gtk_widget_class_install_action (widget_class, "record-list.set", NULL, on_set);
  gtk_widget_class_install_action (widget_class, "record-list.show-on-map", NULL, on_show_on_map);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.unset-many",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "record-list.set", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "record-list.show-on-map",
                                       NULL);
}
