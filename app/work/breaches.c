/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/breaches-private.h"

#include "rules/gap.h"
#include "rules/row.h"
#include "work/readings.h"
#include "work/standards.h"
#include "work/target-board.h"

#include <glib/gi18n-lib.h>
#include <string.h>

LtBreachWish *
lt_breach_wish_new (const char *date, const char *from, const char *to)
{
  LtBreachWish *self = g_new0 (LtBreachWish, 1);

  *self = (LtBreachWish){ g_strdup (date), g_strdup (from), g_strdup (to) };
  return self;
}

void
lt_breach_wish_free (LtBreachWish *self)
{
  g_free (self->date);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
breach_free (LtBreach *self)
{
  char *const texts[] = { self->place, self->item,    self->from,   self->to,
                          self->value, self->measure, self->limit,  self->comparator,
                          self->over,  self->rule,    self->source, self->citation,
                          self->quote, self->unsure,  self->title,  self->target };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

void
lt_breaches_free (LtBreaches *self)
{
  g_ptr_array_unref (self->list);
  g_ptr_array_unref (self->problems);
  g_free (self->date);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

/**
 * lt_breach_unit_name:
 * @unit: what exceeds
 *
 * Returns: what programs call it
 */
const char *
lt_breach_unit_name (LtBreachUnit unit)
{
  return unit == LT_BREACH_OF_PLACE ? "place" : "county";
}

void
lt_breach_say (LtBreach *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->lines, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

LtBreach *
lt_breaches_add (LtBreachGathering *self, LtBreachUnit unit, const LtRecord *place)
{
  LtBreach *breach = g_new0 (LtBreach, 1);

  breach->unit = unit;
  breach->lines = g_ptr_array_new_with_free_func (g_free);
  if (place != NULL)
    {
      breach->kind = place->kind;
      breach->id = place->id;
    }
  g_ptr_array_add (self->made->list, breach);
  return breach;
}

char *
lt_breach_format_distance (LtRatio gap)
{
  return lt_ratio_format_exact (gap.above < 0 ? lt_ratio_subtract (lt_ratio_new (0, 1), gap) : gap);
}

/* What is said of a rule of a plan, whatever was found by it. */
void
lt_breach_cite_rule (LtBreach *breach, const LtPlanRule *rule)
{
  g_autofree char *document = lt_plan_describe (rule->plan);

  breach->item = g_strdup (rule->quantity->code);
  breach->title = g_strdup (rule->title);
  breach->measure = g_strdup (rule->unit);
  breach->comparator = g_strdup (lt_rule_comparator_codes[rule->comparator]);
  breach->limit = g_strdup (rule->limit);
  breach->rule = g_strdup (rule->id);
  breach->source = g_strdup (rule->plan->code);
  breach->citation = g_strdup_printf (_ ("%s, line %u"), document, rule->line);
  breach->quote = g_strdup (rule->quote);
  breach->unsure = g_strdup (rule->unsure);
}

LtSeriesWish *
lt_breaches_make_wish (LtBreachGathering *self,
                       const LtRecord *place,
                       const char *item,
                       LtInterval interval)
{
  LtSeriesWish *wish = lt_series_wish_new ();

  lt_series_wish_set_item (wish, self->items, item);
  g_ptr_array_add (wish->places,
                   lt_series_place_new (place->kind, &place->id, lt_record_get_title (place)));
  wish->interval = interval;
  return wish;
}

/* ---- targets of the plans -------------------------------------------------------- */

static gboolean
is_asked_for (const LtBreachWish *wish, const char *from, const char *to)
{
  return (wish->from == NULL || strcmp (to, wish->from) >= 0)
         && (wish->to == NULL || strcmp (from, wish->to) <= 0);
}

static void
add_target (LtBreachGathering *self, const LtTarget *target, const LtRuleWords *words)
{
  g_autoptr (LtRecord) area =
      target->place != NULL
          ? NULL
          : lt_store_find (self->store, lt_kind_by_name ("area"), target->area, NULL);
  LtBreach *breach =
      lt_breaches_add (self, target->place != NULL ? LT_BREACH_OF_PLACE : LT_BREACH_OF_COUNTY,
                       target->place != NULL ? target->place : area);
  LtRatio gap;

  breach->target = lt_target_make_key (target);
  /* By the name that the file has for it: the places of the other rows stand under that too. */
  breach->place = target->place != NULL ? g_strdup (lt_record_get_title (target->place))
                  : area != NULL        ? g_strdup (lt_record_get_title (area))
                                        : lt_rule_words_name_area (words, target->area);
  breach->interval = LT_INTERVAL_DAY;
  breach->from = g_strdup (target->period.from);
  breach->to = g_strdup (target->period.to);
  breach->value =
      target->reported != NULL
          ? g_strdup (target->reported)
          : lt_ratio_format_exact (lt_plan_rule_round (target->rule, target->value.value));
  breach->over = lt_plan_rule_find_gap (target->rule, target->value.value, &gap)
                     ? lt_breach_format_distance (gap)
                     : g_strdup ("");
  lt_breach_cite_rule (breach, target->rule);
  for (guint i = 0; i < target->lines->len; i++)
    lt_breach_say (breach, "%s", (const char *) g_ptr_array_index (target->lines, i));
}

/* A verdict of "not met" is of a rule in force: one that has ended is "expired". */
static gboolean
add_targets (LtBreachGathering *self, GError **error)
{
  const LtTargetWish wish = { NULL, self->wish->date, self->wish->date, TRUE };
  g_autoptr (LtTargetBoard) board = lt_work_target_board (self->store, &wish, error);

  if (board == NULL)
    return FALSE;
  for (guint i = 0; i < board->targets->len; i++)
    {
      const LtTarget *target = g_ptr_array_index (board->targets, i);

      if (target->verdict == LT_VERDICT_NOT_MET && target->rule->effect == LT_RULE_TARGET
          && is_asked_for (self->wish, target->period.from, target->period.to))
        add_target (self, target, lt_plans_get_words (board->plans));
    }
  g_ptr_array_extend_and_steal (self->made->problems, g_steal_pointer (&board->problems));
  return TRUE;
}

/* ---- asking ---------------------------------------------------------------------- */

static int
compare_breaches (gconstpointer a, gconstpointer b)
{
  const LtBreach *one = *(LtBreach *const *) a, *other = *(LtBreach *const *) b;
  int order = strcmp (other->to, one->to);

  if (order == 0)
    order = strcmp (one->place, other->place);
  if (order == 0)
    order = strcmp (one->item, other->item);
  if (order == 0)
    order = strcmp (one->rule, other->rule);
  return order != 0 ? order : memcmp (&one->id, &other->id, sizeof (LtId));
}

/* What is looked at. */
typedef enum
{
  LOOK_AT_AIR = 1 << 0,
  LOOK_AT_TARGETS = 1 << 1,
  LOOK_AT_DUST = 1 << 2,
} Look;

static LtBreaches *
gather (LtStore *store, const LtBreachWish *wish, Look look, GError **error)
{
  g_autoptr (LtBreaches) made = g_new0 (LtBreaches, 1);
  g_autoptr (LtStandards) standards = NULL;
  g_autoptr (LtItems) items = NULL;
  g_autoptr (GHashTable) hourly = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) lt_series_limits_free);
  LtBreachGathering self = { store, wish, made, NULL, NULL, hourly };

  made->date = g_strdup (wish->date);
  made->list = g_ptr_array_new_with_free_func ((GDestroyNotify) breach_free);
  made->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  self.standards = standards = lt_work_standards (made->problems, error);
  self.items = items = standards == NULL ? NULL : lt_work_items (error);
  /* The board reads the standards too, and tells of their problems. */
  g_ptr_array_set_size (made->problems, 0);
  if (items == NULL || ((look & LOOK_AT_TARGETS) != 0 && !add_targets (&self, error))
      || ((look & LOOK_AT_AIR) != 0 && !lt_breaches_add_air (&self, error))
      || ((look & LOOK_AT_DUST) != 0 && !lt_breaches_add_dust (&self, error)))
    return NULL;
  g_ptr_array_sort (made->list, compare_breaches);
  return g_steal_pointer (&made);
}

/**
 * lt_work_breaches:
 * @store: a county file, of the calling thread
 * @wish: of which moment and which time
 * @error: return location
 *
 * A rule of a plan that is not in force at the moment raises nothing; a value is held against
 * the standard of its own day. Values that bear the mark of an exceptional event stay in.
 *
 * Returns: (transfer full) (nullable): all that is over a limit
 */
LtBreaches *
lt_work_breaches (LtStore *store, const LtBreachWish *wish, GError **error)
{
  return gather (store, wish, LOOK_AT_AIR | LOOK_AT_TARGETS | LOOK_AT_DUST, error);
}

/**
 * lt_work_exceedances:
 * @store: a county file, of the calling thread
 * @wish: what is asked for
 * @error: return location
 *
 * Without targets and dust fall: what has to be known again and again must not cost years of
 * measured values.
 *
 * Returns: (transfer full) (nullable): hours and days above the limits of the standard
 */
LtBreaches *
lt_work_exceedances (LtStore *store, const LtBreachWish *wish, GError **error)
{
  return gather (store, wish, LOOK_AT_AIR, error);
}

/**
 * lt_work_missed:
 * @store: a county file, of the calling thread
 * @wish: what is asked for
 * @error: return location
 *
 * Returns: (transfer full) (nullable): targets of plans that are missed, and the dust fall
 *   of sites that is over the number of a plan
 */
LtBreaches *
lt_work_missed (LtStore *store, const LtBreachWish *wish, GError **error)
{
  return gather (store, wish, LOOK_AT_TARGETS | LOOK_AT_DUST, error);
}
