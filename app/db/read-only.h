/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"

G_BEGIN_DECLS

/* Files in places that cannot be written: a disc, a share, another's folder. */

char *lt_db_immutable_uri (const char *path);
gboolean lt_db_is_read_only (LtDb *self);

G_END_DECLS
