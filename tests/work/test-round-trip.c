/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a county file holds leaves it as JSON and comes back the same: random
 * records of every kind, made by the field tables. */

#include "../model/random-record.h"
#include "store/change.h"
#include "work/county.h"
#include "work/session-private.h"
#include "work/verb-json.h"

#include <glib/gstdio.h>

#define NOW       G_GINT64_CONSTANT (1795161600000)
#define OF_A_KIND 12

static LtSession *
make_county (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  LtSession *session =
      lt_work_new (path, "140311", "分局", "环责改字", "1", "保管人", "pass phrase", NOW, &error);

  g_assert_no_error (error);
  return session;
}

static void
keep (LtSession *session, const LtRecord *record)
{
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GError) error = NULL;

  lt_change_create (change, record);
  lt_session_append (session, change, NULL, &error);
  g_assert_no_error (error);
}

/* As any reader of the JSON would: by the names of the fields. */
static char *
text_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return json_to_string (node, FALSE);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (
          g_ascii_formatd (digits, sizeof digits, "%.15g", json_node_get_double (node)));
    }
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return json_node_dup_string (node);
}

static LtRecord *
read_back (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *object;
  LtRecord *record;

  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  object = json_node_get_object (json_parser_get_root (parser));
  record = lt_record_new (lt_kind_by_name (json_object_get_string_member (object, "kind")));
  g_assert_true (lt_id_from_text (&record->id, json_object_get_string_member (object, "id")));
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const char *name = record->kind->fields[i].name;
      g_autofree char *text = NULL;

      g_assert_true (json_object_has_member (object, name));
      text = text_of (json_object_get_member (object, name));
      if (text == NULL)
        continue;
      lt_record_set (record, name, text, &error);
      g_assert_no_error (error);
    }
  return record;
}

static void
assert_same (const LtRecord *first, const LtRecord *second)
{
  g_assert_true (first->kind == second->kind);
  for (guint i = 0; i < first->kind->n_fields; i++)
    {
      if (lt_value_equal (first->values[i], second->values[i]))
        continue;
      g_test_message ("%s %s: %s, %s", first->kind->name, first->kind->fields[i].name,
                      lt_value_text (first->values[i]), lt_value_text (second->values[i]));
      g_test_fail ();
    }
}

static void
carry_over (LtSession *from, LtSession *to, const LtRecord *made)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) kept = NULL;
  g_autoptr (LtRecord) read = NULL;
  g_autoptr (LtRecord) again = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;

  keep (from, made);
  kept = lt_store_get (lt_session_get_store (from), made->kind, &made->id, &error);
  g_assert_no_error (error);
  object = lt_json_from_record (from, kept);
  json_node_set_object (node, object);
  json = json_to_string (node, FALSE);
  read = read_back (json);
  keep (to, read);
  again = lt_store_get (lt_session_get_store (to), made->kind, &made->id, &error);
  g_assert_no_error (error);
  assert_same (made, kept);
  assert_same (made, again);
}

static void
test_every_kind (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-round-XXXXXX", NULL);
  LtSession *from = make_county (folder, "from.gpkg");
  LtSession *to = make_county (folder, "to.gpkg");
  g_autoptr (LtRandom) random = lt_random_new_seeded (20261120);
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", folder);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < OF_A_KIND; j++)
      {
        g_autoptr (LtRecord) made = random_record (kinds[i], random);

        carry_over (from, to, made);
      }
  lt_session_close (from);
  lt_session_close (to);
  g_assert_cmpint (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL), ==, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/work/round-trip/every-kind", test_every_kind);
  return g_test_run ();
}
