/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ink/marks.h"
#include "ui/shell/long-work.h"

G_BEGIN_DECLS

/* A photo is read, and a drawn-on copy of it attached, beside the window. */

LtLongWork *lt_sketch_job_read (LtSession *session, const LtRecord *attachment, GError **error);
LtLongWork *
lt_sketch_job_save (LtSession *session, const LtRecord *attachment, GArray *marks, GError **error);

G_END_DECLS
