/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/words.h"

#include "base/fold.h"

#include <string.h>

/* Readings are typed of names, not of whole sentences. */
#define MAX_INITIALS 64

/**
 * lt_words_is_searched:
 *
 * Returns: whether `find` looks in the field
 */
gboolean
lt_words_is_searched (const LtKind *kind, const LtField *field)
{
  return (kind->flags & LT_KIND_INNER) == 0
         && (field->type == LT_TYPE_TEXT || field->type == LT_TYPE_LONG_TEXT)
         && (field->flags & (LT_FIELD_HIDDEN | LT_FIELD_UNSEARCHED)) == 0;
}

/**
 * lt_words_is_title:
 *
 * Returns: whether a record is called by the field: by its name, code or number
 */
gboolean
lt_words_is_title (const LtKind *kind, const LtField *field)
{
  return g_str_equal (field->name, kind->title) || g_strcmp0 (field->name, kind->key) == 0
         || (field->flags & LT_FIELD_UNIQUE) != 0;
}

/**
 * lt_words_row:
 *
 * Returns: the row of lt_words for the row @key of the kind's table
 */
gint64
lt_words_row (const LtKind *kind, gint64 key)
{
  return (gint64) kind->number << 40 | key;
}

/**
 * lt_words_add_pairs:
 * @out: where they are appended
 * @run: letters and figures without anything between, folded
 * @size: how many bytes
 * @whole: whether the last character shall stand for itself, too
 *
 * Cuts "郊区人" into "郊区 区人 人 ": as a phrase, pairs find exactly what holds
 * the same characters one after the other.
 */
void
lt_words_add_pairs (GString *out, const char *run, gsize size, gboolean whole)
{
  const char *end = run + size;
  const char *next;

  for (const char *at = run; at < end; at = next)
    {
      next = g_utf8_next_char (at);
      if (next >= end && !whole && at != run)
        break;
      g_string_append_len (out, at, next < end ? g_utf8_next_char (next) - at : end - at);
      g_string_append_c (out, ' ');
    }
}

static void
add_text (GString *out, const char *folded)
{
  const char *run = NULL;
  const char *at = folded;

  for (;; at = g_utf8_next_char (at))
    {
      gboolean part = *at != '\0' && g_unichar_isalnum (g_utf8_get_char (at));

      if (part && run == NULL)
        run = at;
      if (!part && run != NULL)
        {
          lt_words_add_pairs (out, run, (gsize) (at - run), TRUE);
          run = NULL;
        }
      if (*at == '\0')
        break;
    }
}

/**
 * lt_words_join:
 * @folded: a folded text
 *
 * Returns: (transfer full): its letters and figures alone: codes are typed with
 *   and without the strokes in them
 */
char *
lt_words_join (const char *folded)
{
  GString *joined = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (joined, g_utf8_get_char (at));
  return g_string_free (joined, FALSE);
}

static void
add_title (GString *out, const char *folded)
{
  g_autofree char *joined = lt_words_join (folded);

  g_string_append_unichar (out, LT_WORDS_BEGIN);
  g_string_append_c (out, ' ');
  add_text (out, folded);
  g_string_append_unichar (out, LT_WORDS_END);
  g_string_append_c (out, ' ');
  if (g_str_equal (joined, folded))
    return;
  g_string_append_unichar (out, LT_WORDS_BEGIN);
  g_string_append_c (out, ' ');
  add_text (out, joined);
  g_string_append_unichar (out, LT_WORDS_END);
  g_string_append_c (out, ' ');
}

/**
 * lt_words_initials:
 * @folded: a folded text
 *
 * Returns: (transfer full) (nullable): the first letters of its readings, one after
 *   the other; %NULL of a text that has none
 */
char *
lt_words_initials (const char *folded)
{
  return lt_fold_read (folded, MAX_INITIALS);
}

/**
 * lt_words_init:
 * @self: (out caller-allocates): what can be found of the record
 * @state: a record that is there
 *
 * Returns: whether it has anything to be found by
 */
gboolean
lt_words_init (LtWords *self, const LtRecordState *state)
{
  GString *title = g_string_new (NULL);
  GString *body = g_string_new (NULL);
  GString *initials = g_string_new (NULL);
  const LtKind *kind = state->kind;
  gboolean any;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const LtField *field = &kind->fields[i];
      const char *text = lt_words_is_searched (kind, field)
                             ? lt_value_text (lt_record_state_shown (state, i))
                             : NULL;
      g_autofree char *folded = text == NULL ? NULL : lt_fold (text);
      g_autofree char *letters =
          folded == NULL || field->type != LT_TYPE_TEXT ? NULL : lt_words_initials (folded);

      gboolean is_title = lt_words_is_title (kind, field);

      if (folded != NULL && is_title)
        add_title (title, folded);
      else if (folded != NULL)
        add_text (body, folded);
      if (letters != NULL && is_title)
        add_title (initials, letters);
      else if (letters != NULL)
        add_text (initials, letters);
    }
  any = title->len + body->len + initials->len > 0;
  *self = (LtWords){ g_string_free (title, FALSE), g_string_free (body, FALSE),
                     g_string_free (initials, FALSE) };
  return any;
}

void
lt_words_clear (LtWords *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->initials, g_free);
}

/* Most changes of a record leave what it is found by as it was. */
static gboolean
is_kept (LtDb *db,
         gint64 row,
         const LtWords *words,
         gboolean *same,
         gboolean *there,
         GError **error)
{
  g_autoptr (LtRows) rows =
      lt_db_query (db, error, "SELECT title, body, initials FROM lt_words WHERE rowid=?", "i", row);
  g_autoptr (GError) problem = NULL;

  *same = *there = FALSE;
  if (rows == NULL)
    return FALSE;
  *there = lt_rows_next (rows, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *same = *there && g_strcmp0 (lt_rows_text (rows, 0), words->title) == 0
          && g_strcmp0 (lt_rows_text (rows, 1), words->body) == 0
          && g_strcmp0 (lt_rows_text (rows, 2), words->initials) == 0;
  return TRUE;
}

/**
 * lt_words_write:
 * @db: a county file, in a write
 * @state: a record that is there
 * @key: its row in the kind's table
 * @is_new: whether the row has just been made
 * @error: return location
 */
gboolean
lt_words_write (LtDb *db, const LtRecordState *state, gint64 key, gboolean is_new, GError **error)
{
  g_auto (LtWords) words = { 0 };
  gboolean any = lt_words_init (&words, state);
  gint64 row = lt_words_row (state->kind, key);
  gboolean same = FALSE;
  gboolean there = FALSE;

  if (is_new ? !any : (state->kind->flags & LT_KIND_INNER) != 0)
    return TRUE;
  if (!is_new && !is_kept (db, row, &words, &same, &there, error))
    return FALSE;
  if (same)
    return TRUE;
  if (there && !lt_db_run (db, error, "DELETE FROM lt_words WHERE rowid=?", "i", row))
    return FALSE;
  return !any
         || lt_db_run (db, error,
                       "INSERT INTO lt_words (rowid, title, body, initials) VALUES (?, ?, ?, ?)",
                       "ittt", row, words.title, words.body, words.initials);
}

/**
 * lt_words_remove:
 * @db: a county file, in a write
 * @kind: a kind
 * @key: a row of its table that goes
 * @error: return location
 */
gboolean
lt_words_remove (LtDb *db, const LtKind *kind, gint64 key, GError **error)
{
  return lt_db_run (db, error, "DELETE FROM lt_words WHERE rowid=?", "i", lt_words_row (kind, key));
}
