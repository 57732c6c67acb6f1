/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"
#include "model/record.h"
#include "store/reach.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtStore:
 *
 * A county file, open: one connection, for one thread. Threads that read open
 * it once more with %LT_STORE_READ_ONLY.
 */
typedef struct _LtStore LtStore;

/**
 * LtStoreFlags:
 * @LT_STORE_NONE: to be read and written
 * @LT_STORE_READ_ONLY: nothing is written, whatever the file is
 * @LT_STORE_AS_FOUND: an older program's file is not brought up to date; it can
 *   only be read
 * @LT_STORE_COPIED: an older program's file is brought up to date without keeping
 *   a copy, because it is one
 */
typedef enum
{
  LT_STORE_NONE = 0,
  LT_STORE_READ_ONLY = 1 << 0,
  LT_STORE_AS_FOUND = 1 << 1,
  LT_STORE_COPIED = 1 << 2,
} LtStoreFlags;

/**
 * LtFilter:
 * @field: name of a field of the kind
 * @comparison: one of `=`, `!=`, `<`, `<=`, `>`, `>=`, `~` (contains, as people read
 *   it), `in` (one of several; of a set: it has one of them)
 * @text: the value compared with, as typed; of `in` several with commas between. With
 *   `=` and `!=` an empty one asks whether there is no value, and whether there is one
 *
 * One condition of a list.
 */
typedef struct
{
  char *field;
  char *comparison;
  char *text;
} LtFilter;

/**
 * LtQuery:
 * @filters: (nullable) (element-type LtFilter): all must hold
 * @sort: (nullable): a field; with a leading `-` downward. A reference is sorted by
 *   what it names is called, a choice by its place among the choices
 * @offset: how many are left out first
 * @limit: at the most as many; 0 for all
 * @words: (nullable): some field, as people read it, must contain this
 * @latest_of: (nullable): a field; only one record of each of its values is
 *   listed, in no order and whatever its words
 * @latest_by: (nullable): the field by which it is the latest
 * @reach: (nullable): where they must be; of a kind that is a place. With a distance
 *   and without @sort the nearest come first
 * @keys: (nullable) (element-type gint64): only records with these local numbers
 */
typedef struct
{
  GPtrArray *filters;
  const char *sort;
  guint offset;
  guint limit;
  const char *words;
  const char *latest_of;
  const char *latest_by;
  const LtReach *reach;
  const GArray *keys;
} LtQuery;

/**
 * LtTotals:
 * @value: (nullable): what the records have in common; %NULL for those without a
 *   value, and for all together
 * @count: how many they are
 * @conflicts: how many of them have several values of what is grouped by or summed up, of
 *   which one is counted
 * @filled: (array): of each field that is summed up, how many have a value
 * @sums: (array): and what these make together
 */
typedef struct
{
  char *value;
  gint64 count;
  gint64 conflicts;
  gint64 *filled;
  double *sums;
} LtTotals;

/**
 * LtPlace:
 * @number: local number, for the R*Tree
 * @kind: number of the kind
 * @record: the record's id
 * @world: its box in world coordinates; a point has no extent
 * @variety: index of the choice that decides its symbol; -1 for none
 * @title: what is written beside it; owned by the store during the call
 *
 * The slim row that the map reads.
 */
typedef struct
{
  gint64 number;
  guint kind;
  LtId record;
  LtBox world;
  int variety;
  const char *title;
} LtPlace;

/* A set of kinds, by their numbers. */
#define LT_KINDS_OF(number) (G_GUINT64_CONSTANT (1) << (number))
#define LT_KINDS_ALL        G_MAXUINT64

typedef void (*LtPlaceFunc) (const LtPlace *place, gpointer user_data);

typedef gboolean (*LtRecordFunc) (const LtRecord *record, gpointer user_data, GError **error);

LtStore *lt_store_open (const char *path, LtStoreFlags flags, GError **error);
void lt_store_close (LtStore *self);
const char *lt_store_get_path (LtStore *self);
gboolean lt_store_is_writable (LtStore *self);
gboolean lt_store_check_writable (LtStore *self, GError **error);
gboolean lt_store_is_damaged (LtStore *self, GError **error);
gboolean lt_store_is_faulty (LtStore *self, GError **error);
gboolean lt_store_is_in_place (LtStore *self, GError **error);
gboolean lt_store_is_older (LtStore *self);
gboolean lt_store_is_newer (LtStore *self);
const char *lt_store_get_copy (LtStore *self);
guint lt_store_get_lost_batches (LtStore *self);
const LtDigest *lt_store_get_bureau (LtStore *self);
char *lt_store_get_device (LtStore *self);
char *lt_store_get_replica (LtStore *self);
gboolean lt_store_is_held (LtStore *self, guint patience);
guint64 lt_store_get_version (LtStore *self);
guint64 lt_store_take_changes (LtStore *self);
void lt_store_interrupt (LtStore *self);
void lt_store_set_cancellable (LtStore *self, GCancellable *cancellable);

LtRecord *lt_store_get (LtStore *self, const LtKind *kind, const LtId *id, GError **error);
LtRecord *lt_store_find (LtStore *self, const LtKind *kind, const char *name, GError **error);
LtRecord *lt_store_find_by_key (LtStore *self, const LtKind *kind, const char *key);
LtRecord *lt_store_find_place (LtStore *self, const LtId *id, GError **error);
GPtrArray *lt_store_list (LtStore *self, const LtKind *kind, const LtQuery *query, GError **error);
gboolean lt_store_each (LtStore *self,
                        const LtKind *kind,
                        const LtQuery *query,
                        LtRecordFunc func,
                        gpointer user_data,
                        GError **error);
GArray *
lt_store_list_keys (LtStore *self, const LtKind *kind, const LtQuery *query, GError **error);
GPtrArray *lt_store_list_by_keys (LtStore *self,
                                  const LtKind *kind,
                                  const gint64 *keys,
                                  guint n,
                                  GError **error);
GPtrArray *lt_store_list_conflicts (LtStore *self, GError **error);
gint64 lt_store_count (LtStore *self, const LtKind *kind, const LtQuery *query, GError **error);
GPtrArray *lt_store_total (LtStore *self,
                           const LtKind *kind,
                           const LtQuery *query,
                           const char *by,
                           const char *const *sums,
                           GError **error);
void lt_totals_free (LtTotals *self);

gboolean lt_store_each_place (LtStore *self,
                              const LtBox *world,
                              LtPlaceFunc func,
                              gpointer user_data,
                              GError **error);
LtBox lt_store_get_extent (LtStore *self);
LtBox lt_store_get_extent_of (LtStore *self, const LtKind *kind);
LtShape *lt_store_get_shape (LtStore *self, const LtKind *kind, const LtId *id, GError **error);

LtFilter *lt_filter_new (const char *field, const char *comparison, const char *text);
void lt_filter_free (LtFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtStore, lt_store_close)

G_END_DECLS
