/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "desk.h"
#include "store/log.h"
#include "work/session-private.h"
#include "work/importing.h"

#include <string.h>

static LtRecord *
make (const char *kind, const char *const *values)
{
  LtRecord *record = lt_record_new (lt_kind_by_name (kind));
  g_autoptr (GError) error = NULL;

  for (int i = 0; values[i] != NULL; i += 2)
    {
      lt_record_set (record, values[i], values[i + 1], &error);
      g_assert_no_error (error);
    }
  return record;
}

static void
assert_not_added (Desk *desk, const char *kind, const char *const *values, LtError code)
{
  g_autoptr (LtRecord) record = make (kind, values);
  g_autoptr (GError) error = NULL;
  gint64 operations = desk_operations (desk);

  g_assert_false (lt_work_add (desk->session, record, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, LT_ERROR, (int) code);
  g_assert_cmpint (desk_operations (desk), ==, operations);
}

#define VALUES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NOBODY      "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"

static void
test_add (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autofree char *mine_id = lt_id_to_text (&mine->id);
  g_autoptr (LtRecord) good = make ("mine", VALUES ("code", "新-1", "name", "新矿"));
  g_autoptr (GError) error = NULL;

  assert_not_added (desk, "mine", VALUES ("code", "新-1", "name", "新矿"), LT_ERROR_REFUSED);
  desk_act_as (desk, OFFICER);
  assert_not_added (desk, "mine", VALUES ("code", "新-1"), LT_ERROR_BAD_INPUT);
  assert_not_added (desk, "mine", VALUES ("code", lt_record_get (mine, "code"), "name", "新"),
                    LT_ERROR_BAD_INPUT);
  /* Names nothing, or something of another kind. */
  assert_not_added (desk, "dust-fall",
                    VALUES ("site", NOBODY, "month", "2026-10", "validity", "valid"),
                    LT_ERROR_BAD_INPUT);
  assert_not_added (desk, "dust-fall",
                    VALUES ("site", mine_id, "month", "2026-10", "validity", "valid"),
                    LT_ERROR_BAD_INPUT);
  assert_not_added (desk, "officer", VALUES ("card", "9", "name", "x", "roles", "keeper"),
                    LT_ERROR_REFUSED);
  assert_not_added (desk, "bureau", VALUES ("code", "9", "name", "x"), LT_ERROR_REFUSED);
  assert_not_added (desk, "key",
                    VALUES ("public_key", "9", "officer", NOBODY, "purpose", "officer"),
                    LT_ERROR_REFUSED);
  g_assert_true (lt_work_add (desk->session, good, &error));
  g_assert_no_error (error);
  desk_assert_sound (desk);
}

static void
test_set_and_undo (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autoptr (GPtrArray) mines =
      lt_store_list (lt_session_get_store (desk->session), mine->kind, NULL, NULL);
  g_autoptr (LtRecord) changed = NULL;
  g_autoptr (LtRecord) back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  /* Nothing differs: nothing is written. */
  g_assert_true (lt_work_set (desk->session, mine, mine, &error));
  g_assert_cmpint (desk_operations (desk), ==, operations);
  /* Another's code. */
  g_assert_false (
      desk_set (desk, mine, "code", lt_record_get (g_ptr_array_index (mines, 1), "code"), &error));
  g_clear_error (&error);
  g_assert_false (desk_set (desk, mine, "name", NULL, &error));
  g_clear_error (&error);
  g_assert_cmpint (desk_operations (desk), ==, operations);
  g_assert_true (desk_set (desk, mine, "mineral", "铁", &error));
  changed = desk_again (desk, mine);
  g_assert_cmpstr (lt_record_get (changed, "mineral"), ==, "铁");
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, &error));
  back = desk_again (desk, mine);
  g_assert_cmpstr (lt_record_get (back, "mineral"), ==, lt_record_get (mine, "mineral"));
  /* There is nothing of his left: what is undone and the undoing are not undone again. */
  g_assert_false (lt_work_undo (desk->session, NULL, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  desk_assert_sound (desk);
}

static void
test_remove (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) zone = desk_first (desk, "zone");
  g_autoptr (LtRecord) back = NULL;
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  g_assert_false (lt_work_remove (desk->session, zone, "", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_true (lt_work_remove (desk->session, zone, "重复", &error));
  g_assert_null (desk_again (desk, zone));
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, &error));
  g_assert_no_error (error);
  back = desk_again (desk, zone);
  g_assert_nonnull (back);
  desk_assert_sound (desk);
}

/* A reason that begins as the note of an undoing does is no undoing. */
static void
test_forged_undo (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) mine = desk_first (desk, "mine");
  g_autoptr (LtRecord) zone = desk_first (desk, "zone");
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *why = NULL;
  LtLogQuery query = { .limit = 1 };

  desk_act_as (desk, OFFICER);
  g_assert_true (desk_set (desk, mine, "mineral", "铁", &error));
  groups = lt_store_log (lt_session_get_store (desk->session), &query, &error);
  hex = lt_digest_to_hex (&((LtGroup *) g_ptr_array_index (groups, 0))->id);
  why = g_strconcat ("undo ", hex, NULL);
  g_assert_true (lt_work_remove (desk->session, zone, why, &error));
  /* What is undone first is the removal, then the change: neither was undone before. */
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, &error));
  g_assert_no_error (error);
  now = desk_again (desk, zone);
  g_assert_nonnull (now);
  /* As an older program wrote it, or one that was made for it. */
  lt_change_remove (change, now);
  g_assert_true (lt_session_append (desk->session, change, why, &error));
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&now, lt_record_free);
  now = desk_again (desk, mine);
  g_assert_cmpstr (lt_record_get (now, "mineral"), ==, lt_record_get (mine, "mineral"));
  desk_assert_sound (desk);
}

static LtImportReport *
import (Desk *desk, const char *kind_name, const char *text, LtImportFlags flags, GError **error)
{
  const LtKind *kind = lt_kind_by_name (kind_name);
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (kind);
  g_autofree char *path = desk_path (desk, "rows.csv");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (lt_import_plan_set_encoding (plan, "utf-8", NULL));
  return lt_work_import (desk->session, kind, plan, path, flags, NULL, error);
}

static const char rows[] = "code,name,mineral,pit_surface\n"
                           "I-1,导入一矿,煤,100.50\n"
                           "I-2,导入二矿,煤,many\n"
                           "I-3,,煤,1\n"
                           "I-1,又一矿,,1\n"
                           "I-4,导入四矿,煤,1\n";

static void
assert_counts (const LtImportReport *report,
               guint read,
               guint added,
               guint updated,
               guint unchanged,
               guint refused)
{
  g_assert_cmpuint (report->read, ==, read);
  g_assert_cmpuint (report->added, ==, added);
  g_assert_cmpuint (report->updated, ==, updated);
  g_assert_cmpuint (report->unchanged, ==, unchanged);
  g_assert_cmpuint (report->refused, ==, refused);
}

/* By hand: lines 3 and 4 are bad, line 5 says less of the same mine than line 2; the
 * rest is added once and then known. */
static void
test_import (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtImportReport) dry = NULL;
  g_autoptr (LtImportReport) strict = NULL;
  g_autoptr (LtImportReport) first = NULL;
  g_autoptr (LtImportReport) again = NULL;
  g_autoptr (LtImportReport) changed = NULL;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  dry = import (desk, "mine", rows, LT_IMPORT_DRY_RUN, &error);
  g_assert_no_error (error);
  assert_counts (dry, 5, 2, 0, 0, 3);
  strict = import (desk, "mine", rows, LT_IMPORT_STRICT, &error);
  assert_counts (strict, 5, 0, 0, 0, 3);
  g_assert_cmpint (desk_operations (desk), ==, operations);
  first = import (desk, "mine", rows, LT_IMPORT_NONE, &error);
  assert_counts (first, 5, 2, 0, 0, 3);
  /* and the record of what the import did */
  g_assert_cmpint (desk_operations (desk), ==, operations + 3);
  for (guint i = 0; i < first->problems->len; i++)
    {
      const LtImportProblem *problem = g_ptr_array_index (first->problems, i);

      g_test_message ("%d %s %s %s", (int) problem->line, problem->column, problem->value,
                      problem->problem);
      g_assert_true (problem->kept || (problem->line >= 3 && problem->line <= 5));
    }
  again = import (desk, "mine", rows, LT_IMPORT_NONE, &error);
  assert_counts (again, 5, 0, 0, 2, 3);
  changed = import (desk, "mine", "code,name,mineral\nI-4,导入四矿,铁\nI-1,导入一矿,煤\n",
                    LT_IMPORT_NONE, &error);
  g_assert_no_error (error);
  assert_counts (changed, 2, 0, 1, 1, 0);
  desk_assert_sound (desk);
}

static LtImportReport *
import_many (Desk *desk, guint n)
{
  g_autoptr (GString) text = g_string_new ("code,name,mineral\n");
  g_autoptr (GError) error = NULL;
  LtImportReport *report;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "U-%u,导入%u矿,煤\n", i, i);
  report = import (desk, "mine", text->str, LT_IMPORT_NONE, &error);
  g_assert_no_error (error);
  return report;
}

static guint
count_imported (Desk *desk)
{
  g_autoptr (GPtrArray) mines =
      lt_store_list (lt_session_get_store (desk->session), lt_kind_by_name ("mine"), NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < mines->len; i++)
    n += g_str_has_prefix (lt_record_get (g_ptr_array_index (mines, i), "code"), "U-") ? 1 : 0;
  return n;
}

static GPtrArray *
read_log (Desk *desk, guint limit)
{
  LtLogQuery query = { .limit = limit };

  return lt_store_log (lt_session_get_store (desk->session), &query, NULL);
}

/* A hundred rows are five groups of twenty, and one thing to undo; so is its
 * undoing, by any group of it. */
static void
test_undo_import (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  report = import_many (desk, 100);
  assert_counts (report, 100, 100, 0, 0, 0);
  g_assert_cmpuint (count_imported (desk), ==, 100);
  made = read_log (desk, 6);
  for (guint i = 0; i < 5; i++)
    {
      const LtGroup *group = g_ptr_array_index (made, i);
      g_autofree char *page = g_strdup_printf (" %u/5", 5 - i);

      /* the first has the report beside its page: a killed import is known by it */
      g_assert_cmpuint (group->operations->len, ==, i == 4 ? 21 : 20);
      g_assert_true (g_str_has_prefix (group->note, "import rows.csv #"));
      g_assert_true (g_str_has_suffix (group->note, page));
    }
  g_assert_null (((LtGroup *) g_ptr_array_index (made, 5))->note);
  g_assert_true (lt_work_undo (desk->session, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_imported (desk), ==, 0);
  undone = read_log (desk, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (((LtGroup *) g_ptr_array_index (undone, i))->operations->len, >=, 20);
  g_assert_cmpint (desk_operations (desk), ==, operations + 202);
  g_assert_false (lt_work_undo (desk->session, NULL, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (
      lt_work_undo (desk->session, &((LtGroup *) g_ptr_array_index (made, 2))->id, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_clear_error (&error);
  /* The undoing undone, then the import again, each named by one of its groups. */
  g_assert_true (
      lt_work_undo (desk->session, &((LtGroup *) g_ptr_array_index (undone, 3))->id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_imported (desk), ==, 100);
  g_assert_true (
      lt_work_undo (desk->session, &((LtGroup *) g_ptr_array_index (made, 2))->id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_imported (desk), ==, 0);
  g_assert_cmpint (desk_operations (desk), ==, operations + 404);
  desk_assert_sound (desk);
}

/* What a colleague has built upon meanwhile is not taken away, nor a part of the rest. */
static void
test_undo_import_changed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (LtRecord) mine = NULL;
  gint64 operations;

  desk_act_as (desk, OFFICER);
  report = import_many (desk, 50);
  desk_act_as (desk, OTHER);
  mine =
      lt_store_find_by_key (lt_session_get_store (desk->session), lt_kind_by_name ("mine"), "U-33");
  g_assert_true (desk_set (desk, mine, "mineral", "铁", &error));
  desk_act_as (desk, OFFICER);
  operations = desk_operations (desk);
  g_assert_false (lt_work_undo (desk->session, NULL, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_cmpint (desk_operations (desk), ==, operations);
  g_assert_cmpuint (count_imported (desk), ==, 50);
}

/* A reason that begins as the note of an import does makes nothing part of one. */
static void
test_forged_import (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) zone = desk_first (desk, "zone");
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (GPtrArray) made = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  g_autoptr (GError) error = NULL;
  const LtGroup *group;

  desk_act_as (desk, OFFICER);
  report = import_many (desk, 30);
  made = read_log (desk, 1);
  group = g_ptr_array_index (made, 0);
  g_assert_true (lt_work_remove (desk->session, zone, group->note, &error));
  removed = read_log (desk, 1);
  g_assert_cmpstr (((LtGroup *) g_ptr_array_index (removed, 0))->note, !=, group->note);
  g_assert_true (lt_work_undo (desk->session, &group->id, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_imported (desk), ==, 0);
  g_assert_null (desk_again (desk, zone));
  desk_assert_sound (desk);
}

/* What has verbs of its own cannot come in by a file, past their guards. */
static void
test_import_guarded (void)
{
  static const char *const kinds[] = { "inspection", "order", "officer", "bureau", "key" };
  g_autoptr (Desk) desk = desk_new ();
  gint64 operations = desk_operations (desk);

  desk_act_as (desk, KEEPER);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          import (desk, kinds[i], "card,name,roles\n9,x,keeper\n", LT_IMPORT_NONE, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
    }
  g_assert_cmpint (desk_operations (desk), ==, operations);
}

/* A form takes a time as officers type it, and of this year where none is said. */
static void
test_typed_times (void)
{
  static const struct
  {
    const char *field;
    const char *typed;
    const char *kept;
  } cases[] = {
    { "started", "2026-11-20 9:30", "2026-11-20T09:30" },
    { "started", "2026/11/20 09:30", "2026-11-20T09:30" },
    { "started", "11-20 9:30", "2026-11-20T09:30" },
    { "started", "11月20日9时30分", "2026-11-20T09:30" },
    { "started", "2026-11-20", NULL },
    { "started", "2026-2-30 9:30", NULL },
  };
  g_autoptr (Desk) desk = desk_new ();
  const LtKind *kind = lt_kind_by_name ("inspection");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LtField *field = &kind->fields[lt_kind_find_field (kind, cases[i].field)];
      g_autoptr (GError) error = NULL;
      g_autoptr (LtValue) value =
          lt_work_parse_field (desk->session, field, cases[i].typed, &error);

      g_assert_cmpstr (lt_value_text (value), ==, cases[i].kept);
      g_assert_true ((error == NULL) == (cases[i].kept != NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/records/forged-undo", test_forged_undo);
  g_test_add_func ("/records/add", test_add);
  g_test_add_func ("/records/set-and-undo", test_set_and_undo);
  g_test_add_func ("/records/remove", test_remove);
  g_test_add_func ("/records/import", test_import);
  g_test_add_func ("/records/undo-import", test_undo_import);
  g_test_add_func ("/records/undo-import-changed", test_undo_import_changed);
  g_test_add_func ("/records/forged-import", test_forged_import);
  g_test_add_func ("/records/import-guarded", test_import_guarded);
  g_test_add_func ("/work/records/typed-times", test_typed_times);
  return g_test_run ();
}
