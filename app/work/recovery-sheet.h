/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "base/signature.h"

G_BEGIN_DECLS

/* A key on two sheets of paper for two keepers. One sheet is random bytes, the
 * other these and the key combined bit by bit (XOR): each alone tells nothing. */

gboolean lt_recovery_sheets_write (const LtKeyPair *key,
                                   const char *about,
                                   LtRandom *random,
                                   const char *path1,
                                   const char *path2,
                                   GError **error);
gboolean
lt_recovery_sheets_read (LtKeyPair *key, const char *path1, const char *path2, GError **error);

G_END_DECLS
