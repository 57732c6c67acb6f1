/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/forms/field-words.h"

#define MAX_LISTED 200

/**
 * lt_field_describe_format:
 *
 * Returns: (nullable): an example of how the field is written
 */
const char *
lt_field_describe_format (const LtField *field)
{
  switch (field->type)
    {
    case LT_TYPE_DATE:
      return "2026-11-20";
    case LT_TYPE_MONTH:
      return "2026-11";
    case LT_TYPE_MINUTE:
      return "2026-11-20 15:42";
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

/**
 * lt_field_list_referable:
 * @field: a field that names records of a kind
 * @session: the open county
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): the first records
 *   that it may name
 */
GPtrArray *
lt_field_list_referable (const LtField *field, LtSession *session)
{
  const LtKind *kind = lt_kind_by_name (field->refers_to);
  LtQuery query = { .limit = MAX_LISTED, .sort = kind->key };

  return lt_store_list (lt_session_get_store (session), kind, &query, NULL);
}
