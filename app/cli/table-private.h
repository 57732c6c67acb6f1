/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/table.h"
#include "model/kind.h"

G_BEGIN_DECLS

/* For table.c and its parts. */

/**
 * LtTableWord:
 * @name: a code
 * @words: what it is called; translate with gettext
 */
typedef struct
{
  const char *name;
  const char *words;
} LtTableWord;

/* table-cell.c */
char *lt_table_format (LtSession *session, JsonObject *object, const char *member);
const char *lt_table_name (JsonObject *object, const char *member);

/* table-words.c */
const char *lt_table_label (JsonObject *object, const char *member);
const LtField *lt_table_find_field (JsonObject *object, const char *member);
char *lt_table_translate (JsonObject *object, const char *member, const char *text);
const char *lt_table_look_up (const LtTableWord *words, gsize n, const char *name);

/* table-rules.c */
gboolean lt_table_is_rule (JsonObject *object);
gboolean lt_table_hides_of_rule (JsonObject *object, const char *member);
const char *lt_table_translate_rule (const char *member, const char *text);
const char *lt_table_translate_standard (const char *member, const char *text);

/* table-log.c */
gboolean lt_table_is_log (JsonArray *array);
char *lt_table_print_log (JsonArray *log);
gboolean lt_table_is_operations (JsonNode *node);
void lt_table_append_operations (GString *out, JsonArray *operations, guint most);

G_END_DECLS
