/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One thread, end to end, through the window by real key and pointer events: a
 * mine on the map, inspected, ordered, submitted, issued and printed. The same
 * thread by verbs in a second file leaves the same log but for ids and times. */

#include "stage.h"

#include "work/county.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#define MINE     "SL-K01"
#define FINDING  "采场爆堆未洒水，运输道路积尘。"
#define MEASURES "对爆堆和运输道路洒水抑尘。"
#define AT       "2026-11-20T15:42"
#define N_GROUPS 4 /* inspection, draft, submitted, issued */

static GPtrArray *
list_of (Stage *stage, const char *kind)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = lt_store_list (lt_session_get_store (lt_window_get_session (stage->window)),
                                      lt_kind_by_name (kind), NULL, &error);

  g_assert_no_error (error);
  return records;
}

/* @downward: how often the Down key goes to the officer in the list */
static void
sign_in (Stage *stage, const char *card, int downward)
{
  LtSession *session = lt_window_get_session (stage->window);

  stage_key (stage, GDK_KEY_l, GDK_CONTROL_MASK);
  stage_wait_shown (stage, "sign-in-passphrase");
  stage_tab_to (stage, "sign-in-officer");
  stage_choose (stage, downward);
  stage_tab_to (stage, "sign-in-passphrase");
  stage_type (stage, LT_SAMPLE_PASSPHRASE);
  if (downward == 0)
    stage_picture (stage, "thread-1-sign-in");
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_nonnull (lt_session_get_officer (session));
  g_assert_cmpstr (lt_record_get (lt_session_get_officer (session), "card"), ==, card);
}

static void
sign_out (Stage *stage)
{
  stage_key (stage, GDK_KEY_l, GDK_CONTROL_MASK);
  stage_wait_shown (stage, "sign-out");
  stage_tab_to (stage, "sign-out");
  stage_key (stage, GDK_KEY_Return, 0);
  g_assert_null (lt_session_get_officer (lt_window_get_session (stage->window)));
}

static void
click_mine (Stage *stage)
{
  LtMapView *map = lt_window_get_map (stage->window);
  g_autoptr (LtRecord) mine =
      lt_store_find (lt_session_get_store (lt_window_get_session (stage->window)),
                     lt_kind_by_name ("mine"), MINE, NULL);
  double x, y;

  g_assert_true (lt_map_view_locate (map, &mine->id, &x, &y));
  stage_click_at (stage, lt_map_view_get_map (map), x, y);
  stage_wait_shown (stage, "detail-title");
  g_assert_cmpstr (stage_get_text (stage, "detail-title"), ==, lt_record_get (mine, "name"));
  stage_picture (stage, "thread-2-mine");
}

static void
log_inspection (Stage *stage)
{
  stage_key (stage, GDK_KEY_n, GDK_CONTROL_MASK);
  stage_wait_page (stage, "inspection");
  stage_tab_to (stage, "field-assisting_officer");
  stage_choose (stage, 2);
  stage_tab_to (stage, "field-finding");
  stage_type (stage, FINDING);
  stage_tab_to (stage, "field-result");
  stage_key (stage, GDK_KEY_Right, 0);
  stage_key (stage, GDK_KEY_Right, 0);
  stage_key (stage, GDK_KEY_space, 0);
  stage_picture (stage, "thread-3-inspection");
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_cmpstr (stage_get_text (stage, "inspection-words"), ==, "");
  g_assert_nonnull (strstr (stage_get_text (stage, "inspection-saved"), "15:42"));
}

static void
draft_order (Stage *stage)
{
  stage_key (stage, GDK_KEY_d, GDK_CONTROL_MASK);
  stage_wait_page (stage, "order");
  stage_tab_to (stage, "field-measures");
  stage_type (stage, MEASURES);
  stage_key (stage, GDK_KEY_s, GDK_CONTROL_MASK);
  g_assert_nonnull (strstr (stage_get_text (stage, "order-saved"), "15:42"));
  stage_wait_preview (stage);
  stage_picture (stage, "thread-4-draft");
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
}

static const char *
get_state (Stage *stage)
{
  g_autoptr (GPtrArray) orders = list_of (stage, "order");

  g_assert_cmpuint (orders->len, ==, 1);
  return g_intern_string (lt_record_get (g_ptr_array_index (orders, 0), "state"));
}

static gboolean
is_answered (gpointer dialog)
{
  return !gtk_widget_get_mapped (dialog);
}

static void
issue_order (Stage *stage)
{
  g_autoptr (GtkWindow) question = NULL;

  g_assert_cmpstr (get_state (stage), ==, "review");
  /* Whoever drafted it may not issue it, and is told so. */
  g_assert_false (gtk_widget_is_sensitive (stage_find (stage, "order-next")));
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  g_assert_cmpstr (get_state (stage), ==, "review");
  g_assert_cmpstr (stage_get_text (stage, "order-words"), !=, "");
  stage_picture (stage, "thread-5-refused");
  sign_out (stage);
  sign_in (stage, "14030004", 3);
  /* Signing in was one thing; to issue asks for the passphrase again. */
  stage_key (stage, GDK_KEY_Return, GDK_CONTROL_MASK);
  question = g_object_ref (stage_wait_dialog (stage));
  g_assert_cmpstr (get_state (stage), ==, "review");
  stage_type (stage, "wrong");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_answered, question, "the answer");
  stage_picture_of (stage, GTK_WIDGET (stage_wait_dialog (stage)), "thread-6-confirm");
  g_assert_cmpstr (get_state (stage), ==, "review");
  stage_type (stage, LT_SAMPLE_PASSPHRASE);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_no_dialog (stage);
  g_assert_cmpstr (get_state (stage), ==, "issued");
  /* GB/T 9704-2012, 7.2.5: six-cornered brackets, full year, no leading zero. */
  g_assert_nonnull (strstr (stage_get_text (stage, "order-title"), "〔2026〕1号"));
  stage_wait_preview (stage);
  stage_picture (stage, "thread-6-issued");
}

static gboolean
file_is_there (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
save_pdf (Stage *stage)
{
  g_autofree char *path = g_build_filename (stage->folder, "order.pdf", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  stage_key (stage, GDK_KEY_e, GDK_CONTROL_MASK);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  /* The chooser opens beside the county file. */
  stage_type (stage, "order.pdf");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (file_is_there, path, "the PDF");
  stage_wait_no_dialog (stage);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
}

/* Runs lantianctl on @file; answers its JSON. */
static JsonNode *
run_verb (Stage *stage, const char *file, const char *card, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  va_list list;
  const char *word;

  g_ptr_array_add (words, (gpointer) g_getenv ("LANTIANCTL"));
  g_ptr_array_add (words, (gpointer) "--db");
  g_ptr_array_add (words, (gpointer) file);
  g_ptr_array_add (words, (gpointer) "--at");
  g_ptr_array_add (words, (gpointer) AT);
  g_ptr_array_add (words, (gpointer) "--json");
  if (card != NULL)
    {
      g_ptr_array_add (words, (gpointer) "--as");
      g_ptr_array_add (words, (gpointer) card);
    }
  va_start (list, card);
  while ((word = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (words, (gpointer) word);
  va_end (list);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return json_from_string (out, NULL);
}

static const char *
get_member (JsonNode *node, const char *name)
{
  return json_object_get_string_member (json_node_get_object (node), name);
}

static void
run_thread_by_verbs (Stage *stage, const char *file, const char *passphrase_file)
{
  g_autoptr (JsonNode) made = NULL;
  g_autoptr (JsonNode) inspection = NULL;
  g_autoptr (JsonNode) order = NULL;
  g_autoptr (JsonNode) submitted = NULL;
  g_autoptr (JsonNode) issued = NULL;
  const char *number;

  g_assert_true (g_file_set_contents (passphrase_file, LT_SAMPLE_PASSPHRASE, -1, NULL));
  g_setenv ("LANTIAN_PASSPHRASE_FILE", passphrase_file, TRUE);
  made = run_verb (stage, file, NULL, "new", file, "--sample", NULL);
  inspection = run_verb (stage, file, "14030001", "inspection", "record", "mine:" MINE,
                         "assisting_officer=14030002", "finding=" FINDING, "result=order", NULL);
  order = run_verb (stage, file, "14030001", "order", "draft", get_member (inspection, "id"),
                    "measures=" MEASURES, NULL);
  number = get_member (order, "provisional_number");
  submitted = run_verb (stage, file, "14030001", "order", "submit", number, NULL);
  issued = run_verb (stage, file, "14030004", "order", "issue", number, NULL);
  g_assert_cmpstr (get_member (issued, "state"), ==, "issued");
}

/* Ids become the order in which they first appear; what belongs to the moment
 * and to the machine is left out. */
static void
write_plainly (JsonNode *node, const char *name, GHashTable *ids, GString *out)
{
  static const char *const left_out[] = {
    "group", "time", "time_by_hand", "time_suspect", "device", "provisional_number", NULL
  };
  LtId id;

  if (name != NULL && g_strv_contains (left_out, name))
    return;
  g_string_append_printf (out, "%s:", name == NULL ? "" : name);
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autoptr (GList) members = json_object_get_members (json_node_get_object (node));

      for (GList *at = members; at != NULL; at = at->next)
        write_plainly (json_object_get_member (json_node_get_object (node), at->data), at->data,
                       ids, out);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      write_plainly (json_array_get_element (json_node_get_array (node), i), NULL, ids, out);
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           && lt_id_from_text (&id, json_node_get_string (node)))
    {
      const char *text = json_node_get_string (node);

      if (!g_hash_table_contains (ids, text))
        g_hash_table_insert (ids, g_strdup (text), GUINT_TO_POINTER (g_hash_table_size (ids) + 1));
      g_string_append_printf (out, "id %u", GPOINTER_TO_UINT (g_hash_table_lookup (ids, text)));
    }
  else
    {
      g_autofree char *text = json_to_string (node, FALSE);

      g_string_append (out, text);
    }
  g_string_append_c (out, '\n');
}

static char *
read_log (Stage *stage, const char *file)
{
  g_autofree char *limit = g_strdup_printf ("%d", N_GROUPS);
  g_autoptr (JsonNode) log = run_verb (stage, file, NULL, "log", "--limit", limit, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_cmpuint (json_array_get_length (json_node_get_array (log)), ==, N_GROUPS);
  write_plainly (log, NULL, ids, out);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
test_thread (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *twin = g_build_filename (stage->folder, "twin.gpkg", NULL);
  g_autofree char *passphrase = g_build_filename (stage->folder, "passphrase", NULL);
  g_autofree char *by_window = NULL;
  g_autofree char *by_verbs = NULL;

  sign_in (stage, "14030001", 0);
  click_mine (stage);
  log_inspection (stage);
  draft_order (stage);
  issue_order (stage);
  save_pdf (stage);
  stage_key (stage, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  stage_wait_page (stage, "export");
  stage_key (stage, GDK_KEY_4, GDK_ALT_MASK);
  stage_wait_page (stage, "orders");
  stage_picture (stage, "thread-7-orders");
  stage_key (stage, GDK_KEY_1, GDK_ALT_MASK);
  stage_wait_page (stage, "map");
  stage_picture (stage, "thread-8-history");

  if (g_getenv ("LANTIANCTL") == NULL)
    {
      g_test_skip ("LANTIANCTL names no program");
      return;
    }
  run_thread_by_verbs (stage, twin, passphrase);
  by_window = read_log (stage, stage->path);
  by_verbs = read_log (stage, twin);
  g_assert_cmpstr (by_window, ==, by_verbs);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/thread", test_thread);
  return g_test_run ();
}
