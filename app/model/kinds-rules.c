/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is reported on the rules of action plans. As in kinds.c: add at the end, never reuse,
 * never renumber. */

#include "model/kinds-private.h"

#include <glib/gi18n-lib.h>

#define REQUIRED LT_FIELD_REQUIRED

/* What nothing in the file measures: somebody reports it, and says where it stands. What a
 * figure must be is told by its rule: work/figures.h. */
const LtField lt_figure_fields[N_FIGURE_FIELDS] = {
  { 1, "rule", N_ ("Rule"), LT_TYPE_TEXT, REQUIRED },
  { 2, "area", N_ ("Code of the area"), LT_TYPE_TEXT, REQUIRED },
  { 3, "as_of", N_ ("As of"), LT_TYPE_DATE, REQUIRED },
  { 4, "value", N_ ("Value"), LT_TYPE_TEXT, REQUIRED },
  { 5, "source", N_ ("Source"), LT_TYPE_TEXT, REQUIRED },
  { 6, "note", N_ ("Note"), LT_TYPE_LONG_TEXT, .personal = LT_PERSONAL_TEXT },
};
