/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/casework/order-page-private.h"

#include "base/error.h"
#include "ui/forms/form-page.h"
#include "ui/forms/page-keys.h"
#include "ui/shell/children.h"
#include "ui/shell/confirm.h"
#include "work/casework.h"
#include "work/re-inspection.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

#define PREVIEW_DELAY 250 /* ms that the paper follows the typing */

static guint saved_signal;

G_DEFINE_FINAL_TYPE (LtOrderPage, lt_order_page, GTK_TYPE_WIDGET)

static const char *
get_state (LtOrderPage *self)
{
  const LtRecord *seen = lt_form_get_seen (self->form);
  const char *state = seen == NULL ? NULL : lt_record_get (seen, "state");

  return state == NULL ? "draft" : state;
}

/* An issued order is not the end: somebody looks whether it is done. */
static void
show_re_inspection (LtOrderPage *self)
{
  gboolean waits = FALSE;
  g_autoptr (GError) error = NULL;
  g_autofree char *words =
      lt_work_tell_re_inspection (self->session, lt_form_get_seen (self->form), &waits, &error);

  lt_form_page_say (self->words_label, words == NULL ? error->message : words, words == NULL);
  if (waits)
    gtk_widget_add_css_class (self->re_inspect_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->re_inspect_button, "suggested-action");
}

static void
show_words (LtOrderPage *self)
{
  if (g_str_equal (get_state (self), "issued"))
    show_re_inspection (self);
  else if (!lt_form_page_say_missing (self->words_label, self->form))
    lt_form_page_say (self->words_label,
                      g_str_equal (get_state (self), "review")
                          ? _ ("Waits for a signatory, who did not draft it.")
                          : "",
                      FALSE);
}

static void
show_state (LtOrderPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *state = get_state (self);
  gboolean draft = g_str_equal (state, "draft");
  gboolean issued = g_str_equal (state, "issued");
  gboolean changed = lt_form_is_changed (self->form);
  gboolean valid = lt_form_page_can_write (self->session) && lt_form_is_valid (self->form);

  show_words (self);
  gtk_widget_set_visible (self->save_button, draft);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), !issued);
  gtk_widget_set_visible (self->re_inspect_button, issued);
  gtk_button_set_label (self->next_button, draft ? _ ("Submit for review (Ctrl+Enter)")
                                                 : _ ("Issue and number (Ctrl+Enter)"));
  gtk_widget_action_set_enabled (widget, "order.save",
                                 draft && valid && (changed || !lt_form_page_is_kept (self->form)));
  gtk_widget_action_set_enabled (
      widget, "order.next",
      (draft && valid)
          || (g_str_equal (state, "review") && lt_form_page_can_write (self->session)
              && lt_work_order_may_issue (self->session, lt_form_get_seen (self->form))));
  gtk_widget_action_set_enabled (widget, "order.re-inspect",
                                 issued && lt_form_page_can_write (self->session));
  gtk_widget_action_set_enabled (widget, "order.pdf",
                                 lt_form_page_is_kept (self->form) && !changed);
  gtk_widget_action_set_enabled (widget, "order.print",
                                 lt_form_page_is_kept (self->form) && !changed);
  lt_form_page_show_draft (self->saved_label, self->form);
}

/* What may be done with it depends on who is there. */
static void
on_officer_changed (LtOrderPage *self)
{
  if (lt_form_get_wanted (self->form) != NULL)
    show_state (self);
}

static gboolean
on_preview (gpointer user_data)
{
  LtOrderPage *self = user_data;
  g_autoptr (GError) error = NULL;
  LtPages *pages;

  self->preview_source = 0;
  pages = lt_work_order_pages (self->session, lt_form_get_wanted (self->form), &error);
  if (pages == NULL)
    lt_form_page_say (self->words_label, error->message, TRUE);
  lt_page_preview_take (self->preview, pages);
  return G_SOURCE_REMOVE;
}

static void
on_draft_kept (LtOrderPage *self)
{
  lt_form_page_show_draft (self->saved_label, self->form);
}

static void
on_edited (LtOrderPage *self)
{
  if (lt_form_get_seen (self->form) == NULL)
    return;
  show_state (self);
  g_clear_handle_id (&self->preview_source, g_source_remove);
  self->preview_source = g_timeout_add (PREVIEW_DELAY, on_preview, self);
}

static void
show_order (LtOrderPage *self, const LtRecord *order)
{
  const char *state = lt_record_get (order, "state");
  const char *number = lt_record_get (order, "number");
  const char *provisional = lt_record_get (order, "provisional_number");
  const char *shown = number != NULL ? number : provisional;
  const char *party = lt_record_get (order, "party");
  int field = lt_kind_find_field (order->kind, "state");
  g_autofree char *title = g_strdup_printf ("%s  %s", party == NULL ? _ ("New order") : party,
                                            shown == NULL ? "" : shown);

  lt_form_open (self->form, self->session, order,
                lt_form_page_can_write (self->session)
                    && (state == NULL || g_str_equal (state, "draft")));
  lt_life_line_set (self->life_line, &order->kind->fields[field], state == NULL ? "draft" : state);
  gtk_label_set_text (self->title_label, title);
  lt_attachment_box_show (self->attachments, self->session, order);
  show_state (self);
  g_clear_handle_id (&self->preview_source, g_source_remove);
  on_preview (self);
}

static gboolean
keep (LtOrderPage *self, GError **error)
{
  g_autoptr (LtRecord) wanted = lt_form_copy_wanted (self->form);
  gboolean kept;

  kept = lt_form_page_is_kept (self->form)
             ? lt_form_page_set (self->session, self->form, wanted, error)
             : lt_work_order_draft (self->session, wanted, error);
  if (!kept)
    return FALSE;
  lt_form_take_saved (self->form, wanted);
  return lt_order_page_open (self, &wanted->id, error);
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOrderPage *self = LT_ORDER_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (lt_form_page_put_off (widget, action, self->session, self->saved_label))
    return;
  if (keep (self, &error))
    {
      g_autofree char *text = lt_id_to_text (&lt_form_get_seen (self->form)->id);

      lt_form_page_show_saved (self->saved_label, self->session);
      g_signal_emit (self, saved_signal, 0, text);
    }
  else
    lt_form_page_say (self->words_label, error->message, TRUE);
}

static gboolean
go_on (LtOrderPage *self, GError **error)
{
  gboolean draft = g_str_equal (get_state (self), "draft");
  const LtRecord *seen;
  LtId id;

  if (draft && (!lt_form_page_is_kept (self->form) || lt_form_is_changed (self->form))
      && !keep (self, error))
    return FALSE;
  seen = lt_form_get_seen (self->form);
  id = seen->id;
  return (draft ? lt_work_order_submit (self->session, seen, error)
                : lt_work_order_issue (self->session, seen, error))
         && lt_order_page_open (self, &id, error);
}

static void
on_next (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOrderPage *self = LT_ORDER_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (go_on (self, &error))
    {
      lt_form_page_show_saved (self->saved_label, self->session);
      g_signal_emit (self, saved_signal, 0, "");
      lt_order_page_focus (self);
    }
  else if (lt_session_wants_passphrase (self->session))
    lt_confirm_ask (widget, self->session, _ ("What is issued never changes."), action, NULL);
  else
    lt_form_page_say (self->words_label, error->message, TRUE);
}

static void
on_re_inspect (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *id = lt_id_to_text (&lt_form_get_seen (LT_ORDER_PAGE (widget)->form)->id);

  gtk_widget_activate_action (widget, "win.re-inspect", "s", id);
}

/* A re-inspection may have been written since it was last seen. */
static void
lt_order_page_map (GtkWidget *widget)
{
  LtOrderPage *self = LT_ORDER_PAGE (widget);

  GTK_WIDGET_CLASS (lt_order_page_parent_class)->map (widget);
  if (self->session != NULL && lt_form_get_seen (self->form) != NULL
      && g_str_equal (get_state (self), "issued"))
    show_words (self);
}

static void
lt_order_page_dispose (GObject *object)
{
  LtOrderPage *self = LT_ORDER_PAGE (object);

  g_clear_handle_id (&self->preview_source, g_source_remove);
  g_clear_object (&self->session);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_ORDER_PAGE);
  G_OBJECT_CLASS (lt_order_page_parent_class)->dispose (object);
}

static void
lt_order_page_class_init (LtOrderPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_order_page_dispose;
  widget_class->map = lt_order_page_map;
  saved_signal = g_signal_new ("saved", LT_TYPE_ORDER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (LT_TYPE_ATTACHMENT_BOX);
  g_type_ensure (LT_TYPE_FORM);
  g_type_ensure (LT_TYPE_LIFE_LINE);
  g_type_ensure (LT_TYPE_PAGE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/casework/order-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, life_line);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, saved_label);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, form);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, attachments);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, preview);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, words_label);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, LtOrderPage, re_inspect_button);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_kept);
  gtk_widget_class_install_action (widget_class, "order.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "order.next", NULL, on_next);
  gtk_widget_class_install_action (widget_class, "order.re-inspect", NULL, on_re_inspect);
  lt_order_page_install_paper_actions (widget_class);
}

static void
lt_order_page_init (LtOrderPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_init_template (widget);
  lt_page_keys_add (widget, GDK_KEY_s, GDK_CONTROL_MASK, "order.save");
  lt_page_keys_add (widget, GDK_KEY_Return, GDK_CONTROL_MASK, "order.next");
  lt_page_keys_add (widget, GDK_KEY_n, GDK_CONTROL_MASK, "order.re-inspect");
  lt_page_keys_add (widget, GDK_KEY_e, GDK_CONTROL_MASK, "order.pdf");
  lt_page_keys_add (widget, GDK_KEY_p, GDK_CONTROL_MASK, "order.print");
}

static void
close_form (LtOrderPage *self)
{
  g_clear_handle_id (&self->preview_source, g_source_remove);
  lt_form_close (self->form);
  lt_attachment_box_show (self->attachments, NULL, NULL);
}

void
lt_order_page_set_session (LtOrderPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_ORDER_PAGE (self));

  close_form (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_officer_changed, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "officer-changed", G_CALLBACK (on_officer_changed), self,
                             G_CONNECT_SWAPPED);
}

/**
 * lt_order_page_begin:
 * @self: a page
 * @inspection: the inspection that the order follows from
 * @error: return location
 *
 * Opens the form of a new order.
 *
 * Returns: whether an order may follow
 */
gboolean
lt_order_page_begin (LtOrderPage *self, const LtId *inspection, GError **error)
{
  g_autoptr (LtRecord) from = lt_store_get (lt_session_get_store (self->session),
                                            lt_kind_by_name ("inspection"), inspection, error);
  g_autoptr (LtRecord) order = NULL;

  if (from != NULL)
    order = lt_work_order_new (self->session, from, error);
  if (order == NULL)
    return FALSE;
  show_order (self, order);
  return TRUE;
}

/**
 * lt_order_page_open:
 * @self: a page
 * @id: an order of the file
 * @error: return location
 *
 * Returns: whether it is there
 */
gboolean
lt_order_page_open (LtOrderPage *self, const LtId *id, GError **error)
{
  g_autoptr (LtRecord) order =
      lt_store_get (lt_session_get_store (self->session), lt_kind_by_name ("order"), id, error);

  if (order == NULL)
    return FALSE;
  gtk_label_set_text (self->saved_label, _ ("Saved"));
  show_order (self, order);
  return TRUE;
}

/**
 * lt_order_page_read_again:
 * @self: a page
 * @id: a record that was changed otherwise
 *
 * Shows it as it is now, where it is the page's; where it is gone the form is closed.
 *
 * Returns: whether the page has something to show
 */
gboolean
lt_order_page_read_again (LtOrderPage *self, const LtId *id)
{
  const LtRecord *seen = lt_form_get_seen (self->form);

  if (seen == NULL || !lt_id_equal (&seen->id, id) || lt_order_page_open (self, id, NULL))
    return TRUE;
  close_form (self);
  return FALSE;
}

/**
 * lt_order_page_restore:
 * @self: a page
 * @draft: a draft of an order
 * @error: return location; %LT_ERROR_REFUSED where the order has gone on since
 *
 * Opens the form as it was left, with what was typed.
 */
gboolean
lt_order_page_restore (LtOrderPage *self, const LtDraft *draft, GError **error)
{
  gboolean changed;
  g_autoptr (LtRecord) seen = lt_work_draft_open (self->session, draft, &changed, error);
  const char *state = seen == NULL ? NULL : lt_record_get (seen, "state");

  if (seen == NULL)
    return FALSE;
  if (g_strcmp0 (state, "draft") != 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                   _ ("Order %s is no draft any more, so nothing can be changed in it. "
                      "What you typed stays among the unsaved forms."),
                   lt_record_get_title (seen));
      return FALSE;
    }
  show_order (self, seen);
  lt_form_restore (self->form, draft);
  show_state (self);
  if (changed)
    lt_form_page_say_changed (self->words_label);
  return TRUE;
}

/**
 * lt_order_page_give_up:
 *
 * What was typed and not saved is not wanted any more.
 */
void
lt_order_page_give_up (LtOrderPage *self)
{
  lt_form_drop_draft (self->form);
}

/**
 * lt_order_page_keep:
 *
 * Returns: whether all that was typed is in its draft now
 */
gboolean
lt_order_page_keep (LtOrderPage *self, GError **error)
{
  return lt_form_keep_draft (self->form, error);
}

/**
 * lt_order_page_is_changed:
 *
 * Returns: whether something was typed that is not kept yet
 */
gboolean
lt_order_page_is_changed (LtOrderPage *self)
{
  return lt_form_is_changed (self->form);
}

/**
 * lt_order_page_is_settled:
 *
 * Returns: whether the paper shows what the form holds
 */
gboolean
lt_order_page_is_settled (LtOrderPage *self)
{
  return self->preview_source == 0;
}

void
lt_order_page_focus (LtOrderPage *self)
{
  if (lt_form_focus (self->form)) /* else it is no draft: the next step */
    return;
  gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->next_button))
                             ? GTK_WIDGET (self->next_button)
                             : self->re_inspect_button);
}
