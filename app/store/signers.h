/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "store/operation.h"

G_BEGIN_DECLS

/**
 * LtSigned:
 * @sid: local number of its stream
 * @seq: its number in it
 * @id: its digest
 * @gid: the group under which it stands
 *
 * An operation that counts, where the log has it.
 */
typedef struct
{
  gint64 sid;
  gint64 seq;
  LtDigest id;
  gint64 gid;
} LtSigned;

GArray *lt_signers_list (LtDb *db, const LtSigned *operation, GError **error);
gboolean lt_signers_have (GArray *signers, const LtId *officer);

G_END_DECLS
