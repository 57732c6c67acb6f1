/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of the full check that holds what `find` looks in against what the
 * log says. */

#include "store/verify-private.h"
#include "store/words.h"

#include <glib/gi18n-lib.h>

/* Whether the row of the record says what it should; the record that has none
 * must not be found by anything. */
static gboolean
compare_words (LtRows *rows, gint64 row, const LtWords *words, gboolean *agree, GError **error)
{
  g_autoptr (GError) problem = NULL;

  lt_rows_bind_int (rows, 1, row);
  *agree = lt_rows_next (rows, &problem) && lt_rows_are_text (rows, 0, words->title)
           && lt_rows_are_text (rows, 1, words->body)
           && lt_rows_are_text (rows, 2, words->initials);
  lt_rows_reset (rows);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL;
}

/* Opens what lt_check_words() reads; nothing where the file has no such table. */
gboolean
lt_check_open_words (LtCheck *self, LtRows **rows, GError **error)
{
  if (self->store->schema < LT_WORDS_SCHEMA)
    return TRUE;
  *rows = lt_db_query (self->store->db, error,
                       "SELECT title, body, initials FROM lt_words WHERE rowid=?", "");
  return *rows != NULL;
}

/* Holds a record's words against the log; @n counts the rows there must be. */
gboolean
lt_check_words (LtCheck *self,
                LtRows *rows,
                const LtRecordState *state,
                gint64 key,
                gint64 *n,
                GError **error)
{
  g_auto (LtWords) words = { 0 };
  g_autofree char *name = NULL;
  gboolean agree = TRUE;

  if (rows == NULL || !lt_words_init (&words, state))
    return TRUE;
  (*n)++;
  if (!compare_words (rows, lt_words_row (state->kind, key), &words, &agree, error))
    return FALSE;
  if (agree)
    return TRUE;
  name = lt_id_to_text (&state->id);
  lt_check_add (self, _ ("Record %s %s: the words it is found by are not what the log says."),
                state->kind->name, name);
  return TRUE;
}
