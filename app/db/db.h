/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/error.h"
#include "base/value.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtDb:
 *
 * A connection to an SQLite file, for one thread. Statements are prepared once
 * and kept.
 */
typedef struct _LtDb LtDb;

/**
 * LtRows:
 *
 * A prepared statement with its parameters, being stepped through.
 */
typedef struct _LtRows LtRows;

typedef enum
{
  LT_DB_NONE = 0,
  LT_DB_READ_ONLY = 1 << 0,
  LT_DB_CREATE = 1 << 1,  /* refuse a file that is there */
  LT_DB_DAMAGED = 1 << 2, /* read what can be read; only with LT_DB_READ_ONLY */
} LtDbFlags;

LtDb *lt_db_open (const char *path, LtDbFlags flags, GError **error);
void lt_db_close (LtDb *self);
const char *lt_db_get_path (LtDb *self);
void lt_db_interrupt (LtDb *self);
void lt_db_set_patience (LtDb *self, int milliseconds);
void lt_db_set_cancellable (LtDb *self, GCancellable *cancellable);
guint64 lt_db_get_version (LtDb *self);
gboolean lt_db_is_in_place (LtDb *self, GError **error);
void lt_db_keep_presence (LtDb *self);
void lt_db_set_cache (LtDb *self, int kib);
gboolean lt_db_set_journal (LtDb *self, const char *mode, GError **error);

gboolean lt_db_script (LtDb *self, const char *sql, GError **error);
gboolean lt_db_begin (LtDb *self, GError **error);
gboolean lt_db_is_held (LtDb *self, guint patience);
gboolean lt_db_begin_read (LtDb *self, GError **error);
gboolean lt_db_is_reading (LtDb *self);
gboolean lt_db_is_damaged (LtDb *self, GError **error);
gboolean lt_db_is_faulty (LtDb *self, GError **error);
gboolean lt_db_commit (LtDb *self, GError **error);
void lt_db_rollback (LtDb *self);
gint64 lt_db_last_row (LtDb *self);
int lt_db_changes (LtDb *self);

void lt_db_add_guard (LtDb *self, const char *function);
void lt_db_set_guard_level (LtDb *self, int level);
void lt_db_set_guard (LtDb *self, gboolean open);

LtRows *lt_db_query (LtDb *self, GError **error, const char *sql, const char *types, ...);
gboolean lt_db_run (LtDb *self, GError **error, const char *sql, const char *types, ...);
gboolean
lt_db_get_int (LtDb *self, gint64 *value, GError **error, const char *sql, const char *types, ...);
char *lt_db_get_text (LtDb *self, GError **error, const char *sql, const char *types, ...);

/* Makes something of the row that is there. */
typedef gpointer (*LtRowsReadFunc) (LtRows *rows);

void lt_rows_free (LtRows *self);
void lt_rows_bind_int (LtRows *self, int index, gint64 value);
void lt_rows_bind_double (LtRows *self, int index, double value);
void lt_rows_bind_text (LtRows *self, int index, const char *text);
void lt_rows_bind_blob (LtRows *self, int index, gconstpointer bytes, gsize size);
void lt_rows_bind_null (LtRows *self, int index);
gboolean lt_rows_next (LtRows *self, GError **error);
void lt_rows_reset (LtRows *self);
gboolean lt_rows_finish (LtRows *self, GError **error);
GPtrArray *
lt_rows_read_all (LtRows *self, LtRowsReadFunc read, GDestroyNotify free_one, GError **error);
gboolean lt_rows_is_null (LtRows *self, int column);
gint64 lt_rows_int (LtRows *self, int column);
GArray *lt_rows_list_ints (LtRows *self, GError **error);
double lt_rows_double (LtRows *self, int column);
const char *lt_rows_text (LtRows *self, int column);
gconstpointer lt_rows_blob (LtRows *self, int column, gsize *size);
gboolean lt_rows_are_of (LtRows *self, const char *types);
gboolean lt_rows_are_text (LtRows *self, int column, const char *text);
gboolean lt_rows_fixed (LtRows *self, int column, gpointer bytes, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDb, lt_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRows, lt_rows_free)

G_END_DECLS
