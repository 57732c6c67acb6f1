/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kind.h"

G_BEGIN_DECLS

/**
 * LtTransition:
 * @kind: name of a kind
 * @field: name of its field that holds a state
 * @from: (nullable): the state it starts from; %NULL where a record begins
 * @to: the state it leads to
 * @roles: who may, one of these roles, with commas between
 *
 * A step that a state may take; what is not in the table is none. No step leads
 * back from an issued paper: what comes after it are papers of their own.
 */
typedef struct
{
  const char *kind;
  const char *field;
  const char *from;
  const char *to;
  const char *roles;
} LtTransition;

const LtTransition *lt_transitions (guint *n_transitions);
gboolean
lt_states_allow (const LtKind *kind, const LtField *field, const char *from, const char *to);
const char *lt_states_first (const LtKind *kind, const LtField *field);

G_END_DECLS
