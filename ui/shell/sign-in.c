/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/sign-in.h"

#include "store/key-file.h"
#include "ui/shell/children.h"
#include "ui/shell/last-file.h"
#include "work/county.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

struct _LtSignIn
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkLabel *button_label;
  GtkPopover *popover;
  GtkStack *stack;
  GtkLabel *why_label;
  GtkDropDown *officers;
  GtkEditable *passphrase;
  GtkLabel *hint_label;
  GtkLabel *problem_label;
  GtkLabel *name_label;
  GtkLabel *roles_label;

  LtSession *session;
  char *locked_card; /* of who was signed out for being idle */
  GPtrArray *cards;  /* of the officers in the list, in its order */
  GtkWidget *before; /* what had the keyboard; weak */
};

G_DEFINE_FINAL_TYPE (LtSignIn, lt_sign_in, GTK_TYPE_WIDGET)

static void
show_words (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words == NULL ? "" : words);
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

static char *
describe_officer (LtSession *session, const LtRecord *officer)
{
  int roles = lt_kind_find_field (officer->kind, "roles");
  g_autofree char *words = lt_field_format (&officer->kind->fields[roles], officer->values[roles]);

  return g_strdup_printf ("%s  %s  %s", lt_record_get (officer, "name"),
                          lt_record_get (officer, "card"), words);
}

/* Who was signed out for being idle, else who signed in last, else the only one whose key
 * is on this machine: he only types. */
static char *
guess_card (LtSignIn *self)
{
  const char *path = self->session == NULL ? NULL : lt_session_get_path (self->session);
  char *last = path == NULL ? NULL : lt_last_card_get (path);
  g_auto (GStrv) with_key = path == NULL || last != NULL ? NULL : lt_key_file_list_cards (path);

  if (self->locked_card != NULL)
    {
      g_free (last);
      return g_strdup (self->locked_card);
    }
  return with_key == NULL || g_strv_length (with_key) != 1 ? last : g_strdup (with_key[0]);
}

static void
choose_officer (LtSignIn *self)
{
  g_autofree char *card = guess_card (self);

  for (guint i = 0; i < self->cards->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->cards, i), card) == 0)
      gtk_drop_down_set_selected (self->officers, i);
}

static void
fill_officers (LtSignIn *self)
{
  LtQuery query = { .sort = "card" };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) officers = NULL;

  g_ptr_array_set_size (self->cards, 0);
  if (self->session != NULL)
    officers = lt_store_list (lt_session_get_store (self->session), lt_kind_by_name ("officer"),
                              &query, NULL);
  for (guint i = 0; officers != NULL && i < officers->len; i++)
    {
      LtRecord *officer = g_ptr_array_index (officers, i);
      g_autofree char *words = describe_officer (self->session, officer);

      gtk_string_list_append (names, words);
      g_ptr_array_add (self->cards, g_strdup (lt_record_get (officer, "card")));
    }
  gtk_drop_down_set_model (self->officers, G_LIST_MODEL (names));
  choose_officer (self);
}

static void
show_state (LtSignIn *self)
{
  const LtRecord *officer = self->session == NULL ? NULL : lt_session_get_officer (self->session);

  gtk_stack_set_visible_child_name (self->stack, officer == NULL ? "out" : "in");
  gtk_label_set_text (self->button_label,
                      officer == NULL ? _ ("Sign in") : lt_record_get (officer, "name"));
  if (officer != NULL)
    {
      int field = lt_kind_find_field (officer->kind, "roles");
      g_autofree char *roles =
          lt_field_format (&officer->kind->fields[field], officer->values[field]);
      g_autofree char *name = g_strdup_printf ("%s  %s", lt_record_get (officer, "name"),
                                               lt_record_get (officer, "card"));

      g_clear_pointer (&self->locked_card, g_free);
      gtk_label_set_text (self->name_label, name);
      gtk_label_set_text (self->roles_label, roles);
    }
}

static void
on_sign_in (LtSignIn *self)
{
  g_autoptr (GError) error = NULL;
  guint at = gtk_drop_down_get_selected (self->officers);

  if (self->session == NULL || at >= self->cards->len)
    return;
  if (*gtk_editable_get_text (self->passphrase) == '\0')
    {
      show_words (self->problem_label, _ ("Type your passphrase."));
      return;
    }
  if (!lt_session_sign_in (self->session, g_ptr_array_index (self->cards, at),
                           gtk_editable_get_text (self->passphrase), &error))
    {
      show_words (self->problem_label, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return;
    }
  /* Given to sign in; what is to be issued asks for it again. */
  lt_session_forget_confirmation (self->session);
  lt_last_card_set (lt_session_get_path (self->session), g_ptr_array_index (self->cards, at));
  g_clear_pointer (&self->locked_card, g_free);
  show_words (self->problem_label, NULL);
  show_words (self->why_label, NULL);
  gtk_editable_set_text (self->passphrase, "");
  gtk_popover_popdown (self->popover);
}

static void
on_sign_out (LtSignIn *self)
{
  lt_session_sign_out (self->session);
  gtk_popover_popdown (self->popover);
}

/* Before the popover takes the keyboard. */
static void
on_opening (GtkMenuButton *button, gpointer user_data)
{
  LtSignIn *self = LT_SIGN_IN (user_data);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&self->before, focus);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "out"))
    fill_officers (self);
}

static void
on_closed (LtSignIn *self)
{
  show_words (self->why_label, NULL);
  show_words (self->problem_label, NULL);
  /* Whoever signed in goes on where he was. */
  if (self->before != NULL && gtk_widget_get_mapped (self->before))
    gtk_widget_grab_focus (self->before);
}

static void
lt_sign_in_dispose (GObject *object)
{
  LtSignIn *self = LT_SIGN_IN (object);

  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->before);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_SIGN_IN);
  G_OBJECT_CLASS (lt_sign_in_parent_class)->dispose (object);
}

static void
lt_sign_in_finalize (GObject *object)
{
  g_ptr_array_unref (LT_SIGN_IN (object)->cards);
  g_free (LT_SIGN_IN (object)->locked_card);
  G_OBJECT_CLASS (lt_sign_in_parent_class)->finalize (object);
}

static void
lt_sign_in_class_init (LtSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lt_sign_in_dispose;
  object_class->finalize = lt_sign_in_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/shell/sign-in.ui");
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, button);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, button_label);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, popover);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, stack);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, why_label);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, officers);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, passphrase);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, hint_label);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, name_label);
  gtk_widget_class_bind_template_child (widget_class, LtSignIn, roles_label);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_in);
  gtk_widget_class_bind_template_callback (widget_class, on_sign_out);
}

static void
lt_sign_in_init (LtSignIn *self)
{
  self->cards = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, on_opening, self, NULL);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (on_closed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * lt_sign_in_set_session:
 * @self: the button
 * @session: (nullable): the open county
 */
void
lt_sign_in_set_session (LtSignIn *self, LtSession *session)
{
  g_autofree char *hint =
      g_strdup_printf (_ ("Sample data: everybody's passphrase is %s."), LT_SAMPLE_PASSPHRASE);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, show_state, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "officer-changed", G_CALLBACK (show_state), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), session != NULL);
  show_words (self->hint_label, session != NULL && lt_session_is_sample (session) ? hint : NULL);
  fill_officers (self);
  show_state (self);
}

/**
 * lt_sign_in_ask:
 * @self: the button
 * @why: (nullable): for what somebody must be signed in
 *
 * Opens the popover.
 */
void
lt_sign_in_ask (LtSignIn *self, const char *why)
{
  gtk_menu_button_popup (self->button);
  show_words (self->why_label, why);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "out"))
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

/**
 * lt_sign_in_ask_after_lock:
 * @self: the button
 * @card: card of who was signed out for being idle
 * @why: what to tell him
 *
 * Opens the popover for the same officer: he only types his passphrase.
 */
void
lt_sign_in_ask_after_lock (LtSignIn *self, const char *card, const char *why)
{
  g_free (self->locked_card);
  self->locked_card = g_strdup (card);
  lt_sign_in_ask (self, why);
}
