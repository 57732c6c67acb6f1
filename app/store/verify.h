/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtVerification:
 * @operations: how many operations were read
 * @records: how many records are there
 * @batches_without_rows: batches of measured rows whose rows are not here
 * @state: digest of all records; the same for the same records
 * @problems: (element-type utf8): what is wrong, each with the place
 */
typedef struct
{
  guint64 operations;
  guint64 records;
  guint64 batches_without_rows;
  LtDigest state;
  GPtrArray *problems;
} LtVerification;

LtVerification *lt_store_verify (LtStore *self, GError **error);
void lt_verification_free (LtVerification *self);
gboolean lt_store_get_state (LtStore *self, LtDigest *state, GError **error);
char *lt_check_code (const LtDigest *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtVerification, lt_verification_free)

G_END_DECLS
