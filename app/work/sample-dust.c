/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/sample-dust.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_MONTHS  1200
#define SITE_STRIDE 100000 /* more than the months since year 0 */
#define SEED_STRIDE 10000000

JsonObject *
lt_sample_get_member (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
lt_sample_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
lt_sample_get_object (JsonArray *list, guint i)
{
  JsonNode *node = json_array_get_element (list, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

const char *
lt_sample_get_string (JsonObject *object, const char *member)
{
  return object == NULL ? NULL : json_object_get_string_member_with_default (object, member, NULL);
}

static gboolean
get_number (JsonNode *node, double *number)
{
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : 0;

  if (type != G_TYPE_DOUBLE && type != G_TYPE_INT64)
    return FALSE;
  *number = json_node_get_double (node);
  return isfinite (*number);
}

static gboolean
read_number (JsonObject *object, const char *member, double *number)
{
  return object != NULL && get_number (json_object_get_member (object, member), number);
}

static gboolean
read_season (LtDustPlan *plan, JsonObject *root)
{
  JsonArray *season = lt_sample_get_array (root, "season");

  if (season == NULL || json_array_get_length (season) != G_N_ELEMENTS (plan->season))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (plan->season); i++)
    if (!get_number (json_array_get_element (season, i), &plan->season[i]))
      return FALSE;
  return TRUE;
}

/**
 * lt_dust_plan_read:
 * @plan: (out caller-allocates): the plan; its texts live as long as @root
 * @root: what dust-fall.json holds
 *
 * Returns: whether everything is there and in range
 */
gboolean
lt_dust_plan_read (LtDustPlan *plan, JsonObject *root)
{
  double seed = 0;
  double months = 0;
  JsonObject *days = lt_sample_get_member (root, "days");

  plan->source = lt_sample_get_string (root, "source");
  plan->spoilt = lt_sample_get_array (root, "spoilt");
  plan->sites = lt_sample_get_array (root, "sites");
  if (plan->source == NULL || plan->spoilt == NULL || plan->sites == NULL
      || !read_number (root, "seed", &seed) || seed < 0 || seed > G_MAXUINT32
      || !read_number (root, "months", &months) || months < 1 || months > MAX_MONTHS
      || !read_number (root, "least", &plan->least) || !read_season (plan, root)
      || !read_number (days, "from", &plan->days_from) || !read_number (days, "to", &plan->days_to)
      || plan->days_to < plan->days_from
      || !read_number (root, "spoilt_share", &plan->spoilt_share))
    return FALSE;
  plan->seed = (guint64) seed;
  plan->months = (int) months;
  return TRUE;
}

/* Twelve uniform numbers summed: mean 0, standard deviation 1, and the same on
 * every machine, which the library's logarithm need not be. */
static double
draw_noise (LtRandom *random)
{
  double sum = -6;

  for (int i = 0; i < 12; i++)
    sum += lt_random_unit (random);
  return sum;
}

/* A half goes to the even tenth, as GB/T 8170 and rint() in its default have it. */
static char *
round_to_tenth (double number)
{
  gint64 tenths = (gint64) rint (number * 10);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%d", tenths / 10, (int) (tenths % 10));
}

static gboolean
happens_in (JsonObject *spoilt, int month)
{
  JsonArray *months = spoilt == NULL ? NULL : lt_sample_get_array (spoilt, "in_months");
  double in_month;

  for (guint i = 0; months != NULL && i < json_array_get_length (months); i++)
    if (get_number (json_array_get_element (months, i), &in_month) && (int) in_month == month)
      return TRUE;
  return FALSE;
}

/* Returns: what spoilt the month's sample; NULL for a good one. Always draws
 * the same count of numbers, so that a new reason moves no value. */
static JsonObject *
draw_spoilt (const LtDustPlan *plan, int month, LtRandom *random)
{
  gboolean spoilt = lt_random_unit (random) < plan->spoilt_share;
  double choice = lt_random_unit (random);
  g_autoptr (GPtrArray) possible = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (plan->spoilt); i++)
    if (happens_in (lt_sample_get_object (plan->spoilt, i), month))
      g_ptr_array_add (possible, lt_sample_get_object (plan->spoilt, i));
  if (!spoilt || possible->len == 0)
    return NULL;
  return g_ptr_array_index (possible, (guint) (choice * possible->len));
}

/**
 * lt_dust_plan_draw:
 * @plan: a plan
 * @site: which site, from 0
 * @month_number: years times 12, and the month from 0
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the sample of that month, without its site; the
 *   same for the same plan on every machine
 */
LtRecord *
lt_dust_plan_draw (const LtDustPlan *plan, guint site, int month_number, GError **error)
{
  JsonObject *at = lt_sample_get_object (plan->sites, site);
  int month = month_number % 12;
  double mean;
  double amplitude;
  double noise;
  double value;
  g_autoptr (LtRandom) random =
      lt_random_new_seeded (plan->seed * SEED_STRIDE + site * SITE_STRIDE + (guint64) month_number);
  g_autoptr (LtRecord) record = lt_record_new (lt_kind_by_name ("dust-fall"));
  g_autofree char *month_text = g_strdup_printf ("%04d-%02d", month_number / 12, month + 1);
  g_autofree char *value_text = NULL;
  g_autofree char *days = NULL;
  JsonObject *spoilt;
  gboolean kept;

  if (!read_number (at, "mean", &mean) || !read_number (at, "amplitude", &amplitude)
      || !read_number (at, "noise", &noise))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                           _ ("mean, amplitude or noise is not a number."));
      return NULL;
    }
  value = mean * (1 + amplitude * plan->season[month]) + noise * draw_noise (random);
  value_text = round_to_tenth (MAX (plan->least, value));
  days = round_to_tenth (plan->days_from
                         + (plan->days_to - plan->days_from) * lt_random_unit (random));
  spoilt = draw_spoilt (plan, month + 1, random);
  kept =
      spoilt == NULL || json_object_get_boolean_member_with_default (spoilt, "value_kept", FALSE);

  if (!lt_record_set (record, "month", month_text, error)
      || !lt_record_set (record, "source", plan->source, error)
      || !lt_record_set (record, "value", kept ? value_text : NULL, error)
      || !lt_record_set (record, "days", kept ? days : NULL, error)
      || !lt_record_set (record, "validity",
                         spoilt == NULL ? "valid" : lt_sample_get_string (spoilt, "validity"),
                         error)
      || !lt_record_set (record, "reason",
                         spoilt == NULL ? NULL : lt_sample_get_string (spoilt, "reason"), error))
    return NULL;
  return g_steal_pointer (&record);
}
