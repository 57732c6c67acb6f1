/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

gboolean lt_work_check_passphrase (const char *passphrase, const char *card, GError **error);
gboolean lt_work_key_passphrase (LtSession *session, const char *passphrase, GError **error);
gboolean
lt_work_key_make_sheets (LtSession *session, const char *path1, const char *path2, GError **error);
gboolean lt_work_key_recover (LtSession *session,
                              const char *card,
                              const char *path1,
                              const char *path2,
                              const char *passphrase,
                              GError **error);

G_END_DECLS
