/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtFinding:
 * @kind: of the record
 * @id: the record
 * @title: what the record is called
 * @code: (nullable): what people name it by, where that is not its title
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
  char *code;
  const LtField *field;
  char *snippet;
} LtFinding;

/**
 * LtFindingGroup:
 * @kind: of which kind they are
 * @n: how many were found
 * @findings: (element-type LtFinding): the best of them
 *
 * What lt_store_search_kinds() has found of one kind.
 */
typedef struct
{
  const LtKind *kind;
  guint n;
  GPtrArray *findings;
} LtFindingGroup;

GPtrArray *
lt_store_search (LtStore *self, const LtKind *kind, const char *words, guint limit, GError **error);
GPtrArray *lt_store_search_kinds (LtStore *self,
                                  const char *words,
                                  gboolean places,
                                  guint each,
                                  guint most,
                                  gboolean *more,
                                  GError **error);
void lt_finding_group_free (LtFindingGroup *self);
void lt_finding_free (LtFinding *self);

G_END_DECLS
