/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/states.h"

/* In the order of the states. */
static const LtTransition transitions[] = {
  { "order", "state", NULL, "draft", "inspector,reviewer,signatory" },
  { "order", "state", "draft", "review", "inspector,reviewer,signatory" },
  /* 退回: a submission that is taken back or sent back. */
  { "order", "state", "review", "draft", "inspector,reviewer,signatory" },
  { "order", "state", "review", "issued", "signatory" },
};

/**
 * lt_transitions:
 * @n_transitions: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_transitions): all steps
 */
const LtTransition *
lt_transitions (guint *n_transitions)
{
  *n_transitions = G_N_ELEMENTS (transitions);
  return transitions;
}

/**
 * lt_states_allow:
 * @kind: a kind
 * @field: a field of it that holds a state
 * @from: (nullable): a state
 * @to: (nullable): a state
 *
 * Returns: whether one step leads from @from to @to
 */
gboolean
lt_states_allow (const LtKind *kind, const LtField *field, const char *from, const char *to)
{
  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (g_str_equal (transitions[i].kind, kind->name)
        && g_str_equal (transitions[i].field, field->name)
        && g_strcmp0 (transitions[i].from, from) == 0 && g_strcmp0 (transitions[i].to, to) == 0)
      return TRUE;
  return FALSE;
}

/**
 * lt_states_first:
 *
 * Returns: (transfer none) (nullable): the state in which a record begins
 */
const char *
lt_states_first (const LtKind *kind, const LtField *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (transitions); i++)
    if (g_str_equal (transitions[i].kind, kind->name)
        && g_str_equal (transitions[i].field, field->name) && transitions[i].from == NULL)
      return transitions[i].to;
  return NULL;
}
