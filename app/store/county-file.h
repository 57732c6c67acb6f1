/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Making a county file; everything else opens one. */

LtStore *
lt_store_create (const char *path, const LtDigest *bureau, LtRandom *random, GError **error);

G_END_DECLS
