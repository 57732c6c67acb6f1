/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ink/marks.h"
#include "work/session.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

gboolean lt_work_may_sketch (const LtRecord *attachment);
GdkPixbuf *
lt_work_sketch_ground (LtSession *session, const LtRecord *attachment, int edge, GError **error);
LtRecord *lt_work_sketch (LtSession *session,
                          const LtRecord *attachment,
                          const LtMark *marks,
                          guint n,
                          GError **error);

G_END_DECLS
