/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "store/store.h"

G_BEGIN_DECLS

/* For read.c and its neighbours: a query as SQL. */

typedef enum
{
  LT_QUERY_RECORDS, /* see lt_query_add_columns() */
  LT_QUERY_KEYS,    /* local numbers */
  LT_QUERY_COUNT,
} LtQueryAnswer;

LtRows *lt_query_prepare (LtDb *db,
                          const LtKind *kind,
                          const LtQuery *query,
                          LtQueryAnswer answer,
                          GError **error);
void lt_query_add_columns (const LtKind *kind, GString *sql);

G_END_DECLS
