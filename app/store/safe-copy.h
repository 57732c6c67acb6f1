/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "store/store.h"

G_BEGIN_DECLS

/* Copies of a county file, and what makes a copy that is worked in again
 * another one than its original. */

gboolean lt_store_copy_to (LtStore *self, const char *path, GError **error);
gboolean lt_store_renew_epoch (LtStore *self, LtRandom *random, GError **error);

G_END_DECLS
