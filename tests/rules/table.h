/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *table_next (const char **at);
int table_find (GPtrArray *header, const char *name);
char *table_read_packed (const char *path);
const char *table_cell (GPtrArray *cells, int column);

G_END_DECLS
