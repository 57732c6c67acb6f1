/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/dust-sample.h"

#include "base/error.h"
#include "model/reading.h"
#include "rules/dust-fall.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_DECIMALS 6

static const char *const weights[] = { "gross_mass", "crucible_mass", "blank_mass", "mouth_area",
                                       "days" };

static gboolean
is_sample (const LtRecord *record)
{
  return g_str_equal (record->kind->name, "dust-fall");
}

static guint
count_decimals (const char *text)
{
  const char *point = strchr (text, '.');

  return point == NULL ? 0 : (guint) strlen (point + 1);
}

/* "2026-03-01T08:30" as civil minutes since 1970 */
static gboolean
read_minute (const LtRecord *sample, const char *field, gint64 *minute)
{
  const char *text = lt_record_get (sample, field);
  g_autofree char *date = text == NULL ? NULL : g_strndup (text, strlen ("2026-03-01"));

  if (date == NULL || strlen (text) < strlen ("2026-03-01T08:30")
      || !lt_reading_parse_time (date, LT_INTERVAL_DAY, minute))
    return FALSE;
  *minute += 60 * (gint64) g_ascii_strtoull (text + strlen ("2026-03-01T"), NULL, 10)
             + (gint64) g_ascii_strtoull (text + strlen ("2026-03-01T08:"), NULL, 10);
  return TRUE;
}

static gboolean
read_period (const LtRecord *sample, gint64 *from, gint64 *to)
{
  return read_minute (sample, "started", from) && read_minute (sample, "ended", to) && *from < *to;
}

/* Whether all that the formula needs is there. */
static gboolean
weigh (const LtRecord *sample, LtRatio *value)
{
  LtRatio numbers[G_N_ELEMENTS (weights)];
  LtDustWeights given;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      const char *text = lt_record_get (sample, weights[i]);

      if (text == NULL || count_decimals (text) > MOST_DECIMALS
          || !lt_ratio_parse (text, &numbers[i]))
        return FALSE;
    }
  if (numbers[3].above <= 0 || numbers[4].above <= 0)
    return FALSE;
  given = (LtDustWeights){ numbers[0], numbers[1], numbers[2], numbers[3], numbers[4] };
  *value = lt_dust_fall_from_weights (&given);
  return TRUE;
}

static char *
format (LtRatio value, guint places)
{
  g_autofree char *text = lt_ratio_format (value, places);

  return lt_reading_format_value (lt_reading_round_value (text));
}

static void
fill (LtRecord *sample, const char *field, const char *text)
{
  if (lt_record_get (sample, field) == NULL)
    lt_record_set_canonical (sample, field, text);
}

static const char *
judge (const LtRecord *sample)
{
  const char *reason = lt_record_get (sample, "void_reason");

  /* Of these nothing was weighed. */
  if (g_strcmp0 (reason, "lost") == 0 || g_strcmp0 (reason, "not-sampled") == 0)
    return "missing";
  return reason != NULL ? "invalid" : lt_record_get (sample, "value") != NULL ? "valid" : "missing";
}

/**
 * lt_dust_sample_complete:
 * @sample: a record about to be made; of another kind it is left
 *
 * Fills in what is empty and follows from the rest: the month of the longer part and the days
 * from when it hung, the value from the weights, and whether it is valid.
 */
void
lt_dust_sample_complete (LtRecord *sample)
{
  LtRatio value;
  gint64 from, to;

  if (!is_sample (sample))
    return;
  if (read_period (sample, &from, &to))
    {
      g_autofree char *month = lt_dust_fall_month (from, to);
      g_autofree char *days = format (lt_dust_fall_days (from, to), 1);

      fill (sample, "month", month);
      fill (sample, "days", days);
    }
  if (weigh (sample, &value) && value.above >= 0)
    {
      g_autofree char *text = format (value, MOST_DECIMALS);

      fill (sample, "value", text);
    }
  fill (sample, "validity", judge (sample));
}

static char *
find_fault_of_period (const LtRecord *sample)
{
  const char *month = lt_record_get (sample, "month"), *days = lt_record_get (sample, "days");
  const char *started = lt_record_get (sample, "started"), *ended = lt_record_get (sample, "ended");
  g_autofree char *longer = NULL, *hung = NULL;
  LtRatio told;
  gint64 from, to;

  if (started == NULL || ended == NULL)
    return NULL;
  if (!read_period (sample, &from, &to))
    return g_strdup_printf (_ ("it would end on %s, and begins on %s"), ended, started);
  longer = lt_dust_fall_month (from, to);
  hung = format (lt_dust_fall_days (from, to), 1);
  if (month != NULL && !g_str_equal (month, longer))
    return g_strdup_printf (_ ("from %s to %s the longer part is of %s, not of %s"), started, ended,
                            longer, month);
  if (days != NULL && lt_ratio_parse (days, &told)
      && lt_ratio_compare (told, lt_dust_fall_days (from, to)) != 0)
    return g_strdup_printf (_ ("from %s to %s are %s days, not %s"), started, ended, hung, days);
  return NULL;
}

static char *
find_fault_of_weights (const LtRecord *sample)
{
  const char *text = lt_record_get (sample, "value");
  gboolean valid = g_strcmp0 (lt_record_get (sample, "validity"), "valid") == 0;
  g_autofree char *whole = NULL, *rounded = NULL;
  LtRatio value, told;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      const char *weight = lt_record_get (sample, weights[i]);

      if (weight != NULL && count_decimals (weight) > MOST_DECIMALS)
        return g_strdup_printf (_ ("%s has more than %d decimals"), weight, MOST_DECIMALS);
    }
  if (!valid || !weigh (sample, &value))
    return NULL;
  whole = format (value, MOST_DECIMALS);
  if (value.above < 0)
    return g_strdup_printf (_ ("by its weights it would be %s, below nothing: the crucible and the "
                               "blank weigh more than the dust"),
                            whole);
  if (text == NULL || count_decimals (text) > MOST_DECIMALS || !lt_ratio_parse (text, &told))
    return NULL;
  rounded = format (value, count_decimals (text));
  if (lt_ratio_compare (told, lt_ratio_round (value, count_decimals (text), LT_ROUNDING_HALF_EVEN))
      == 0)
    return NULL;
  return g_strdup_printf (_ ("its weights say %s (%s), not %s"), whole, rounded, text);
}

/**
 * lt_dust_sample_find_fault:
 * @sample: a record; of another kind nothing is found
 *
 * Returns: (transfer full) (nullable): what of it contradicts the rest, in words
 */
char *
lt_dust_sample_find_fault (const LtRecord *sample)
{
  char *fault = is_sample (sample) ? find_fault_of_period (sample) : NULL;

  if (fault != NULL || !is_sample (sample))
    return fault;
  if (lt_record_get (sample, "void_reason") != NULL
      && g_strcmp0 (lt_record_get (sample, "validity"), "valid") == 0)
    return g_strdup (_ ("there is a reason for which it is void, so it is not valid"));
  return find_fault_of_weights (sample);
}

/**
 * lt_dust_sample_check:
 * @sample: a record about to be kept; of another kind it is good
 * @error: return location
 *
 * Returns: whether nothing of it contradicts the rest
 */
gboolean
lt_dust_sample_check (const LtRecord *sample, GError **error)
{
  g_autofree char *fault = lt_dust_sample_find_fault (sample);

  if (fault == NULL)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s: %s."), sample->kind->name, fault);
  return FALSE;
}
