/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/* What an officer wants to see of a list: kept for each kind and officer as JSON. */

/**
 * LtListTest:
 *
 * How a field is looked at.
 */
typedef enum
{
  LT_LIST_CONTAINS,
  LT_LIST_IS,
  LT_LIST_IS_NOT,
  LT_LIST_FROM,
  LT_LIST_TO,
  LT_LIST_BETWEEN,
  LT_LIST_ONE_OF,
  LT_LIST_EMPTY,
  LT_LIST_FILLED,
  LT_LIST_N_TESTS,
} LtListTest;

/**
 * LtListCondition:
 * @field: place in the field table
 * @test: how it is looked at
 * @first: what is compared with, as typed; several with commas between for one of them
 * @second: the end of what is between
 */
typedef struct
{
  guint field;
  LtListTest test;
  char *first;
  char *second;
} LtListCondition;

/**
 * LtListSaved:
 * @name: as the officer calls it
 * @conditions: (element-type LtListCondition)
 */
typedef struct
{
  char *name;
  GPtrArray *conditions;
} LtListSaved;

/**
 * LtListWish:
 * @kind: of the list
 * @columns: fields that are shown, a bit for each place in the field table
 * @sort: (nullable): as a query has it
 * @conditions: (element-type LtListCondition): that are in force
 * @saved: (element-type LtListSaved): kept under a name
 */
typedef struct
{
  const LtKind *kind;
  guint64 columns;
  char *sort;
  GPtrArray *conditions;
  GPtrArray *saved;
} LtListWish;

LtListWish *lt_list_wish_new (const LtKind *kind, const char *json);
void lt_list_wish_free (LtListWish *self);
char *lt_list_wish_to_json (const LtListWish *self);
void lt_list_wish_save (LtListWish *self, const char *name);
gboolean lt_list_wish_forget (LtListWish *self, const char *name);
const LtListSaved *lt_list_wish_find_saved (const LtListWish *self, const char *name);

gboolean lt_list_is_column (const LtField *field);
const LtListTest *lt_list_tests (const LtField *field, guint *n);
const char *lt_list_test_label (LtListTest test);
LtListCondition *lt_list_condition_new (guint field, LtListTest test);
void lt_list_condition_free (LtListCondition *self);
GPtrArray *lt_list_conditions_copy (GPtrArray *conditions);
gboolean lt_list_condition_add_filters (const LtListCondition *self,
                                        const LtKind *kind,
                                        LtSession *session,
                                        GPtrArray *filters,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtListWish, lt_list_wish_free)

G_END_DECLS
