/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-record.h"

#include <string.h>

/* From one, two, three and four bytes of UTF-8, with what CSV, JSON and SQL trip over. */
static const char *const pieces[] = { "a", "Z", "0", "矿", "煤", "é", "𠮷", "〔", "号", "\"",
                                      "'", ",", ";", "\\", "%",  "_", "=",  "--", "😀" };

static char *
make_line (LtRandom *random, guint longest)
{
  g_autoptr (GString) text = g_string_new ("x");
  guint n = lt_random_below (random, longest);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[lt_random_below (random, G_N_ELEMENTS (pieces))]);
  g_string_append_c (text, '.');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
make_long_text (LtRandom *random)
{
  g_autofree char *first = make_line (random, 50);
  g_autofree char *second = make_line (random, 50);

  return g_strconcat (first, "\n\t\n", second, NULL);
}

static char *
make_number (const LtField *field, LtRandom *random, gboolean whole)
{
  double min = field->max > field->min ? field->min : -1000;
  double max = field->max > field->min ? field->max : 1000;
  double number = min + (max - min) * lt_random_unit (random);

  return whole ? g_strdup_printf ("%.0f", number)
               : g_strdup_printf ("%.*f", (int) lt_random_below (random, 6), MAX (number, min));
}

static char *
make_time (const LtField *field, LtRandom *random)
{
  guint year = 1950 + lt_random_below (random, 150);
  guint month = 1 + lt_random_below (random, 12);
  guint day = 1 + lt_random_below (random, 28);

  switch (field->type)
    {
    case LT_TYPE_DATE:
      return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
    case LT_TYPE_MONTH:
      return g_strdup_printf ("%04u-%02u", year, month);
    default:
      return g_strdup_printf ("%04u-%02u-%02uT%02u:%02u", year, month, day,
                              lt_random_below (random, 24), lt_random_below (random, 60));
    }
}

static char *
make_choices (const LtField *field, LtRandom *random)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  while (field->choices[n].name != NULL)
    n++;
  if (field->type == LT_TYPE_CHOICE)
    return g_strdup (field->choices[lt_random_below (random, n)].name);
  for (guint i = 0; i < 1 + lt_random_below (random, n); i++)
    g_string_append_printf (text, "%s%s", text->len == 0 ? "" : ",",
                            field->choices[lt_random_below (random, n)].name);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
make_ids (LtRandom *random)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1 + lt_random_below (random, 4); i++)
    {
      g_autofree char *one = NULL;
      LtId id;

      lt_id_make (&id, 0, lt_random_below (random, 1000000), random);
      one = lt_id_to_text (&id);
      g_string_append_printf (text, "%s%s", i == 0 ? "" : ",", one);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
make_geometry (const LtField *field, LtRandom *random)
{
  double x = 112 + lt_random_unit (random);
  double y = 37 + lt_random_unit (random);

  switch (field->type)
    {
    case LT_TYPE_POINT:
      return g_strdup_printf ("{\"type\":\"Point\",\"coordinates\":[%.6f,%.6f]}", x, y);
    case LT_TYPE_LINE:
      return g_strdup_printf ("{\"type\":\"LineString\",\"coordinates\":[[%.6f,%.6f],[%.6f,%.6f]]}",
                              x, y, x + 0.1, y + 0.2);
    default:
      return g_strdup_printf ("{\"type\":\"Polygon\",\"coordinates\":[[[%.6f,%.6f],[%.6f,%.6f],"
                              "[%.6f,%.6f],[%.6f,%.6f]]]}",
                              x, y, x + 0.1, y, x + 0.1, y + 0.1, x, y);
    }
}

/**
 * random_text:
 *
 * Returns: (transfer full): a text that @field must take
 */
char *
random_text (const LtField *field, LtRandom *random)
{
  LtId id;

  switch (field->type)
    {
    case LT_TYPE_TEXT:
      /* A set of texts has its members between commas. */
      if (field->merge == LT_MERGE_SET)
        return g_strdup_printf ("%08x", lt_random_below (random, G_MAXINT32));
      return make_line (random, 40);
    case LT_TYPE_LONG_TEXT:
      return make_long_text (random);
    case LT_TYPE_INTEGER:
    case LT_TYPE_DECIMAL:
      return make_number (field, random, field->type == LT_TYPE_INTEGER);
    case LT_TYPE_FLAG:
      return g_strdup (lt_random_below (random, 2) == 0 ? "0" : "1");
    case LT_TYPE_DATE:
    case LT_TYPE_MONTH:
    case LT_TYPE_MINUTE:
      return make_time (field, random);
    case LT_TYPE_CHOICE:
    case LT_TYPE_CHOICES:
      return make_choices (field, random);
    case LT_TYPE_REFERENCE:
    case LT_TYPE_PLACE:
    case LT_TYPE_RECORD:
      lt_id_make (&id, 0, lt_random_below (random, 1000000), random);
      return lt_id_to_text (&id);
    case LT_TYPE_REFERENCES:
      return make_ids (random);
    default:
      return make_geometry (field, random);
    }
}

/**
 * random_record:
 *
 * Returns: (transfer full): a record with an id, its required fields and some others
 */
LtRecord *
random_record (const LtKind *kind, LtRandom *random)
{
  LtRecord *record = lt_record_new (kind);

  lt_id_make (&record->id, kind->number, lt_random_below (random, 1000000), random);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *text = random_text (&kind->fields[i], random);
      g_autoptr (GError) error = NULL;

      if ((kind->fields[i].flags & LT_FIELD_REQUIRED) == 0 && lt_random_below (random, 3) == 0)
        continue;
      lt_record_set (record, kind->fields[i].name, text, &error);
      g_assert_no_error (error);
    }
  return record;
}
