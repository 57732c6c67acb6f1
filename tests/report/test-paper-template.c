/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/paper-template.h"

#include "base/error.h"

#include <string.h>

static LtPaperTemplate *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  LtPaperTemplate *self = lt_paper_template_parse (json, -1, "test.json", &error);

  g_assert_no_error (error);
  return self;
}

static char *
fill (const char *text, const char *name, const char *value)
{
  g_autofree char *json =
      g_strdup_printf ("{\"blocks\":[{\"style\":\"body\",\"text\":\"%s\"}]}", text);
  g_autoptr (LtPaperTemplate) wording = parse (json);
  g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) blocks = NULL;

  if (value != NULL)
    g_hash_table_insert (fields, (gpointer) name, (gpointer) value);
  blocks = lt_paper_template_fill (wording, fields);
  g_assert_cmpuint (blocks->len, ==, 1);
  return g_strdup (((LtPaperBlock *) g_ptr_array_index (blocks, 0))->text);
}

static void
test_fill (void)
{
  static const struct
  {
    const char *text;
    const char *value;
    const char *filled;
  } cases[] = {
    { "于{day}前", "2026年12月7日", "于2026年12月7日前" },
    { "于{day}前", NULL, "于前" },
    { "于{day|＿＿}前", NULL, "于＿＿前" },
    { "于{day|＿＿}前", "明日", "于明日前" },
    { "于{day|＿＿}前", "", "于＿＿前" },
    { "{day}{day}", "{day}", "{day}{day}" },
    { "{day", "x", "{day" },
    { "day}", "x", "day}" },
    { "{}", "x", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *filled = fill (cases[i].text, "day", cases[i].value);

      g_assert_cmpstr (filled, ==, cases[i].filled);
    }
}

static void
test_conditions (void)
{
  g_autoptr (LtPaperTemplate) wording = parse (
      "{\"title\":\"T\",\"blocks\":["
      "{\"style\":\"body\",\"when\":[\"a\",\"b\"],\"text\":\"both\"},"
      "{\"style\":\"heading\",\"when\":[\"a\"],\"unless\":[\"b\"],\"text\":\"a only\"},"
      "{\"style\":\"date\",\"space_before\":2,\"unless\":[\"a\",\"b\"],\"text\":\"none\"}]}");
  static const struct
  {
    gboolean a, b;
    const char *text;
    LtPaperStyle style;
  } cases[] = {
    { TRUE, TRUE, "both", LT_PAPER_BODY },
    { TRUE, FALSE, "a only", LT_PAPER_HEADING },
    { FALSE, FALSE, "none", LT_PAPER_DATE },
  };

  g_assert_cmpstr (lt_paper_template_get_phrase (wording, "title"), ==, "T");
  g_assert_null (lt_paper_template_get_phrase (wording, "watermark"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) fields = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) blocks = NULL;
      const LtPaperBlock *block;

      if (cases[i].a)
        g_hash_table_insert (fields, (gpointer) "a", (gpointer) "1");
      if (cases[i].b)
        g_hash_table_insert (fields, (gpointer) "b", (gpointer) "1");
      blocks = lt_paper_template_fill (wording, fields);
      g_assert_cmpuint (blocks->len, ==, 1);
      block = g_ptr_array_index (blocks, 0);
      g_assert_cmpstr (block->text, ==, cases[i].text);
      g_assert_cmpint (block->style, ==, cases[i].style);
      g_assert_cmpfloat (block->space_before, ==, i == 2 ? 2 : 0);
    }
}

static void
test_bad_files (void)
{
  static const char *const bad[] = {
    "",
    "not json",
    "[]",
    "{}",
    "{\"blocks\":\"body\"}",
    "{\"blocks\":[1]}",
    "{\"blocks\":[{\"style\":\"body\"}]}",
    "{\"blocks\":[{\"style\":7,\"text\":\"x\"}]}",
    "{\"blocks\":[{\"style\":\"poem\",\"text\":\"x\"}]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lt_paper_template_parse (bad[i], -1, "test.json", &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
      g_assert_nonnull (strstr (error->message, "test.json"));
    }
}

static void
test_absent (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (lt_paper_template_load ("no-such-paper", &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (error->message, "no-such-paper"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/template/fill", test_fill);
  g_test_add_func ("/report/template/conditions", test_conditions);
  g_test_add_func ("/report/template/bad-files", test_bad_files);
  g_test_add_func ("/report/template/absent", test_absent);
  return g_test_run ();
}
