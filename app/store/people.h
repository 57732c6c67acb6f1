/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "store/group.h"

G_BEGIN_DECLS

/**
 * LtPeople:
 *
 * The history of who may do what: the groups that changed officers, keys and
 * the bureau, each with the groups it was built upon. What held when a group
 * was made follows from what it has seen, never from clocks or arrival.
 */
typedef struct _LtPeople LtPeople;

typedef enum
{
  LT_VERDICT_VALID,
  LT_VERDICT_WAITING, /* it has seen groups that are not here yet */
  LT_VERDICT_INVALID,
} LtVerdict;

LtPeople *lt_people_load (LtDb *db, GError **error);
void lt_people_free (LtPeople *self);
guint lt_people_count (const LtPeople *self);
void lt_people_add (LtPeople *self, const LtGroup *group);
GArray *lt_people_frontier (const LtPeople *self);
LtVerdict
lt_people_judge (LtPeople *self, const LtGroup *group, const LtDigest *bureau, char **why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPeople, lt_people_free)

G_END_DECLS
