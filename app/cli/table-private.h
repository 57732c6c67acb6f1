/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/table.h"

G_BEGIN_DECLS

/* For table.c and its parts. */

/* table-log.c */
gboolean lt_table_is_log (JsonArray *array);
char *lt_table_print_log (JsonArray *log);
gboolean lt_table_is_operations (JsonNode *node);
void lt_table_append_operations (GString *out, JsonArray *operations, guint most);

G_END_DECLS
