/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/casework/order-page.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "ui/casework/life-line.h"
#include "ui/casework/page-keys.h"
#include "ui/forms/field-words.h"
#include "ui/forms/form.h"
#include "ui/printing/page-preview.h"
#include "ui/printing/print-pages.h"
#include "ui/shell/children.h"
#include "ui/shell/confirm.h"
#include "ui/subjects/attachment-box.h"
#include "work/casework.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

#define PREVIEW_DELAY 250 /* ms that the paper follows the typing */

struct _LtOrderPage
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  LtLifeLine *life_line;
  GtkLabel *saved_label;
  LtForm *form;
  LtAttachmentBox *attachments;
  LtPagePreview *preview;
  GtkLabel *words_label;
  GtkWidget *pdf_button;
  GtkWidget *save_button;
  GtkButton *next_button;

  LtSession *session;
  guint preview_source;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (LtOrderPage, lt_order_page, GTK_TYPE_WIDGET)

static const char *
get_state (LtOrderPage *self)
{
  const LtRecord *seen = lt_form_get_seen (self->form);
  const char *state = seen == NULL ? NULL : lt_record_get (seen, "state");

  return state == NULL ? "draft" : state;
}

static gboolean
is_kept (LtOrderPage *self)
{
  const LtRecord *seen = lt_form_get_seen (self->form);

  return seen != NULL && !lt_id_is_zero (&seen->id);
}

static void
say (LtOrderPage *self, const char *words, gboolean is_problem)
{
  lt_plain_words_show (self->words_label, words);
  gtk_widget_remove_css_class (GTK_WIDGET (self->words_label), "problem");
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->words_label), "problem");
}

static gboolean
can_write (LtOrderPage *self)
{
  return lt_store_is_writable (lt_session_get_store (self->session));
}

static void
say_saved (LtOrderPage *self)
{
  g_autofree char *second = lt_second_of (lt_session_get_now (self->session));
  g_autofree char *saved = g_strdup_printf (_ ("Saved %s"), strchr (second, 'T') + 1);

  gtk_label_set_text (self->saved_label, saved);
}

static void
show_words (LtOrderPage *self)
{
  g_autofree char *missing = lt_form_describe_missing (self->form);
  g_autofree char *words =
      missing == NULL ? NULL : g_strdup_printf (_ ("Still missing: %s"), missing);

  if (words != NULL)
    say (self, words, FALSE);
  else if (g_str_equal (get_state (self), "review"))
    say (self, _ ("Waits for a signatory, who did not draft it."), FALSE);
  else
    say (self, "", FALSE);
}

static void
show_saved (LtOrderPage *self)
{
  g_autofree char *draft = NULL;

  if (is_kept (self) && !lt_form_is_changed (self->form))
    return;
  draft = lt_form_describe_draft (self->form);
  gtk_label_set_text (self->saved_label, draft == NULL ? _ ("Not saved yet") : draft);
}

static void
show_state (LtOrderPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *state = get_state (self);
  gboolean draft = g_str_equal (state, "draft");
  gboolean changed = lt_form_is_changed (self->form);
  gboolean valid = can_write (self) && lt_form_is_valid (self->form);

  show_words (self);
  gtk_widget_set_visible (self->save_button, draft);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), !g_str_equal (state, "issued"));
  gtk_button_set_label (self->next_button, draft ? _ ("Submit for review (Ctrl+Enter)")
                                                 : _ ("Issue and number (Ctrl+Enter)"));
  gtk_widget_action_set_enabled (widget, "order.save",
                                 draft && valid && (changed || !is_kept (self)));
  gtk_widget_action_set_enabled (widget, "order.next",
                                 (draft && valid)
                                     || (g_str_equal (state, "review") && can_write (self)));
  gtk_widget_action_set_enabled (widget, "order.pdf", is_kept (self) && !changed);
  gtk_widget_action_set_enabled (widget, "order.print", is_kept (self) && !changed);
  show_saved (self);
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
    say (self, error->message, TRUE);
  lt_page_preview_take (self->preview, pages);
  return G_SOURCE_REMOVE;
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
                can_write (self) && (state == NULL || g_str_equal (state, "draft")));
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

  kept = is_kept (self) ? lt_work_set (self->session, lt_form_get_seen (self->form), wanted, error)
                        : lt_work_order_draft (self->session, wanted, error);
  if (!kept)
    return FALSE;
  lt_form_drop_draft (self->form);
  return lt_order_page_open (self, &wanted->id, error);
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOrderPage *self = LT_ORDER_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (keep (self, &error))
    say_saved (self);
  else
    say (self, error->message, TRUE);
}

static gboolean
go_on (LtOrderPage *self, GError **error)
{
  gboolean draft = g_str_equal (get_state (self), "draft");
  const LtRecord *seen;
  LtId id;

  if (draft && (!is_kept (self) || lt_form_is_changed (self->form)) && !keep (self, error))
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
      say_saved (self);
      lt_order_page_focus (self);
    }
  else if (lt_session_wants_passphrase (self->session))
    lt_confirm_ask (widget, self->session, _ ("What is issued never changes."), action, NULL);
  else
    say (self, error->message, TRUE);
}

static void
on_chosen (LtOrderPage *self, int response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *words = NULL;

  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (chooser));
  if (response != GTK_RESPONSE_ACCEPT)
    return;
  path = lt_work_name_pdf (g_file_peek_path (file), &error);
  if (path == NULL
      || !lt_work_print_order (self->session, lt_form_get_seen (self->form), path, &error))
    {
      say (self, error->message, TRUE);
      return;
    }
  words = g_strdup_printf (_ ("Written: %s"), path);
  say (self, words, FALSE);
}

static void
on_pdf (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOrderPage *self = LT_ORDER_PAGE (widget);
  const LtRecord *seen = lt_form_get_seen (self->form);
  const char *number = lt_record_get (seen, "number");
  g_autofree char *name =
      g_strdup_printf ("%s.pdf",
                       number != NULL ? number : lt_record_get (seen, "provisional_number"));
  g_autoptr (GFile) county = g_file_new_for_path (lt_session_get_path (self->session));
  g_autoptr (GFile) folder = NULL;

  if (self->chooser != NULL)
    return;
  g_strdelimit (name, "/", '-');
  self->chooser =
      gtk_file_chooser_native_new (_ ("Save order as PDF"),
                                   GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  folder = g_file_get_parent (county);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
on_printed (const GError *error, gpointer owner)
{
  if (error != NULL)
    say (LT_ORDER_PAGE (owner), error->message, TRUE);
}

static void
on_print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtOrderPage *self = LT_ORDER_PAGE (widget);
  const LtRecord *seen = lt_form_get_seen (self->form);
  g_autoptr (GError) error = NULL;
  LtPages *pages = lt_work_order_pages (self->session, seen, &error);

  if (pages == NULL)
    say (self, error->message, TRUE);
  else
    lt_print_pages (GTK_WINDOW (gtk_widget_get_root (widget)), lt_record_get_title (seen), pages,
                    on_printed, G_OBJECT (self));
}

static void
lt_order_page_dispose (GObject *object)
{
  LtOrderPage *self = LT_ORDER_PAGE (object);

  g_clear_handle_id (&self->preview_source, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_ORDER_PAGE);
  G_OBJECT_CLASS (lt_order_page_parent_class)->dispose (object);
}

static void
lt_order_page_class_init (LtOrderPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_order_page_dispose;
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
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, show_saved);
  gtk_widget_class_install_action (widget_class, "order.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "order.next", NULL, on_next);
  gtk_widget_class_install_action (widget_class, "order.pdf", NULL, on_pdf);
  gtk_widget_class_install_action (widget_class, "order.print", NULL, on_print);
}

static void
lt_order_page_init (LtOrderPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_init_template (widget);
  lt_page_keys_add (widget, GDK_KEY_s, GDK_CONTROL_MASK, "order.save");
  lt_page_keys_add (widget, GDK_KEY_Return, GDK_CONTROL_MASK, "order.next");
  lt_page_keys_add (widget, GDK_KEY_e, GDK_CONTROL_MASK, "order.pdf");
  lt_page_keys_add (widget, GDK_KEY_p, GDK_CONTROL_MASK, "order.print");
}

void
lt_order_page_set_session (LtOrderPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_ORDER_PAGE (self));

  g_clear_handle_id (&self->preview_source, g_source_remove);
  lt_form_close (self->form);
  lt_attachment_box_show (self->attachments, NULL, NULL);
  g_set_object (&self->session, session);
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
                      "`lantianctl drafts` shows what you typed."),
                   lt_record_get_title (seen));
      return FALSE;
    }
  show_order (self, seen);
  lt_form_restore (self->form, draft);
  show_state (self);
  if (changed)
    say (self,
         _ ("A colleague has changed this meanwhile: saved, both values stand as a conflict."),
         TRUE);
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
                             : self->pdf_button);
}
