/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean lt_tile_address_check (const char *address, const char *key, GError **error);
char *lt_tile_address_fill (const char *address, const char *key, int z, int x, int y);
char *lt_tile_address_hide (const char *text, const char *key);
char *lt_tile_address_host (const char *address);

G_END_DECLS
