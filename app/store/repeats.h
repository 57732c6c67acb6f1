/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "store/group.h"
#include "store/store.h"

G_BEGIN_DECLS

gboolean lt_repeats_note (LtDb *db, gint64 sid, GError **error);
gboolean lt_repeats_are_in (LtDb *db, gint64 sid);
gboolean lt_repeats_load (LtDb *db, gint64 sid, LtGroup *group, guint n, GError **error);
gboolean lt_repeats_add (LtStore *self,
                         gint64 sid,
                         const LtGroup *group,
                         gint64 gid,
                         int state,
                         GError **error);
gboolean lt_repeats_settle (LtStore *self, gint64 sid, gint64 gid, GError **error);
gboolean
lt_repeats_check (LtStore *self, gint64 sid, const LtGroup *group, gboolean *right, GError **error);
gboolean lt_repeats_find_end (LtStore *self,
                              gint64 sid,
                              guint64 seq,
                              const LtDigest *id,
                              gboolean *found,
                              GError **error);
gboolean lt_repeats_find_next (LtStore *self,
                               gint64 sid,
                               guint64 seq,
                               const LtDigest *id,
                               gboolean *found,
                               GError **error);
gboolean lt_store_repeats (LtStore *self, const LtStream *stream);
void lt_repeats_list (LtStore *self, GStrvBuilder *sentences);

G_END_DECLS
