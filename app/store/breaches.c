/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `lt_breach` follows from the rows alone: it is brought up to date with each
 * record that is materialised, and held against the rows by the full check. */

#include "store/breaches.h"

#include "model/sets.h"
#include "store/own-work.h"
#include "store/store-private.h"

#define TAKEN   "1"
#define MISSING "2"

static gboolean
is_there (LtDb *db, const char *text, gboolean *there, GError **error)
{
  gint64 key = 0;
  LtId id;

  *there = FALSE;
  if (!lt_id_from_text (&id, text))
    return TRUE;
  if (!lt_db_get_int (db, &key, error, "SELECT key FROM lt_record WHERE id=?", "b", &id, sizeof id))
    return FALSE;
  *there = key != 0;
  return TRUE;
}

/* One that is left alone with a value has it for its own again. */
static gboolean
leave_values (LtDb *db, const char *id, GError **error)
{
  return lt_db_run (db, error,
                    "DELETE FROM lt_breach WHERE what=" TAKEN
                    " AND record<>?1 AND EXISTS (SELECT 1 "
                    "FROM lt_breach own WHERE own.record=?1 AND own.what=" TAKEN
                    " AND own.kind=lt_breach.kind AND own.field=lt_breach.field AND "
                    "own.value=lt_breach.value) AND (SELECT count(*) FROM lt_breach other WHERE "
                    "other.value=lt_breach.value AND other.kind=lt_breach.kind AND "
                    "other.field=lt_breach.field AND other.what=" TAKEN ")=2",
                    "t", id);
}

static gboolean
leave (LtDb *db, const char *id, GError **error)
{
  gint64 n = 0;

  return lt_db_get_int (db, &n, error, "SELECT count(*) FROM lt_breach WHERE record=?", "t", id)
         && (n == 0
             || (leave_values (db, id, error)
                 && lt_db_run (db, error, "DELETE FROM lt_breach WHERE record=?", "t", id)));
}

/* Where another has the same, all that have it are named. */
static gboolean
claim_value (LtDb *db,
             const LtKind *kind,
             const LtField *field,
             const LtValue *value,
             GError **error)
{
  g_autofree char *count =
      g_strdup_printf ("SELECT count(*) FROM (SELECT 1 FROM \"%s\" WHERE \"%s\"=? LIMIT 2)",
                       kind->table, field->name);
  g_autofree char *insert = NULL;
  gint64 n = 0;

  if (!lt_db_get_int (db, &n, error, count, "t", lt_value_text (value)))
    return FALSE;
  if (n < 2)
    return TRUE;
  insert = g_strdup_printf ("INSERT OR IGNORE INTO lt_breach SELECT id, %u, \"%s\", %u, " TAKEN
                            " FROM \"%s\" WHERE \"%s\"=?",
                            field->number, field->name, kind->number, kind->table, field->name);
  return lt_db_run (db, error, insert, "t", lt_value_text (value));
}

static gboolean
look_up (LtDb *db, const LtRecordState *state, const char *id, guint field, GError **error)
{
  g_auto (GStrv) ids = lt_set_split (lt_record_state_shown (state, field));

  for (int i = 0; ids[i] != NULL; i++)
    {
      gboolean there;

      if (!is_there (db, ids[i], &there, error))
        return FALSE;
      if (!there
          && !lt_db_run (db, error,
                         "INSERT OR IGNORE INTO lt_breach VALUES (?, ?, ?, ?, " MISSING ")", "titi",
                         id, (gint64) state->kind->fields[field].number, ids[i],
                         (gint64) state->kind->number))
        return FALSE;
    }
  return TRUE;
}

static gboolean
enter (LtDb *db, const LtRecordState *state, const char *id, GError **error)
{
  for (guint i = 0; i < state->kind->n_fields; i++)
    {
      const LtField *field = &state->kind->fields[i];
      const LtValue *value = lt_record_state_shown (state, i);

      if (value == NULL)
        continue;
      if ((field->flags & LT_FIELD_UNIQUE) != 0
          && !claim_value (db, state->kind, field, value, error))
        return FALSE;
      if (lt_field_refers (field) && !look_up (db, state, id, i, error))
        return FALSE;
    }
  return TRUE;
}

/* Who belonged to a record that is gone now. */
static gboolean
orphan (LtDb *db, const char *id, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    for (guint f = 0; f < kinds[i]->n_fields; f++)
      {
        const LtField *field = &kinds[i]->fields[f];
        g_autofree char *sql = NULL;

        if (!lt_field_refers (field))
          continue;
        sql = g_strdup_printf ("INSERT OR IGNORE INTO lt_breach SELECT id, %u, ?1, %u, " MISSING
                               " FROM \"%s\" WHERE %s\"%s\"%s",
                               field->number, kinds[i]->number, kinds[i]->table,
                               field->type == LT_TYPE_REFERENCES ? "instr(" : "", field->name,
                               field->type == LT_TYPE_REFERENCES ? ", ?1)>0" : "=?1");
        if (!lt_db_run (db, error, sql, "t", id))
          return FALSE;
      }
  return TRUE;
}

/**
 * lt_breaches_follow:
 * @db: a county file, in a write
 * @state: a record whose row was just written, or taken away, with its entry in
 *   `lt_record`
 * @was_there: whether it had a row before
 * @error: return location
 *
 * Brings `lt_breach` up to date.
 */
gboolean
lt_breaches_follow (LtDb *db, const LtRecordState *state, gboolean was_there, GError **error)
{
  g_autofree char *id = lt_id_to_text (&state->id);

  if (was_there && !leave (db, id, error))
    return FALSE;
  if (!state->there)
    return !was_there || orphan (db, id, error);
  if (!was_there
      && !lt_db_run (db, error, "DELETE FROM lt_breach WHERE value=? AND what=" MISSING, "t", id))
    return FALSE;
  return enter (db, state, id, error) && lt_own_work_follow (db, state->kind, &state->id, error);
}

static void
free_breach (LtBreach *breach)
{
  g_free (breach->value);
  g_free (breach);
}

/* An officer stands there as the log names him. */
static char *
read_value (LtRows *rows)
{
  const char *text = lt_rows_text (rows, 2);
  LtId id;

  if (lt_rows_int (rows, 4) != LT_BREACH_OWN_WORK
      || !lt_hex_decode (text, id.bytes, sizeof id.bytes))
    return g_strdup (text);
  return lt_id_to_text (&id);
}

static LtBreach *
read_breach (LtRows *rows)
{
  LtBreach *breach = g_new0 (LtBreach, 1);
  int field;

  lt_id_from_text (&breach->record, lt_rows_text (rows, 0));
  breach->value = read_value (rows);
  breach->kind = lt_kind_by_number ((guint) lt_rows_int (rows, 3));
  breach->what = (LtBreachSort) lt_rows_int (rows, 4);
  field = breach->kind == NULL
              ? -1
              : lt_kind_field_by_number (breach->kind, (guint) lt_rows_int (rows, 1));
  breach->field = (guint) MAX (field, 0);
  if (field >= 0)
    return breach;
  free_breach (breach);
  return NULL;
}

/**
 * lt_store_list_breaches:
 *
 * Returns: (transfer full) (nullable) (element-type LtBreach): what merging brought
 *   about, those of one value beside each other
 */
GPtrArray *
lt_store_list_breaches (LtStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) free_breach);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;

  /* A file of the first schema, read as it is, has none noted. */
  if (self->schema < 2)
    return g_steal_pointer (&list);
  rows = lt_db_query (self->db, error,
                      "SELECT record, field, value, kind, what FROM lt_breach "
                      "ORDER BY kind, field, value, record",
                      "");
  if (rows == NULL)
    return NULL;
  while (lt_rows_next (rows, &problem))
    {
      LtBreach *breach = read_breach (rows);

      if (breach != NULL)
        g_ptr_array_add (list, breach);
    }
  if (problem == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

/**
 * lt_store_count_breaches:
 *
 * Returns: how many of them there are
 */
gint64
lt_store_count_breaches (LtStore *self)
{
  gint64 n = 0;

  lt_db_get_int (self->db, &n, NULL, "SELECT count(*) FROM lt_breach", "");
  return n;
}

/**
 * lt_store_is_taken_twice:
 *
 * Returns: whether another record has the value of a field that must be one's own
 */
gboolean
lt_store_is_taken_twice (LtStore *self, const LtRecord *record, const char *field)
{
  g_autofree char *id = lt_id_to_text (&record->id);
  int place = lt_kind_find_field (record->kind, field);
  gint64 n = 0;

  g_return_val_if_fail (place >= 0, FALSE);

  lt_db_get_int (self->db, &n, NULL,
                 "SELECT count(*) FROM lt_breach WHERE record=? AND field=? AND what=" TAKEN, "ti",
                 id, (gint64) record->kind->fields[place].number);
  return n > 0;
}

static gboolean
count_wrong (LtDb *db, const char *rows, const char *noted, gint64 *wrong, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT (SELECT count(*) FROM (%s EXCEPT %s)) + (SELECT count(*) FROM (%s EXCEPT %s))", rows,
      noted, noted, rows);
  gint64 n = 0;

  if (!lt_db_get_int (db, &n, error, sql, ""))
    return FALSE;
  *wrong += n;
  return TRUE;
}

static gboolean
check_unique (LtDb *db, const LtKind *kind, const LtField *field, gint64 *wrong, GError **error)
{
  g_autofree char *rows = g_strdup_printf ("SELECT id, \"%s\" FROM \"%s\" WHERE \"%s\" IN (SELECT "
                                           "\"%s\" FROM \"%s\" WHERE \"%s\" IS NOT "
                                           "NULL GROUP BY \"%s\" HAVING count(*)>1)",
                                           field->name, kind->table, field->name, field->name,
                                           kind->table, field->name, field->name);
  g_autofree char *noted = g_strdup_printf (
      "SELECT record, value FROM lt_breach WHERE kind=%u AND field=%u AND what=" TAKEN,
      kind->number, field->number);

  return count_wrong (db, rows, noted, wrong, error);
}

/* How many records name in this field what is not there. */
static gboolean
count_missing (LtDb *db, const LtKind *kind, const LtField *field, gint64 *n, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT \"%s\", count(*) FROM \"%s\" WHERE \"%s\" IS NOT NULL GROUP BY 1",
                       field->name, kind->table, field->name);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = lt_db_query (db, error, sql, "");

  *n = 0;
  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      g_autoptr (LtValue) value = lt_value_new_text (lt_rows_text (rows, 0));
      g_auto (GStrv) ids = lt_set_split (value);

      for (int i = 0; ids[i] != NULL; i++)
        {
          gboolean there = TRUE;

          if (!is_there (db, ids[i], &there, error))
            return FALSE;
          *n += there ? 0 : lt_rows_int (rows, 1);
        }
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

/* As many as are noted, and each of those that are noted rightly so. */
static gboolean
check_missing (LtDb *db, const LtKind *kind, const LtField *field, gint64 *wrong, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT b.value FROM lt_breach b JOIN \"%s\" t ON "
                                          "t.id=b.record AND instr(t.\"%s\", b.value)>0 "
                                          "WHERE b.kind=%u AND b.field=%u AND b.what=" MISSING,
                                          kind->table, field->name, kind->number, field->number);
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;
  gint64 expected = 0;
  gint64 noted = 0;
  gint64 right = 0;

  if (!count_missing (db, kind, field, &expected, error)
      || !lt_db_get_int (
          db, &noted, error,
          "SELECT count(*) FROM lt_breach WHERE kind=? AND field=? AND what=" MISSING, "ii",
          (gint64) kind->number, (gint64) field->number))
    return FALSE;
  if (noted == 0)
    {
      *wrong += expected;
      return TRUE;
    }
  rows = lt_db_query (db, error, sql, "");
  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      gboolean there = TRUE;

      if (!is_there (db, lt_rows_text (rows, 0), &there, error))
        return FALSE;
      right += there ? 0 : 1;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *wrong += ABS (noted - right) + ABS (expected - right);
  return TRUE;
}

/**
 * lt_breaches_check:
 * @db: a county file
 * @wrong: (out): how many are noted that are none, or not noted that are
 * @error: return location
 */
gboolean
lt_breaches_check (LtDb *db, gint64 *wrong, GError **error)
{
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);
  gint64 own = 0;

  /* What no field asks for is wrong, whatever it says. */
  if (!lt_db_get_int (db, wrong, error, "SELECT count(*) FROM lt_breach", "")
      || !lt_own_work_check (db, &own, wrong, error))
    return FALSE;
  *wrong -= own;
  for (guint i = 0; i < n; i++)
    for (guint f = 0; f < kinds[i]->n_fields; f++)
      {
        const LtField *field = &kinds[i]->fields[f];
        gboolean unique = (field->flags & LT_FIELD_UNIQUE) != 0;
        gboolean refers = lt_field_refers (field);
        gint64 noted = 0;

        if ((unique && !check_unique (db, kinds[i], field, wrong, error))
            || (refers && !check_missing (db, kinds[i], field, wrong, error))
            || !lt_db_get_int (db, &noted, error,
                               "SELECT count(*) FROM lt_breach WHERE kind=? AND field=? AND "
                               "((what=" TAKEN " AND ?) OR (what=" MISSING " AND ?))",
                               "iiii", (gint64) kinds[i]->number, (gint64) field->number,
                               (gint64) unique, (gint64) refers))
          return FALSE;
        *wrong -= noted;
      }
  return TRUE;
}
