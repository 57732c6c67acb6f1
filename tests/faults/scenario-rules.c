/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A plan of the bureau's own is added: all its rows or none. */

#include "scenario.h"

#define COUNTY "work/county.gpkg"
#define N_ROWS 3

static const char head[] =
    "{\"about\":\"\",\"plan\":\"SL26\",\"title\":\"示例计划\",\"number\":\"\",\"issued\":\"\","
    "\"file\":\"plan.txt\",\"area\":\"140300\",\"valid_from\":\"2026-01-01\","
    "\"valid_to\":\"2026-12-31\",\"rows\":[";

static const char row[] =
    "{\"id\":\"SL26-%02u\",\"plan\":\"SL26\",\"line\":1,\"title\":\"小锅炉台数\","
    "\"quote\":\"小锅炉不超过30台\",\"derived_how\":\"\",\"hardness\":\"binding\","
    "\"effect\":\"target\",\"per\":\"area\",\"areas\":[\"140300\"],\"subject\":\"示例单位\","
    "\"responsible\":[],\"quantity\":\"coal-facility\",\"statistic\":\"left\",\"unit\":\"台\","
    "\"comparator\":\"<=\",\"limit\":\"30\",\"rounding\":\"\",\"valid_from\":\"2026-01-01\","
    "\"valid_to\":\"2026-12-31\",\"period\":\"year\",\"due\":\"\",\"evaluation\":\"count\","
    "\"parameters\":{},\"measured_by\":\"entered\",\"unsure\":\"\"}";

static char *
prepare_rules (Ctl *ctl)
{
  g_autoptr (GString) plan = g_string_new (head);

  ctl_sample (ctl, COUNTY);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_string_append (plan, i == 0 ? "" : ",");
      g_string_append_printf (plan, row, i + 1);
    }
  g_string_append (plan, "]}");
  ctl_write (ctl, "work/plan.json", plan->str, -1);
  ctl_write (ctl, "work/plan.txt", "小锅炉不超过30台\n", -1);
  return g_strdup ("--as 14030005 --at 2026-11-20T10:00 rules add work/plan.json");
}

static gboolean
is_added (Ctl *ctl)
{
  guint n;

  ctl_do (ctl, 0, "--json list own-rule");
  n = ctl_count (ctl, "");
  g_assert_true (n == 0 || n == N_ROWS);
  return n == N_ROWS;
}

const Scenario scenario_rules = { "rules", prepare_rules, COUNTY, 0, 0, is_added };
