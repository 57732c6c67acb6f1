/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean lt_kml_lacks_root (const char *bytes, gsize size);
GBytes *lt_kml_complete (GBytes *kml);

G_END_DECLS
