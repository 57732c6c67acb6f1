/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

/* lantianctl killed after a time drawn at random, from its first moment to its
 * last: the other half of test-kill.c, which knows only the calls of its shim.
 * When it is killed may not matter, so nothing here hangs on it. */

#define SAVES   20
#define OTHERS  40
#define AS_WELL 10

typedef struct
{
  const char *part;
  const Scenario *scenario;
  guint times;
} Case;

static void
test_timed (gconstpointer data)
{
  const Case *what = data;
  g_autoptr (Stage) stage = stage_new (what->scenario);
  guint killed = 0;
  guint done = 0;

  for (guint i = 0; i < what->times; i++)
    {
      gint32 most = (gint32) MIN (stage->length * 11 / 10, 60 * G_USEC_PER_SEC);
      gint64 after = g_test_rand_int_range (0, most);
      int status = stage_run_for (stage, after);

      g_test_message ("%s, %d of %d ms: status %d", what->scenario->name, (int) (after / 1000),
                      (int) (stage->length / 1000), status);
      if (status == 137)
        killed++;
      else
        g_assert_cmpint (status, ==, what->scenario->status);
      done += stage_look (stage) ? 1 : 0;
      stage_try_again (stage);
      stage_reset (stage);
    }
  g_test_message ("%s: %u of %u were killed, %u had done it all", what->scenario->name, killed,
                  what->times, done);
  g_assert_cmpuint (killed, >, 0);
}

/* Which of them this program tries is its argument. */
int
main (int argc, char **argv)
{
  static const Case all[] = {
    { "save", &scenario_add, SAVES },       { "save", &scenario_set, SAVES },
    { "import", &scenario_import, OTHERS }, { "migrate", &scenario_migrate, OTHERS },
    { "backup", &scenario_backup, OTHERS }, { "restore", &scenario_restore, OTHERS },
    { "more", &scenario_attach, AS_WELL },  { "more", &scenario_draft, AS_WELL },
    { "more", &scenario_give, AS_WELL },    { "more", &scenario_take, AS_WELL },
  };

  stage_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].part, argv[1]))
      {
        g_autofree char *path = g_strconcat ("/faults/timed-kill/", all[i].scenario->name, NULL);

        g_test_add_data_func (path, &all[i], test_timed);
      }
  return g_test_run ();
}
