/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/signature.h"
#include "work/session.h"

G_BEGIN_DECLS

LtSession *lt_work_make_session (const char *path,
                                 const LtDigest *bureau,
                                 gint64 now,
                                 LtRandom *random,
                                 GError **error);
LtRecord *
lt_work_make_key_record (const LtRecord *officer, const LtKeyPair *key, const char *purpose);
LtRecord *lt_work_make_device_record (LtStore *store, const LtRecord *officer, const char *label);

G_END_DECLS
