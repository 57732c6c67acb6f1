/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/everything.h"

G_BEGIN_DECLS

gboolean lt_work_export_needs_key (const char *path);
LtEverything *lt_work_export_everything (const char *path,
                                         const char *card,
                                         const char *passphrase,
                                         gint64 now,
                                         const char *folder,
                                         guint *n_originals,
                                         GError **error);

G_END_DECLS
