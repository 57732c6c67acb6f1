/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/drafting.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The drafts of a session's file, opened when they are first asked for. */
typedef struct
{
  LtDrafts *drafts;
  char *words;    /* of a file that had to be set aside; not yet told */
  LtId under_way; /* the draft of a patrol that is recorded; zero for none */
} Desk;

static void
free_desk (gpointer data)
{
  Desk *desk = data;

  lt_drafts_close (desk->drafts);
  g_free (desk->words);
  g_free (desk);
}

static Desk *
get_desk (LtSession *session)
{
  Desk *desk = g_object_get_data (G_OBJECT (session), "lt-drafts");

  if (desk == NULL)
    {
      desk = g_new0 (Desk, 1);
      g_object_set_data_full (G_OBJECT (session), "lt-drafts", desk, free_desk);
    }
  return desk;
}

/* Where nobody can save, nothing is kept either. */
static LtDrafts *
get_drafts (LtSession *session, LtDraftsFlags flags, GError **error)
{
  Desk *desk = get_desk (session);
  LtStore *store = lt_session_get_store (session);

  if (desk->drafts != NULL && !lt_drafts_is_in_place (desk->drafts))
    g_clear_pointer (&desk->drafts, lt_drafts_close);
  if (desk->drafts == NULL)
    desk->drafts = lt_drafts_open (lt_session_get_path (session), lt_store_get_bureau (store),
                                   flags, lt_session_get_now (session), &desk->words, error);
  return desk->drafts;
}

/**
 * lt_work_drafts_take_words:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): that a file of drafts had to be set
 *   aside, and where it is; once
 */
char *
lt_work_drafts_take_words (LtSession *session)
{
  return g_steal_pointer (&get_desk (session)->words);
}

/**
 * lt_work_draft_new:
 * @session: a session
 * @seen: what a form is opened with: a record with its heads, or a new one
 *   without an id
 *
 * Returns: (transfer full): a draft of that form in which nothing was typed. A
 *   new record gets its id here: saved under it, it is known to be saved
 */
LtDraft *
lt_work_draft_new (LtSession *session, const LtRecord *seen)
{
  LtDraft *draft = lt_draft_new (seen->kind);
  const LtRecord *officer = lt_session_get_officer (session);

  lt_record_free (draft->seen);
  draft->seen = lt_record_copy (seen);
  draft->fresh = lt_id_is_zero (&seen->id);
  if (draft->fresh)
    lt_session_make_id (session, draft->seen);
  lt_id_make (&draft->id, seen->kind->number, lt_session_get_now (session),
              lt_session_get_random (session));
  if (officer != NULL)
    draft->officer = officer->id;
  return draft;
}

/**
 * lt_work_draft_keep:
 * @session: a session
 * @draft: a draft; gets the time, and who is signed in where it had nobody
 * @error: return location
 *
 * Returns: whether it is on the disk
 */
gboolean
lt_work_draft_keep (LtSession *session, LtDraft *draft, GError **error)
{
  LtDrafts *drafts = get_drafts (session, LT_DRAFTS_CREATE, error);
  const LtRecord *officer = lt_session_get_officer (session);

  if (drafts == NULL)
    return FALSE;
  if (lt_id_is_zero (&draft->officer) && officer != NULL)
    draft->officer = officer->id;
  draft->time = lt_session_get_now (session);
  if (lt_drafts_keep (drafts, draft, error))
    return TRUE;
  /* Opened anew the next time: what was damaged meanwhile is then set aside. */
  g_clear_pointer (&get_desk (session)->drafts, lt_drafts_close);
  return FALSE;
}

/**
 * lt_work_draft_drop:
 * @session: a session
 * @id: a draft; none is no error
 * @error: return location
 *
 * Forgets a draft: what was typed in it is saved, or given up.
 */
gboolean
lt_work_draft_drop (LtSession *session, const LtId *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  LtDrafts *drafts = get_drafts (session, LT_DRAFTS_NONE, &problem);

  if (drafts != NULL)
    return lt_drafts_drop (drafts, id, NULL, error);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What a field is to be, by what was typed; FALSE where it does not fit. */
static gboolean
parse_text (LtSession *session, const LtDraft *draft, guint field, LtValue **value)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (draft->texts[field]));
  g_autoptr (GError) problem = NULL;

  *value = *trimmed == '\0' ? NULL
                            : lt_work_parse_field (session, &draft->seen->kind->fields[field],
                                                   trimmed, &problem);
  return problem == NULL;
}

static gboolean
is_said (LtSession *session, const LtDraft *draft, const LtRecord *now, guint field)
{
  g_autoptr (LtValue) value = NULL;

  if (!parse_text (session, draft, field, &value))
    return FALSE;
  return (now != NULL && lt_value_equal (now->values[field], value)
          && !lt_record_has_conflict (now, field))
         || lt_store_has_said (lt_session_get_store (session), &draft->officer, draft->seen, field,
                               value);
}

/* Saving writes into the county file first and drops the draft then: in between
 * the power may fail. What is in the log already is not offered again. */
static gboolean
is_saved (LtSession *session, const LtDraft *draft)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (LtRecord) now = NULL;

  if (draft->fresh)
    return lt_store_knows (store, &draft->seen->id);
  now = lt_store_get (store, draft->seen->kind, &draft->seen->id, NULL);
  for (guint i = 0; i < draft->seen->kind->n_fields; i++)
    if (draft->texts[i] != NULL && !is_said (session, draft, now, i))
      return FALSE;
  return TRUE;
}

/* @drop: whether those that are saved already are dropped, and not left out only */
static GPtrArray *
list_drafts (LtSession *session, gboolean drop, GError **error)
{
  const LtRecord *officer = lt_session_get_officer (session);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) problem = NULL;
  LtDrafts *drafts;

  if (officer == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_REFUSED,
                           _ ("Nobody is signed in, and drafts are shown only to whose they are. "
                              "Sign in with your card and passphrase (--as CARD)."));
      return NULL;
    }
  drafts = get_drafts (session, LT_DRAFTS_NONE, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  if (drafts == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) lt_draft_free);
  list = lt_drafts_list (drafts, &officer->id, error);
  for (guint i = list == NULL ? 0 : list->len; i > 0; i--)
    {
      LtDraft *draft = g_ptr_array_index (list, i - 1);

      if (lt_id_equal (&draft->id, &get_desk (session)->under_way))
        g_ptr_array_remove_index (list, i - 1);
      else if (is_saved (session, draft)
               && (!drop || lt_drafts_drop (drafts, &draft->id, NULL, NULL)))
        g_ptr_array_remove_index (list, i - 1);
    }
  return g_steal_pointer (&list);
}

/**
 * lt_work_draft_set_under_way:
 * @session: a session
 * @id: (nullable): the draft of a patrol that is recorded, and not to be given back as
 *   long as it is; %NULL for none any more
 */
void
lt_work_draft_set_under_way (LtSession *session, const LtId *id)
{
  get_desk (session)->under_way = id == NULL ? (LtId){ 0 } : *id;
}

/**
 * lt_work_drafts:
 * @session: a session, signed in
 * @error: return location; %LT_ERROR_REFUSED with nobody signed in
 *
 * Returns: (transfer full) (nullable) (element-type LtDraft): the drafts of who
 *   is signed in, and those typed with nobody signed in; latest first. What is
 *   saved already is dropped
 */
GPtrArray *
lt_work_drafts (LtSession *session, GError **error)
{
  return list_drafts (session, TRUE, error);
}

/**
 * lt_work_drafts_look:
 * @session: a session, signed in
 * @error: return location; %LT_ERROR_REFUSED with nobody signed in
 *
 * Returns: (transfer full) (nullable) (element-type LtDraft): the same, and nothing is
 *   written
 */
GPtrArray *
lt_work_drafts_look (LtSession *session, GError **error)
{
  return list_drafts (session, FALSE, error);
}

/**
 * lt_work_drafts_copy_to:
 * @session: a session
 * @path: a file that is not there yet
 *
 * Returns: whether there are drafts, and a copy of them is there now
 */
gboolean
lt_work_drafts_copy_to (LtSession *session, const char *path)
{
  LtDrafts *drafts = get_drafts (session, LT_DRAFTS_NONE, NULL);

  if (drafts != NULL && lt_drafts_copy_to (drafts, path, NULL))
    return TRUE;
  g_unlink (path);
  return FALSE;
}

static gboolean
has_same_heads (const LtRecord *seen, const LtRecord *now, guint field)
{
  GPtrArray *one = seen->heads[field];
  GPtrArray *other = now->heads[field];

  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (lt_digest_compare (&((LtHead *) g_ptr_array_index (one, i))->operation,
                           &((LtHead *) g_ptr_array_index (other, i))->operation)
        != 0)
      return FALSE;
  return TRUE;
}

static void
take_heads (LtRecord *to, const LtRecord *from, guint field)
{
  g_ptr_array_set_size (to->heads[field], 0);
  for (guint i = 0; i < from->heads[field]->len; i++)
    {
      const LtHead *head = g_ptr_array_index (from->heads[field], i);

      g_ptr_array_add (to->heads[field],
                       lt_head_new (&head->operation, lt_value_ref (head->value)));
    }
}

/**
 * lt_work_draft_open:
 * @session: a session
 * @draft: a draft
 * @changed: (out) (optional): whether somebody changed meanwhile what was typed
 *   in: then saving it makes a conflict, and overwrites nothing
 * @error: return location; %LT_ERROR_BAD_INPUT where the record was removed
 *
 * Returns: (transfer full) (nullable): what the form is to be opened with: the
 *   record as it is now, but where something was typed as it was seen then. A
 *   new record has no id
 */
LtRecord *
lt_work_draft_open (LtSession *session, const LtDraft *draft, gboolean *changed, GError **error)
{
  LtRecord *seen;

  if (changed != NULL)
    *changed = FALSE;
  if (draft->fresh)
    {
      seen = lt_record_copy (draft->seen);
      seen->id = (LtId){ 0 };
      return seen;
    }
  seen = lt_store_get (lt_session_get_store (session), draft->seen->kind, &draft->seen->id, error);
  if (seen == NULL)
    {
      g_prefix_error (error, _ ("What you typed belongs to a record that was removed meanwhile; "
                                "`lantianctl drafts` shows it. "));
      return NULL;
    }
  for (guint i = 0; i < seen->kind->n_fields; i++)
    {
      if (draft->texts[i] == NULL || has_same_heads (draft->seen, seen, i))
        continue;
      if (changed != NULL)
        *changed = TRUE;
      take_heads (seen, draft->seen, i);
      lt_record_take_value (seen, i, lt_value_ref (draft->seen->values[i]));
    }
  return seen;
}

/**
 * lt_work_check_new:
 *
 * A form that came back after a crash knows the id of what it makes.
 *
 * Returns: whether the record is not made yet
 */
gboolean
lt_work_check_new (LtSession *session, const LtRecord *record, GError **error)
{
  if (lt_id_is_zero (&record->id) || !lt_store_knows (lt_session_get_store (session), &record->id))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
               _ ("%s: what this form makes is saved already. Open the record to change it."),
               record->kind->name);
  return FALSE;
}

/**
 * lt_work_draft_describe:
 *
 * Returns: (transfer full): what was being written, of what and when, in a line
 */
char *
lt_work_draft_describe (LtSession *session, const LtDraft *draft)
{
  static const char *const telling[] = { "place", "party", "name", NULL };
  const LtRecord *seen = draft->seen;
  g_autofree char *time = lt_minute_of (draft->time);
  g_autoptr (GString) words = g_string_new (lt_kind_get_label (seen->kind));

  for (int i = 0; telling[i] != NULL; i++)
    {
      int field = lt_kind_find_field (seen->kind, telling[i]);
      g_autofree char *text = field < 0 ? NULL
                                        : lt_work_format_field (session, &seen->kind->fields[field],
                                                                seen->values[field]);

      if (text == NULL || *text == '\0')
        continue;
      g_string_append_printf (words, " · %s", text);
      break;
    }
  g_strdelimit (time, "T", ' ');
  g_string_append_printf (words, " · %s", time);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
