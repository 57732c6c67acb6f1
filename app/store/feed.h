/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "db/db.h"
#include "store/group.h"
#include "store/held-back.h"
#include "store/store.h"

G_BEGIN_DECLS

/* What colleagues get from a county file and give to it: whole groups. */

/**
 * LtTip:
 * @stream: a stream
 * @seq: number of its last operation here, all before it included
 * @operation: digest of that operation; with its chain it stands for all of them
 */
typedef struct
{
  LtStream stream;
  guint64 seq;
  LtDigest operation;
} LtTip;

typedef enum
{
  LT_RECEIPT_APPLIED,
  LT_RECEIPT_KNOWN,       /* it was here already */
  LT_RECEIPT_WAITING,     /* kept; it has seen groups that are not here yet */
  LT_RECEIPT_QUARANTINED, /* kept apart, with its reason */
  LT_RECEIPT_GAP,         /* not kept: operations before it are missing */
} LtReceipt;

typedef gboolean (*LtGroupFunc) (GBytes *group,
                                 const LtTip *end,
                                 gpointer user_data,
                                 GError **error);

void lt_tip_read (LtRows *rows, LtTip *tip);
GArray *lt_store_get_tips (LtStore *self, GError **error);
gboolean lt_store_holds (LtStore *self, const LtTip *tip);
gboolean lt_store_each_group_after (LtStore *self,
                                    const LtStream *stream,
                                    guint64 seq,
                                    LtGroupFunc func,
                                    gpointer user_data,
                                    GError **error);
gboolean lt_store_receive_begin (LtStore *self, LtRandom *random, GError **error);
gboolean lt_store_receive (LtStore *self,
                           gconstpointer bytes,
                           gsize size,
                           LtReceipt *receipt,
                           GError **error);
gboolean lt_store_receive_end (LtStore *self, gboolean keep, GError **error);

gboolean lt_store_get_peer (LtStore *self,
                            const char *peer,
                            LtDigest *cursor_id,
                            gint64 *cursor,
                            GError **error);
gboolean lt_store_set_peer (LtStore *self,
                            const char *peer,
                            const LtDigest *cursor_id,
                            gint64 cursor,
                            GError **error);
gboolean lt_store_note_equal (LtStore *self, const char *peer, gint64 now, GError **error);
gint64 lt_store_count_unsynced (LtStore *self);
gint64 lt_store_get_last_sync (LtStore *self);
gint64 lt_store_count_conflicts (LtStore *self);
gint64 lt_store_count_conflicting (LtStore *self);
gint64 lt_store_count_waiting (LtStore *self);
gint64 lt_store_count_operations (LtStore *self);

G_END_DECLS
