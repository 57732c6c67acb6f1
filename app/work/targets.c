/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/targets-private.h"

#include "base/civil-time.h"
#include "rules/gap.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The areas that are asked about, and what has been found of them. */
typedef struct
{
  LtJudging judging;
  const char *area;
  const char *date;
  gboolean only_in_force;
  GPtrArray *targets;
} Asking;

/* ---- who is judged -------------------------------------------------------------- */

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *) a, *(char *const *) b);
}

static gboolean
is_county (const LtRuleArea *area)
{
  return lt_rule_area_is_county (area) || g_str_equal (area->kind, "development-zone");
}

/* A development zone is judged by itself where the file has it as an area. */
static gboolean
is_judged_alone (const Asking *self, const LtRuleArea *area)
{
  return is_county (area)
         && (!g_str_equal (area->kind, "development-zone")
             || g_hash_table_contains (self->judging.records, area->code));
}

static void
add_once (GPtrArray *codes, const char *code)
{
  for (guint i = 0; i < codes->len; i++)
    if (g_str_equal (g_ptr_array_index (codes, i), code))
      return;
  g_ptr_array_add (codes, (gpointer) code);
}

static void
add_counties (const Asking *self, GPtrArray *codes, const char *named)
{
  g_autoptr (GPtrArray) all = lt_rule_words_list_areas (self->judging.words);

  for (guint i = 0; i < all->len; i++)
    {
      const LtRuleArea *area = g_ptr_array_index (all, i);

      if (is_judged_alone (self, area)
          && lt_rule_words_is_within (self->judging.words, area->code, named)
          && lt_rule_words_is_within (self->judging.words, area->code, self->area))
        add_once (codes, area->code);
    }
}

/* What the rule judges of the area that is asked about. */
static void
add_named (const Asking *self, const LtPlanRule *rule, GPtrArray *codes, const char *named)
{
  const LtRuleWords *words = self->judging.words;

  if (rule->per == LT_RULE_PER_COUNTY)
    add_counties (self, codes, named);
  else if (lt_rule_words_is_within (words, named, self->area))
    add_once (codes, named);
  else if (lt_rule_words_is_within (words, self->area, named))
    add_once (codes, self->area);
}

static GPtrArray *
list_judged (const Asking *self, const LtPlanRule *rule)
{
  GPtrArray *codes = g_ptr_array_new ();

  for (char **named = rule->areas; *named != NULL; named++)
    {
      const LtRuleArea *area = lt_rule_words_find_area (self->judging.words, *named);

      if (!g_str_equal (area->kind, "group"))
        add_named (self, rule, codes, *named);
      else if (*area->members == NULL)
        add_named (self, rule, codes, area->parent);
      for (char **member = area->members; *member != NULL; member++)
        add_named (self, rule, codes, *member);
    }
  g_ptr_array_sort (codes, compare_codes);
  return codes;
}

/* ---- what is measured ----------------------------------------------------------- */

static gboolean
measure (LtJudging *judging, LtTarget *target, GError **error)
{
  if (target->place != NULL)
    return lt_judging_measure_site (judging, target, error);
  switch (target->rule->source)
    {
    case LT_RULE_BY_DUST:
      return lt_judging_measure_dust (judging, target, error);
    case LT_RULE_BY_PLACES:
      return lt_judging_measure_places (judging, target, error);
    case LT_RULE_BY_CALENDAR:
      return TRUE;
    case LT_RULE_BY_CANDIDATES:
    case LT_RULE_BY_ENTERING:
      lt_target_lack (target, _ ("The file cannot tell; nothing was entered."));
      return TRUE;
    case LT_RULE_BY_READINGS:
      return lt_judging_measure_air (judging, target, error);
    case LT_RULE_BY_ZONES:
      return lt_judging_measure_zones (judging, target, error);
    }
  g_assert_not_reached ();
}

static const char *
get_sign (const LtPlanRule *rule)
{
  return lt_rule_comparator_codes[rule->comparator];
}

/* The value as it was measured, as it is compared, and what came of it. */
static void
explain_verdict (LtTarget *target, const LtRuleWords *words)
{
  const LtPlanRule *rule = target->rule;
  g_autofree char *exact = NULL, *compared = NULL,
                  *limit = lt_plan_rule_add_unit (rule, rule->limit);

  if (!target->value.is_valid)
    return;
  exact = lt_plan_rule_format_figure (rule, words, target->value.value);
  compared =
      lt_plan_rule_format_figure (rule, words, lt_plan_rule_round (rule, target->value.value));
  if (rule->places < 0)
    lt_target_say (target, _ ("Compared as it is: %s"), exact);
  else
    lt_target_say (target, _ ("Rounded once to %d decimals (GB/T 8170): %s → %s"), rule->places,
                   exact, compared);
  lt_target_say (target,
                 lt_plan_rule_holds (rule, target->value.value) ? _ ("%s %s %s: it holds")
                                                                : _ ("%s %s %s: it does not hold"),
                 compared, get_sign (rule), limit);
}

/* What the days to come must have as their mean, where the year goes on. */
static void
find_rest (LtTarget *target, const char *date)
{
  g_autofree char *mean = NULL, *bound = NULL, *rest = NULL;

  if (!target->has_bound || !target->mean.has_value || target->period.is_over
      || strcmp (date, target->period.to) >= 0)
    return;
  target->n_left = (guint) lt_date_count_days (date, target->period.to);
  mean = lt_ratio_format_exact (target->mean.value);
  bound = lt_ratio_format_exact (target->bound);
  rest = lt_ratio_format_exact (
      lt_mean_of_rest (target->mean.value, target->mean.n, target->n_left, target->bound));
  lt_target_say (target,
                 _ ("To end the year at %s, the %u days to come must have a mean of (%s × (%u + "
                    "%u) − %s × %u) ÷ %u = %s"),
                 bound, target->n_left, bound, target->mean.n, target->n_left, mean, target->mean.n,
                 target->n_left, rest);
}

static gboolean
is_maybe (const Asking *self, const LtPlanRule *rule)
{
  return lt_plan_rule_reaches (rule, self->judging.words, self->area) == LT_RULE_REACHES_MAYBE;
}

/* The area that the rule judges as a whole, of which only this part is looked at. */
static char *
find_whole (const Asking *self, const LtPlanRule *rule, const char *area)
{
  const LtRuleWords *words = self->judging.words;

  if (lt_plan_rule_reaches (rule, words, area) != LT_RULE_REACHES_PART)
    return NULL;
  for (char **named = rule->areas; *named != NULL; named++)
    {
      const LtRuleArea *group = lt_rule_words_find_area (words, *named);

      if (lt_rule_words_is_within (words, area, *named))
        return g_strdup (*named);
      for (char **member = group->members; *member != NULL; member++)
        if (lt_rule_words_is_within (words, area, *member))
          return g_strdup (*member);
    }
  return NULL;
}

/* What must be nowhere must not be in a part either; all else is of the whole area. */
static gboolean
can_judge_part (const LtPlanRule *rule)
{
  return rule->evaluation == LT_RULE_COUNT && rule->comparator == LT_RULE_EQUAL
         && rule->number.above == 0;
}

static gboolean
is_of_whole (const LtTarget *target)
{
  return target->part_of != NULL && target->place == NULL && !can_judge_part (target->rule);
}

/**
 * lt_target_get_figure_area:
 * @self: a target
 *
 * Returns: (transfer none): code of the area that a figure reported on it is of: the greater
 *   one where that is judged as a whole
 */
const char *
lt_target_get_figure_area (const LtTarget *self)
{
  return is_of_whole (self) ? self->part_of : self->area;
}

/**
 * lt_target_can_be_reported:
 * @self: a target
 *
 * Returns: whether a figure could be its value; a single place has none, and how long a
 *   plan holds is nobody's to report
 */
gboolean
lt_target_can_be_reported (const LtTarget *self)
{
  return self->place == NULL && self->rule->source != LT_RULE_BY_CALENDAR;
}

/**
 * lt_target_make_key:
 * @self: a target
 *
 * Returns: (transfer full): which rule of whom; the same on every day
 */
char *
lt_target_make_key (const LtTarget *self)
{
  g_autofree char *place = self->place == NULL ? NULL : lt_id_to_text (&self->place->id);

  return g_strjoin ("/", self->rule->id, self->area, self->part_of == NULL ? "" : self->part_of,
                    place, NULL);
}

static void
conclude (LtTarget *target, const char *date)
{
  target->past = lt_plan_rule_judge_past (target->rule, date, &target->value);
  if (target->is_unclear && target->past <= LT_VERDICT_NOT_EXEMPT)
    target->past = LT_VERDICT_UNCLEAR;
  target->verdict = target->past;
  if (lt_plan_rule_judge (target->rule, date, &target->value) == LT_VERDICT_EXPIRED)
    target->verdict = LT_VERDICT_EXPIRED;
}

static LtTarget *
begin_target (Asking *self, const LtPlanRule *rule, const char *area)
{
  LtTarget *target = g_new0 (LtTarget, 1);

  g_ptr_array_add (self->targets, target);
  target->rule = rule;
  target->area = g_strdup (area);
  target->part_of = find_whole (self, rule, area);
  target->period = lt_plan_rule_find_period (rule, self->date);
  target->value.value = lt_ratio_new (0, 1);
  target->lines = g_ptr_array_new_with_free_func (g_free);
  lt_judging_say_own (&self->judging, target);
  return target;
}

/* The file's own data come first, where they suffice. A figure may be of the greater area, too. */
static gboolean
find_value (Asking *self, LtTarget *target, GError **error)
{
  if (lt_plan_rule_is_set_aside (target->rule))
    {
      lt_target_lack (target, _ ("The county does not apply that rule."));
      return TRUE;
    }
  if (is_maybe (self, target->rule))
    lt_target_lack (target, _ ("The plan does not say who belongs to that group."));
  else if (is_of_whole (target))
    lt_target_lack (target, _ ("It is judged for a greater area as a whole."));
  else if (!measure (&self->judging, target, error))
    return FALSE;
  return target->value.is_valid || !lt_target_can_be_reported (target)
         || lt_judging_take_figure (&self->judging, target, error);
}

static gboolean
finish_target (Asking *self, LtTarget *target, GError **error)
{
  if (!find_value (self, target, error))
    return FALSE;
  conclude (target, self->date);
  explain_verdict (target, self->judging.words);
  find_rest (target, self->date);
  return TRUE;
}

/* Each place of the area; where it has none, that there is none is said. */
static gboolean
add_sites (Asking *self, const LtPlanRule *rule, const char *area, GError **error)
{
  g_autoptr (GPtrArray) sites = lt_judging_list_sites (&self->judging, rule, area, error);
  LtTarget *target;

  for (guint i = 0; sites != NULL && i < sites->len; i++)
    {
      target = begin_target (self, rule, area);
      target->place = lt_record_copy (g_ptr_array_index (sites, i));
      if (!finish_target (self, target, error))
        return FALSE;
    }
  if (sites == NULL || sites->len > 0)
    return sites != NULL;
  target = begin_target (self, rule, area);
  lt_target_lack (target, _ ("The file has no place of that sort on record."));
  conclude (target, self->date);
  return TRUE;
}

static gboolean
add_target (Asking *self, const LtPlanRule *rule, const char *area, GError **error)
{
  return lt_judging_can_judge_sites (rule)
             ? add_sites (self, rule, area, error)
             : finish_target (self, begin_target (self, rule, area), error);
}

/* ---- areas of the file ---------------------------------------------------------- */

/* By its code, else by its name and that of its city. */
static const LtRuleArea *
find_area (const LtRuleWords *words, const LtRecord *record)
{
  const char *code = lt_record_get (record, "code"), *city = lt_record_get (record, "city");
  const LtRuleArea *area = code == NULL ? NULL : lt_rule_words_find_area (words, code);
  g_autofree char *name =
      g_strconcat (city == NULL ? "" : city, lt_record_get (record, "name"), NULL);

  return area != NULL ? area : lt_rule_words_search_area (words, name);
}

static gboolean
read_areas (Asking *self, GError **error)
{
  g_autoptr (GPtrArray) records =
      lt_store_list (self->judging.store, lt_kind_by_name ("area"), NULL, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);
      const LtRuleArea *area = find_area (self->judging.words, record);

      if (area != NULL && !g_hash_table_contains (self->judging.records, area->code))
        g_hash_table_insert (self->judging.records, g_strdup (area->code), lt_record_copy (record));
    }
  return records != NULL;
}

/**
 * lt_work_targets_find_area:
 * @store: the county file
 * @words: the closed words
 *
 * Returns: (transfer full) (nullable): the area of the file's bureau; %NULL where plans do
 *   not name it
 */
char *
lt_work_targets_find_area (LtStore *store, const LtRuleWords *words)
{
  g_autoptr (GPtrArray) bureaus = lt_store_list (store, lt_kind_by_name ("bureau"), NULL, NULL);
  const char *code = bureaus == NULL || bureaus->len == 0
                         ? NULL
                         : lt_record_get (g_ptr_array_index (bureaus, 0), "code");

  return code == NULL || lt_rule_words_find_area (words, code) == NULL ? NULL : g_strdup (code);
}

static gboolean
is_asked_for (const Asking *self, const LtPlanRule *rule)
{
  return (!self->only_in_force || lt_plan_rule_is_in_force (rule, self->date))
         && lt_plan_rule_reaches (rule, self->judging.words, self->area) != LT_RULE_REACHES_NOT;
}

static gboolean
judge_all (Asking *self, const LtPlans *plans, GError **error)
{
  if (!read_areas (self, error))
    return FALSE;
  for (guint i = 0; i < lt_plans_get_n_rules (plans); i++)
    {
      const LtPlanRule *rule = lt_plans_get_rule (plans, i);
      g_autoptr (GPtrArray) judged = NULL;

      if (!is_asked_for (self, rule))
        continue;
      judged = list_judged (self, rule);
      for (guint k = 0; k < judged->len; k++)
        if (!add_target (self, rule, g_ptr_array_index (judged, k), error))
          return FALSE;
    }
  return TRUE;
}

/**
 * lt_work_targets:
 * @store: the county file
 * @plans: the action plans; must outlive the answer
 * @standards: what the standards say
 * @items: what can be measured
 * @wish: of which area, which must be named, and of which day
 * @error: return location
 *
 * How an area, and the counties in it, stand to every rule that concerns them. What the
 * file cannot tell counts as not reported, never as met.
 *
 * Returns: (transfer full) (nullable) (element-type LtTarget): in the order of the plans
 */
GPtrArray *
lt_work_targets (LtStore *store,
                 const LtPlans *plans,
                 const LtStandards *standards,
                 const LtItems *items,
                 const LtTargetWish *wish,
                 GError **error)
{
  g_autoptr (GHashTable) records =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lt_record_free);
  g_autoptr (GHashTable) dust =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lt_dust_table_free);
  g_autoptr (GHashTable) years =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lt_judged_year_free);
  g_autoptr (GHashTable) zones =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) outlines =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lt_shape_free);
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_target_free);
  Asking self = { { store, lt_plans_get_words (plans), standards, items, wish->date, wish->today,
                    records, dust, years, zones, outlines, NULL },
                  wish->area,
                  wish->date,
                  wish->only_in_force,
                  targets };

  gboolean judged = judge_all (&self, plans, error);

  g_clear_pointer (&self.judging.figures, g_ptr_array_unref);
  return judged ? g_steal_pointer (&targets) : NULL;
}
