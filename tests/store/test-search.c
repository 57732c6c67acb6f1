/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding by words: exactly what holds them, the best first, whatever was typed. */

#include "base/error.h"
#include "db/db.h"
#include "office.h"
#include "store/undoable.h"
#include "store/search.h"

#include <string.h>

static GPtrArray *
search (LtStore *store, const char *words, guint limit)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = lt_store_search (store, NULL, words, limit, &error);

  g_assert_no_error (error);
  return findings;
}

/* What was found, by title, in the order of the answer. */
static void
assert_finds (LtStore *store, const char *words, const char *expected)
{
  g_autoptr (GPtrArray) findings = search (store, words, 100);
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const LtFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (titles, "%s%s", i == 0 ? "" : " ", finding->title);
    }
  if (!g_str_equal (titles->str, expected))
    g_error ("\"%s\" finds: %s; expected: %s", words, titles->str, expected);
}

static LtId
add_mine (Office *office, LtStore *store, const char *code, const char *name, const char *location)
{
  return office_add (office, store, &office->keeper, "mine",
                     (const char *const[]){ "code", code, "name", name, "location", location,
                                            NULL });
}

static LtStore *
make_file (Office *office)
{
  LtStore *store = office_found (office, "file");

  add_mine (office, store, "SL-K02", "东郊区石料厂", "大阳泉村");
  add_mine (office, store, "SL-K01", "郊区", "平坦镇石卜嘴");
  add_mine (office, store, "TK-9", "第九采石场", "郊区河底镇 (Hedi)");
  add_mine (office, store, "TK-10", "郊区第二矿", "“引号”与100%_的路");
  add_mine (office, store, "TK-11", "環境監測礦", "SL-K01 以北");
  return store;
}

static void
test_ranks (void)
{
  g_autoptr (Office) office = office_new (70);
  LtStore *store = make_file (office);

  /* Called so, begins so, holds it, holds it elsewhere. */
  assert_finds (store, "郊区", "郊区 郊区第二矿 东郊区石料厂 第九采石场");
  assert_finds (store, "郊區", "郊区 郊区第二矿 东郊区石料厂 第九采石场");
  assert_finds (store, "环境监测", "環境監測礦");
  assert_finds (store, "jq", "郊区 郊区第二矿 东郊区石料厂 第九采石场");
  assert_finds (store, "JQDEK", "郊区第二矿");
  assert_finds (store, "SL-K01", "郊区 環境監測礦");
  assert_finds (store, "ｓｌ－ｋ０１", "郊区 環境監測礦");
  assert_finds (store, "slk01", "郊区 環境監測礦");
  assert_finds (store, "K0", "东郊区石料厂 郊区 環境監測礦");
}

/* Parts, single characters, several words, what means something to FTS5. */
static void
test_odd_words (void)
{
  static const char *const nothing[] = {
    "区郊", "郊区区",     "a OR b", "NEAR(郊区, 5)", "郊区 AND 没有", "title:没有",
    "NOT",  "郊区\"没有", "𡒄",
  };
  static const char *const refused[] = { "", " ", "\"", "*", "()", "—，。", "\t" };
  g_autoptr (Office) office = office_new (71);
  LtStore *store = make_file (office);

  assert_finds (store, "石", "东郊区石料厂 第九采石场 郊区");
  assert_finds (store, "场", "第九采石场");
  assert_finds (store, "采石 郊区", "第九采石场");
  assert_finds (store, "郊区，采石。", "第九采石场");
  assert_finds (store, "hedi", "第九采石场");
  assert_finds (store, "100%", "郊区第二矿");
  assert_finds (store, "\"引号\"", "郊区第二矿");
  assert_finds (store, "9", "第九采石场");
  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++)
    assert_finds (store, nothing[i], "");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lt_store_search (store, NULL, refused[i], 10, &error));
      g_assert_error (error, LT_ERROR, LT_ERROR_USAGE);
    }
}

static void
test_snippets (void)
{
  g_autoptr (Office) office = office_new (72);
  LtStore *store = make_file (office);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const LtFinding *finding;
  LtId mine = add_mine (office, store, "X", "某矿", NULL);
  g_autofree char *place = lt_id_to_text (&mine);
  LtAuthor officer = office_enrol (office, store, "14030077", "inspector");
  g_autofree char *lead = lt_id_to_text (&officer.officer);

  for (int i = 0; i < 100; i++)
    g_string_append (text, i == 50 ? "料堆未苫盖" : "检查情况。");
  office_add (office, store, &officer, "inspection",
              (const char *const[]){ "place", place, "started", "2026-11-20T09:00",
                                     "inspection_type", "routine", "lead_officer", lead, "finding",
                                     text->str, NULL });
  findings = search (store, "苫蓋", 10);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->kind->name, ==, "inspection");
  g_assert_cmpstr (finding->field->name, ==, "finding");
  g_assert_nonnull (strstr (finding->snippet, "料堆未苫盖"));
  g_assert_cmpint (g_utf8_strlen (finding->snippet, -1), <=, 42);
  g_assert_true (g_str_has_prefix (finding->snippet, "…"));
  g_assert_true (g_str_has_suffix (finding->snippet, "…"));
}

/* What is changed, removed, undone and received is found as it is then. */
static void
test_follows (void)
{
  g_autoptr (Office) office = office_new (73);
  LtStore *store = make_file (office);
  LtStore *other = office_empty (office, "other");
  LtId id = add_mine (office, store, "X", "老名字", NULL);
  g_autoptr (LtRecord) seen = office_get (store, &id);
  g_autoptr (LtRecord) now = NULL;
  g_autoptr (LtChange) undo = NULL;
  g_autoptr (GArray) groups = NULL;

  g_assert_true (office_set (store, &office->keeper, seen, "name", "新名字", NULL));
  assert_finds (store, "老名字", "");
  assert_finds (store, "xmz", "新名字");
  now = office_get (store, &id);
  g_assert_true (office_remove (store, &office->keeper, now, NULL));
  assert_finds (store, "名字", "");
  groups = lt_store_find_undoable (store, &office->keeper.officer, NULL, NULL);
  g_assert_cmpuint (groups->len, ==, 1);
  undo = lt_store_compensate (store, &g_array_index (groups, LtDigest, 0), NULL);
  g_assert_true (lt_store_append (store, undo, &office->keeper, NULL, NULL));
  assert_finds (store, "名字", "新名字");
  office_copy (store, other);
  assert_finds (other, "名字", "新名字");
  office_assert_sound (store);
  office_assert_sound (other);
}

static char *
make_name (GRand *rand, guint length)
{
  static const char *const characters[] = { "郊", "区", "石", "料", "厂", "第", "1", "2", "k" };
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < length; i++)
    g_string_append (name,
                     characters[g_rand_int_range (rand, 0, (gint32) G_N_ELEMENTS (characters))]);
  return g_string_free (name, FALSE);
}

/* Against plain comparison: each name that holds the word, and no other. */
static void
test_exact (void)
{
  g_autoptr (Office) office = office_new (74);
  LtStore *store = office_found (office, "file");
  g_autoptr (GRand) rand = g_rand_new_with_seed (74);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 150; i++)
    {
      char *name = make_name (rand, (guint) g_rand_int_range (rand, 1, 12));

      add_mine (office, store, NULL, name, NULL);
      g_ptr_array_add (names, name);
    }
  for (int i = 0; i < 400; i++)
    {
      g_autofree char *word = make_name (rand, (guint) g_rand_int_range (rand, 1, 5));
      g_autoptr (GPtrArray) findings = search (store, word, 1000);
      guint n = 0;
      guint found = 0;

      for (guint j = 0; j < names->len; j++)
        n += strstr (g_ptr_array_index (names, j), word) != NULL;
      /* Letters and figures alone may be first letters of a name's reading, too. */
      for (guint j = 0; j < findings->len; j++)
        found += strstr (((LtFinding *) g_ptr_array_index (findings, j))->title, word) != NULL;
      g_assert_cmpuint (found, ==, n);
      if (!g_str_is_ascii (word))
        g_assert_cmpuint (findings->len, ==, n);
    }
}

static void
test_limit_and_kind (void)
{
  g_autoptr (Office) office = office_new (75);
  LtStore *store = make_file (office);
  g_autoptr (GPtrArray) two = search (store, "郊区", 2);
  g_autoptr (GPtrArray) zones = NULL;
  g_autoptr (GPtrArray) mines = NULL;

  office_add (office, store, &office->keeper, "zone",
              (const char *const[]){ "name", "郊区禁煤区", "zone_kind", "coal-ban", NULL });
  g_assert_cmpuint (two->len, ==, 2);
  zones = lt_store_search (store, lt_kind_by_name ("zone"), "郊区", 10, NULL);
  g_assert_cmpuint (zones->len, ==, 1);
  mines = lt_store_search (store, lt_kind_by_name ("mine"), "郊区", 10, NULL);
  g_assert_cmpuint (mines->len, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/search/ranks", test_ranks);
  g_test_add_func ("/store/search/odd-words", test_odd_words);
  g_test_add_func ("/store/search/snippets", test_snippets);
  g_test_add_func ("/store/search/follows", test_follows);
  g_test_add_func ("/store/search/exact", test_exact);
  g_test_add_func ("/store/search/limit-and-kind", test_limit_and_kind);
  return g_test_run ();
}
