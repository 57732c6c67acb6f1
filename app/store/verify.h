/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtRemembered:
 * @stream: a device's operations
 * @groups: how many groups of it, from the first, had a sound signature
 * @digest: digest of their ids and signatures, one upon the other
 *
 * What a full check of signatures found, kept outside of the file by whoever had
 * it made. It says nothing by itself: it is believed only where the groups and
 * signatures in the file, digested anew, come to the same @digest.
 */
typedef struct
{
  LtStream stream;
  guint64 groups;
  LtDigest digest;
} LtRemembered;

/**
 * LtProgressFunc:
 * @part: how much is done, 0 to 1
 */
typedef void (*LtProgressFunc) (double part, gpointer user_data);

/**
 * LtVerifyOptions:
 * @remembered: (nullable) (element-type LtRemembered): signatures that need not be
 *   checked again
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 */
typedef struct
{
  GArray *remembered;
  LtProgressFunc progress;
  gpointer user_data;
} LtVerifyOptions;

/**
 * LtVerification:
 * @operations: how many operations were read
 * @records: how many records are there
 * @batches_without_rows: batches of measured rows whose rows are not here
 * @signatures_checked: how many signatures were checked now
 * @signatures_remembered: how many were checked before and need not be again
 * @state: digest of all records; the same for the same records
 * @problems: (element-type utf8): what is wrong, each with the place
 * @cut: whether there are more problems than these
 * @remembered: (element-type LtRemembered): what may be remembered of this check
 * @forks: (array zero-terminated=1): which devices' files were copied and worked
 *   in on both sides; no damage: both works are kept
 * @double_keys: (array zero-terminated=1): for which cards several keys act
 * @half_imports: (array zero-terminated=1): imports that were begun and neither ended
 *   nor taken back; no damage: what came of them is whole, group by group
 */
typedef struct
{
  guint64 operations;
  guint64 records;
  guint64 batches_without_rows;
  guint64 signatures_checked;
  guint64 signatures_remembered;
  LtDigest state;
  GPtrArray *problems;
  gboolean cut;
  GArray *remembered;
  char **forks;
  char **double_keys;
  char **half_imports;
} LtVerification;

LtVerification *
lt_store_verify_with (LtStore *self, const LtVerifyOptions *options, GError **error);
LtVerification *lt_store_verify (LtStore *self, GError **error);
void lt_verification_free (LtVerification *self);
gboolean lt_store_check_quickly (LtStore *self, GError **error);
gboolean lt_store_get_state (LtStore *self, LtDigest *state, GError **error);
char *lt_check_code (const LtDigest *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtVerification, lt_verification_free)

G_END_DECLS
