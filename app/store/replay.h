/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "store/store.h"

G_BEGIN_DECLS

LtStore *
lt_store_replay (LtStore *self, const char *path, gint64 until, LtRandom *random, GError **error);

G_END_DECLS
