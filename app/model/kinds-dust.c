/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is sampled of dust. As in kinds.c: add at the end, never reuse, never renumber. */

#include "model/kinds-private.h"

#include <glib/gi18n-lib.h>

#define REQUIRED LT_FIELD_REQUIRED

static const LtChoice validities[] = {
  { "valid", N_ ("Valid") },
  { "missing", N_ ("Missing") },
  { "invalid", N_ ("Invalid") },
  { NULL },
};

/* Those of data/rules/standards/dust-fall.json. */
static const LtChoice void_reasons[] = {
  { "lost", N_ ("Lost") },
  { "broken", N_ ("Broken") },
  { "frozen", N_ ("Frozen and burst") },
  { "overflowed", N_ ("Overflowed") },
  { "tipped-over", N_ ("Tipped over") },
  { "bird-droppings", N_ ("Bird droppings") },
  { "tampered", N_ ("Tampered with") },
  { "not-sampled", N_ ("Not sampled") },
  { "lab-error", N_ ("Laboratory accident") },
  { NULL },
};

const LtField lt_dust_fall_fields[N_DUST_FALL_FIELDS] = {
  { 1, "site", N_ ("Dust-fall site"), LT_TYPE_REFERENCE, REQUIRED, .refers_to = "dust-site" },
  { 2, "month", N_ ("Month"), LT_TYPE_MONTH, REQUIRED },
  /* HJ 1221-2021: mass per surface and 30 days */
  { 3, "value", N_ ("Dust fall"), LT_TYPE_DECIMAL, .unit = "t/(km²·30d)", .max = 1000 },
  { 4, "days", N_ ("Days sampled"), LT_TYPE_DECIMAL, .unit = "d", .min = 0.1, .max = 62 },
  { 5, "validity", N_ ("Validity"), LT_TYPE_CHOICE, REQUIRED, .choices = validities },
  { 6, "reason", N_ ("Reason"), LT_TYPE_TEXT },
  { 7, "source", N_ ("Source"), LT_TYPE_TEXT, LT_FIELD_UNSEARCHED },
  /* What the laboratory wrote down; what follows is told by work/dust-sample.h. */
  { 8, "started", N_ ("Put out"), LT_TYPE_MINUTE, LT_FIELD_ASIDE },
  { 9, "ended", N_ ("Taken in"), LT_TYPE_MINUTE, LT_FIELD_ASIDE },
  { 10, "gross_mass", N_ ("Crucible with dust (m₁)"), LT_TYPE_DECIMAL, LT_FIELD_ASIDE, .unit = "g",
    .max = 1000 },
  { 11, "crucible_mass", N_ ("Empty crucible (m₀)"), LT_TYPE_DECIMAL, LT_FIELD_ASIDE, .unit = "g",
    .max = 1000 },
  { 12, "blank_mass", N_ ("Residue of the blank (m₂)"), LT_TYPE_DECIMAL, LT_FIELD_ASIDE,
    .unit = "g", .max = 1000 },
  { 13, "mouth_area", N_ ("Mouth of the cylinder (S)"), LT_TYPE_DECIMAL, LT_FIELD_ASIDE,
    .unit = "cm²", .min = 1, .max = 10000 },
  { 14, "void_reason", N_ ("Void because"), LT_TYPE_CHOICE, .choices = void_reasons },
};
