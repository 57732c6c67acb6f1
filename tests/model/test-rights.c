/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/rights.h"
#include "model/states.h"

/* DESIGN of rights, one line a case: kind, field, value, then for each role
 * whether it may: auditor, inspector, keeper, reviewer, signatory. */
static const struct
{
  const char *kind;
  const char *field;
  const char *value;
  const char *may;
} table[] = {
  { "bureau", NULL, NULL, "..k.." },
  { "bureau", "name", "x", "..k.." },
  { "officer", NULL, NULL, "..k.." },
  { "officer", "roles", "keeper", "..k.." },
  { "key", NULL, NULL, "..k.." },
  { "key", "public_key", "00", "..k.." },
  { "appointment", NULL, NULL, "..k.." },
  { "appointment", "role", "keeper", "..k.." },
  { "revocation", NULL, NULL, "..k.." },
  { "revocation", "accepted", "x", "..k.." },
  { "device", NULL, NULL, ".ikrs" },
  { "mine", NULL, NULL, ".ikrs" },
  { "mine", "name", "x", ".ikrs" },
  { "zone", "outline", NULL, ".ikrs" },
  { "dust-fall", "value", "8.6", ".ikrs" },
  { "inspection", NULL, NULL, ".i..." },
  { "inspection", "finding", "x", ".i..." },
  { "order", NULL, NULL, ".i.rs" },
  { "order", "facts", "x", ".i.rs" },
  { "order", "state", "draft", ".i.rs" },
  { "order", "state", "review", ".i.rs" },
  { "order", "state", "issued", "....s" },
  { "order", "number", "x", "....s" },
  { "order", "number", NULL, "....s" },
  { "order", "issued_by", "x", "....s" },
  { "order", "issued_on", "2026-11-20", "....s" },
};

static const char *const roles[] = { "auditor", "inspector", "keeper", "reviewer", "signatory" };

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const LtKind *kind = lt_kind_by_name (table[i].kind);
      int place = lt_kind_find_field (kind, table[i].field);
      const LtField *field = table[i].field == NULL ? NULL : &kind->fields[place];

      g_assert_true (table[i].field == NULL || place >= 0);
      for (gsize r = 0; r < G_N_ELEMENTS (roles); r++)
        if (lt_rights_allow (roles[r], kind, field, table[i].value) != (table[i].may[r] != '.'))
          g_error ("%s %s %s: %s", table[i].kind, table[i].field, table[i].value, roles[r]);
    }
}

/* Who may take a step of a state: the tables say the same. */
static void
test_steps (void)
{
  guint n;
  const LtTransition *steps = lt_transitions (&n);

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      const LtKind *kind = lt_kind_by_name (steps[i].kind);
      const LtField *field = &kind->fields[lt_kind_find_field (kind, steps[i].field)];

      g_assert_cmpint (field->merge, ==, LT_MERGE_STATE);
      g_assert_cmpint (lt_field_choice_index (field, steps[i].to), >=, 0);
      g_assert_true (steps[i].from == NULL || lt_field_choice_index (field, steps[i].from) >= 0);
      g_assert_true (lt_states_allow (kind, field, steps[i].from, steps[i].to));
      g_assert_cmpstr (steps[i].roles, ==, lt_rights_needed (kind, field, steps[i].to));
      /* Nothing leads on from an issued paper, nor over a state. */
      g_assert_cmpstr (steps[i].from, !=, "issued");
    }
}

static void
test_several (void)
{
  const LtKind *order = lt_kind_by_name ("order");
  const LtField *state = &order->fields[lt_kind_find_field (order, "state")];

  g_assert_true (lt_rights_allow ("auditor,signatory", order, state, "issued"));
  g_assert_false (lt_rights_allow ("auditor,inspector,keeper,reviewer", order, state, "issued"));
  g_assert_false (lt_rights_allow (NULL, order, state, "draft"));
  g_assert_false (lt_rights_allow ("", order, state, "draft"));
  g_assert_false (lt_rights_allow ("sign", order, state, "issued"));
  g_assert_false (lt_rights_allow ("signatory2", order, state, "issued"));
}

static void
test_periods (void)
{
  g_assert_true (lt_rights_covers (NULL, NULL, "2026-11-20"));
  g_assert_true (lt_rights_covers ("2026-11-20", "2026-11-20", "2026-11-20"));
  g_assert_false (lt_rights_covers ("2026-11-21", NULL, "2026-11-20"));
  g_assert_false (lt_rights_covers (NULL, "2026-11-19", "2026-11-20"));
  g_assert_true (lt_rights_covers ("2025-12-31", "2026-12-31", "2026-01-01"));
}

static void
test_without_card (void)
{
  g_autofree char *all =
      lt_rights_without_card ("auditor,inspector,keeper,reviewer,signatory,watch");
  g_autofree char *none = lt_rights_without_card ("inspector,signatory");

  g_assert_cmpstr (all, ==, "auditor,keeper");
  g_assert_cmpstr (none, ==, "");
}

/* Nobody signs off what he drafted: a rule of the field, not of a role. */
static void
test_own_work (void)
{
  const LtKind *order = lt_kind_by_name ("order");

  g_assert_cmpstr (lt_rights_author_field (order, "state", "issued"), ==, "drafted_by");
  g_assert_cmpint (lt_kind_find_field (order, "drafted_by"), >=, 0);
  g_assert_null (lt_rights_author_field (order, "state", "review"));
  g_assert_null (lt_rights_author_field (order, "facts", "issued"));
  g_assert_null (lt_rights_author_field (lt_kind_by_name ("mine"), "state", "issued"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rights/steps", test_steps);
  g_test_add_func ("/rights/table", test_table);
  g_test_add_func ("/rights/several", test_several);
  g_test_add_func ("/rights/periods", test_periods);
  g_test_add_func ("/rights/without-card", test_without_card);
  g_test_add_func ("/rights/own-work", test_own_work);
  return g_test_run ();
}
