/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/forms/form-page.h"

#include "base/civil-time.h"
#include "ui/forms/field-words.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

/**
 * lt_form_page_is_kept:
 * @form: a form
 *
 * Returns: whether its record is in the file; else it is new, or there is none
 */
gboolean
lt_form_page_is_kept (LtForm *form)
{
  const LtRecord *seen = lt_form_get_seen (form);

  return seen != NULL && !lt_id_is_zero (&seen->id);
}

/**
 * lt_form_page_set:
 * @session: a session, signed in
 * @form: a form with a record of the file
 * @wanted: what it shall be
 * @error: return location
 *
 * Changes the fields that were edited. What was saved and could not be read again
 * is read first: only what the officer changed since is written then.
 *
 * Returns: whether it is in the file
 */
gboolean
lt_form_page_set (LtSession *session, LtForm *form, const LtRecord *wanted, GError **error)
{
  const LtRecord *seen = lt_form_get_seen (form);
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (LtRecord) then = NULL;

  if (!lt_form_is_unread (form))
    return lt_work_set (session, seen, wanted, error);
  now = lt_store_get (lt_session_get_store (session), seen->kind, &seen->id, error);
  if (now == NULL)
    return FALSE;
  then = lt_record_copy (now);
  for (guint i = 0; i < seen->kind->n_fields; i++)
    if (!lt_value_equal (seen->values[i], wanted->values[i]))
      lt_record_take_value (then, i,
                            wanted->values[i] == NULL ? NULL : lt_value_ref (wanted->values[i]));
  return lt_work_set (session, now, then, error);
}

/**
 * lt_form_page_can_write:
 * @session: a session
 *
 * Returns: whether anything can be saved in its file
 */
gboolean
lt_form_page_can_write (LtSession *session)
{
  return lt_store_is_writable (lt_session_get_store (session));
}

/**
 * lt_form_page_say:
 * @words_label: the page's line of words
 * @words: what to say; empty for nothing
 * @is_problem: whether it could not do what was wanted
 */
void
lt_form_page_say (GtkLabel *words_label, const char *words, gboolean is_problem)
{
  lt_plain_words_show (words_label, words);
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (words_label), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (words_label), "problem");
}

/**
 * lt_form_page_say_missing:
 * @words_label: the page's line of words
 * @form: its form
 *
 * Says what has to be filled in before the form can be saved.
 *
 * Returns: whether something has; else nothing was said
 */
gboolean
lt_form_page_say_missing (GtkLabel *words_label, LtForm *form)
{
  g_autofree char *missing = lt_form_describe_missing (form);
  g_autofree char *words = NULL;

  if (missing == NULL)
    return FALSE;
  words = g_strdup_printf (_ ("Still missing: %s"), missing);
  lt_form_page_say (words_label, words, FALSE);
  return TRUE;
}

/**
 * lt_form_page_say_changed:
 * @words_label: the page's line of words
 *
 * Says of a draft that was given back that its record is not what it was.
 */
void
lt_form_page_say_changed (GtkLabel *words_label)
{
  lt_form_page_say (
      words_label,
      _ ("A colleague has changed this meanwhile: saved, both values stand as a conflict."), TRUE);
}

/**
 * lt_form_page_show_draft:
 * @saved_label: the page's line about saving
 * @form: its form
 *
 * Says what became of what was typed, where something was: a record that is kept
 * and not changed is left with what was said of it.
 */
void
lt_form_page_show_draft (GtkLabel *saved_label, LtForm *form)
{
  g_autofree char *draft = NULL;

  if (lt_form_page_is_kept (form) && !lt_form_is_changed (form))
    return;
  draft = lt_form_describe_draft (form);
  gtk_label_set_text (saved_label, draft == NULL ? _ ("Not saved yet") : draft);
}

/**
 * lt_form_page_show_saved:
 * @saved_label: the page's line about saving
 * @session: a session
 *
 * Says that the record was saved now.
 */
void
lt_form_page_show_saved (GtkLabel *saved_label, LtSession *session)
{
  g_autofree char *second = lt_second_of (lt_session_get_now (session));
  g_autofree char *saved = g_strdup_printf (_ ("Saved %s"), strchr (second, 'T') + 1);

  gtk_label_set_text (saved_label, saved);
}

/* While another program holds the file: how long a press of the key waits for it before it is
 * said, between two looks, and how often it is looked. */
#define SOON_MS 40
#define LOOK_MS 50
#define MOST    100
#define PUT_OFF "put-off"

typedef struct
{
  GtkWidget *page;
  char *action;
  LtSession *session;
  guint looks;
  guint source;
} PutOff;

static void
put_off_free (gpointer data)
{
  PutOff *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_object_unref (self->session);
  g_free (self->action);
  g_free (self);
}

static gboolean
on_look (gpointer user_data)
{
  PutOff *self = user_data;
  GtkWidget *page = self->page;
  g_autofree char *action = NULL;

  self->looks++;
  if (self->looks < MOST && lt_store_is_held (lt_session_get_store (self->session), 0))
    return G_SOURCE_CONTINUE;
  /* Whoever holds it for longer is named by the save itself. */
  self->looks = MOST;
  self->source = 0;
  action = g_strdup (self->action);
  gtk_widget_activate_action (page, action, NULL);
  g_object_set_data (G_OBJECT (page), PUT_OFF, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * lt_form_page_put_off:
 * @page: a page with a form
 * @action: the action that saves it
 * @session: (nullable): the open county
 * @saved_label: the page's line about saving
 *
 * Where another program holds the file, a save would wait in silence: it is said at once that
 * it is being saved, and @action is done again as soon as the file is free.
 *
 * Returns: whether the save is not to be done now
 */
gboolean
lt_form_page_put_off (GtkWidget *page,
                      const char *action,
                      LtSession *session,
                      GtkLabel *saved_label)
{
  PutOff *before = g_object_get_data (G_OBJECT (page), PUT_OFF);
  PutOff *self;

  if (session == NULL || (before != NULL && before->source != 0))
    return TRUE;
  if (before != NULL || !lt_form_page_can_write (session)
      || !lt_store_is_held (lt_session_get_store (session), SOON_MS))
    return FALSE;
  gtk_label_set_text (saved_label, _ ("Saving… another program holds the file"));
  self = g_new0 (PutOff, 1);
  self->page = page;
  self->action = g_strdup (action);
  self->session = g_object_ref (session);
  self->source = g_timeout_add (LOOK_MS, on_look, self);
  g_object_set_data_full (G_OBJECT (page), PUT_OFF, self, put_off_free);
  return TRUE;
}
