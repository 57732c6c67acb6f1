/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtFinding:
 * @kind: of the record
 * @id: the record
 * @title: what the record is called
 * @field: the field that was found, or by whose reading it was
 * @snippet: what stands there, long texts shortened around the place
 *
 * A record that lt_store_search() has found.
 */
typedef struct
{
  const LtKind *kind;
  LtId id;
  char *title;
  const LtField *field;
  char *snippet;
} LtFinding;

GPtrArray *
lt_store_search (LtStore *self, const LtKind *kind, const char *words, guint limit, GError **error);
void lt_finding_free (LtFinding *self);

G_END_DECLS
