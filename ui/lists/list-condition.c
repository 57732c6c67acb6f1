/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be asked of a field, and how that is asked of the county file. */

#include "base/error.h"
#include "ui/lists/list-wish.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const labels[] = {
  [LT_LIST_CONTAINS] = NC_ ("filter", "contains"), [LT_LIST_IS] = NC_ ("filter", "is"),
  [LT_LIST_IS_NOT] = NC_ ("filter", "is not"),     [LT_LIST_FROM] = NC_ ("filter", "from"),
  [LT_LIST_TO] = NC_ ("filter", "up to"),          [LT_LIST_BETWEEN] = NC_ ("filter", "between"),
  [LT_LIST_ONE_OF] = NC_ ("filter", "one of"),     [LT_LIST_EMPTY] = NC_ ("filter", "is empty"),
  [LT_LIST_FILLED] = NC_ ("filter", "is filled")
};

static const LtListTest of_texts[] = { LT_LIST_CONTAINS, LT_LIST_IS, LT_LIST_IS_NOT, LT_LIST_EMPTY,
                                       LT_LIST_FILLED };
static const LtListTest of_orders[] = { LT_LIST_BETWEEN, LT_LIST_FROM,  LT_LIST_TO,
                                        LT_LIST_IS,      LT_LIST_EMPTY, LT_LIST_FILLED };
static const LtListTest of_choices[] = { LT_LIST_ONE_OF, LT_LIST_EMPTY, LT_LIST_FILLED };
static const LtListTest of_names[] = { LT_LIST_CONTAINS, LT_LIST_EMPTY, LT_LIST_FILLED };

const char *
lt_list_test_label (LtListTest test)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "filter", labels[test]);
}

/**
 * lt_list_tests:
 * @field: a field
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): what can be asked of it, the usual first
 */
const LtListTest *
lt_list_tests (const LtField *field, guint *n)
{
  switch (field->type)
    {
    case LT_TYPE_INTEGER:
    case LT_TYPE_DECIMAL:
    case LT_TYPE_DATE:
    case LT_TYPE_MONTH:
    case LT_TYPE_MINUTE:
      *n = G_N_ELEMENTS (of_orders);
      return of_orders;
    case LT_TYPE_CHOICE:
    case LT_TYPE_CHOICES:
    case LT_TYPE_FLAG:
      *n = G_N_ELEMENTS (of_choices);
      return of_choices;
    case LT_TYPE_REFERENCE:
    case LT_TYPE_REFERENCES:
    case LT_TYPE_PLACE:
    case LT_TYPE_RECORD:
      *n = G_N_ELEMENTS (of_names);
      return of_names;
    default:
      *n = G_N_ELEMENTS (of_texts);
      return of_texts;
    }
}

/* A day means its minutes too, from the first or up to the last. */
static char *
read_end (LtSession *session,
          const LtField *field,
          const char *typed,
          gboolean last,
          GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtValue) value = lt_work_parse_field (session, field, typed, &problem);

  if (problem != NULL && field->type == LT_TYPE_MINUTE)
    {
      const LtField day = { .name = field->name, .label = field->label, .type = LT_TYPE_DATE };

      g_clear_error (&problem);
      value = lt_work_parse_field (session, &day, typed, &problem);
      if (value != NULL)
        return g_strconcat (lt_value_text (value), last ? "T23:59" : "T00:00", NULL);
    }
  /* What the field itself may not hold can still be compared with. */
  if (problem != NULL && lt_field_is_number (field))
    {
      double number;
      char *end;

      number = g_ascii_strtod (typed, &end);
      if (end != typed && *end == '\0' && number - number == 0)
        return g_strdup (typed);
    }
  if (problem == NULL && value != NULL)
    return g_strdup (lt_value_text (value));
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static void
add (GPtrArray *filters, const LtField *field, const char *comparison, const char *text)
{
  g_ptr_array_add (filters, lt_filter_new (field->name, comparison, text));
}

static gboolean
add_end (LtSession *session,
         const LtField *field,
         const char *comparison,
         const char *typed,
         GPtrArray *filters,
         GError **error)
{
  g_autofree char *text = NULL;

  if (*typed == '\0')
    return TRUE;
  text = read_end (session, field, typed, *comparison == '<', error);
  if (text == NULL)
    return FALSE;
  add (filters, field, comparison, text);
  return TRUE;
}

/* The same day as a whole. */
static gboolean
add_same (LtSession *session,
          const LtField *field,
          const char *typed,
          GPtrArray *filters,
          GError **error)
{
  return add_end (session, field, ">=", typed, filters, error)
         && add_end (session, field, "<=", typed, filters, error);
}

static gboolean
has_order (const LtField *field)
{
  guint n;

  return lt_list_tests (field, &n) == of_orders;
}

/**
 * lt_list_condition_add_filters:
 * @self: a condition
 * @kind: of the list
 * @session: the county, in which names are looked up
 * @filters: (element-type LtFilter): gets what a query asks
 * @error: return location; what was typed is none
 *
 * What is not typed yet asks nothing.
 */
gboolean
lt_list_condition_add_filters (const LtListCondition *self,
                               const LtKind *kind,
                               LtSession *session,
                               GPtrArray *filters,
                               GError **error)
{
  const LtField *field = &kind->fields[self->field];

  switch (self->test)
    {
    case LT_LIST_EMPTY:
      add (filters, field, "=", "");
      return TRUE;
    case LT_LIST_FILLED:
      add (filters, field, "!=", "");
      return TRUE;
    case LT_LIST_FROM:
      return add_end (session, field, ">=", self->first, filters, error);
    case LT_LIST_TO:
      return add_end (session, field, "<=", self->first, filters, error);
    case LT_LIST_BETWEEN:
      return add_end (session, field, ">=", self->first, filters, error)
             && add_end (session, field, "<=", self->second, filters, error);
    case LT_LIST_IS:
      if (has_order (field))
        return add_same (session, field, self->first, filters, error);
      break;
    case LT_LIST_CONTAINS:
    case LT_LIST_IS_NOT:
    case LT_LIST_ONE_OF:
    case LT_LIST_N_TESTS:
      break;
    }
  if (*self->first != '\0')
    add (filters, field,
         self->test == LT_LIST_CONTAINS ? "~"
         : self->test == LT_LIST_IS     ? "="
         : self->test == LT_LIST_IS_NOT ? "!="
                                        : "in",
         self->first);
  return TRUE;
}
