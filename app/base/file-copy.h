/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/digest.h"

G_BEGIN_DECLS

/* Files of any size, read in pieces: memory does not grow with them. */

int lt_file_open_plain (const char *path, guint64 *size, GError **error);
gboolean lt_file_check_plain (const char *path, GError **error);
gboolean lt_file_digest (const char *path, LtDigest *digest, guint64 *size, GError **error);
gboolean lt_file_copy (const char *from,
                       const char *to,
                       guint64 most,
                       LtDigest *digest,
                       guint64 *size,
                       GError **error);
void lt_file_remove_tree (const char *path);

G_END_DECLS
