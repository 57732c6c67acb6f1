/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

#define LT_SAMPLE_PASSPHRASE "lantian-sample"

LtSession *lt_work_new (const char *path,
                        const char *area,
                        const char *bureau,
                        const char *prefix,
                        const char *card,
                        const char *name,
                        const char *passphrase,
                        gint64 now,
                        GError **error);
LtSession *lt_work_new_sample (const char *path, gint64 now, GError **error);

G_END_DECLS
