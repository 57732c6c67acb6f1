/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

#include <string.h>

/* lantianctl killed at each call by which it changes something: afterwards the
 * file is sound, and the work is there whole or not at all and can be done again. Only
 * an import of records, which others see group by group, may have begun: then the
 * program says so, and it can be finished as well as taken back. */

static void
test_kill (gconstpointer data)
{
  g_autoptr (Stage) stage = stage_new (data);
  g_autoptr (GArray) points = stage_points (stage);
  guint killed = 0;

  for (guint i = 0; i < points->len; i++)
    {
      guint k = g_array_index (points, guint, i);
      int status = stage_run (stage, "kill", k);

      killed += status == 137 ? 1 : 0;
      g_test_message ("%s, call %u: status %d", stage->scenario->name, k, status);
      stage_try_again (stage);
      stage_reset (stage);
    }
  /* Names are drawn at random, so a run may need fewer calls than the one counted. */
  g_assert_cmpuint (killed * 2, >=, points->len);
}

/* Which of them this program tries is its argument: they are many, and run beside
 * each other. */
int
main (int argc, char **argv)
{
  static const struct
  {
    const char *part;
    const Scenario *scenario;
  } all[] = {
    { "save", &scenario_add },          { "save", &scenario_set },
    { "save", &scenario_rules },        { "import", &scenario_import },
    { "import", &scenario_finish },     { "import", &scenario_take_back },
    { "casework", &scenario_issue },    { "file", &scenario_migrate },
    { "file", &scenario_new },          { "backup", &scenario_backup },
    { "backup", &scenario_restore },    { "sync", &scenario_give },
    { "sync", &scenario_take },         { "join", &scenario_join },
    { "attach", &scenario_attach },     { "draft", &scenario_draft },
    { "readings", &scenario_readings }, { "pack", &scenario_pack },
  };

  stage_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].part, argv[1]))
      {
        g_autofree char *path = g_strconcat ("/faults/kill/", all[i].scenario->name, NULL);

        g_test_add_data_func (path, all[i].scenario, test_kill);
      }
  return g_test_run ();
}
