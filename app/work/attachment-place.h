/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

gboolean lt_work_attachment_away (LtSession *session,
                                  const LtRecord *attachment,
                                  double *metres,
                                  double *most);
char *lt_work_attachment_say_away (LtSession *session, const LtRecord *attachment);

G_END_DECLS
