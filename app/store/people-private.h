/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/people.h"

G_BEGIN_DECLS

typedef enum
{
  LT_NODE_INCOMPLETE, /* it has seen groups that are not here yet */
  LT_NODE_VALID,
  LT_NODE_VOID, /* cut off by a revocation, or wrong: its operations say nothing */
} LtNodeState;

/**
 * LtPeopleNode:
 * @group: the whole group
 * @fits: whether it could be true at all
 * @revokes: whether it makes a revocation
 * @proven: whether it puts a public key into a record and proves it to be its actor's
 * @rank: of the key that signed it: 0 for the founder's
 */
typedef struct
{
  LtGroup *group;
  LtNodeState state;
  gboolean fits;
  gboolean revokes;
  gboolean proven;
  guint rank;
} LtPeopleNode;

/**
 * LtPeopleKey:
 * @record: the key's record
 * @officer: whose it is
 * @invitation: whether it only serves to bring in another
 * @unproven: whether a program that knew no proofs made its record, so that one
 *   may accept the invitation
 * @rank: how many enrolments lie between it and the founder
 */
typedef struct
{
  LtId record;
  LtId officer;
  gboolean invitation;
  gboolean unproven;
  guint rank;
} LtPeopleKey;

/**
 * LtPeopleOfficer:
 * @roles: standing ones, with commas between
 * @card_from: (nullable): first day of his card
 * @card_to: (nullable): its last day
 */
typedef struct
{
  char *roles;
  char *card_from;
  char *card_to;
} LtPeopleOfficer;

/* A role for a period. */
typedef struct
{
  LtId officer;
  char *role;
  char *from;
  char *to;
} LtPeopleAppointment;

/* What held after a set of groups. */
typedef struct
{
  GHashTable *keys;        /* public key, hex → LtPeopleKey */
  GHashTable *officers;    /* id → LtPeopleOfficer */
  GPtrArray *appointments; /* LtPeopleAppointment */
} LtPeopleSnapshot;

/* One counted revocation, and the group it came in: up to where each stream of its
 * keys counts. */
typedef struct
{
  LtDigest group;
  char *reason;
  char **keys;          /* public keys, hex */
  GHashTable *accepted; /* LtStream → the last operations of it that count */
  LtStore *store;
} LtCut;

struct _LtPeople
{
  LtStore *store;
  LtDigest bureau;
  GHashTable *nodes;     /* LtDigest → LtPeopleNode */
  GPtrArray *order;      /* complete nodes, each after all that it has seen */
  GHashTable *snapshots; /* bytes of a seen list → LtPeopleSnapshot */
  GPtrArray *cuts;       /* LtCut: the revocations that count */
  GHashTable *cut_keys;  /* public keys, hex, of all cuts there are or were */
  GHashTable *shaken;    /* ids of nodes that count now and did not, or the reverse */
  guint chains;          /* of how many operations that cuts accept the branch is known */
  gboolean changed;      /* what was judged before must be judged anew */
};

/* From this schema on a public key is proven. The first program knew no proofs:
 * where both the record was made and its invitation accepted by it, there is none. */
#define LT_PEOPLE_PROOF_SCHEMA 2

/* people.c */
guint lt_people_hash (gconstpointer digest);
gboolean lt_people_equal (gconstpointer a, gconstpointer b);
const LtCut *lt_people_find_cut (LtPeople *self, const LtGroup *group);
LtPeopleSnapshot *lt_people_get_snapshot (LtPeople *self, const GArray *seen);
void lt_people_evaluate_all (LtPeople *self);

/* people-settle.c */

/* people-snapshot.c */
LtPeopleSnapshot *lt_people_snapshot_new (GPtrArray *nodes);
void lt_people_snapshot_free (LtPeopleSnapshot *self);
char *lt_people_snapshot_roles (const LtPeopleSnapshot *self,
                                const LtId *officer,
                                const char *date,
                                gboolean heed_card);
guint32 lt_people_field (const char *kind, const char *field);

/* people-revocation.c */
LtCut *lt_cut_new (const LtOperation *making, const LtDigest *group, LtStore *store);
void lt_cut_free (LtCut *self);
guint lt_cut_count_chains (const LtCut *self, const LtStream *stream);
gboolean lt_cut_is_about (const LtCut *self, const char *key);
gboolean
lt_cut_accepts (const LtCut *self, const LtStream *stream, guint64 seq, const LtDigest *id);
gboolean lt_people_is_revocation (const LtOperation *operation);

/* people-judge.c */
LtVerdict lt_people_judge_by (const LtPeopleSnapshot *snapshot,
                              const LtGroup *group,
                              gboolean proven,
                              char **why);
gboolean lt_people_is_founding (const LtGroup *group);

/* key-proof.c */
gboolean lt_people_proves (const LtGroup *group);

G_END_DECLS
