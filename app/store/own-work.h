/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "model/kind.h"
#include "store/breaches.h"

G_BEGIN_DECLS

gboolean lt_own_work_follow (LtDb *db, const LtKind *kind, const LtId *id, GError **error);
gboolean lt_own_work_note_all (LtDb *db, GError **error);
gboolean lt_own_work_check (LtDb *db, gint64 *noted, gint64 *wrong, GError **error);

G_END_DECLS
