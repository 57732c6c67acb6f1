/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is over a limit: the verb `assess breaches`. */

#include "base/error.h"
#include "rules/limit-steps.h"
#include "rules/row.h"
#include "work/breaches.h"
#include "work/plans.h"
#include "work/readings.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Which of them are shown. */
typedef struct
{
  const char *plan;
  char *item; /* (nullable): its code, whatever name was given */
  const char *unit;
  gboolean of_place;
  LtId place;
} Filter;

static void
filter_clear (Filter *self)
{
  g_free (self->item);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static gboolean
is_standard (const LtStandards *standards, const char *document)
{
  g_autoptr (GPtrArray) editions = lt_standards_list_editions (standards);

  for (guint i = 0; i < editions->len; i++)
    if (g_str_equal (((LtLimitEdition *) g_ptr_array_index (editions, i))->document, document))
      return TRUE;
  return FALSE;
}

static gboolean
is_quantity (const LtPlans *plans, const char *code)
{
  for (guint i = 0; i < lt_plans_get_n_rules (plans); i++)
    if (g_str_equal (lt_plans_get_rule (plans, i)->quantity->code, code))
      return TRUE;
  return FALSE;
}

/* A word that nothing bears would look as if nothing was over its limit. */
static gboolean
check_words (LtCall *call, Filter *filter, GError **error)
{
  g_autoptr (GPtrArray) problems =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_rule_problem_free);
  g_autoptr (LtPlans) plans = lt_work_plans (lt_session_get_store (call->session), problems, error);
  g_autoptr (LtStandards) standards = plans == NULL ? NULL : lt_verb_load_standards (call, error);
  g_autoptr (LtItems) items = standards == NULL ? NULL : lt_work_items (error);
  const LtItem *item;

  if (items == NULL)
    return FALSE;
  item = filter->item == NULL ? NULL : lt_items_find (items, filter->item);
  if (item != NULL)
    {
      g_free (filter->item);
      filter->item = g_strdup (item->code);
    }
  if (filter->plan != NULL && lt_plans_find_plan (plans, filter->plan) == NULL
      && !is_standard (standards, filter->plan))
    g_set_error (
        error, LT_ERROR, LT_ERROR_USAGE,
        _ ("--plan \"%s\": no plan and no standard is called so. Write the code of a plan, "
           "as YQ21, or a standard, as \"GB 3095-2026\"."),
        filter->plan);
  else if (filter->item != NULL && item == NULL && !is_quantity (plans, filter->item))
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("--item \"%s\": nothing that is measured or asked for by a plan is called so."),
                 filter->item);
  else
    return TRUE;
  return FALSE;
}

static gboolean
read_filter (LtCall *call, Filter *filter, GError **error)
{
  const char *place = lt_call_option (call, "place");
  gboolean gone;

  filter->plan = lt_call_option (call, "plan");
  filter->item = g_strdup (lt_call_option (call, "item"));
  filter->unit = lt_call_option (call, "unit");
  filter->of_place = place != NULL;
  if (filter->unit != NULL && !g_str_equal (filter->unit, "place")
      && !g_str_equal (filter->unit, "county"))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("--unit \"%s\": write place or county."),
                   filter->unit);
      return FALSE;
    }
  if ((filter->plan != NULL || filter->item != NULL) && !check_words (call, filter, error))
    return FALSE;
  return place == NULL || lt_verb_find_point (call, place, &filter->place, &gone, error);
}

static gboolean
is_shown (const Filter *filter, const LtBreach *breach)
{
  return (filter->plan == NULL || g_str_equal (filter->plan, breach->source))
         && (filter->item == NULL || g_str_equal (filter->item, breach->item))
         && (filter->unit == NULL || g_str_equal (filter->unit, lt_breach_unit_name (breach->unit)))
         && (!filter->of_place || lt_id_equal (&filter->place, &breach->id));
}

static JsonObject *
breach_to_json (const LtBreach *breach, gboolean explained)
{
  JsonObject *object = json_object_new ();
  JsonArray *lines;

  json_object_set_string_member (object, "from", breach->from);
  json_object_set_string_member (object, "to", breach->to);
  json_object_set_string_member (object, "subject", lt_breach_unit_name (breach->unit));
  json_object_set_string_member (object, "place", breach->place);
  json_object_set_string_member (object, "item", breach->item);
  json_object_set_string_member (object, "value", breach->value);
  json_object_set_string_member (object, "comparator", breach->comparator);
  json_object_set_string_member (object, "limit", breach->limit);
  json_object_set_string_member (object, "over", breach->over);
  json_object_set_string_member (object, "unit", breach->measure);
  json_object_set_string_member (object, "plan", breach->source);
  json_object_set_string_member (object, "rule", breach->rule);
  json_object_set_string_member (object, "document", breach->citation);
  json_object_set_string_member (object, "quote", breach->quote);
  json_object_set_string_member (object, "unsure", breach->unsure);
  if (!explained)
    return object;
  lines = json_array_new ();
  for (guint i = 0; i < breach->lines->len; i++)
    json_array_add_string_element (lines, g_ptr_array_index (breach->lines, i));
  json_object_set_array_member (object, "explanation", lines);
  return object;
}

/* Days, in their order. */
static LtBreachWish *
read_wish (LtCall *call, GError **error)
{
  g_autofree char *today = lt_verb_find_today (call);
  g_autofree char *from = lt_verb_read_day (call, "from", error);
  g_autofree char *to = from == NULL ? NULL : lt_verb_read_day (call, "to", error);

  if (to == NULL)
    return NULL;
  if (strcmp (from, to) > 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s is later than %s."), from, to);
      return NULL;
    }
  return lt_breach_wish_new (today, lt_call_option (call, "from"), lt_call_option (call, "to"));
}

JsonNode *
lt_verb_assess_breaches (LtCall *call, GError **error)
{
  g_auto (Filter) filter = { 0 };
  g_autoptr (LtBreachWish) wish =
      read_filter (call, &filter, error) ? read_wish (call, error) : NULL;
  g_autoptr (LtBreaches) breaches = NULL;
  JsonArray *array;

  if (wish == NULL)
    return NULL;
  breaches = lt_work_breaches (lt_session_get_store (call->session), wish, error);
  if (breaches == NULL)
    return NULL;
  lt_verb_say_rule_problems (call, breaches->problems);
  lt_verb_say_left_out (call, breaches->n_left_out);
  array = json_array_new ();
  for (guint i = 0; i < breaches->list->len; i++)
    {
      const LtBreach *breach = g_ptr_array_index (breaches->list, i);

      if (!is_shown (&filter, breach))
        continue;
      call->wanting = TRUE;
      json_array_add_object_element (array, breach_to_json (breach, lt_call_option (call, "explain")
                                                                        != NULL));
    }
  return lt_json_node_take_array (array);
}
