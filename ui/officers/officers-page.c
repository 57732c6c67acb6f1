/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/officers/officers-page-private.h"

#include "ui/forms/field-words.h"
#include "ui/officers/officer-details.h"
#include "ui/shell/children.h"
#include "work/officers.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (LtOfficersPage, lt_officers_page, GTK_TYPE_WIDGET)

void
lt_officers_page_say (LtOfficersPage *self, const char *words, gboolean is_problem)
{
  lt_plain_words_show (self->said_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->said_label), words != NULL && *words != '\0');
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->said_label), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->said_label), "problem");
}

static LtOfficerForm *
get_form (LtOfficersPage *self)
{
  GtkWidget *shown = adw_bin_get_child (self->side);

  return LT_IS_OFFICER_FORM (shown) ? LT_OFFICER_FORM (shown) : NULL;
}

gboolean
lt_officers_page_can_change (LtOfficersPage *self)
{
  const LtRecord *acting = self->session == NULL ? NULL : lt_session_get_officer (self->session);

  return acting != NULL && lt_store_is_writable (lt_session_get_store (self->session))
         && lt_officer_is_keeper (self->session, &acting->id);
}

LtRecord *
lt_officers_page_get_chosen (LtOfficersPage *self)
{
  for (guint i = 0; self->officers != NULL && i < self->officers->len; i++)
    {
      LtRecord *officer = g_ptr_array_index (self->officers, i);

      if (lt_id_equal (&officer->id, &self->chosen))
        return officer;
    }
  return NULL;
}

/* Whom to ask, for those who may only read. */
static void
show_note (LtOfficersPage *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; self->officers != NULL && i < self->officers->len; i++)
    {
      const LtRecord *officer = g_ptr_array_index (self->officers, i);

      if (lt_officer_is_keeper (self->session, &officer->id))
        g_string_append_printf (names, "%s%s %s", names->len > 0 ? _ (", ") : "",
                                lt_record_get (officer, "name"), lt_record_get (officer, "card"));
    }
  words = lt_officers_page_can_change (self)
              ? g_strdup (_ ("You are a keeper and may change what stands here."))
              : g_strdup_printf (_ ("Only a keeper may change this: %s."), names->str);
  gtk_label_set_text (self->note_label, words);
}

void
lt_officers_page_show_chosen (LtOfficersPage *self)
{
  const LtRecord *officer = lt_officers_page_get_chosen (self);
  const LtRecord *acting = self->session == NULL ? NULL : lt_session_get_officer (self->session);
  gboolean is_own = officer != NULL && acting != NULL && lt_id_equal (&officer->id, &acting->id);

  adw_bin_set_child (self->side,
                     officer == NULL
                         ? NULL
                         : lt_officer_details_new (self->session, officer, self->devices,
                                                   lt_officers_page_can_change (self), is_own));
}

static GtkWidget *
make_row (LtOfficersPage *self, const LtRecord *officer)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title =
      g_strdup_printf ("%s  %s", lt_record_get (officer, "name"), lt_record_get (officer, "card"));
  g_autofree char *roles = lt_officer_describe_roles (self->session, officer);
  const char *const lines[] = { title, roles };

  gtk_widget_set_margin_start (row, 8);
  gtk_widget_set_margin_top (row, 4);
  gtk_widget_set_margin_bottom (row, 4);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *label = gtk_label_new (lines[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      if (i > 0)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (row), label);
    }
  return row;
}

static void
fill_list (LtOfficersPage *self)
{
  GtkWidget *row;

  self->filling = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; self->officers != NULL && i < self->officers->len; i++)
    {
      const LtRecord *officer = g_ptr_array_index (self->officers, i);

      gtk_list_box_append (self->list, make_row (self, officer));
      if (lt_id_equal (&officer->id, &self->chosen))
        gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
    }
  self->filling = FALSE;
}

static gpointer
read_devices (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_list_devices (store, error);
}

static void
on_devices (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtOfficersPage) self = LT_OFFICERS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *devices = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (devices == NULL)
    {
      lt_officers_page_say (self, error->message, TRUE);
      return;
    }
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  self->devices = devices;
  if (get_form (self) == NULL)
    lt_officers_page_show_chosen (self);
}

static void
free_devices (gpointer devices)
{
  g_ptr_array_unref (devices);
}

static void
stop_looking (LtOfficersPage *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

/* The whole log says which device has written: a reader looks it through. */
static void
look_for_devices (LtOfficersPage *self)
{
  stop_looking (self);
  self->looking = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_devices, NULL, NULL, free_devices,
                  self->looking, on_devices, g_object_ref (self));
}

static void
choose_somebody (LtOfficersPage *self)
{
  const LtRecord *acting = lt_session_get_officer (self->session);

  if (lt_officers_page_get_chosen (self) != NULL)
    return;
  if (acting != NULL)
    self->chosen = acting->id;
  else if (self->officers->len > 0)
    self->chosen = ((LtRecord *) g_ptr_array_index (self->officers, 0))->id;
}

/* Reads anew what is shown; not while nobody sees it, nor under a form. */
void
lt_officers_page_renew (LtOfficersPage *self)
{
  LtQuery query = { .sort = "card" };
  g_autoptr (GError) error = NULL;
  GPtrArray *officers;

  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  officers = lt_store_list (lt_session_get_store (self->session), lt_kind_by_name ("officer"),
                            &query, &error);
  if (officers == NULL)
    {
      lt_officers_page_say (self, error->message, TRUE);
      return;
    }
  g_clear_pointer (&self->officers, g_ptr_array_unref);
  self->officers = officers;
  choose_somebody (self);
  fill_list (self);
  show_note (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "officers.enrol",
                                 lt_officers_page_can_change (self));
  if (get_form (self) == NULL)
    lt_officers_page_show_chosen (self);
  look_for_devices (self);
}

static void
on_row_selected (LtOfficersPage *self, GtkListBoxRow *row)
{
  int at = row == NULL ? -1 : gtk_list_box_row_get_index (row);

  if (self->filling || at < 0 || (guint) at >= self->officers->len)
    return;
  self->chosen = ((LtRecord *) g_ptr_array_index (self->officers, (guint) at))->id;
  lt_officers_page_say (self, NULL, FALSE);
  lt_officers_page_show_chosen (self);
}

void
lt_officers_page_focus_list (LtOfficersPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  gtk_widget_grab_focus (row == NULL ? GTK_WIDGET (self->list) : GTK_WIDGET (row));
}

/* Tab would go through the rows, and choose each: it leaves the list as a whole. */
static gboolean
on_list_key (LtOfficersPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval == GDK_KEY_Tab && (state & GDK_SHIFT_MASK) == 0)
    return gtk_widget_child_focus (GTK_WIDGET (self->side), GTK_DIR_TAB_FORWARD);
  if (keyval == GDK_KEY_ISO_Left_Tab || keyval == GDK_KEY_Tab)
    return gtk_widget_grab_focus (self->enrol_button);
  return GDK_EVENT_PROPAGATE;
}

static void
lt_officers_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lt_officers_page_parent_class)->map (widget);
  lt_officers_page_renew (LT_OFFICERS_PAGE (widget));
}

static void
lt_officers_page_dispose (GObject *object)
{
  LtOfficersPage *self = LT_OFFICERS_PAGE (object);

  stop_looking (self);
  g_clear_object (&self->work);
  g_clear_object (&self->session);
  g_clear_pointer (&self->officers, g_ptr_array_unref);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_OFFICERS_PAGE);
  G_OBJECT_CLASS (lt_officers_page_parent_class)->dispose (object);
}

static void
lt_officers_page_class_init (LtOfficersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_officers_page_dispose;
  widget_class->map = lt_officers_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/officers/officers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtOfficersPage, note_label);
  gtk_widget_class_bind_template_child (widget_class, LtOfficersPage, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, LtOfficersPage, said_label);
  gtk_widget_class_bind_template_child (widget_class, LtOfficersPage, list);
  gtk_widget_class_bind_template_child (widget_class, LtOfficersPage, side);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected);
  lt_officers_page_install_acts (widget_class);
}

/* Whoever comes into the list chooses a row, and what is typed in a form would be lost: the
 * form is ended or left first. */
static void
on_side_changed (LtOfficersPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), get_form (self) == NULL);
}

static void
lt_officers_page_init (LtOfficersPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->side, "notify::child", G_CALLBACK (on_side_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_list_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

/* What a form asks for is nobody else's: who signs in or out begins anew. */
static void
on_officer_changed (LtOfficersPage *self)
{
  if (get_form (self) != NULL)
    adw_bin_set_child (self->side, NULL);
  lt_officers_page_say (self, NULL, FALSE);
  lt_officers_page_renew (self);
}

/**
 * lt_officers_page_set_session:
 * @self: a page
 * @session: (nullable): the open county
 */
void
lt_officers_page_set_session (LtOfficersPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_OFFICERS_PAGE (self));

  stop_looking (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, on_officer_changed, self);
      g_signal_handlers_disconnect_by_func (self->session, lt_officers_page_renew, self);
    }
  adw_bin_set_child (self->side, NULL);
  g_clear_pointer (&self->officers, g_ptr_array_unref);
  g_clear_pointer (&self->devices, g_ptr_array_unref);
  self->chosen = (LtId){ 0 };
  fill_list (self);
  lt_officers_page_say (self, NULL, FALSE);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "officer-changed", G_CALLBACK (on_officer_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (lt_officers_page_renew), self,
                           G_CONNECT_SWAPPED);
  lt_officers_page_renew (self);
}

/**
 * lt_officers_page_focus:
 *
 * Gives the keyboard to the form that is open, or to the list.
 */
void
lt_officers_page_focus (LtOfficersPage *self)
{
  if (get_form (self) != NULL)
    lt_officer_form_focus (get_form (self));
  else
    lt_officers_page_focus_list (self);
}
