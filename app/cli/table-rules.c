/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the rules of plans say in codes (data/rules/vocabulary.json), in words. */

#include "cli/table-private.h"

#include "rules/verdict.h"

#include <glib/gi18n-lib.h>

static const LtTableWord hardness[] = {
  { "binding", N_ ("binding") },
  { "aspirational", N_ ("aspirational") },
  { "encouraged", N_ ("encouraged") },
};

static const LtTableWord effects[] = {
  { "target", N_ ("must hold") },
  { "trigger", N_ ("starts a duty") },
  { "exemption", N_ ("lets off") },
  { "validity", N_ ("how long the plan holds") },
};

static const LtTableWord pers[] = {
  { "area", N_ ("area as a whole") },
  { "county", N_ ("each county in it") },
  { "place", N_ ("each place in it") },
};

static const LtTableWord periods[] = {
  { "year", N_ ("year") },
  { "quarter", N_ ("quarter") },
  { "month", N_ ("each month") },
  { "day", N_ ("day") },
  { "hour", N_ ("hour") },
  { "autumn-winter", N_ ("October to March") },
  { "heating-season", N_ ("heating season") },
  { "summer", N_ ("May to September") },
  { "warning", N_ ("warning of heavy pollution") },
  { "event", N_ ("each time") },
  { "standing", N_ ("at any time") },
  { "once", N_ ("once") },
};

static const LtTableWord sources[] = {
  { "readings", N_ ("measured values") },
  { "dust", N_ ("dust fall") },
  { "places", N_ ("places on record") },
  { "zones", N_ ("outlines") },
  { "candidates", N_ ("entered, candidates are listed") },
  { "entered", N_ ("entered by hand") },
  { "calendar", N_ ("the calendar") },
};

static const LtTableWord validities[] = {
  { "in-force", N_ ("in force") },
  { "expired", N_ ("expired") },
  { "not-yet", N_ ("not yet in force") },
};

static const LtTableWord reaches[] = {
  { "whole", N_ ("itself") },
  { "part", N_ ("as a part") },
  { "maybe", N_ ("members not named") },
};

static const LtTableWord origins[] = {
  { "own", N_ ("own plan") },
};

static const struct
{
  const char *member;
  const LtTableWord *words;
  gsize n;
} tables[] = {
  { "hardness", hardness, G_N_ELEMENTS (hardness) },
  { "effect", effects, G_N_ELEMENTS (effects) },
  { "per", pers, G_N_ELEMENTS (pers) },
  { "period", periods, G_N_ELEMENTS (periods) },
  { "measured_by", sources, G_N_ELEMENTS (sources) },
  { "validity", validities, G_N_ELEMENTS (validities) },
  { "reach", reaches, G_N_ELEMENTS (reaches) },
  { "origin", origins, G_N_ELEMENTS (origins) },
};

/**
 * lt_table_is_rule:
 * @object: a row of an answer
 *
 * Returns: whether it is a rule of a plan
 */
gboolean
lt_table_is_rule (JsonObject *object)
{
  return json_object_has_member (object, "rule") && json_object_has_member (object, "comparator");
}

/**
 * lt_table_hides_of_rule:
 * @object: a rule, or a verdict on one
 * @member: a member of it
 *
 * Returns: whether people need not see it: its name says in words what it is of, and
 *   the whole of it is in `--json`; whom a rule binds is shown by `rules`
 */
gboolean
lt_table_hides_of_rule (JsonObject *object, const char *member)
{
  static const char *const hidden[] = { "area_codes", "area_code",  "quantity", "statistic",
                                        "evaluation", "parameters", NULL };
  static const char *const of_verdict[] = { "plan", "subject", "responsible", "derived_how", NULL };

  return g_strv_contains (hidden, member)
         || (json_object_has_member (object, "verdict") && g_strv_contains (of_verdict, member));
}

static gboolean
is_verdict (const char *member)
{
  return g_str_equal (member, "verdict") || g_str_equal (member, "last_verdict");
}

/* (nullable) */
static const char *
find_verdict (const char *code)
{
  for (int i = 0; i < LT_VERDICTS; i++)
    if (g_str_equal (lt_verdict_code ((LtVerdict) i), code))
      return lt_verdict_label ((LtVerdict) i);
  return NULL;
}

/**
 * lt_table_translate_rule:
 * @member: a member of a rule
 * @text: its value
 *
 * Returns: (transfer none) (nullable): its value in words, where it is a code
 */
const char *
lt_table_translate_rule (const char *member, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].member, member))
      return lt_table_look_up (tables[i].words, tables[i].n, text);
  return is_verdict (member) ? find_verdict (text) : NULL;
}
