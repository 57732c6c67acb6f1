/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/map/line-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of a kind; who has more types a part of the name. */
#define MOST_LINES 500

struct _LtLineList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *entry;
  GtkListBox *rows;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtLineList, lt_line_list, GTK_TYPE_WIDGET)

static const char *
get_text (GtkListBoxRow *row, const char *what)
{
  return g_object_get_data (G_OBJECT (row), what);
}

static gboolean
is_wanted (GtkListBoxRow *row, gpointer user_data)
{
  LtLineList *self = user_data;
  g_autofree char *typed =
      g_strstrip (g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1));
  g_autofree char *title = g_utf8_casefold (get_text (row, "title"), -1);

  return strstr (title, typed) != NULL;
}

static void
on_typed (LtLineList *self)
{
  gtk_list_box_invalidate_filter (self->rows);
}

static void
on_row (LtLineList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, get_text (row, "id"));
}

/* Enter takes the first that is left. */
static void
on_enter (LtLineList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    if (is_wanted (row, self))
      {
        on_row (self, row);
        return;
      }
}

static gboolean
lt_line_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LT_LINE_LIST (widget)->entry);
}

static void
lt_line_list_dispose (GObject *object)
{
  g_clear_pointer (&LT_LINE_LIST (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_line_list_parent_class)->dispose (object);
}

static void
lt_line_list_class_init (LtLineListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_line_list_dispose;
  widget_class->grab_focus = lt_line_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", LT_TYPE_LINE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lt_line_list_init (LtLineList *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *none = gtk_label_new (_ ("No line is called so."));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "popover-form");
  self->entry = gtk_search_entry_new ();
  gtk_widget_set_name (self->entry, "line-name");
  g_object_set (self->entry, "placeholder-text", _ ("Name of a river or a road"), NULL);
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_name (GTK_WIDGET (self->rows), "line-rows");
  gtk_list_box_set_filter_func (self->rows, is_wanted, self, NULL);
  gtk_list_box_set_placeholder (self->rows, none);
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_BROWSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->rows));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (window, 280, 260);
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), window);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (on_typed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_enter), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (on_row), self,
                           G_CONNECT_SWAPPED);
}

static void
add_line (LtLineList *self, const LtRecord *line)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (lt_record_get_title (line));
  GtkWidget *kind = gtk_label_new (lt_kind_get_label (line->kind));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "title", g_strdup (lt_record_get_title (line)), g_free);
  g_object_set_data_full (G_OBJECT (row), "id", lt_id_to_text (&line->id), g_free);
  gtk_list_box_append (self->rows, row);
}

static void
add_kind (LtLineList *self, LtSession *session, const LtKind *kind)
{
  LtQuery query = { .limit = MOST_LINES, .sort = kind->title };
  g_autoptr (GPtrArray) lines = lt_store_list (lt_session_get_store (session), kind, &query, NULL);
  guint geometry = (guint) lt_kind_geometry_field (kind);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const LtRecord *line = g_ptr_array_index (lines, i);

      if (line->values[geometry] != NULL && lt_record_get_title (line) != NULL)
        add_line (self, line);
    }
}

/**
 * lt_line_list_fill:
 * @self: a list
 * @session: the open county
 *
 * Reads the county's lines anew. Where a patrol went is none that a zone lies along.
 */
void
lt_line_list_fill (LtLineList *self, LtSession *session)
{
  GtkWidget *child;
  guint n_kinds;
  const LtKind *const *kinds = lt_kinds (&n_kinds);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->rows, 0))) != NULL)
    gtk_list_box_remove (self->rows, child);
  for (guint i = 0; i < n_kinds; i++)
    if (lt_kind_is_place (kinds[i]) && !g_str_equal (kinds[i]->name, "track")
        && kinds[i]->fields[lt_kind_geometry_field (kinds[i])].type == LT_TYPE_LINE)
      add_kind (self, session, kinds[i]);
}
