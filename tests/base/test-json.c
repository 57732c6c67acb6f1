/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"

#include <string.h>

static void
assert_object (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = lt_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
}

static void
assert_refused (const char *text, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = lt_json_parse (text, -1, &error);

  g_assert_null (node);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

static char *
nest (guint depth)
{
  g_autoptr (GString) text = g_string_new ("{\"a\":");

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_objects (void)
{
  g_autofree char *deep = nest (99);

  assert_object ("{}");
  assert_object ("\xef\xbb\xbf {\"a\": [1, -2.5e3, true, null, \"\\\"]}\"]}\r\n");
  assert_object ("{\"a\": \"/* 'no' comment */ // \\\\\"}");
  assert_object (deep);
}

static void
test_refused (void)
{
  g_autofree char *deep = nest (100);
  g_autofree char *deepest = nest (1000000); /* ends a stack of 8 MiB */

  assert_refused ("", "object");
  assert_refused (" \n", "object");
  assert_refused ("[]", "line 1");
  assert_refused ("{}\n{}", "line 2");
  assert_refused ("{\"a\":\n'b'}", "line 2");
  assert_refused ("{\"a\": 1 /* one */}", "sign");
  assert_refused ("{\"a\": 1", "");
  assert_refused ("{\"a\": \"", "");
  assert_refused ("{\"a\": \"\\", "");
  assert_refused ("{\"a\": tru}", "");
  assert_refused ("{]", "");
  assert_refused ("{\"\xff\": 1}", "");
  assert_refused (deep, "deep");
  assert_refused (deepest, "deep");
}

static void
test_members (void)
{
  g_autoptr (JsonNode) node =
      lt_json_parse ("{\"text\": \"x\", \"number\": 5, \"nothing\": null, \"list\": []}", -1, NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpstr (lt_json_get_text (object, "text"), ==, "x");
  g_assert_null (lt_json_get_text (object, "number"));
  g_assert_null (lt_json_get_text (object, "nothing"));
  g_assert_null (lt_json_get_text (object, "list"));
  g_assert_null (lt_json_get_text (object, "none"));
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lt_json_load ("/no/such/file", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/objects", test_objects);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/members", test_members);
  g_test_add_func ("/base/json/files", test_files);
  return g_test_run ();
}
