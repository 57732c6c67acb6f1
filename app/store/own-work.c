/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One's own work is signed off by somebody else. The verbs refuse it; but who made
 * the step with another program has signed it, and colleagues cannot refuse what
 * follows from his roles without losing what others built upon it. So it stays, and
 * is noted in `lt_breach`: by who signed, not by what the record says of it. */

#include "store/own-work.h"

#include "model/rights.h"

static guint
field_number (const LtOwnWork *rule, const LtKind *kind)
{
  return kind->fields[lt_kind_find_field (kind, rule->field)].number;
}

/* The records of which the value stands that is somebody else's to give, with who
 * has signed it, where he is who signed the record's making or who is named as its
 * author; of one record where @only says so. A value that stands since the making
 * has no head. */
static char *
query_own_work (const LtOwnWork *rule, const char *only)
{
  const LtKind *kind = lt_kind_by_name (rule->kind);
  guint field = field_number (rule, kind);

  return g_strdup_printf (
      "SELECT t.id AS id, lower(hex(g.actor)) AS who FROM lt_record r JOIN \"%s\" t ON "
      "t.fid=r.key JOIN lt_head h ON h.record=r.id AND h.field=%u JOIN lt_op o ON o.sid=h.sid AND "
      "o.seq=h.seq AND o.id=h.id JOIN lt_group g ON g.gid=o.gid WHERE r.kind=%u%s AND o.action=2 "
      "AND o.value=CAST('%s' AS BLOB) AND (lower(hex(g.actor))=replace(t.\"%s\", '-', '') OR "
      "g.actor IN (SELECT m.actor FROM lt_op c JOIN lt_group m ON m.gid=c.gid WHERE "
      "c.record=r.id AND c.field=0 AND c.action=1 AND c.state=0)) UNION "
      "SELECT t.id, lower(hex(g.actor)) FROM lt_record r JOIN \"%s\" t ON t.fid=r.key JOIN lt_op c "
      "ON c.record=r.id AND c.field=0 AND c.action=1 AND c.state=0 JOIN lt_group g ON g.gid=c.gid "
      "WHERE r.kind=%u%s AND t.\"%s\"='%s' AND NOT EXISTS (SELECT 1 FROM lt_head h WHERE "
      "h.record=r.id AND h.field=%u)",
      kind->table, field, kind->number, only, rule->value, rule->author, kind->table, kind->number,
      only, rule->field, rule->value, field);
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

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *query = NULL;
      g_autofree char *sql = NULL;

      if (!g_str_equal (rules[i].kind, kind->name))
        continue;
      query = query_own_work (&rules[i], " AND r.id=?1");
      sql =
          g_strdup_printf ("INSERT OR IGNORE INTO lt_breach SELECT id, %u, who, %u, %d FROM (%s)",
                           field_number (&rules[i], kind), kind->number, LT_BREACH_OWN_WORK, query);
      if (!lt_db_run (db, error, sql, "b", id, sizeof *id))
        return FALSE;
    }
  return TRUE;
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

  *noted = 0;
  for (guint i = 0; i < n; i++)
    {
      const LtKind *kind = lt_kind_by_name (rules[i].kind);
      g_autofree char *found = query_own_work (&rules[i], "");
      g_autofree char *sql = g_strdup_printf (
          "WITH found AS (%s), noted AS (SELECT record, value FROM lt_breach WHERE kind=%u AND "
          "field=%u AND what=%d) SELECT (SELECT count(*) FROM (SELECT * FROM found EXCEPT SELECT * "
          "FROM noted)) + (SELECT count(*) FROM (SELECT * FROM noted EXCEPT SELECT * FROM found)) "
          "+ (SELECT count(*) FROM noted) * (1 << 32)",
          found, kind->number, field_number (&rules[i], kind), LT_BREACH_OWN_WORK);
      gint64 both = 0;

      if (!lt_db_get_int (db, &both, error, sql, ""))
        return FALSE;
      *noted += both >> 32;
      *wrong += both & G_MAXUINT32;
    }
  return TRUE;
}
