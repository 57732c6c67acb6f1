/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How soon the box of the window answers each key that is typed, in a county of
 * 200 000 places with codes, names and addresses: two characters, first letters of
 * pinyin, codes, coordinates, words that nearly all of them hold, and such as none
 * does. Every text is typed key by key, as nobody can hinder; the connection is one of
 * a reader. Arguments: a folder, and how many places. Prints JSON. */

#include "made-up-file.h"

#include "work/answering.h"

#include <stdlib.h>

#define ROUNDS 5

static const char *const villages[] = { "大阳泉", "小河",   "平坦", "荫营",  "河底", "旧街",
                                        "西南舁", "杨家庄", "义井", "南庄",  "赛鱼", "官沟",
                                        "上站",   "下站",   "桃林", "石卜嘴" };
static const char *const trades[] = { "石料厂", "铝土矿", "硫铁矿",   "采石场",
                                      "耐火厂", "洗煤厂", "石灰岩矿", "砖厂" };
static const char *const typed[] = { "示例大阳泉", "石料厂", "采石场 大阳泉",   "dyq",
                                     "slscc",      "yysl",   "SL-0012345",      "K199999",
                                     "郊区路",     "陽泉",   "没有这样的",      "zzqqzz",
                                     "print map",  "1",      "113.5521 37.8463" };

typedef struct
{
  gint64 time;
  char *text;
} Key;

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const Key *) a)->time;
  gint64 second = ((const Key *) b)->time;

  return (first > second) - (first < second);
}

static void
write_places (MadeUpFile *file, guint n)
{
  g_autoptr (LtChange) change = NULL;

  for (guint i = 0; i < n; i++)
    {
      const char *village = villages[i % G_N_ELEMENTS (villages)];
      const char *trade = trades[i / G_N_ELEMENTS (villages) % G_N_ELEMENTS (trades)];
      g_autofree char *code = g_strdup_printf (i % 2 == 0 ? "SL-%07u" : "K%u", i);
      g_autofree char *name = g_strdup_printf ("示例%s第%u%s", village, i / 128, trade);
      g_autofree char *location = g_strdup_printf ("郊区%s路%u号", village, i % 997);
      g_autofree char *position =
          g_strdup_printf ("POINT(%.6f %.6f)", 113.3 + i % 601 * 1e-3, 37.65 + i % 397 * 1e-3);

      if (change == NULL)
        change = lt_change_new ();
      made_up_file_create (file, change, "mine",
                           (const char *const[]){ "code", code, "name", name, "location", location,
                                                  "position", position, NULL });
      if (lt_change_count (change) < 5000 && i + 1 < n)
        continue;
      made_up_file_append (file, change);
      g_clear_pointer (&change, lt_change_free);
    }
}

static GPtrArray *
make_commands (void)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_command_free);

  for (guint i = 0; i < 50; i++)
    g_ptr_array_add (commands,
                     lt_command_new ("操作", "打印地图", "Print the map", "Ctrl+P", "a", NULL));
  return commands;
}

/* Each key of @text after the other. */
static void
type (LtStore *store, GPtrArray *commands, const char *text, GArray *keys)
{
  /* The box is opened anew for each. */
  g_autoptr (LtKnownRules) rules = lt_known_rules_new ();

  for (const char *at = g_utf8_next_char (text);; at = g_utf8_next_char (at))
    {
      Key key = { .text = g_strndup (text, (gsize) (at - text)) };
      g_autoptr (LtQuestion) question = lt_question_new (key.text, FALSE, commands, rules);
      g_autoptr (GPtrArray) groups = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      groups = lt_work_answer (store, question, &error);
      key.time = g_get_monotonic_time () - start;
      g_assert_no_error (error);
      g_array_append_val (keys, key);
      if (*at == '\0')
        return;
    }
}

static void
clear_key (gpointer key)
{
  g_free (((Key *) key)->text);
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) atoi (argv[2]) : 200000;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autoptr (GPtrArray) commands = make_commands ();
  double load[3] = { 0 };
  MadeUpFile file;
  LtStore *store;
  const Key *slowest, *rare;

  g_array_set_clear_func (keys, clear_key);
  made_up_file_init (&file, argc > 1 ? argv[1] : NULL);
  write_places (&file, n);
  store = lt_store_open (file.path, LT_STORE_READ_ONLY, NULL);
  for (int round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
      type (store, commands, typed[i], keys);
  g_array_sort (keys, compare_keys);
  slowest = &g_array_index (keys, Key, keys->len - 1);
  rare = &g_array_index (keys, Key, (keys->len - 1) * 95 / 100);
  if (getloadavg (load, 3) < 0)
    load[0] = -1;
  g_print ("{\n  \"places\": %u, \"keys\": %u, \"load\": %.2f,\n", n, keys->len, load[0]);
  g_print ("  \"median_ms\": %.2f,\n",
           (double) g_array_index (keys, Key, keys->len / 2).time / 1000);
  g_print ("  \"p95_ms\": %.2f, \"p95_of\": \"%s\",\n", (double) rare->time / 1000, rare->text);
  g_print ("  \"slowest_ms\": %.2f, \"slowest_of\": \"%s\"\n}\n", (double) slowest->time / 1000,
           slowest->text);
  lt_store_close (store);
  made_up_file_clear (&file);
  return EXIT_SUCCESS;
}
