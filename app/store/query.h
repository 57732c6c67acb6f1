/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "store/store.h"

G_BEGIN_DECLS

/* For read.c and its neighbours: a query as SQL. Parameters: one for each condition,
 * then the words, what is reached, and the keys. */

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
LtRows *lt_query_prepare_columns (LtDb *db,
                                  const LtKind *kind,
                                  const LtQuery *query,
                                  const char *columns,
                                  GError **error);
void lt_query_add_columns (const LtKind *kind, GString *sql);

/* query-filters.c */
guint lt_query_count_filters (const LtQuery *query);
gboolean
lt_query_add_filters (const LtKind *kind, const LtQuery *query, GString *sql, GError **error);
void lt_query_add_words (const LtKind *kind, const LtQuery *query, GString *sql);
void lt_query_bind_filters (const LtKind *kind, const LtQuery *query, LtRows *rows);

/* reach.c */
char *lt_reach_find_keys (LtDb *db, const LtKind *kind, const LtReach *reach, GError **error);

G_END_DECLS
