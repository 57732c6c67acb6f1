/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

#include <string.h>

/* A disk that is full from some write on, and one that gives read errors: said in
 * words, nothing changed, and done again when the disk is well. */

#define TRIES 6

/* Each @k-th of @n calls, the first and the last ones too. */
static guint
pick (guint n, guint i)
{
  return n <= TRIES ? i + 1 : 1 + (guint) ((guint64) i * (n - 1) / (TRIES - 1));
}

static gboolean
says_room (const char *words)
{
  return strstr (words, "disk is full") != NULL || strstr (words, "No space left") != NULL;
}

static void
test_full (gconstpointer data)
{
  g_autoptr (Stage) stage = stage_new (data);
  guint n = stage_count (stage, "full");
  guint refused = 0;

  for (guint i = 0; i < MIN (n, TRIES); i++)
    {
      guint k = pick (n, i);
      int status = stage_run (stage, "full", k);
      g_autofree char *words = g_strdup (stage->ctl->err);
      gboolean done = stage_look (stage);

      g_test_message ("%s, no room from write %u of %u on: status %d %s", stage->scenario->name, k,
                      n, status, words);
      /* What was put down before the last write may be enough. */
      if (status != 5)
        g_assert_cmpint (status, ==, stage->scenario->status);
      else if (!says_room (words))
        g_error ("it does not say that there is no room: %s", words);
      g_assert_true (status == 5 || done);
      refused += status == 5 ? 1 : 0;
      stage_try_again (stage);
      stage_reset (stage);
    }
  g_assert_cmpuint (refused, >, 0);
}

static void
test_read_errors (gconstpointer data)
{
  g_autoptr (Stage) stage = stage_new (data);
  guint n = stage_count (stage, "read");
  guint refused = 0;

  for (guint i = 0; i < 2 * MIN (n, TRIES); i++)
    {
      guint k = pick (n, i / 2);
      int status = stage_run (stage, i % 2 == 0 ? "read" : "reads", k);
      g_autofree char *words = g_strdup (stage->ctl->err);
      gboolean done = stage_look (stage);

      g_test_message ("%s, read %u of %u: status %d %s", stage->scenario->name, k, n, status,
                      words);
      /* Done and found wanting says, too, that what was read is not whole. */
      if (status != 5 && status != 6)
        {
          g_assert_true (status == stage->scenario->status || status == 1);
          g_assert_true (done);
        }
      else
        g_assert_cmpstr (words, !=, "");
      refused += status == 5 || status == 6 ? 1 : 0;
      stage_try_again (stage);
      stage_reset (stage);
    }
  g_assert_cmpuint (refused, >, 0);
}

int
main (int argc, char **argv)
{
  static const Scenario *const all[] = {
    &scenario_add,     &scenario_rules,  &scenario_set,      &scenario_import, &scenario_issue,
    &scenario_migrate, &scenario_backup, &scenario_restore,  &scenario_give,   &scenario_take,
    &scenario_join,    &scenario_new,    &scenario_readings, &scenario_pack,
  };
  gboolean full;
  gboolean rows;

  stage_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  full = g_str_has_prefix (argv[1], "full");
  rows = g_str_has_suffix (argv[1], "-rows");
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (rows == (all[i] == &scenario_readings || all[i] == &scenario_pack))
      {
        g_autofree char *path =
            g_strdup_printf ("/faults/%s/%s", full ? "disk-full" : "read-error", all[i]->name);

        g_test_add_data_func (path, all[i], full ? test_full : test_read_errors);
      }
  return g_test_run ();
}
