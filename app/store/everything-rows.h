/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "store/everything.h"

G_BEGIN_DECLS

gboolean lt_everything_rows (LtDb *db, const char *folder, LtEverything *tally, GError **error);

G_END_DECLS
