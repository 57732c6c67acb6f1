/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A spot on the earth as people type it. */

gboolean lt_work_read_spot (const char *text,
                            const char *datum,
                            double *longitude,
                            double *latitude,
                            GError **error);

G_END_DECLS
