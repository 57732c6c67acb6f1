/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/change-spool.h"

G_BEGIN_DECLS

/**
 * LtSecondLook:
 * @version: of lt_store_get_version(), before it was looked for what is there
 * @met: (out): whether somebody else has made since what was to be made
 *
 * A long write is made ready before the file is held: others may have made the same
 * records meanwhile.
 */
struct _LtSecondLook
{
  guint64 version;
  gboolean met;
};

gboolean
lt_second_look_check (LtSecondLook *look, LtStore *self, const LtChange *change, GError **error);
gboolean
lt_second_look_check_all (LtSecondLook *look, LtStore *self, LtChangeSpool *spool, GError **error);

G_END_DECLS
