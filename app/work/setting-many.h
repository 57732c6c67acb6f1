/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/* So many records at the most are changed in one group: each is undone with all of them. */
#define LT_MANY_MOST 10000

/* So many of those that may not be changed are named; more are counted. */
#define LT_MANY_NAMED 200

/**
 * LtManyLeft:
 * @id: which record
 * @title: what it is called
 * @why: why it may not be changed so, in words
 */
typedef struct
{
  LtId id;
  char *title;
  char *why;
} LtManyLeft;

/**
 * LtMany:
 * @kind: of all of them
 * @field: the field that is set
 * @value: (nullable): what it shall be; %NULL to clear it
 * @asked: how many records were looked at
 * @ids: (element-type LtId): those that would change
 * @seen: (element-type LtDigest): what was seen in the field, of each of @ids
 * @same: how many say so already
 * @n_left: how many may not be changed
 * @left: (element-type LtManyLeft): the first of these
 *
 * One field of many records: what setting it would do.
 */
typedef struct
{
  const LtKind *kind;
  guint field;
  LtValue *value;
  guint asked;
  GArray *ids;
  GArray *seen;
  guint same;
  guint n_left;
  GPtrArray *left;
} LtMany;

/**
 * LtManyFunc:
 * @done: how many records were looked at
 * @all: of how many
 */
typedef void (*LtManyFunc) (guint done, guint all, gpointer user_data);

/**
 * LtManyWatch:
 * @on_progress: (nullable): told now and then
 * @user_data: for @on_progress
 * @cancellable: (nullable): to break off; nothing was changed then
 */
typedef struct
{
  LtManyFunc on_progress;
  gpointer user_data;
  GCancellable *cancellable;
} LtManyWatch;

gboolean lt_work_can_set_many (const LtKind *kind);
gboolean lt_work_may_set_many (const LtField *field);
LtMany *lt_work_look_at_many (LtSession *session,
                              const LtKind *kind,
                              const LtQuery *query,
                              guint field,
                              const LtValue *value,
                              const LtManyWatch *watch,
                              GError **error);
gboolean lt_work_set_many (LtSession *session,
                           const LtMany *seen,
                           gboolean leave_out,
                           const LtManyWatch *watch,
                           GError **error);
void lt_many_free (LtMany *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMany, lt_many_free)

G_END_DECLS
