/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tar files of a few plain files side by side, by libarchive: what is packed
 * here, any tar unpacks. */

gboolean lt_tar_pack (const char *path,
                      const char *folder,
                      const char *const *names,
                      gint64 now,
                      GError **error);
gboolean lt_tar_unpack (const char *path, const char *folder, GError **error);

G_END_DECLS
