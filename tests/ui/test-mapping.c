/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table whose columns nobody knows is dropped on the window: they are chosen by the
 * keyboard alone and remembered, and the next table of the kind is known. */

#include "stage-import.h"

#include "work/session.h"

#include <glib/gstdio.h>

#define HEAD "矿山编号,某列,采坑（公顷）,经度,纬度,备忘\n"

static char *
write_table (Stage *stage, const char *name, const char *text)
{
  char *path = g_build_filename (stage->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static GtkDropDown *
get_list (Stage *stage, const char *name)
{
  return GTK_DROP_DOWN (stage_find (stage, name));
}

static const char *
get_chosen (Stage *stage, const char *name)
{
  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (get_list (stage, name)));
}

/* The place of the first entry that begins with @words. */
static guint
find_entry (Stage *stage, const char *name, const char *words)
{
  GtkStringList *model = GTK_STRING_LIST (gtk_drop_down_get_model (get_list (stage, name)));

  for (guint i = 0; gtk_string_list_get_string (model, i) != NULL; i++)
    if (g_str_has_prefix (gtk_string_list_get_string (model, i), words))
      return i;
  g_error ("%s does not offer %s", name, words);
}

static void
choose_kind (Stage *stage, const char *words)
{
  guint place = find_entry (stage, "import-kind", words);
  guint now = gtk_drop_down_get_selected (get_list (stage, "import-kind"));

  stage_tab_to (stage, "import-kind");
  if (now == GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (get_list (stage, "import-kind"), 0);
  now = gtk_drop_down_get_selected (get_list (stage, "import-kind"));
  g_assert_cmpuint (place, >=, now);
  stage_choose (stage, (int) (place - now));
  g_assert_true (g_str_has_prefix (get_chosen (stage, "import-kind"), words));
}

/* By what is typed into the list's search. */
static void
search (Stage *stage, const char *name, const char *words)
{
  stage_tab_to (stage, name);
  stage_key (stage, GDK_KEY_space, 0);
  stage_type (stage, words);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_settle (stage);
  g_assert_true (g_str_has_prefix (get_chosen (stage, name), words));
}

static LtRecord *
find_mine (Stage *stage, const char *code)
{
  return lt_store_find_by_key (lt_session_get_store (lt_window_get_session (stage->window)),
                               lt_kind_by_name ("mine"), code);
}

static void
test_remember (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *first = write_table (stage, "台账2026.csv",
                                        HEAD "K901,东山一号露天矿,1.2,113.58,37.86,甲\n"
                                             "K902,东山二号露天矿,3,113.68,37.87,乙\n");
  g_autofree char *second =
      write_table (stage, "second.csv", HEAD "K903,东山三号露天矿,1,113.59,37.96,丙\n");
  g_autoptr (LtRecord) mine = NULL;
  g_autoptr (LtRecord) next = NULL;

  stage_sign_in (stage);
  stage_drop_one (stage, first);
  choose_kind (stage, "矿山");
  stage_press_next (stage);
  stage_wait_shown (stage, "mapping-rows");
  stage_assert_says (stage, "mapping-missing", "名称");
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "import-next")));
  g_assert_true (g_str_has_prefix (get_chosen (stage, "map-经度"), "经度"));
  stage_picture (stage, "mapping-missing");

  search (stage, "map-某列", "名称");
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "mapping-missing")));
  g_assert_true (gtk_widget_get_sensitive (stage_find (stage, "import-next")));
  search (stage, "map-备忘", "名称");
  stage_assert_says (stage, "mapping-remarks", "某列");
  stage_assert_says (stage, "mapping-remarks", "备忘");
  stage_picture (stage, "mapping-twice");
  search (stage, "map-备忘", "当事人");

  stage_tab_to (stage, "mapping-remember");
  stage_key (stage, GDK_KEY_space, 0);
  g_assert_cmpstr (stage_get_text (stage, "mapping-name"), ==, "台账2026");
  stage_tab_to (stage, "mapping-name");
  stage_key (stage, GDK_KEY_Home, 0);
  stage_type (stage, "/");
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "mapping-name-problem")));
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "import-next")));
  stage_picture (stage, "mapping-name");
  stage_key (stage, GDK_KEY_BackSpace, 0);
  g_assert_true (gtk_widget_get_sensitive (stage_find (stage, "import-next")));

  stage_press_next (stage);
  stage_wait_shown (stage, "datum-wgs84");
  stage_tab_to (stage, "datum-wgs84");
  stage_key (stage, GDK_KEY_space, 0);
  stage_press_next (stage);
  stage_wait_shown (stage, "import-columns");
  g_assert_null (find_mine (stage, "K901"));
  stage_press_next (stage);
  stage_wait_shown (stage, "import-notes");
  stage_assert_says (stage, "import-notes", "台账2026");
  stage_picture (stage, "mapping-report");
  mine = find_mine (stage, "K901");
  g_assert_cmpstr (lt_record_get (mine, "name"), ==, "东山一号露天矿");
  g_assert_cmpstr (lt_record_get (mine, "party"), ==, "甲");
  g_assert_null (lt_record_get (mine, "pit_surface"));

  /* Neither columns nor datum are asked about again. */
  stage_drop_one (stage, second);
  stage_assert_says (stage, "import-recognised", "台账2026");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-counts");
  stage_picture (stage, "mapping-known");
  stage_press_next (stage);
  next = find_mine (stage, "K903");
  g_assert_cmpstr (lt_record_get (next, "name"), ==, "东山三号露天矿");
  g_assert_cmpstr (lt_record_get (next, "party"), ==, "丙");
}

/* Where nothing had to be chosen it can be all the same. */
static void
test_again (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_table (stage, "plain.csv", "编号,名称,矿种\nK911,某矿,煤\n");
  g_autoptr (LtRecord) mine = NULL;

  stage_sign_in (stage);
  stage_drop_one (stage, path);
  choose_kind (stage, "矿山");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-columns");
  stage_tab_to (stage, "import-columns");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "mapping-rows");
  search (stage, "map-矿种", "— 不导入");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-columns");
  stage_tab_to (stage, "import-back");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "mapping-rows");
  stage_press_next (stage);
  stage_press_next (stage);
  mine = find_mine (stage, "K911");
  g_assert_cmpstr (lt_record_get (mine, "name"), ==, "某矿");
  g_assert_null (lt_record_get (mine, "mineral"));
}

/* The kind that was chosen stays, however the file is looked at; the next file begins anew. */
static void
test_kind (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *path = write_table (stage, "first.csv", HEAD "K904,某矿,1,113.59,37.96,丁\n");
  g_autofree char *next = write_table (stage, "next.csv", HEAD "K905,某矿,1,113.59,37.96,丁\n");
  g_autofree char *likely = NULL;

  stage_sign_in (stage);
  stage_drop_one (stage, path);
  likely = g_strdup (get_chosen (stage, "import-kind"));
  choose_kind (stage, "降尘量");
  g_assert_cmpstr (get_chosen (stage, "import-kind"), !=, likely);
  stage_tab_to (stage, "import-encoding");
  stage_choose (stage, 1);
  stage_wait_work (stage);
  g_assert_cmpstr (get_chosen (stage, "import-encoding"), ==, "UTF-8");
  g_assert_cmpstr (get_chosen (stage, "import-kind"), ==, "降尘量");
  stage_drop_one (stage, next);
  g_assert_cmpstr (get_chosen (stage, "import-kind"), ==, likely);
}

/* What every record needs and no column has is said once for all. */
static void
test_values (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtStore *store = lt_session_get_store (lt_window_get_session (stage->window));
  g_autofree char *path = write_table (stage, "dust.csv", "月份,降尘量\n2019-01,5.1\n2019-02,6\n");
  g_autoptr (GPtrArray) sites = lt_store_list (store, lt_kind_by_name ("dust-site"), NULL, NULL);
  const char *code = lt_record_get (g_ptr_array_index (sites, 0), "code");
  g_autofree char *id = lt_id_to_text (&((LtRecord *) g_ptr_array_index (sites, 0))->id);
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  const LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) made = NULL;
  const LtRecord *record;

  g_ptr_array_add (filters, lt_filter_new ("month", "<", "2019-03"));
  stage_sign_in (stage);
  stage_drop_one (stage, path);
  choose_kind (stage, "降尘量");
  stage_press_next (stage);
  stage_wait_shown (stage, "mapping-rows");
  g_assert_true (gtk_widget_get_mapped (stage_find (stage, "mapping-missing")));
  g_assert_false (gtk_widget_get_mapped (stage_find (stage, "value-month")));
  stage_tab_to (stage, "value-site");
  stage_type (stage, code);
  g_assert_false (gtk_widget_get_sensitive (stage_find (stage, "import-next")));
  stage_tab_to (stage, "value-validity");
  stage_choose (stage, 1);
  g_assert_true (gtk_widget_get_sensitive (stage_find (stage, "import-next")));
  stage_picture (stage, "mapping-values");
  stage_press_next (stage);
  stage_wait_shown (stage, "import-columns");
  stage_press_next (stage);
  made = lt_store_list (store, lt_kind_by_name ("dust-fall"), &query, NULL);
  g_assert_cmpuint (made->len, ==, 2);
  record = g_ptr_array_index (made, 0);
  g_assert_cmpstr (lt_record_get (record, "site"), ==, id);
  g_assert_cmpstr (lt_record_get (record, "validity"), ==, "valid");
}

int
main (int argc, char *argv[])
{
  g_autofree char *data = g_dir_make_tmp ("lantian-shapes-XXXXXX", NULL);

  g_test_init (&argc, &argv, NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_add_func ("/ui/mapping/remember", test_remember);
  g_test_add_func ("/ui/mapping/again", test_again);
  g_test_add_func ("/ui/mapping/kind", test_kind);
  g_test_add_func ("/ui/mapping/values", test_values);
  return g_test_run ();
}
