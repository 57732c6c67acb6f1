/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "store/feed.h"

G_BEGIN_DECLS

/**
 * LtHub:
 *
 * A hub file (`NAME.hub`): an SQLite file on a share or a stick through which
 * colleagues of one bureau exchange their groups of operations. It only ever
 * grows, and it can be thrown away: any county file builds it anew.
 */
typedef struct _LtHub LtHub;

typedef gboolean (*LtHubFunc) (gint64 serial,
                               const LtDigest *group,
                               GBytes *bytes,
                               gboolean sound,
                               gpointer user_data,
                               GError **error);

LtHub *lt_hub_open (const char *path, const LtDigest *bureau, LtRandom *random, GError **error);
void lt_hub_close (LtHub *self);
gboolean lt_hub_reopen (LtHub *self, GError **error);
const char *lt_hub_get_name (LtHub *self);
GArray *lt_hub_get_tips (LtHub *self, GError **error);
gboolean lt_hub_begin (LtHub *self, GError **error);
gboolean lt_hub_put (LtHub *self, GBytes *group, const LtTip *end, guint *added, GError **error);
gboolean lt_hub_end (LtHub *self, gboolean keep, GError **error);
gboolean lt_hub_drop (LtHub *self, GArray *serials, GError **error);
gint64 lt_hub_get_last (LtHub *self);
gboolean lt_hub_holds (LtHub *self, gint64 serial, const LtDigest *group);
gboolean lt_hub_each_after (LtHub *self,
                            gint64 serial,
                            guint limit,
                            LtHubFunc func,
                            gpointer user_data,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtHub, lt_hub_close)

G_END_DECLS
