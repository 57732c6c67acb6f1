/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/casework/inspection-page.h"

#include "ui/forms/form-page.h"
#include "ui/forms/page-keys.h"
#include "ui/shell/children.h"
#include "ui/subjects/attachment-box.h"
#include "work/casework.h"
#include "work/re-inspection.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

struct _LtInspectionPage
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  GtkLabel *saved_label;
  LtForm *form;
  LtAttachmentBox *attachments;
  GtkLabel *words_label;
  GtkWidget *order_button;

  LtSession *session;
  LtRecord *order; /* that was drafted from it */
};

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtInspectionPage, lt_inspection_page, GTK_TYPE_WIDGET)

static const char *
get_order_number (LtInspectionPage *self)
{
  const char *number = lt_record_get (self->order, "number");

  return number != NULL ? number : lt_record_get_title (self->order);
}

static char *
tell_order (LtInspectionPage *self)
{
  const LtKind *kind = self->order->kind;
  const char *state = lt_record_get (self->order, "state");

  return g_strdup_printf (_ ("Order %s follows from it (%s)."), get_order_number (self),
                          lt_field_choice_label (&kind->fields[lt_kind_find_field (kind, "state")],
                                                 state == NULL ? "draft" : state));
}

static void
show_words (LtInspectionPage *self, gboolean saved, gboolean orders)
{
  g_autofree char *order = self->order == NULL ? NULL : tell_order (self);

  if (lt_form_page_say_missing (self->words_label, self->form))
    return;
  lt_form_page_say (self->words_label,
                    order != NULL      ? order
                    : orders && !saved ? _ ("Save first; then the order can be drafted.")
                                       : "",
                    FALSE);
}

/* What is drafted already is shown, and not offered once more. */
static void
show_order_button (LtInspectionPage *self, gboolean saved, gboolean orders)
{
  g_autofree char *label =
      self->order == NULL ? g_strdup (_ ("Draft order (Ctrl+D)"))
                          : g_strdup_printf (_ ("Open order %s (Ctrl+D)"), get_order_number (self));

  gtk_button_set_label (GTK_BUTTON (self->order_button), label);
  gtk_widget_set_visible (self->order_button, orders || self->order != NULL);
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "inspection.order",
      self->order != NULL || (orders && saved && lt_form_page_can_write (self->session)));
}

static void
show_state (LtInspectionPage *self)
{
  const LtRecord *wanted = lt_form_get_wanted (self->form);
  gboolean saved = lt_form_page_is_kept (self->form) && !lt_form_is_changed (self->form);
  gboolean orders = wanted != NULL && g_strcmp0 (lt_record_get (wanted, "result"), "order") == 0;

  show_words (self, saved, orders);
  show_order_button (self, saved, orders);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "inspection.save",
                                 lt_form_page_can_write (self->session)
                                     && lt_form_is_valid (self->form) && !saved);
  lt_form_page_show_draft (self->saved_label, self->form);
}

static void
find_order (LtInspectionPage *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->order, lt_record_free);
  if (lt_form_page_is_kept (self->form)
      && !lt_work_find_order (self->session, &lt_form_get_seen (self->form)->id, &self->order,
                              &error))
    lt_form_page_say (self->words_label, error->message, TRUE);
}

static void
show_title (LtInspectionPage *self)
{
  const LtRecord *seen = lt_form_get_seen (self->form);
  int place = lt_kind_find_field (seen->kind, "place");
  g_autofree char *name =
      lt_work_format_field (self->session, &seen->kind->fields[place], seen->values[place]);
  g_autofree char *title = g_strdup_printf (
      lt_form_page_is_kept (self->form) ? _ ("Inspection · %s") : _ ("New inspection · %s"), name);

  gtk_label_set_text (self->title_label, title);
  lt_attachment_box_show (self->attachments, self->session, seen);
}

static void
on_draft_kept (LtInspectionPage *self)
{
  lt_form_page_show_draft (self->saved_label, self->form);
}

static void
on_edited (LtInspectionPage *self)
{
  if (lt_form_get_seen (self->form) != NULL)
    show_state (self);
}

static gboolean
keep (LtInspectionPage *self, LtId *id, GError **error)
{
  g_autoptr (LtRecord) wanted = lt_form_copy_wanted (self->form);
  gboolean kept;

  if (lt_form_page_is_kept (self->form))
    {
      *id = wanted->id;
      kept = lt_form_page_set (self->session, self->form, wanted, error);
    }
  else
    {
      kept = lt_work_inspection_record (self->session, wanted, error);
      *id = wanted->id;
    }
  if (kept)
    lt_form_take_saved (self->form, wanted);
  return kept;
}

static void
on_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtInspectionPage *self = LT_INSPECTION_PAGE (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  LtId id;

  if (lt_form_page_put_off (widget, action, self->session, self->saved_label))
    return;
  if (!keep (self, &id, &error) || !lt_inspection_page_open (self, &id, &error))
    {
      lt_form_page_say (self->words_label, error->message, TRUE);
      return;
    }
  lt_form_page_show_saved (self->saved_label, self->session);
  text = lt_id_to_text (&id);
  g_signal_emit (self, signals[SAVED], 0, text);
}

static void
on_order (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtInspectionPage *self = LT_INSPECTION_PAGE (widget);
  g_autofree char *id =
      lt_id_to_text (self->order != NULL ? &self->order->id : &lt_form_get_seen (self->form)->id);
  g_autofree char *target = g_strconcat ("order/", id, NULL);

  if (self->order != NULL)
    gtk_widget_activate_action (widget, "win.open-record", "s", target);
  else
    gtk_widget_activate_action (widget, "win.draft-order", "s", id);
}

/* The order may have been drafted, or gone a step on, since the page was last seen. */
static void
lt_inspection_page_map (GtkWidget *widget)
{
  LtInspectionPage *self = LT_INSPECTION_PAGE (widget);

  GTK_WIDGET_CLASS (lt_inspection_page_parent_class)->map (widget);
  if (self->session == NULL || !lt_form_page_is_kept (self->form))
    return;
  find_order (self);
  show_state (self);
}

static void
lt_inspection_page_dispose (GObject *object)
{
  LtInspectionPage *self = LT_INSPECTION_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->order, lt_record_free);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_INSPECTION_PAGE);
  G_OBJECT_CLASS (lt_inspection_page_parent_class)->dispose (object);
}

static void
lt_inspection_page_class_init (LtInspectionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_inspection_page_dispose;
  widget_class->map = lt_inspection_page_map;
  signals[SAVED] = g_signal_new ("saved", LT_TYPE_INSPECTION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (LT_TYPE_ATTACHMENT_BOX);
  g_type_ensure (LT_TYPE_FORM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/lantian/Lantian/ui/casework/inspection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtInspectionPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtInspectionPage, saved_label);
  gtk_widget_class_bind_template_child (widget_class, LtInspectionPage, form);
  gtk_widget_class_bind_template_child (widget_class, LtInspectionPage, attachments);
  gtk_widget_class_bind_template_child (widget_class, LtInspectionPage, words_label);
  gtk_widget_class_bind_template_child (widget_class, LtInspectionPage, order_button);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_kept);
  gtk_widget_class_install_action (widget_class, "inspection.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "inspection.order", NULL, on_order);
}

static void
lt_inspection_page_init (LtInspectionPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_init_template (widget);
  lt_page_keys_add (widget, GDK_KEY_s, GDK_CONTROL_MASK, "inspection.save");
  lt_page_keys_add (widget, GDK_KEY_Return, GDK_CONTROL_MASK, "inspection.save");
  lt_page_keys_add (widget, GDK_KEY_d, GDK_CONTROL_MASK, "inspection.order");
}

static void
close_form (LtInspectionPage *self)
{
  lt_form_close (self->form);
  lt_attachment_box_show (self->attachments, NULL, NULL);
}

void
lt_inspection_page_set_session (LtInspectionPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_INSPECTION_PAGE (self));

  close_form (self);
  g_set_object (&self->session, session);
}

static void
begin (LtInspectionPage *self, const LtRecord *inspection)
{
  lt_form_open (self->form, self->session, inspection, TRUE);
  find_order (self);
  show_title (self);
  show_state (self);
}

/**
 * lt_inspection_page_begin:
 * @self: a page
 * @place: the place that is inspected
 *
 * Opens the form of a new inspection; somebody must be signed in.
 */
void
lt_inspection_page_begin (LtInspectionPage *self, const LtRecord *place)
{
  g_autoptr (LtRecord) inspection = lt_work_inspection_new (self->session, place);

  begin (self, inspection);
}

/**
 * lt_inspection_page_begin_re_inspection:
 * @self: a page
 * @order: an issued order
 * @error: return location
 *
 * Opens the form of a new inspection that looks whether the order is done; somebody must
 * be signed in.
 *
 * Returns: whether it can be re-inspected
 */
gboolean
lt_inspection_page_begin_re_inspection (LtInspectionPage *self, const LtId *order, GError **error)
{
  g_autoptr (LtRecord) from =
      lt_store_get (lt_session_get_store (self->session), lt_kind_by_name ("order"), order, error);
  g_autoptr (LtRecord) inspection =
      from == NULL ? NULL : lt_work_re_inspection_new (self->session, from, error);

  if (inspection == NULL)
    return FALSE;
  begin (self, inspection);
  return TRUE;
}

/**
 * lt_inspection_page_open:
 * @self: a page
 * @id: an inspection of the file
 * @error: return location
 *
 * Returns: whether it is there
 */
gboolean
lt_inspection_page_open (LtInspectionPage *self, const LtId *id, GError **error)
{
  g_autoptr (LtRecord) inspection = lt_store_get (lt_session_get_store (self->session),
                                                  lt_kind_by_name ("inspection"), id, error);

  if (inspection == NULL)
    return FALSE;
  lt_form_open (self->form, self->session, inspection, lt_form_page_can_write (self->session));
  gtk_label_set_text (self->saved_label, _ ("Saved"));
  find_order (self);
  show_title (self);
  show_state (self);
  return TRUE;
}

/**
 * lt_inspection_page_read_again:
 * @self: a page
 * @id: a record that was changed otherwise
 *
 * Shows it as it is now, where it is the page's; where it is gone the form is closed.
 *
 * Returns: whether the page has something to show
 */
gboolean
lt_inspection_page_read_again (LtInspectionPage *self, const LtId *id)
{
  const LtRecord *seen = lt_form_get_seen (self->form);

  if (seen == NULL || !lt_id_equal (&seen->id, id) || lt_inspection_page_open (self, id, NULL))
    return TRUE;
  close_form (self);
  return FALSE;
}

/**
 * lt_inspection_page_restore:
 * @self: a page
 * @draft: a draft of an inspection
 * @error: return location
 *
 * Opens the form as it was left, with what was typed.
 */
gboolean
lt_inspection_page_restore (LtInspectionPage *self, const LtDraft *draft, GError **error)
{
  gboolean changed;
  g_autoptr (LtRecord) seen = lt_work_draft_open (self->session, draft, &changed, error);

  if (seen == NULL)
    return FALSE;
  lt_form_open (self->form, self->session, seen, lt_form_page_can_write (self->session));
  lt_form_restore (self->form, draft);
  find_order (self);
  show_title (self);
  show_state (self);
  if (changed)
    lt_form_page_say_changed (self->words_label);
  return TRUE;
}

/**
 * lt_inspection_page_give_up:
 *
 * What was typed and not saved is not wanted any more.
 */
void
lt_inspection_page_give_up (LtInspectionPage *self)
{
  lt_form_drop_draft (self->form);
}

/**
 * lt_inspection_page_keep:
 * @self: a page
 * @error: return location
 *
 * Returns: whether all that was typed is in its draft now
 */
gboolean
lt_inspection_page_keep (LtInspectionPage *self, GError **error)
{
  return lt_form_keep_draft (self->form, error);
}

/**
 * lt_inspection_page_is_changed:
 *
 * Returns: whether something was typed that is not kept yet
 */
gboolean
lt_inspection_page_is_changed (LtInspectionPage *self)
{
  return lt_form_is_changed (self->form);
}

void
lt_inspection_page_focus (LtInspectionPage *self)
{
  lt_form_focus (self->form);
}

/**
 * lt_inspection_page_append_finding:
 * @self: a page with an inspection
 * @words: what is to stand behind the findings, on a line of its own
 */
void
lt_inspection_page_append_finding (LtInspectionPage *self, const char *words)
{
  g_autofree char *there = lt_form_get_text (self->form, "finding");
  g_autofree char *both = NULL;

  both =
      there == NULL || *there == '\0' ? g_strdup (words) : g_strdup_printf ("%s\n%s", there, words);
  lt_form_set_text (self->form, "finding", both);
}

/**
 * lt_inspection_page_say:
 * @self: a page with an inspection
 * @words: what could not be done, and what to do next
 */
void
lt_inspection_page_say (LtInspectionPage *self, const char *words)
{
  lt_form_page_say (self->words_label, words, TRUE);
}
