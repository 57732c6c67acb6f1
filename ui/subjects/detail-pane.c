/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/subjects/detail-pane.h"

#include "ui/shell/children.h"
#include "ui/subjects/attachment-box.h"
#include "ui/subjects/field-list.h"
#include "ui/subjects/history.h"

#include <glib/gi18n-lib.h>

struct _LtDetailPane
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  GtkLabel *kind_label;
  GtkWidget *inspect_button;
  GtkWidget *values_button;
  GtkWidget *change_box;
  GtkBox *body;

  LtSession *session;
  LtRecord *place;
};

G_DEFINE_FINAL_TYPE (LtDetailPane, lt_detail_pane, GTK_TYPE_WIDGET)

/* "Mines · Operating" */
static char *
describe_kind (const LtRecord *place)
{
  int field = lt_kind_find_field (place->kind, place->kind->variety);
  g_autofree char *state = NULL;

  if (field >= 0)
    state = lt_field_format (&place->kind->fields[field], place->values[field]);
  if (state == NULL || *state == '\0')
    return g_strdup (lt_kind_get_label (place->kind));
  return g_strdup_printf ("%s · %s", lt_kind_get_label (place->kind), state);
}

static void
clear_body (LtDetailPane *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->body))) != NULL)
    gtk_box_remove (self->body, child);
}

static gboolean
is_measured (const LtRecord *place)
{
  static const char *const kinds[] = { "station", "dust-site", "area" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (place->kind->name, kinds[i]))
      return TRUE;
  return FALSE;
}

static void
fill (LtDetailPane *self)
{
  g_autofree char *kind = describe_kind (self->place);
  GtkWidget *attachments;

  clear_body (self);
  gtk_label_set_text (self->title_label, lt_record_get_title (self->place));
  gtk_label_set_text (self->kind_label, kind);
  gtk_widget_set_visible (self->inspect_button, lt_detail_pane_can_inspect (self));
  gtk_widget_set_visible (self->values_button, is_measured (self->place));
  gtk_widget_set_visible (self->change_box,
                          lt_store_is_writable (lt_session_get_store (self->session)));
  gtk_box_append (self->body, lt_field_list_new (self->session, self->place));
  if (lt_detail_pane_can_inspect (self))
    lt_history_fill (self->body, self->session, self->place);
  attachments = g_object_new (LT_TYPE_ATTACHMENT_BOX, NULL);
  lt_attachment_box_show (LT_ATTACHMENT_BOX (attachments), self->session, self->place);
  gtk_box_append (self->body, attachments);
}

static void
on_session_changed (LtDetailPane *self)
{
  LtId id;

  if (self->place == NULL)
    return;
  id = self->place->id;
  if (!lt_detail_pane_show (self, &id))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.close-pane", NULL);
}

static void
lt_detail_pane_dispose (GObject *object)
{
  LtDetailPane *self = LT_DETAIL_PANE (object);

  g_clear_pointer (&self->place, lt_record_free);
  g_clear_object (&self->session);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_DETAIL_PANE);
  G_OBJECT_CLASS (lt_detail_pane_parent_class)->dispose (object);
}

static void
lt_detail_pane_class_init (LtDetailPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_detail_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/subjects/detail-pane.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "win.place-beside", NULL);
  gtk_widget_class_bind_template_child (widget_class, LtDetailPane, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtDetailPane, kind_label);
  gtk_widget_class_bind_template_child (widget_class, LtDetailPane, inspect_button);
  gtk_widget_class_bind_template_child (widget_class, LtDetailPane, values_button);
  gtk_widget_class_bind_template_child (widget_class, LtDetailPane, change_box);
  gtk_widget_class_bind_template_child (widget_class, LtDetailPane, body);
}

static void
lt_detail_pane_init (LtDetailPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lt_detail_pane_set_session:
 * @self: a pane
 * @session: (nullable): the open county
 */
void
lt_detail_pane_set_session (LtDetailPane *self, LtSession *session)
{
  g_return_if_fail (LT_IS_DETAIL_PANE (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_session_changed, self);
  g_clear_pointer (&self->place, lt_record_free);
  clear_body (self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                             G_CONNECT_SWAPPED);
}

/**
 * lt_detail_pane_show:
 * @self: a pane
 * @id: a place
 *
 * Returns: whether the place is in the file
 */
gboolean
lt_detail_pane_show (LtDetailPane *self, const LtId *id)
{
  LtRecord *place;

  g_return_val_if_fail (LT_IS_DETAIL_PANE (self), FALSE);

  if (self->session == NULL)
    return FALSE;
  place = lt_store_find_place (lt_session_get_store (self->session), id, NULL);
  if (place == NULL)
    return FALSE;
  g_clear_pointer (&self->place, lt_record_free);
  self->place = place;
  fill (self);
  return TRUE;
}

/**
 * lt_detail_pane_get_place:
 *
 * Returns: (transfer none) (nullable): the place shown
 */
const LtRecord *
lt_detail_pane_get_place (LtDetailPane *self)
{
  return self->place;
}

/**
 * lt_detail_pane_can_inspect:
 *
 * Returns: whether the place shown is one that is supervised
 */
gboolean
lt_detail_pane_can_inspect (LtDetailPane *self)
{
  static const char *const not_supervised[] = { "area", "town", "river", NULL };

  return self->place != NULL && !g_strv_contains (not_supervised, self->place->kind->name);
}
