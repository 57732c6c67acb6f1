/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run-import.h"

#include "exchange/known-shapes.h"
#include "exchange/mapping.h"

#include <glib/gstdio.h>
#include <string.h>

static LtMapping *
read_mapping (LtImportPlan *plan, const char *text)
{
  g_autofree char *path = run_import_write ("table.csv", text, -1);
  g_autoptr (GError) error = NULL;
  LtMapping *mapping = lt_mapping_read (plan, path, NULL, &error);

  g_assert_no_error (error);
  return mapping;
}

static LtMapping *
read_mines (const char *text)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));

  return read_mapping (plan, text);
}

static const LtMappingColumn *
get_column (const LtMapping *mapping, guint i)
{
  return g_ptr_array_index (mapping->columns, i);
}

static void
choose (LtMapping *mapping, guint column, const char *field)
{
  g_autoptr (GError) error = NULL;

  lt_mapping_choose (mapping, column, field, &error);
  g_assert_no_error (error);
}

static void
assert_says (GPtrArray *texts, const char *words)
{
  gboolean said = FALSE;

  for (guint i = 0; i < texts->len; i++)
    said = said || strstr (g_ptr_array_index (texts, i), words) != NULL;
  if (!said)
    g_error ("nothing says \"%s\"", words);
}

/* Every way in which a column comes to its field, and those in which it does not. */
static void
test_propose (void)
{
  static const struct
  {
    const char *column;
    const char *field;
    LtMappingReason reason;
  } cases[] = {
    { "code", "code", LT_MAPPING_NAME },
    { "ＮＡＭＥ", "name", LT_MAPPING_LIKELY },
    { "Pit surface (㎡)", "pit_surface", LT_MAPPING_NAME },
    { "Mineral (as on paper)", "mineral", LT_MAPPING_LIKELY },
    { "Owners", "party", LT_MAPPING_LIKELY }, /* as in the list of GEM */
    { "State of restoration", NULL, LT_MAPPING_NOWHERE },
    { "its location", "location", LT_MAPPING_LIKELY },
    { "经度(°)", "longitude", LT_MAPPING_NAME },
    { "lat", "latitude", LT_MAPPING_NAME },
    { "Status", NULL, LT_MAPPING_NOWHERE }, /* its values would have to be translated */
    { "id", "id", LT_MAPPING_NAME },
    { "told", "licence", LT_MAPPING_TOLD },
    { "source", NULL, LT_MAPPING_TOLD },
  };
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LtMapping) mapping = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ",", cases[i].column);
  g_string_append (text, "\nK1,一号,5,coal,王,good,here,113.58,37.86,Operating,,C1,book\n");
  g_assert_true (lt_import_plan_map (plan, "told", "licence", NULL));
  g_assert_true (lt_import_plan_map (plan, "source", "", NULL));
  mapping = read_mapping (plan, text->str);
  g_assert_cmpuint (mapping->columns->len, ==, G_N_ELEMENTS (cases));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].column);
      g_assert_cmpstr (get_column (mapping, i)->name, ==, cases[i].column);
      g_assert_cmpstr (get_column (mapping, i)->field, ==, cases[i].field);
      g_assert_cmpint (get_column (mapping, i)->reason, ==, cases[i].reason);
    }
  g_assert_null (mapping->shape);
  g_assert_true (lt_mapping_needs_datum (mapping));
}

/* A number of another unit would be another number. */
static void
test_units (void)
{
  static const char *const same[] = { "Pit surface（m²）", "pit_surface(m^2)",
                                      "Pit surface [平方米]", "Pit surface ( M2 )" };
  g_autoptr (LtMapping) other = read_mines ("name,Pit surface (公顷)\n一号,5\n");

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *text = g_strdup_printf ("name,%s\n一号,5\n", same[i]);
      g_autoptr (LtMapping) mapping = read_mines (text);

      g_assert_cmpstr (get_column (mapping, 1)->field, ==, "pit_surface");
    }
  g_assert_null (get_column (other, 1)->field);
  g_assert_nonnull (strstr (get_column (other, 1)->remark, "公顷"));
  g_assert_nonnull (strstr (get_column (other, 1)->remark, "m²"));
}

static void
test_values (void)
{
  g_autoptr (LtMapping) many =
      read_mines ("name,mineral\n一号,\n二号,NA\n三号,煤\n四号,铁\n五号,铝\n");
  g_autoptr (LtMapping) one = read_mines ("name,mineral\n一号,煤\n");

  g_assert_cmpstr (get_column (many, 0)->values[0], ==, "一号");
  g_assert_cmpstr (get_column (many, 0)->values[2], ==, "三号");
  g_assert_null (get_column (many, 1)->values[0]);
  g_assert_null (get_column (many, 1)->values[1]);
  g_assert_cmpstr (get_column (many, 1)->values[2], ==, "煤");
  g_assert_cmpstr (get_column (one, 0)->values[0], ==, "一号");
  g_assert_null (get_column (one, 0)->values[1]);
}

static void
test_missing (void)
{
  g_autoptr (LtMapping) mapping = read_mines ("a,b,c\n一号,113.58,37.86\n");
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) name = lt_mapping_list_missing (mapping);
  g_autoptr (GPtrArray) half = NULL;
  g_autoptr (GPtrArray) twice = NULL;
  g_autoptr (GPtrArray) nothing = lt_mapping_list_remarks (mapping);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (name->len, ==, 1);
  assert_says (name, "\"Name\"");
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_false (lt_mapping_needs_datum (mapping));
  choose (mapping, 0, "name");
  choose (mapping, 1, "longitude");
  half = lt_mapping_list_missing (mapping);
  g_assert_cmpuint (half->len, ==, 1);
  assert_says (half, "\"Latitude");
  choose (mapping, 2, "latitude");
  none = lt_mapping_list_missing (mapping);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (lt_mapping_needs_datum (mapping));
  choose (mapping, 2, "longitude");
  twice = lt_mapping_list_remarks (mapping);
  g_assert_cmpuint (twice->len, ==, 1);
  assert_says (twice, "b, c");
  g_assert_false (lt_mapping_choose (mapping, 0, "cod", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
  g_assert_cmpstr (get_column (mapping, 0)->field, ==, "name");
}

/* Nobody is asked where there is nothing to choose. */
static void
test_plain (void)
{
  g_autoptr (LtMapping) plain = read_mines ("code,name,lon,lat\nK1,一号,113.58,37.86\n");
  g_autoptr (LtMapping) known =
      read_mines ("GEM Mine ID,Mine Name,Latitude,Longitude,Remark\nM1,One,37.86,113.58,x\n");
  g_autoptr (LtMapping) nameless = read_mines ("code,mineral\nK1,coal\n");
  g_autoptr (LtMapping) more = read_mines ("name,whatever\n一号,1\n");
  g_autoptr (LtMapping) likely = read_mines ("name,Mineral (new)\n一号,coal\n");
  g_autoptr (GPtrArray) map = lt_mapping_list_map (known);

  g_assert_true (lt_mapping_is_plain (plain));
  g_assert_true (lt_mapping_is_plain (known));
  g_assert_false (lt_mapping_is_plain (nameless));
  g_assert_false (lt_mapping_is_plain (more));
  g_assert_false (lt_mapping_is_plain (likely));
  /* what its shape says is left to the shape */
  g_assert_cmpuint (map->len, ==, 2);
  g_assert_cmpstr (map->pdata[0], ==, "Remark");
  g_assert_cmpstr (map->pdata[1], ==, "");
}

/* What was chosen is what is done: a column that goes nowhere is not filled again from
 * another one that is called alike. */
static void
test_apply (void)
{
  static const char *const text = "name,Name,code,notes\nwrong,other,K1,right\n";
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
  g_autofree char *path = run_import_write ("table.csv", text, -1);
  g_autoptr (LtMapping) mapping = read_mines (text);
  g_autoptr (GError) error = NULL;
  RunImport run = { 0 };
  const LtRecord *record;

  choose (mapping, 0, NULL);
  choose (mapping, 3, "name");
  g_assert_true (lt_mapping_apply (mapping, plan, &error));
  run_import (&run, plan, path);
  g_assert_no_error (run.error);
  record = run_import_find (&run, "code", "K1");
  g_assert_cmpstr (lt_record_get (record, "name"), ==, "right");
  run_import_clear (&run);

  choose (mapping, 2, NULL);
  choose (mapping, 1, "name");
  g_assert_true (lt_mapping_apply (mapping, plan, &error));
  run_import (&run, plan, path);
  g_assert_no_error (run.error);
  record = g_ptr_array_index (run.records, 0);
  g_assert_cmpstr (lt_record_get (record, "name"), ==, "other");
  g_assert_null (lt_record_get (record, "code"));
  run_import_clear (&run);
}

static char *
find_shape (const char *columns)
{
  g_auto (GStrv) names = g_strsplit (columns, ",", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (LtKnownShapes) shapes = lt_known_shapes_load (&error);
  const LtKnownShape *shape;

  g_assert_no_error (error);
  shape = lt_known_shapes_find (shapes, "mine", (const char *const *) names, NULL);
  return shape == NULL ? NULL : g_strdup (shape->name);
}

static void
remember (const LtMapping *mapping, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_mapping_check_name (mapping, name, &error));
  g_assert_true (lt_mapping_remember (mapping, name, &error));
  g_assert_no_error (error);
}

static void
forget (const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_mapping_forget (name, &error));
  g_assert_no_error (error);
}

/* Mapped once; the next file with this header, its columns in another order, is read
 * the same. */
static void
test_remember (void)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
  g_autoptr (LtImportPlan) next = lt_import_plan_new (lt_kind_by_name ("mine"));
  g_autofree char *path = run_import_write ("next.csv", "丙,乙,code,甲\n37.86,113.58,old,K2\n", -1);
  g_autofree char *same = NULL;
  g_autofree char *more = NULL;
  g_autofree char *fewer = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *proposed = NULL;
  g_autoptr (LtMapping) mapping = NULL;
  g_autoptr (GError) error = NULL;
  RunImport run = { 0 };
  const LtRecord *record;

  g_assert_true (lt_import_plan_set (plan, "mine_type", "open-pit", &error));
  g_assert_true (lt_import_plan_set (plan, "name", "无名", &error));
  g_assert_true (lt_import_plan_set_datum (plan, "cgcs2000", &error));
  mapping = read_mapping (plan, "甲,乙,丙,code\nK1,113.58,37.86,old\n");
  choose (mapping, 0, "code");
  choose (mapping, 1, "longitude");
  choose (mapping, 2, "latitude");
  choose (mapping, 3, NULL);
  proposed = lt_mapping_propose_name (mapping);
  g_assert_cmpstr (proposed, ==, "table");
  remember (mapping, "某表 2026");

  same = find_shape ("丙,乙,code,甲");
  g_assert_cmpstr (same, ==, "某表 2026");
  more = find_shape ("甲,乙,丙,code,丁");
  g_assert_null (more);
  fewer = find_shape ("甲,乙,丙");
  g_assert_null (fewer);

  run_import (&run, next, path);
  g_assert_no_error (run.error);
  g_assert_cmpstr (run.tally.shape, ==, "某表 2026");
  g_assert_cmpstr (run.tally.datum, ==, "cgcs2000");
  record = run_import_find (&run, "code", "K2");
  g_assert_cmpstr (lt_record_get (record, "name"), ==, "无名");
  g_assert_cmpstr (lt_record_get (record, "mine_type"), ==, "open-pit");
  g_assert_nonnull (lt_record_get_value (record, "position"));
  run_import_clear (&run);

  forget ("某表 2026");
  gone = find_shape ("丙,乙,code,甲");
  g_assert_null (gone);
}

static void
assert_gem (const char *path, const char *second_name)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (lt_kind_by_name ("mine"));
  RunImport run = { 0 };
  const LtRecord *first;
  const LtRecord *second;

  g_assert_true (lt_import_plan_set_datum (plan, "wgs84", NULL));
  run_import (&run, plan, path);
  g_assert_no_error (run.error);
  g_assert_cmpstr (run.tally.shape, ==, "gem-ours");
  first = run_import_find (&run, "code", "M1");
  second = run_import_find (&run, "code", "M2");
  g_assert_cmpstr (lt_record_get (first, "name"), ==, "一号");
  g_assert_cmpstr (lt_record_get (first, "mine_type"), ==, "open-pit");
  g_assert_cmpstr (lt_record_get (first, "location"), ==, "here");
  g_assert_nonnull (lt_record_get_value (first, "position"));
  if (second_name == NULL)
    g_assert_cmpuint (run.tally.refused, ==, 1); /* without a name */
  else
    g_assert_cmpstr (lt_record_get (second, "name"), ==, second_name);
  run_import_clear (&run);
}

/* What the file was known as goes on where nobody changed it: translations, the order of
 * preference, the comma; and it can be remembered again under its name. */
static void
test_remember_known (void)
{
  static const char *const text =
      "GEM Mine ID,Mine Name,Mine Name (Non-ENG),Mine Type,Latitude,Longitude,Remark\n"
      "M1,One,一号,Surface,\"37,860\",\"113,580\",here\n"
      "M2,Two,,Underground,\"37,860\",\"113,580\",there\n";
  g_autofree char *path = run_import_write ("gem.csv", text, -1);
  g_autoptr (LtMapping) mapping = read_mines (text);
  g_autoptr (LtMapping) again = NULL;
  g_autofree char *proposed = NULL;

  g_assert_cmpstr (mapping->shape, ==, "gem-mines");
  g_assert_cmpint (get_column (mapping, 3)->reason, ==, LT_MAPPING_SHAPE);
  choose (mapping, 6, "location");
  remember (mapping, "gem-ours");
  assert_gem (path, "Two");

  again = read_mines (text);
  g_assert_cmpstr (again->shape, ==, "gem-ours");
  proposed = lt_mapping_propose_name (again);
  g_assert_cmpstr (proposed, ==, "gem-ours");
  choose (again, 1, "source"); /* the second of two names is something else now */
  remember (again, "gem-ours");
  assert_gem (path, NULL);
  forget ("gem-ours");
}

static void
assert_refused (const LtMapping *mapping, const char *name, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) same = NULL;

  g_assert_false (lt_mapping_check_name (mapping, name, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  if (strstr (error->message, words) == NULL)
    g_error ("name \"%s\": %s", name, error->message);
  g_assert_false (lt_mapping_remember (mapping, name, &same));
  g_assert_cmpstr (same->message, ==, error->message);
}

static void
test_names (void)
{
  static const char *const bad[] = {
    "",
    ".",
    "..",
    "../x",
    "a/b",
    "a\\b",
    ".hidden",
    "-x",
    " x",
    "x ",
    "a\nb",
    "a\tb",
    "c:x",
    "a*",
    "a?",
    "\xff",
    "a<b",
    "a\"b",
    "a\x7f",
    "a\u202e\u200b",
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一",
  };
  g_autoptr (LtMapping) mapping = read_mines ("甲,name\nK1,一号\n");
  g_autoptr (LtMapping) other = read_mines ("乙,name\nK1,一号\n");
  g_autoptr (LtMapping) nameless = read_mines ("1,2\n3,4\n5,6\n");
  g_autofree char *folder = lt_known_shapes_own_folder ();
  g_autofree char *path = g_build_filename (folder, "taken.json", NULL);
  g_autoptr (GDir) dir = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (mapping, bad[i], "cannot be the name");
  assert_refused (mapping, "gem-mines", "came with the program");
  assert_refused (nameless, "nameless", "no names of columns");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  remember (mapping, "一");
  remember (mapping, "一");
  assert_refused (mapping, "二", "\"一\"");
  assert_refused (other, "一", "another header");
  /* a file by hand that says of itself another name */
  g_assert_true (g_file_set_contents (path,
                                      "{\"name\":\"hand\",\"label\":{\"en\":\"H\"},"
                                      "\"origin\":\"o\",\"kind\":\"mine\","
                                      "\"signs\":{\"columns\":[\"h\"]},\"fields\":[]}",
                                      -1, NULL));
  assert_refused (other, "taken", "is there already");
  g_assert_cmpint (g_unlink (path), ==, 0);
  forget ("一");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_forget (void)
{
  g_autoptr (GError) ours = NULL;
  g_autoptr (GError) none = NULL;

  g_assert_false (lt_mapping_forget ("gem-mines", &ours));
  g_assert_error (ours, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_false (lt_mapping_forget ("../nothing", &none));
  g_assert_error (none, LT_ERROR, LT_ERROR_BAD_INPUT);
}

/* A file that cannot be read stops all imports: it says what to do, and is forgotten by
 * its name. */
static void
test_forget_unreadable (void)
{
  g_autofree char *folder = lt_known_shapes_own_folder ();
  g_autofree char *path = g_build_filename (folder, "bad.json", NULL);
  g_autoptr (LtKnownShapes) shapes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, "{\"name\":\"x\"", -1, NULL));
  g_assert_null (lt_known_shapes_load (&error));
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, "Mend this file or remove it"));
  g_clear_error (&error);
  g_assert_false (lt_mapping_forget ("other", &error));
  g_assert_nonnull (strstr (error->message, path));
  forget ("bad");
  g_clear_error (&error);
  shapes = lt_known_shapes_load (&error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_autofree char *data = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("LANGUAGE", "en", TRUE);
  data = g_dir_make_tmp ("lantian-mapping-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_add_func ("/mapping/propose", test_propose);
  g_test_add_func ("/mapping/units", test_units);
  g_test_add_func ("/mapping/values", test_values);
  g_test_add_func ("/mapping/missing", test_missing);
  g_test_add_func ("/mapping/plain", test_plain);
  g_test_add_func ("/mapping/apply", test_apply);
  g_test_add_func ("/mapping/names", test_names);
  g_test_add_func ("/mapping/remember", test_remember);
  g_test_add_func ("/mapping/remember-known", test_remember_known);
  g_test_add_func ("/mapping/forget", test_forget);
  g_test_add_func ("/mapping/forget-unreadable", test_forget_unreadable);
  status = g_test_run ();
  return status;
}
