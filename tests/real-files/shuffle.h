/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *shuffle_read (const char *path);
GBytes *shuffle_rows (GBytes *text, guint head, guint32 seed);
GBytes *shuffle_features (GBytes *text, guint32 seed);

G_END_DECLS
