/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/rights.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rights/table", test_table);
  g_test_add_func ("/rights/several", test_several);
  return g_test_run ();
}
