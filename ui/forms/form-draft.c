/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The draft of a form: kept while somebody types, given back after a crash. */

#include "base/civil-time.h"
#include "ui/forms/form-private.h"

#include <glib/gi18n-lib.h>

/* From the first keystroke that is not kept to its keeping, ms: nothing older
 * than two seconds may be lost. */
#define DELAY 700

/* Names of the drafts that stand in a form of this program: they are not
 * offered as if they were lost. */
static GHashTable *open_drafts;

static void
set_open (const LtId *id, gboolean open)
{
  if (open_drafts == NULL)
    open_drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (open)
    g_hash_table_add (open_drafts, lt_id_to_text (id));
  else
    {
      g_autofree char *name = lt_id_to_text (id);

      g_hash_table_remove (open_drafts, name);
    }
}

static void
forget (LtForm *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->draft != NULL)
    set_open (&self->draft->id, FALSE);
  g_clear_pointer (&self->draft, lt_draft_free);
  g_clear_pointer (&self->draft_problem, g_free);
  self->draft_kept = FALSE;
}

static void
take_draft (LtForm *self, LtDraft *draft)
{
  forget (self);
  self->draft = draft;
  set_open (&draft->id, TRUE);
}

/* What stands in the editors, as it was typed, where it is not what was seen. */
static void
collect_texts (LtForm *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      LtFieldEditor *editor = g_ptr_array_index (self->editors, i);

      g_clear_pointer (&self->draft->texts[i], g_free);
      if (editor == NULL
          || (lt_field_editor_is_valid (editor)
              && lt_value_equal (self->seen->values[i], self->wanted->values[i])))
        continue;
      self->draft->texts[i] = lt_field_editor_get_text (editor);
    }
}

static void
say_problem (LtForm *self, const char *words)
{
  g_free (self->draft_problem);
  self->draft_problem = g_strdup (words);
}

static gboolean
keep_draft (LtForm *self, GError **error)
{
  /* Typed away again: there is nothing to be given back. */
  if (!lt_form_is_changed (self))
    {
      self->draft_kept = FALSE;
      return lt_work_draft_drop (self->session, &self->draft->id, error);
    }
  collect_texts (self);
  self->draft_kept = lt_work_draft_keep (self->session, self->draft, error);
  return self->draft_kept;
}

static gboolean on_time (gpointer user_data);

/* What cannot be kept is tried again. */
static void
keep_now (LtForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  say_problem (self, keep_draft (self, &error) ? NULL : error->message);
  if (self->draft_problem != NULL)
    self->draft_source = g_timeout_add (DELAY, on_time, self);
  words = lt_work_drafts_take_words (self->session);
  if (words != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say-problem", "s", words);
  lt_form_emit_draft_kept (self);
}

static gboolean
on_time (gpointer user_data)
{
  LtForm *self = user_data;

  self->draft_source = 0;
  keep_now (self);
  return G_SOURCE_REMOVE;
}

/* A form was filled. */
void
lt_form_begin_draft (LtForm *self)
{
  forget (self);
}

/* Something was typed. The clock is not set back by further keystrokes, or
 * who types without a pause would never be kept. */
void
lt_form_touch_draft (LtForm *self)
{
  if (!self->writable || self->session == NULL)
    return;
  if (self->draft == NULL)
    take_draft (self, lt_work_draft_new (self->session, self->seen));
  if (self->draft_source == 0)
    self->draft_source = g_timeout_add (DELAY, on_time, self);
}

/* Keeps at once what waits to be kept. */
void
lt_form_flush_draft (LtForm *self)
{
  if (self->draft_source == 0)
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  keep_now (self);
}

/* The form is filled anew or goes away: what was typed stays in its file. */
void
lt_form_end_draft (LtForm *self)
{
  g_autoptr (GError) error = NULL;

  if (self->draft_source != 0 && !keep_draft (self, &error))
    g_warning ("a draft could not be kept: %s", error->message);
  forget (self);
}

/**
 * lt_form_drop_draft:
 * @self: a form
 *
 * What was typed is saved, or given up: it is not offered again.
 */
void
lt_form_drop_draft (LtForm *self)
{
  g_autoptr (GError) error = NULL;

  if (self->draft != NULL && !lt_work_draft_drop (self->session, &self->draft->id, &error))
    g_warning ("a draft could not be dropped: %s", error->message);
  forget (self);
}

/**
 * lt_form_keep_draft:
 * @self: a form
 * @error: return location
 *
 * Returns: whether all that was typed is in the draft's file now
 */
gboolean
lt_form_keep_draft (LtForm *self, GError **error)
{
  if (self->draft == NULL || lt_form_is_draft_kept (self))
    return TRUE;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (keep_draft (self, error))
    return TRUE;
  self->draft_source = g_timeout_add (DELAY, on_time, self);
  return FALSE;
}

/**
 * lt_form_copy_wanted:
 *
 * Returns: (transfer full): the record as it shall be; a new one with the id
 *   that its draft has, by which it is known to be saved
 */
LtRecord *
lt_form_copy_wanted (LtForm *self)
{
  LtRecord *wanted = lt_record_copy (self->wanted);

  if (self->draft != NULL && self->draft->fresh)
    wanted->id = self->draft->seen->id;
  return wanted;
}

/**
 * lt_form_restore:
 * @self: a form, opened with the record of lt_work_draft_open()
 * @draft: a draft
 *
 * Puts what was typed back into the form, and goes on keeping it in that draft.
 */
void
lt_form_restore (LtForm *self, const LtDraft *draft)
{
  LtDraft *copy = lt_draft_new (draft->seen->kind);

  g_return_if_fail (self->seen != NULL && self->seen->kind == draft->seen->kind);

  copy->id = draft->id;
  copy->officer = draft->officer;
  copy->fresh = draft->fresh;
  copy->time = draft->time;
  lt_record_free (copy->seen);
  copy->seen = lt_record_copy (self->seen);
  copy->seen->id = draft->seen->id;
  take_draft (self, copy);
  for (guint i = 0; i < self->editors->len; i++)
    if (g_ptr_array_index (self->editors, i) != NULL && draft->texts[i] != NULL)
      lt_field_editor_set_text (g_ptr_array_index (self->editors, i), draft->texts[i]);
  self->draft_kept = TRUE;
}

/**
 * lt_form_describe_draft:
 *
 * Returns: (transfer full) (nullable): in words whether what was typed is kept;
 *   %NULL where nothing was
 */
char *
lt_form_describe_draft (LtForm *self)
{
  g_autofree char *second = NULL;

  if (self->draft_problem != NULL)
    return g_strdup_printf (_ ("Not saved, and no draft could be kept: %s"), self->draft_problem);
  if (!self->draft_kept)
    return NULL;
  second = lt_second_of (self->draft->time);
  return g_strdup_printf (_ ("Not saved yet · draft kept %s"), strchr (second, 'T') + 1);
}

/**
 * lt_form_is_draft_kept:
 *
 * Returns: whether all that was typed is in the draft's file
 */
gboolean
lt_form_is_draft_kept (LtForm *self)
{
  return self->draft_kept && self->draft_source == 0;
}

/**
 * lt_form_is_draft_open:
 * @draft: name of a draft
 *
 * Returns: whether it stands in a form of this program
 */
gboolean
lt_form_is_draft_open (const LtId *draft)
{
  g_autofree char *name = lt_id_to_text (draft);

  return open_drafts != NULL && g_hash_table_contains (open_drafts, name);
}
