/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an import did, to be told. */

#include "work/importing.h"

/* Told one by one; beyond, they are counted. */
#define MOST_PROBLEMS 10000
#define MOST_CHANGES  200

static void
free_change (LtImportChange *change)
{
  g_free (change->record);
  g_free (change->field);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/**
 * lt_import_report_new:
 *
 * Returns: (transfer full): a report of nothing yet
 */
LtImportReport *
lt_import_report_new (void)
{
  LtImportReport *self = g_new0 (LtImportReport, 1);

  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_import_problem_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
  self->kept = g_array_new (FALSE, FALSE, sizeof (LtId));
  return self;
}

void
lt_import_report_free (LtImportReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->notes);
  g_array_unref (self->kept);
  g_ptr_array_unref (self->changes);
  g_free (self->datum);
  g_free (self->shape);
  g_free (self);
}

/**
 * lt_import_report_name:
 * @self: a report of one part of one file
 * @file: (nullable): the file's name, where others are imported with it
 * @part: (nullable): the part that was chosen
 *
 * Has each problem say where its line is to be looked for.
 */
void
lt_import_report_name (LtImportReport *self, const char *file, const char *part)
{
  for (guint i = 0; i < self->problems->len; i++)
    {
      LtImportProblem *problem = g_ptr_array_index (self->problems, i);

      problem->file = g_strdup (file);
      problem->part = g_strdup (part);
    }
}

/**
 * lt_import_report_add:
 * @self: a report
 * @other: of another file; its problems go over
 */
void
lt_import_report_add (LtImportReport *self, LtImportReport *other)
{
  self->read += other->read;
  self->added += other->added;
  self->updated += other->updated;
  self->unchanged += other->unchanged;
  self->refused += other->refused;
  self->skipped += other->skipped;
  self->repeated += other->repeated;
  self->values += other->values;
  self->values_flagged += other->values_flagged;
  self->values_refused += other->values_refused;
  self->candidates += other->candidates;
  self->more_problems += other->more_problems;
  self->goes_on = self->goes_on || other->goes_on;
  for (guint i = 0; i < other->notes->len; i++)
    if (!g_ptr_array_find_with_equal_func (self->notes, g_ptr_array_index (other->notes, i),
                                           g_str_equal, NULL))
      g_ptr_array_add (self->notes, g_strdup (g_ptr_array_index (other->notes, i)));
  g_array_append_vals (self->kept, other->kept->data, other->kept->len);
  if (self->shape == NULL)
    self->shape = g_strdup (other->shape);
  if (self->datum == NULL)
    self->datum = g_strdup (other->datum);
  self->more_changes += other->more_changes;
  g_ptr_array_extend_and_steal (self->changes, g_steal_pointer (&other->changes));
  other->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
  g_ptr_array_extend_and_steal (self->problems, g_steal_pointer (&other->problems));
  other->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_import_problem_free);
}

/**
 * lt_import_report_add_problem:
 * @self: a report
 * @line: line of the file, or number of the feature
 * @column: (nullable): name of the column
 * @value: (nullable): what stands there
 * @text: what is wrong
 * @kept: whether the record is kept all the same
 *
 * Of a file that is nothing but problems the first ten thousand are kept.
 */
void
lt_import_report_add_problem (LtImportReport *self,
                              gint64 line,
                              const char *column,
                              const char *value,
                              const char *text,
                              gboolean kept)
{
  LtImportProblem *problem;

  if (self->problems->len >= MOST_PROBLEMS)
    {
      self->more_problems++;
      return;
    }
  problem = g_new0 (LtImportProblem, 1);
  problem->line = line;
  problem->column = g_strdup (column);
  problem->value = g_strdup (value);
  problem->problem = g_strdup (text);
  problem->kept = kept;
  g_ptr_array_add (self->problems, problem);
}

/**
 * lt_import_report_refuse:
 * @self: a report
 * @line: of the file, from 1
 * @column: label of the field that is to blame; "" for none
 * @value: (nullable): what stands there
 * @text: why
 *
 * Counts a row that was refused, and tells why.
 */
void
lt_import_report_refuse (LtImportReport *self,
                         gint64 line,
                         const char *column,
                         const char *value,
                         const char *text)
{
  self->refused++;
  lt_import_report_add_problem (self, line, column, value, text, FALSE);
}

/**
 * lt_import_report_add_change:
 * @self: a report
 * @line: line of the file
 * @known: the record as it is
 * @field: what of it changes
 * @before: (transfer full): what it says, for people
 * @after: (transfer full): what it is to say
 *
 * The first of them are kept, the rest is counted.
 */
void
lt_import_report_add_change (LtImportReport *self,
                             gint64 line,
                             const LtRecord *known,
                             const LtField *field,
                             char *before,
                             char *after)
{
  LtImportChange *change = g_new0 (LtImportChange, 1);

  *change = (LtImportChange){ line, g_strdup (lt_record_get_title (known)),
                              g_strdup (lt_field_get_label (field)), before, after };
  if (self->changes->len < MOST_CHANGES)
    g_ptr_array_add (self->changes, change);
  else
    {
      free_change (change);
      self->more_changes++;
    }
}
