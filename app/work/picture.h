/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean lt_work_check_picture (const char *path, gboolean replace, GError **error);

G_END_DECLS
