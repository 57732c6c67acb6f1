/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/reading-repeats.h"

#include <glib/gi18n-lib.h>

/* What of one line stood in the file before. */
typedef struct
{
  guint values;
  guint different;
  gint64 first; /* line of the row that was taken */
} Repeat;

/* What a line says that stands against another. */
typedef struct
{
  gint64 line;
  char *key; /* place, time and first item: what it is about */
  GString *values;
  guint n_values;
} Content;

struct _LtReadingRepeats
{
  GHashTable *repeats;  /* line → Repeat */
  GHashTable *contents; /* (nullable): line → Content */
  GHashTable *refused;  /* (nullable): line → line of the row that is taken instead */
};

static void
free_content (gpointer data)
{
  Content *content = data;

  g_free (content->key);
  g_string_free (content->values, TRUE);
  g_free (content);
}

static gpointer
copy_line (gint64 line)
{
  return g_memdup2 (&line, sizeof line);
}

LtReadingRepeats *
lt_reading_repeats_new (void)
{
  LtReadingRepeats *self = g_new0 (LtReadingRepeats, 1);

  self->repeats = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
lt_reading_repeats_free (LtReadingRepeats *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->repeats);
  g_clear_pointer (&self->contents, g_hash_table_unref);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  g_free (self);
}

/**
 * lt_reading_repeats_add:
 * @self: the repeats
 * @line: of a row whose place, item and time stood before
 * @first: line of that row
 * @same: whether they say the same
 */
void
lt_reading_repeats_add (LtReadingRepeats *self, gint64 line, gint64 first, gboolean same)
{
  Repeat *repeat = g_hash_table_lookup (self->repeats, &line);

  if (repeat == NULL)
    {
      repeat = g_new0 (Repeat, 1);
      repeat->first = first;
      g_hash_table_insert (self->repeats, copy_line (line), repeat);
    }
  repeat->values++;
  repeat->different += !same;
  if (!same)
    repeat->first = first;
}

/**
 * lt_reading_repeats_differ:
 *
 * Returns: whether rows say different things of the same
 */
gboolean
lt_reading_repeats_differ (const LtReadingRepeats *self)
{
  GHashTableIter iter;
  gpointer repeat;

  g_hash_table_iter_init (&iter, self->repeats);
  while (g_hash_table_iter_next (&iter, NULL, &repeat))
    if (((Repeat *) repeat)->different > 0)
      return TRUE;
  return FALSE;
}

static void
want_content (LtReadingRepeats *self, gint64 line)
{
  Content *content;

  if (g_hash_table_contains (self->contents, &line))
    return;
  content = g_new0 (Content, 1);
  content->line = line;
  content->values = g_string_new (NULL);
  g_hash_table_insert (self->contents, copy_line (line), content);
}

/* The rows that differ, those they differ from, and those that say the same as one
 * of these. */
static void
list_contents (LtReadingRepeats *self)
{
  GHashTableIter iter;
  gpointer line;
  gpointer data;

  self->contents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_content);
  g_hash_table_iter_init (&iter, self->repeats);
  while (g_hash_table_iter_next (&iter, &line, &data))
    if (((Repeat *) data)->different > 0)
      {
        want_content (self, *(gint64 *) line);
        want_content (self, ((Repeat *) data)->first);
      }
  g_hash_table_iter_init (&iter, self->repeats);
  while (g_hash_table_iter_next (&iter, &line, &data))
    if (g_hash_table_contains (self->contents, &((Repeat *) data)->first))
      want_content (self, *(gint64 *) line);
}

/**
 * lt_reading_repeats_collect:
 * @self: the repeats
 * @place: what its place is
 * @row: a value of the file, which is read again
 *
 * Keeps what the rows say that stand against each other.
 */
void
lt_reading_repeats_collect (LtReadingRepeats *self, const LtId *place, const LtReadingRow *row)
{
  g_autofree char *id = NULL;
  Content *content;

  if (self->contents == NULL)
    list_contents (self);
  content = g_hash_table_lookup (self->contents, &row->line);
  if (content == NULL)
    return;
  if (content->key == NULL)
    {
      id = lt_id_to_text (place);
      content->key = g_strdup_printf ("%s %s %" G_GINT64_FORMAT, id, row->item, row->time);
    }
  g_string_append_printf (content->values, "%s=", row->item);
  if (row->has_value)
    g_string_append_printf (content->values, "%" G_GINT64_FORMAT, row->value);
  g_string_append_printf (content->values, "/%s ", row->quality == NULL ? "" : row->quality);
  content->n_values += row->has_value;
}

/* Which of two contents is taken; of the same ones the earlier line stands for them. */
static gboolean
is_before (const Content *a, const Content *b)
{
  int order = g_strcmp0 (a->values->str, b->values->str);

  if (a->n_values != b->n_values)
    return a->n_values > b->n_values;
  return order < 0 || (order == 0 && a->line < b->line);
}

/**
 * lt_reading_repeats_choose:
 * @self: the repeats, with what their rows say
 *
 * Decides which rows are refused, and forgets the rest: the file is read anew.
 */
void
lt_reading_repeats_choose (LtReadingRepeats *self)
{
  g_autoptr (GHashTable) best = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer data;

  self->refused = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, self->contents);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      Content *content = data;
      Content *known = content->key == NULL ? NULL : g_hash_table_lookup (best, content->key);

      if (content->key != NULL && (known == NULL || is_before (content, known)))
        g_hash_table_replace (best, content->key, content);
    }
  g_hash_table_iter_init (&iter, self->contents);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const Content *content = data;
      const Content *taken = content->key == NULL ? NULL : g_hash_table_lookup (best, content->key);

      if (taken != NULL && !g_str_equal (content->values->str, taken->values->str))
        g_hash_table_insert (self->refused, copy_line (content->line), copy_line (taken->line));
    }
  g_hash_table_remove_all (self->repeats);
  g_clear_pointer (&self->contents, g_hash_table_unref);
}

/**
 * lt_reading_repeats_refuse:
 * @self: the repeats
 * @line: of a value that is about to be taken
 *
 * Returns: whether it is refused, since another row is taken
 */
gboolean
lt_reading_repeats_refuse (LtReadingRepeats *self, gint64 line)
{
  const gint64 *taken = self->refused == NULL ? NULL : g_hash_table_lookup (self->refused, &line);

  if (taken != NULL)
    lt_reading_repeats_add (self, line, *taken, FALSE);
  return taken != NULL;
}

static void
tell_repeat (LtImportReport *report, gint64 line, gint64 first)
{
  g_autofree char *text =
      g_strdup_printf (_ ("The same place, item and time stand in line %d with another value; that "
                          "row was taken."),
                       (int) first);

  lt_import_report_add_problem (report, line, "", NULL, text, FALSE);
}

/**
 * lt_reading_repeats_settle:
 * @self: the repeats
 * @report: in which all rows count as added
 * @tally: of the rows
 *
 * Counts the rows that say the same again, and tells those that were refused.
 */
void
lt_reading_repeats_settle (const LtReadingRepeats *self,
                           LtImportReport *report,
                           const LtReadingTally *tally)
{
  GHashTableIter iter;
  gpointer line;
  gpointer data;

  g_hash_table_iter_init (&iter, self->repeats);
  while (g_hash_table_iter_next (&iter, &line, &data))
    {
      const Repeat *repeat = data;
      guint taken = GPOINTER_TO_UINT (g_hash_table_lookup (tally->short_rows, line));
      gboolean whole = repeat->values >= (taken > 0 ? taken : tally->row_values);

      report->values -= repeat->values;
      report->added -= whole;
      if (whole && repeat->different == 0)
        report->repeated++;
      else if (whole)
        report->refused++;
      else
        report->values_refused += repeat->different;
      if (repeat->different > 0)
        tell_repeat (report, *(gint64 *) line, repeat->first);
    }
}
