/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "db/presence.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _LtDb
{
  sqlite3 *handle;
  char *path;
  GHashTable *idle; /* SQL text → sqlite3_stmt, those not in use */
  gboolean guard_open;
  int guard_level;
  int fault;    /* SQLITE_IOERR or SQLITE_CORRUPT, if it was met since it was opened */
  int patience; /* milliseconds */
  LtPresence *presence;
};

struct _LtRows
{
  LtDb *db;
  sqlite3_stmt *statement;
  char *sql;
};

void lt_db_set_error (LtDb *self, int code, GError **error);
LtRows *
lt_db_prepare_list (LtDb *self, GError **error, const char *sql, const char *types, va_list list);

G_END_DECLS
