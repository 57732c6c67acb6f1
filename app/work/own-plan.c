/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/own-plan.h"

#include "base/error.h"
#include "base/json.h"
#include "model/rights.h"
#include "rules/row.h"
#include "store/change.h"
#include "work/plan-table.h"
#include "work/plans.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_row (gpointer data)
{
  LtOwnPlanRow *row = data;

  g_free (row->text);
  g_clear_pointer (&row->seen, lt_record_free);
  g_free (row);
}

void
lt_own_plan_free (LtOwnPlan *self)
{
  g_free (self->file);
  g_free (self->head);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->problems);
  g_clear_pointer (&self->plans, lt_plans_free);
  g_free (self);
}

/* ---- reading -------------------------------------------------------------------- */

/* (nullable): the record that counts of that rule: of two the later one, with its heads. */
static gboolean
find_record (LtStore *store, const char *kind, const char *rule, LtRecord **found, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) records = NULL;
  const LtRecord *latest = NULL;

  *found = NULL;
  g_ptr_array_add (filters, lt_filter_new ("rule", "=", rule));
  records = lt_store_list (store, lt_kind_by_name (kind), &query, error);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);

      if (latest == NULL || memcmp (&record->id, &latest->id, sizeof record->id) > 0)
        latest = record;
    }
  if (latest != NULL)
    *found = lt_store_get (store, latest->kind, &latest->id, error);
  return records != NULL && (latest == NULL || *found != NULL);
}

static gboolean
add_row (LtOwnPlan *self, LtStore *store, const LtPlanRule *rule, JsonNode *node, GError **error)
{
  LtOwnPlanRow *row = g_new0 (LtOwnPlanRow, 1);

  g_ptr_array_add (self->rows, row);
  row->rule = rule;
  row->text = json_to_string (node, FALSE);
  if (!find_record (store, "own-rule", rule->id, &row->seen, error))
    return FALSE;
  row->differs = row->seen != NULL
                 && (g_strcmp0 (lt_record_get (row->seen, "row"), row->text) != 0
                     || g_strcmp0 (lt_record_get (row->seen, "head"), self->head) != 0);
  self->n_new += row->seen == NULL;
  self->n_changed += row->differs;
  return TRUE;
}

/* Which rows are good is known; what stands in them is taken as it stands. */
static gboolean
take_rows (LtOwnPlan *self, LtStore *store, const char *text, gsize size, GError **error)
{
  g_autoptr (JsonNode) root = lt_json_parse (text, (gssize) size, error);
  g_autoptr (JsonNode) rows = NULL;
  JsonObject *object;

  if (root == NULL)
    return FALSE;
  object = json_node_get_object (root);
  rows = json_node_copy (json_object_get_member (object, "rows"));
  json_object_remove_member (object, "rows");
  self->head = json_to_string (root, FALSE);
  for (guint i = 0; i < lt_plans_get_n_rules (self->plans); i++)
    {
      const LtPlanRule *rule = lt_plans_get_rule (self->plans, i);

      if (rule->plan == self->plan
          && !add_row (self, store, rule,
                       json_array_get_element (json_node_get_array (rows), rule->row), error))
        return FALSE;
    }
  return TRUE;
}

/* A plan without its text could say anything. */
static char *
read_plan_text (const char *path,
                const char *text_path,
                const char *rows,
                gsize size,
                GError **error)
{
  g_autofree char *beside = lt_work_plans_find_text (path, rows, size);
  gsize n;

  if (text_path != NULL || beside != NULL)
    return lt_work_plans_read (text_path != NULL ? text_path : beside, &n, error);
  g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
               _ ("The plan's own text, with which its quotes are compared, is not beside %s. Put "
                  "it there under the name that stands in \"file\", or say with --text where it "
                  "is."),
               path);
  return NULL;
}

/* (nullable): beside a table a text of the same name. */
static char *
find_text_of_table (const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, dot == NULL ? strlen (path) : (gsize) (dot - path));
  g_autofree char *text_path = g_strconcat (stem, ".txt", NULL);

  return g_file_test (text_path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&text_path) : NULL;
}

/* @lines: gets number of a rule → its line in the table */
static char *
read_table (LtOwnPlan *self,
            const char *text_path,
            GHashTable *lines,
            char **plan_text,
            GError **error)
{
  g_autofree char *beside = find_text_of_table (self->file);
  const char *chosen = text_path != NULL ? text_path : beside;
  g_autofree char *name = chosen == NULL ? NULL : g_path_get_basename (chosen);
  g_autoptr (LtForeignTable) table = NULL;
  gsize n;

  if (chosen == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("The plan's own text, with which its quotes are compared, is not beside %s. "
                      "Put it there as a .txt file of the same name, or say with --text where it "
                      "is."),
                   self->file);
      return NULL;
    }
  *plan_text = lt_work_plans_read (chosen, &n, error);
  table = *plan_text == NULL ? NULL : lt_foreign_table_read (self->file, LT_PLAN_TABLE_MOST, error);
  return table == NULL ? NULL
                       : lt_plan_table_to_json (table, lt_plans_get_words (self->plans), *plan_text,
                                                name, lines, error);
}

static char *
read_rows (LtOwnPlan *self,
           const char *text_path,
           GHashTable *lines,
           gsize *size,
           char **plan_text,
           GError **error)
{
  g_autofree char *text = NULL;

  if (lt_plan_table_is (self->file))
    {
      text = read_table (self, text_path, lines, plan_text, error);
      *size = text == NULL ? 0 : strlen (text);
      return g_steal_pointer (&text);
    }
  text = lt_work_plans_read (self->file, size, error);
  *plan_text = text == NULL ? NULL : read_plan_text (self->file, text_path, text, *size, error);
  return *plan_text == NULL ? NULL : g_steal_pointer (&text);
}

/* Who wrote a table looks for the line in it, and for the column by its name. */
static void
tell_lines (LtOwnPlan *self, GHashTable *lines)
{
  for (guint i = 0; g_hash_table_size (lines) > 0 && i < self->problems->len; i++)
    {
      LtRuleProblem *problem = g_ptr_array_index (self->problems, i);
      guint line = GPOINTER_TO_UINT (g_hash_table_lookup (lines, problem->row));
      g_autofree char *row = g_steal_pointer (&problem->row);
      g_autofree char *reason = g_steal_pointer (&problem->reason);

      problem->row = line == 0 ? g_strdup (row) : g_strdup_printf (_ ("%s, line %u"), row, line);
      problem->reason = lt_plan_table_reword (lt_plans_get_words (self->plans), reason);
    }
}

static gboolean
read_plan (LtOwnPlan *self, LtStore *store, const char *text_path, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->file);
  g_autofree char *plan_text = NULL, *text = NULL;
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize size = 0;
  guint before;

  self->plans = lt_work_plans_as_written (NULL, self->problems, error);
  text = self->plans == NULL ? NULL : read_rows (self, text_path, lines, &size, &plan_text, error);
  if (text == NULL)
    return FALSE;
  /* What is wrong with the program's own rows is not this file's fault. */
  g_ptr_array_set_size (self->problems, 0);
  before = lt_plans_get_n_rules (self->plans);
  if (!lt_plans_add_with_text (self->plans, name, text, size, plan_text, self->problems, error))
    return FALSE;
  tell_lines (self, lines);
  if (lt_plans_get_n_rules (self->plans) == before)
    return TRUE;
  self->plan = lt_plans_get_rule (self->plans, before)->plan;
  return take_rows (self, store, text, size, error);
}

/**
 * lt_work_read_own_plan:
 * @store: the county file
 * @path: a file of a plan's rows, data/rules/README.md, or a table of them (XLSX, CSV)
 * @text_path: (nullable): the plan's own text; %NULL where it lies beside the file, as that
 *   says
 * @error: return location; also where its head is wrong, or the program has that plan
 *
 * Reads a plan of the bureau's own, checks each row, and compares each quote with the
 * plan's text. Nothing is written.
 *
 * Returns: (transfer full) (nullable): what lt_work_add_own_plan() would do
 */
LtOwnPlan *
lt_work_read_own_plan (LtStore *store, const char *path, const char *text_path, GError **error)
{
  g_autoptr (LtOwnPlan) self = g_new0 (LtOwnPlan, 1);

  self->file = g_strdup (path);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  return read_plan (self, store, text_path, error) ? g_steal_pointer (&self) : NULL;
}

/* ---- adding --------------------------------------------------------------------- */

static gboolean
fill_record (LtRecord *record, const LtOwnPlan *plan, const LtOwnPlanRow *row, GError **error)
{
  return lt_record_set (record, "rule", row->rule->id, error)
         && lt_record_set (record, "plan", row->rule->plan->code, error)
         && lt_record_set (record, "title", row->rule->title, error)
         && lt_record_set (record, "head", plan->head, error)
         && lt_record_set (record, "row", row->text, error);
}

/* Supersedes exactly what was seen. */
static void
set_fields (LtChange *change, const LtRecord *seen, const LtRecord *wanted)
{
  for (guint i = 0; i < seen->kind->n_fields; i++)
    if (!lt_value_equal (seen->values[i], wanted->values[i]))
      lt_change_set (change, seen, i, wanted->values[i]);
}

static gboolean
write_row (LtSession *session,
           const LtOwnPlan *plan,
           const LtOwnPlanRow *row,
           LtChange *change,
           GError **error)
{
  g_autoptr (LtRecord) record =
      row->seen != NULL ? lt_record_copy (row->seen) : lt_record_new (lt_kind_by_name ("own-rule"));

  if (!fill_record (record, plan, row, error) || !lt_record_check (record, error))
    return FALSE;
  if (row->seen != NULL)
    {
      set_fields (change, row->seen, record);
      return TRUE;
    }
  lt_session_make_id (session, record);
  lt_change_create (change, record);
  return TRUE;
}

/**
 * lt_work_add_own_plan:
 * @session: a session, signed in
 * @plan: a plan that was read
 * @error: return location
 *
 * Adds its good rows, or changes those that are here and say something else, as one
 * change that is undone as one. Rows of the plan that the file does not have stay.
 *
 * Returns: whether all of it is kept
 */
gboolean
lt_work_add_own_plan (LtSession *session, const LtOwnPlan *plan, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  if (!lt_session_check_signed_in (session, error))
    return FALSE;
  for (guint i = 0; i < plan->rows->len; i++)
    if (!write_row (session, plan, g_ptr_array_index (plan->rows, i), change, error))
      return FALSE;
  return lt_change_is_empty (change) || lt_session_append (session, change, NULL, error);
}

/**
 * lt_work_may_lay_down:
 * @session: a session
 *
 * Returns: whether who is signed in may add plans, and lay down what holds in the county
 */
gboolean
lt_work_may_lay_down (LtSession *session)
{
  g_autofree char *roles = lt_session_get_roles (session);

  return lt_rights_allow (roles, lt_kind_by_name ("override"), NULL, NULL);
}

/* ---- laying down ---------------------------------------------------------------- */

/* Not with "": no limit is what the county says where it does not apply a rule. */
static gboolean
fill_override (LtRecord *record, const LtOverrideWish *wish, GError **error)
{
  int limit = lt_kind_find_field (record->kind, "limit");

  if (wish->limit == NULL)
    g_clear_pointer (&record->values[limit], lt_value_unref);
  return (wish->limit == NULL || lt_record_set (record, "limit", wish->limit, error))
         && lt_record_set (record, "rule", wish->rule, error)
         && lt_record_set (record, "reason", wish->reason, error)
         && lt_record_set (record, "citation", wish->citation, error);
}

/**
 * lt_work_override:
 * @session: a session, signed in
 * @wish: what is laid down
 * @error: return location
 *
 * Lays down what holds in the county instead of what a plan says; what was laid down for
 * the rule before is changed.
 *
 * Returns: (transfer full) (nullable): the record that says so
 */
LtRecord *
lt_work_override (LtSession *session, const LtOverrideWish *wish, GError **error)
{
  g_autoptr (LtRecord) seen = NULL;
  g_autoptr (LtRecord) record = NULL;
  gboolean kept;

  if (!find_record (lt_session_get_store (session), "override", wish->rule, &seen, error))
    return NULL;
  record = seen != NULL ? lt_record_copy (seen) : lt_record_new (lt_kind_by_name ("override"));
  if (!fill_override (record, wish, error))
    return NULL;
  kept = seen != NULL ? lt_work_set (session, seen, record, error)
                      : lt_work_add (session, record, error);
  return kept ? g_steal_pointer (&record) : NULL;
}
