/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lt_last_file_get (void);
void lt_last_file_set (const char *path);

G_END_DECLS
