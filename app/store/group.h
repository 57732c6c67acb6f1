/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation.h"

G_BEGIN_DECLS

/**
 * LtGroup:
 * @id: digest of its canonical bytes
 * @bureau: digest of the file's first group; zeros in that group itself
 * @stream: whose operations
 * @first_seq: number of the first one
 * @actor: the officer who acted
 * @key: the public key that signs
 * @seen: (element-type LtDigest): the people groups that nothing known had
 *   built upon when it was made, sorted: with all before them they tell who
 *   might do what
 * @schema: schema number of the program that made it
 * @note: why, in the officer's words; "undo ID" for a compensating group
 * @signature: by @key over the canonical bytes
 * @operations: (element-type LtOperation): what counts only together
 *
 * One form save, one page of an import.
 */
typedef struct
{
  LtDigest id;
  LtDigest bureau;
  LtStream stream;
  guint64 first_seq;
  LtId actor;
  guint8 key[LT_KEY_SIZE];
  GArray *seen;
  guint32 schema;
  char *note;
  guint8 signature[LT_SIGNATURE_SIZE];
  GPtrArray *operations;
} LtGroup;

/* What is larger is not taken in, and so not made either. */
#define LT_GROUP_MAX_SEEN       1000
#define LT_GROUP_MAX_OPERATIONS 100000

LtGroup *lt_group_new (void);
void lt_group_free (LtGroup *self);
void lt_group_sign (LtGroup *self, const LtKeyPair *key);
gboolean lt_group_check_form (const LtGroup *self, const char **why);
gboolean lt_group_check_signature (const LtGroup *self, const char **why);
gboolean lt_group_check (const LtGroup *self, const char **why);
void lt_group_write_signed (const LtGroup *self, GByteArray *out);
GBytes *lt_group_to_bytes (const LtGroup *self);
LtGroup *lt_group_from_bytes (gconstpointer bytes, gsize size);
gboolean lt_group_has_people (const LtGroup *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtGroup, lt_group_free)

G_END_DECLS
