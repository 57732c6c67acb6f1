/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/forms/field-words.h"

#include "base/civil-time.h"
#include "store/key-streams.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_LISTED 200

static void
use_label (GString *words, const char *format, const char *name, const char *label)
{
  g_autofree char *both = g_strdup_printf (format, name, label);

  g_string_replace (words, both, label, 0);
}

/* What can be chosen stands with the name that the command line has for it. */
static void
use_choice_labels (GString *words, const LtField *field)
{
  for (int i = 0; field->choices != NULL && field->choices[i].name != NULL; i++)
    {
      const char *label = lt_field_choice_label (field, field->choices[i].name);
      g_autofree char *both = g_strdup_printf ("%s (%s)", label, field->choices[i].name);

      g_string_replace (words, both, label, 0);
    }
}

/* "mine: …", in either language's colon. */
static void
use_kind_label (GString *words, const LtKind *kind)
{
  gsize length = strlen (kind->name);

  if (!g_str_has_prefix (words->str, kind->name)
      || !(words->str[length] == ':' || g_str_has_prefix (words->str + length, "：")))
    return;
  g_string_erase (words, 0, (gssize) length);
  g_string_prepend (words, lt_kind_get_label (kind));
}

/* What is typed on the command line stands in brackets behind the words for it. */
static void
drop_options (GString *words)
{
  static const char *const brackets[][2] = { { " (--", ")" }, { "（--", "）" } };

  for (gsize i = 0; i < G_N_ELEMENTS (brackets); i++)
    {
      const char *open;

      while ((open = strstr (words->str, brackets[i][0])) != NULL)
        {
          const char *close = strstr (open, brackets[i][1]);

          if (close == NULL)
            break;
          g_string_erase (words, open - words->str, close + strlen (brackets[i][1]) - open);
        }
    }
}

static gsize
measure_end (const char *at)
{
  return g_str_has_prefix (at, "。") ? strlen ("。") : g_str_has_prefix (at, ". ") ? 2 : 0;
}

/* Where the sentence with @at in it begins. */
static const char *
find_sentence (const char *words, const char *at)
{
  const char *start = words;

  for (const char *end = words; end < at; end++)
    if (measure_end (end) > 0)
      start = end + measure_end (end);
  return start;
}

/* A sentence that tells what to type helps nobody on the screen, where the same is
 * chosen; it goes, but where nothing else is said. */
static void
drop_typed_advice (GString *words)
{
  const char *at = words->str;

  while ((at = strstr (at, "--")) != NULL)
    {
      const char *start = find_sentence (words->str, at);
      const char *end = at;
      gsize place;

      while (*end != '\0' && measure_end (end) == 0)
        end++;
      end += *end == '\0' ? 0 : measure_end (end);
      place = (gsize) (start - words->str);
      if (!g_ascii_islower (at[2]) || (place == 0 && *end == '\0'))
        {
          at += 2;
          continue;
        }
      g_string_erase (words, (gssize) place, end - start);
      at = words->str + place;
    }
  while (words->len > 0 && words->str[words->len - 1] == ' ')
    g_string_truncate (words, words->len - 1);
}

/**
 * lt_plain_words:
 * @words: what a verb says
 *
 * On the command line a field is named as it is typed, with its label behind, and an
 * option in brackets or in a sentence of its own; on the screen the label alone means
 * something.
 *
 * Returns: (transfer full): the words with labels only, and without options
 */
char *
lt_plain_words (const char *words)
{
  GString *plain = g_string_new (words);
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      use_kind_label (plain, kinds[i]);
      use_label (plain, "%s (%s)", kinds[i]->name, lt_kind_get_label (kinds[i]));
      use_label (plain, "%s（%s）", kinds[i]->name, lt_kind_get_label (kinds[i]));
      for (guint f = 0; f < kinds[i]->n_fields; f++)
        {
          const LtField *field = &kinds[i]->fields[f];
          const char *label = lt_field_get_label (field);

          use_label (plain, "%s (%s)", field->name, label);
          use_label (plain, "%s（%s）", field->name, label);
          use_choice_labels (plain, field);
        }
    }
  drop_options (plain);
  drop_typed_advice (plain);
  return g_string_free (plain, FALSE);
}

/**
 * lt_plain_words_show:
 * @label: where they are shown
 * @words: (nullable): what a verb says
 */
void
lt_plain_words_show (GtkLabel *label, const char *words)
{
  g_autofree char *plain = lt_plain_words (words == NULL ? "" : words);

  gtk_label_set_text (label, plain);
}

/**
 * lt_field_describe_format:
 *
 * Returns: (nullable): how the field is written, not to be taken for a value
 */
const char *
lt_field_describe_format (const LtField *field)
{
  switch (field->type)
    {
    case LT_TYPE_DATE:
      return _ ("year-month-day");
    case LT_TYPE_MONTH:
      return _ ("year-month");
    case LT_TYPE_MINUTE:
      return _ ("year-month-day hour:minute");
    default:
      return NULL;
    }
}

/**
 * lt_field_describe_unit:
 *
 * Returns: (transfer full) (nullable): its unit and range, "m² (0 – 1000000000)"
 */
char *
lt_field_describe_unit (const LtField *field)
{
  g_autofree char *range = NULL;

  if (field->max > field->min)
    range = g_strdup_printf ("%.10g – %.10g", field->min, field->max);
  if (field->unit != NULL && range != NULL)
    return g_strdup_printf ("%s (%s)", field->unit, range);
  return g_strdup (field->unit != NULL ? field->unit : range);
}

/**
 * lt_record_describe:
 *
 * Returns: (transfer full): the record's title and its key, as in a list to
 *   choose from
 */
char *
lt_record_describe (const LtRecord *record)
{
  const char *key = record->kind->key == NULL ? NULL : lt_record_get (record, record->kind->key);
  const char *title = lt_record_get_title (record);

  if (key == NULL || g_strcmp0 (key, title) == 0)
    return g_strdup (title);
  return g_strdup_printf ("%s  %s", title, key);
}

/* Who is named in an inspection enforces: the keepers of the file, reviewers and signatories
 * do not, unless they are officers as well. */
static gboolean
may_be_named (LtSession *session, const LtRecord *record, const char *today)
{
  g_autofree char *roles = NULL;
  g_auto (GStrv) each = NULL;

  if (!g_str_equal (record->kind->name, "officer"))
    return TRUE;
  roles = lt_store_get_roles (lt_session_get_store (session), &record->id, today, NULL);
  each = g_strsplit (roles == NULL ? "" : roles, ",", -1);
  return g_strv_contains ((const char *const *) each, "inspector");
}

/**
 * lt_field_list_referable:
 * @field: a field that names records of a kind
 * @session: the open county
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): the first records
 *   that it may name today
 */
GPtrArray *
lt_field_list_referable (const LtField *field, LtSession *session)
{
  const LtKind *kind = lt_kind_by_name (field->refers_to);
  LtQuery query = { .limit = MAX_LISTED, .sort = kind->key };

  g_autofree char *today = lt_date_of (lt_session_get_now (session));
  GPtrArray *records = lt_store_list (lt_session_get_store (session), kind, &query, NULL);

  for (guint i = records == NULL ? 0 : records->len; i > 0; i--)
    if (!may_be_named (session, g_ptr_array_index (records, i - 1), today))
      g_ptr_array_remove_index (records, i - 1);
  return records;
}
