/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One's own work is signed off by somebody else. The verbs refuse it; but who made
 * the step with another program has signed it, and colleagues cannot refuse what
 * follows from his roles without losing what others built upon it. So it stays, and
 * is noted in `lt_breach`: by who signed, not by what the record says of it, and
 * whatever steps follow. Only a step back takes the note away.
 *
 * Whose work a record is: of who made it, by each group that says so, and of who is
 * named as its author. Who hands a colleague's draft to the reviewer neither writes
 * nor signs off anything by it; he may sign it off then, two have seen it. */

#include "store/own-work.h"

#include "model/rights.h"
#include "store/signers.h"
#include "store/store-private.h"

/* A step to the value, or a making with it, with what the record was made by. */
typedef struct
{
  LtSigned step;
  LtSigned making;
  char *record;
  char *author; /* (nullable) */
} Step;

static void
clear_step (Step *self)
{
  g_clear_pointer (&self->record, g_free);
  g_clear_pointer (&self->author, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, clear_step)

static const LtField *
find_field (const LtOwnWork *rule)
{
  const LtKind *kind = lt_kind_by_name (rule->kind);

  return &kind->fields[lt_kind_find_field (kind, rule->field)];
}

/* Whether an operation that knew @step, directly or by others, says an earlier value,
 * or none. */
static char *
query_taken_back (const LtField *field, const char *value, const char *step)
{
  g_autoptr (GString) before = g_string_new (NULL);

  for (guint i = 0; field->choices != NULL && field->choices[i].name != NULL; i++)
    {
      if (g_str_equal (field->choices[i].name, value))
        break;
      g_string_append_printf (before, "%sCAST('%s' AS BLOB)", i > 0 ? "," : "",
                              field->choices[i].name);
    }
  return g_strdup_printf (
      "EXISTS (WITH RECURSIVE later (id, action, value, state) AS (SELECT %s.id, 0, NULL, 0 UNION "
      "SELECT b.id, b.action, b.value, b.state FROM later JOIN lt_op b ON b.record=%s.record AND "
      "b.field=%u AND instr(b.parents, later.id)>0) SELECT 1 FROM later WHERE action=2 AND state=0 "
      "AND (value IS NULL OR value IN (%s)))",
      step, step, field->number, before->str);
}

/* Whether what @step knew, directly or by others, has the value by somebody who is
 * no author, and it stands. */
static char *
query_signed_before (const LtField *field, const char *author, const char *taken_back)
{
  return g_strdup_printf (
      "EXISTS (WITH RECURSIVE before (id, parents) AS (SELECT o.id, o.parents UNION SELECT b.id, "
      "b.parents FROM before JOIN lt_op b ON b.record=o.record AND b.field=%u AND "
      "instr(before.parents, b.id)>0) SELECT 1 FROM before JOIN lt_op x ON x.record=o.record AND "
      "x.field=%u AND x.id=before.id AND x.id<>o.id JOIN lt_group y ON y.gid=x.gid WHERE "
      "x.action=2 AND x.state=0 AND x.value=o.value AND lower(hex(y.actor))<>%s AND "
      "y.actor<>m.actor AND NOT %s)",
      field->number, field->number, author, taken_back);
}

/* Steps that may be somebody's own, of one record where @only says so: told from the
 * others by who speaks for them, as far as nobody repeats another's operations. Who
 * says again what a colleague has signed off before does not sign it off. */
static char *
query_steps (const LtOwnWork *rule, const char *only)
{
  const LtKind *kind = lt_kind_by_name (rule->kind);
  const LtField *field = find_field (rule);
  g_autofree char *taken_back = query_taken_back (field, rule->value, "o");
  g_autofree char *other_taken_back = query_taken_back (field, rule->value, "x");
  g_autofree char *author =
      g_strdup_printf ("coalesce(replace(t.\"%s\", '-', ''), '')", rule->author);
  g_autofree char *signed_before = query_signed_before (field, author, other_taken_back);

  return g_strdup_printf (
      "SELECT t.id, t.\"%s\", o.sid, o.seq, o.id, o.gid, c.sid, c.seq, c.id, c.gid, NULL "
      "FROM lt_record r JOIN \"%s\" t ON t.fid=r.key JOIN lt_op o ON o.record=r.id AND o.field=%u "
      "JOIN lt_group g ON g.gid=o.gid JOIN lt_op c ON c.record=r.id AND c.field=0 AND c.action=1 "
      "AND c.state=0 JOIN lt_group m ON m.gid=c.gid WHERE r.kind=%u%s AND o.action=2 AND o.state=0 "
      "AND o.value=CAST('%s' AS BLOB) AND (lower(hex(g.actor))=%s OR g.actor=m.actor OR EXISTS "
      "(SELECT 1 FROM lt_meta WHERE k IN ('repeats:' || o.sid, 'repeats:' || c.sid))) AND NOT %s "
      "AND NOT %s UNION ALL "
      "SELECT t.id, t.\"%s\", o.sid, o.seq, o.id, o.gid, o.sid, o.seq, o.id, o.gid, o.value "
      "FROM lt_record r JOIN \"%s\" t ON t.fid=r.key JOIN lt_op o ON o.record=r.id AND o.field=0 "
      "WHERE r.kind=%u%s AND o.action=1 AND o.state=0 AND instr(o.value, CAST('%s' AS BLOB))>0 "
      "AND NOT %s",
      rule->author, kind->table, field->number, kind->number, only, rule->value, author, taken_back,
      signed_before, rule->author, kind->table, kind->number, only, rule->value, taken_back);
}

static void
read_signed (LtRows *rows, int column, LtSigned *operation)
{
  operation->sid = lt_rows_int (rows, column);
  operation->seq = lt_rows_int (rows, column + 1);
  lt_rows_fixed (rows, column + 2, &operation->id, sizeof operation->id);
  operation->gid = lt_rows_int (rows, column + 3);
}

/* Whether the row is of a step: a making is one where its image has the value. */
static gboolean
read_step (LtRows *rows, const LtOwnWork *rule, Step *step)
{
  step->record = g_strdup (lt_rows_text (rows, 0));
  step->author = g_strdup (lt_rows_text (rows, 1));
  read_signed (rows, 2, &step->step);
  read_signed (rows, 6, &step->making);
  if (!lt_rows_is_null (rows, 10))
    {
      gsize size;
      gconstpointer bytes = lt_rows_blob (rows, 10, &size);
      g_autoptr (LtValue) image = lt_value_new (bytes, size);
      g_autoptr (LtValue) value = lt_image_get (image, find_field (rule)->number);

      return value != NULL && g_strcmp0 (lt_value_text (value), rule->value) == 0;
    }
  return TRUE;
}

/* "RECORD FIELD KIND OFFICER" of each who signed off what is his own. */
static gboolean
note_own (LtDb *db, const LtOwnWork *rule, const Step *step, GHashTable *notes, GError **error)
{
  g_autoptr (GArray) signers = lt_signers_list (db, &step->step, error);
  g_autoptr (GArray) makers = signers == NULL ? NULL : lt_signers_list (db, &step->making, error);
  LtId author;
  gboolean named = step->author != NULL && lt_id_from_text (&author, step->author);

  if (makers == NULL)
    return FALSE;
  for (guint i = 0; i < signers->len; i++)
    {
      const LtId *signer = &g_array_index (signers, LtId, i);
      g_autofree char *officer = lt_hex_encode (signer->bytes, sizeof signer->bytes);

      if ((named && lt_id_equal (signer, &author)) || lt_signers_have (makers, signer))
        g_hash_table_add (notes,
                          g_strdup_printf ("%s %u %u %s", step->record, find_field (rule)->number,
                                           lt_kind_by_name (rule->kind)->number, officer));
    }
  return TRUE;
}

/* By one rule, of one record or of all. */
static gboolean
find_own (LtDb *db, const LtOwnWork *rule, const LtId *only, GHashTable *notes, GError **error)
{
  g_autofree char *query = query_steps (rule, only == NULL ? "" : " AND r.id=?1");
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = only == NULL ? lt_db_query (db, error, query, "")
                                         : lt_db_query (db, error, query, "b", only, sizeof *only);

  if (rows == NULL)
    return FALSE;
  while (lt_rows_next (rows, &problem))
    {
      g_auto (Step) step = { 0 };

      if (read_step (rows, rule, &step) && !note_own (db, rule, &step, notes, &problem))
        break;
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static GHashTable *
new_notes (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
write_notes (LtDb *db, GHashTable *notes, GError **error)
{
  GHashTableIter iter;
  gpointer note;

  g_hash_table_iter_init (&iter, notes);
  while (g_hash_table_iter_next (&iter, &note, NULL))
    {
      g_auto (GStrv) words = g_strsplit (note, " ", 4);

      if (!lt_db_run (db, error, "INSERT OR IGNORE INTO lt_breach VALUES (?, ?, ?, ?, ?)", "titii",
                      words[0], g_ascii_strtoll (words[1], NULL, 10), words[3],
                      g_ascii_strtoll (words[2], NULL, 10), (gint64) LT_BREACH_OWN_WORK))
        return FALSE;
    }
  return TRUE;
}

/**
 * lt_own_work_follow:
 * @db: a county file, in a write
 * @kind: kind of a record that was just materialised and is there
 * @id: the record
 * @error: return location
 *
 * Notes where it was signed off by its author.
 */
gboolean
lt_own_work_follow (LtDb *db, const LtKind *kind, const LtId *id, GError **error)
{
  guint n;
  const LtOwnWork *rules = lt_rights_own_work (&n);
  g_autoptr (GHashTable) notes = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (rules[i].kind, kind->name))
        continue;
      if (notes == NULL)
        notes = new_notes ();
      if (!find_own (db, &rules[i], id, notes, error))
        return FALSE;
    }
  return notes == NULL || write_notes (db, notes, error);
}

/**
 * lt_own_work_note_all:
 * @db: a county file, in a write
 * @error: return location
 *
 * Notes it anew for all records: an older program may have noted it otherwise, or not
 * at all.
 */
gboolean
lt_own_work_note_all (LtDb *db, GError **error)
{
  guint n;
  const LtOwnWork *rules = lt_rights_own_work (&n);
  g_autoptr (GHashTable) notes = new_notes ();

  for (guint i = 0; i < n; i++)
    if (!find_own (db, &rules[i], NULL, notes, error))
      return FALSE;
  return lt_db_run (db, error, "DELETE FROM lt_breach WHERE what=?", "i",
                    (gint64) LT_BREACH_OWN_WORK)
         && write_notes (db, notes, error);
}

/**
 * lt_own_work_check:
 * @db: a county file
 * @noted: (out): how many are noted
 * @wrong: (inout): gets how many are noted that are none, or not noted that are
 * @error: return location
 */
gboolean
lt_own_work_check (LtDb *db, gint64 *noted, gint64 *wrong, GError **error)
{
  guint n;
  const LtOwnWork *rules = lt_rights_own_work (&n);
  g_autoptr (GHashTable) notes = new_notes ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;

  *noted = 0;
  for (guint i = 0; i < n; i++)
    if (!find_own (db, &rules[i], NULL, notes, error))
      return FALSE;
  rows = lt_db_query (db, error,
                      "SELECT record || ' ' || field || ' ' || kind || ' ' || value FROM lt_breach "
                      "WHERE what=?",
                      "i", (gint64) LT_BREACH_OWN_WORK);
  if (rows == NULL)
    return FALSE;
  for (; lt_rows_next (rows, &problem); ++*noted)
    *wrong += g_hash_table_remove (notes, lt_rows_text (rows, 0)) ? 0 : 1;
  *wrong += g_hash_table_size (notes);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
