/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which kind a list is of, and how its officer wishes it: columns, order, conditions. */

#include "ui/lists/list-columns.h"
#include "ui/lists/record-list-private.h"

#include "ui/shell/last-file.h"

#include <glib/gi18n-lib.h>

/* What an officer works with comes first; places, as the field table has them, next. */
static const char *const casework[] = { "inspection", "order", NULL };
static const char *const measured[] = { "dust-fall", "batch", NULL };
static const char *const files[] = { "attachment", "import", NULL };

static void
add_kind (GMenu *menu, const LtKind *kind)
{
  g_autofree char *action = g_strdup_printf ("list.kind::%s", kind->name);

  g_menu_append (menu, lt_kind_get_label (kind), action);
}

static void
add_named (GMenu *menus, const char *label, const char *const *names)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (int i = 0; names[i] != NULL; i++)
    add_kind (menu, lt_kind_by_name (names[i]));
  g_menu_append_section (menus, label, G_MENU_MODEL (menu));
}

static gboolean
is_named (const LtKind *kind)
{
  return g_strv_contains (casework, kind->name) || g_strv_contains (measured, kind->name)
         || g_strv_contains (files, kind->name);
}

static void
add_rest (GMenu *menus, const char *label, gboolean people)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    if ((kinds[i]->flags & LT_KIND_INNER) == 0 && !is_named (kinds[i])
        && ((kinds[i]->flags & LT_KIND_PEOPLE) != 0) == people)
      add_kind (menu, kinds[i]);
  g_menu_append_section (menus, label, G_MENU_MODEL (menu));
}

/* Every kind that has a list is in one of the groups. */
GMenuModel *
lt_record_list_make_kinds (void)
{
  GMenu *menus = g_menu_new ();

  add_named (menus, _ ("Casework"), casework);
  add_rest (menus, _ ("Places"), FALSE);
  add_named (menus, _ ("Measured"), measured);
  add_named (menus, _ ("Files"), files);
  add_rest (menus, _ ("People"), TRUE);
  return G_MENU_MODEL (menus);
}

static gboolean
has_any (LtStore *store, const LtKind *kind)
{
  LtQuery query = { .limit = 1 };
  g_autoptr (GPtrArray) found = lt_store_list (store, kind, &query, NULL);

  return found != NULL && found->len > 0;
}

/* Nobody has chosen a kind yet, and of the one that is listed there is nothing: the first place
 * that there is any of is more use. */
void
lt_record_list_choose_first (LtRecordList *self)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);
  LtStore *store = self->session == NULL ? NULL : lt_session_get_store (self->session);
  const LtKind *first = NULL;

  if (!self->any_kind || self->kind_chosen || store == NULL || has_any (store, self->kind))
    return;
  for (guint i = 0; i < n && first == NULL; i++)
    if (lt_kind_is_place (kinds[i]) && has_any (store, kinds[i]))
      first = kinds[i];
  if (first != NULL)
    lt_record_list_show_kind (self, first);
  self->kind_chosen = FALSE;
}

static const char *
get_card (LtRecordList *self)
{
  const LtRecord *officer = self->session == NULL ? NULL : lt_session_get_officer (self->session);

  return officer == NULL ? NULL : lt_record_get (officer, "card");
}

/* What was chosen stays so, for this officer and kind. */
void
lt_record_list_keep_wish (LtRecordList *self)
{
  g_autofree char *json = NULL;

  if (self->wish == NULL || self->session == NULL)
    return;
  json = lt_list_wish_to_json (self->wish);
  lt_settings_set_list (self->card, self->kind->name, json);
}

/* The columns that are wished for. */
void
lt_record_list_show_columns (LtRecordList *self)
{
  self->showing = TRUE;
  lt_list_columns_show (self->view, self->wish);
  self->showing = FALSE;
  if (self->rows != NULL)
    lt_record_model_set_fields (self->rows, self->wish->columns);
}

/* At least one column stays. */
static void
on_column_toggled (LtRecordList *self, GtkCheckButton *mark)
{
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (mark), "field"));
  guint64 bit = G_GUINT64_CONSTANT (1) << field;
  guint64 columns =
      gtk_check_button_get_active (mark) ? self->wish->columns | bit : self->wish->columns & ~bit;

  if (self->showing)
    return;
  if (columns == 0)
    {
      self->showing = TRUE;
      gtk_check_button_set_active (mark, TRUE);
      self->showing = FALSE;
      return;
    }
  self->wish->columns = columns;
  lt_record_list_show_columns (self);
  lt_record_list_keep_wish (self);
}

static void
show_column_marks (LtRecordList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->column_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->column_box), child);
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      GtkWidget *mark;

      if (!lt_list_is_column (&self->kind->fields[i]))
        continue;
      mark = gtk_check_button_new_with_label (lt_field_get_label (&self->kind->fields[i]));
      gtk_widget_set_name (mark, self->kind->fields[i].name);
      g_object_set_data (G_OBJECT (mark), "field", GUINT_TO_POINTER (i));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (mark), (self->wish->columns >> i & 1) != 0);
      g_signal_connect_object (mark, "toggled", G_CALLBACK (on_column_toggled), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->column_box), mark);
    }
}

/* By what the list is sorted, where that is chosen by the keyboard. */
void
lt_record_list_show_sort (LtRecordList *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  gboolean downward = *self->wish->sort == '-';
  guint chosen = 0;

  self->showing = TRUE;
  g_array_set_size (self->sort_fields, 0);
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const LtField *field = &self->kind->fields[i];

      if (!lt_list_is_column (field))
        continue;
      if (g_str_equal (field->name, self->wish->sort + downward))
        chosen = self->sort_fields->len;
      g_array_append_val (self->sort_fields, i);
      gtk_string_list_append (words, lt_field_get_label (field));
    }
  gtk_drop_down_set_model (self->sort_list, G_LIST_MODEL (words));
  gtk_drop_down_set_selected (self->sort_list, chosen);
  gtk_toggle_button_set_active (self->downward_button, downward);
  self->showing = FALSE;
}

/* The wish is another one, or has changed. */
void
lt_record_list_show_wish (LtRecordList *self)
{
  lt_filter_box_set_wish (self->filter_box, self->wish);
  show_column_marks (self);
  lt_record_list_show_sort (self);
  lt_record_list_show_columns (self);
  self->showing = TRUE;
  gtk_toggle_button_set_active (self->filter_button, self->wish->conditions->len > 0);
  self->showing = FALSE;
}

/* An officer without a wish of his own begins with that of the machine. */
void
lt_record_list_load_wish (LtRecordList *self)
{
  g_autofree char *json = NULL;

  g_free (self->card);
  self->card = g_strdup (get_card (self));
  json = lt_settings_get_list (self->card, self->kind->name);
  if (json == NULL && self->card != NULL)
    json = lt_settings_get_list (NULL, self->kind->name);
  lt_filter_box_set_wish (self->filter_box, NULL);
  lt_list_wish_free (self->wish);
  self->wish = lt_list_wish_new (self->kind, json);
}

static const char *
describe_beginning (const LtKind *kind)
{
  if (g_str_equal (kind->name, "inspection"))
    return _ ("Select a place on the map and press Ctrl+N: the inspection is logged there.");
  if (g_str_equal (kind->name, "order"))
    return _ ("Open an inspection and press Ctrl+D: an order is drafted from it.");
  if (g_str_equal (kind->name, "attachment"))
    return _ ("Drop a photo or a document on the window while a record is open.");
  if (g_str_equal (kind->name, "revocation") || (kind->flags & LT_KIND_PEOPLE) != 0)
    return _ ("The keeper enters people: menu, officers.");
  if (lt_kind_is_place (kind))
    return _ ("Draw one on the map (N), or import a file (Ctrl+I).");
  return _ ("Import a file (Ctrl+I), or sync with the bureau.");
}

/* Why there is nothing to be seen, and what can be done about it. */
void
lt_record_list_say_empty (LtRecordList *self)
{
  const char *title = self->problem != NULL ? _ ("The list could not be read")
                      : self->all > 0       ? _ ("No record is like that")
                                            : _ ("Nothing here yet");
  const char *words = self->problem != NULL ? self->problem
                      : self->all > 0       ? _ ("Take a condition or the words off to see more.")
                                            : describe_beginning (self->kind);
  g_autofree char *escaped = NULL;

  adw_status_page_set_title (self->empty_page, title);
  escaped = g_markup_escape_text (words, -1);
  adw_status_page_set_description (self->empty_page, escaped);
  gtk_widget_set_visible (self->empty_button, self->problem == NULL && self->all > 0);
}
