/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/group.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtPeople:
 *
 * The history of who may do what: the groups that changed officers, keys,
 * appointments, revocations and the bureau, each with the groups it was built
 * upon. What held when a group was made follows from what it has seen, and which
 * revocations count from all groups together; never from clocks or arrival.
 */
typedef struct _LtPeople LtPeople;

typedef enum
{
  LT_VERDICT_VALID,
  LT_VERDICT_WAITING, /* it has seen groups that are not here yet */
  LT_VERDICT_INVALID,
} LtVerdict;

LtPeople *lt_people_load (LtStore *store, GError **error);
void lt_people_free (LtPeople *self);
guint lt_people_count (const LtPeople *self);
void lt_people_add (LtPeople *self, const LtGroup *group, const LtDigest *bureau);
GArray *lt_people_frontier (LtPeople *self);
LtVerdict
lt_people_judge (LtPeople *self, const LtGroup *group, const LtDigest *bureau, char **why);

char *lt_people_get_roles (LtPeople *self, const LtId *officer, const char *date);
gboolean
lt_people_get_card (LtPeople *self, const LtId *officer, const char **from, const char **to);
char **lt_people_list_keys (LtPeople *self, const LtId *record);
char *lt_people_find_revocation (LtPeople *self, const guint8 key[LT_KEY_SIZE]);

guint lt_people_count_chains (LtPeople *self, const LtStream *stream);
gboolean lt_people_knows_chains (LtPeople *self);
void lt_people_settle (LtPeople *self);
gboolean lt_people_is_unsettled (const LtPeople *self);
gboolean lt_people_shakes (LtPeople *self, const GArray *seen);
gboolean lt_people_cuts (LtPeople *self, const guint8 key[LT_KEY_SIZE]);
void lt_people_calm (LtPeople *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPeople, lt_people_free)

G_END_DECLS
