/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/long-work.h"

G_BEGIN_DECLS

LtLongWork *
lt_officer_job_revoke (LtSession *session, const LtId *officer, const char *why, GError **error);
LtLongWork *lt_officer_job_passphrase (LtSession *session,
                                       const char *old,
                                       const char *passphrase,
                                       GError **error);

G_END_DECLS
