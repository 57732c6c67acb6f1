/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON that may come from anywhere, held to RFC 8259 before json-glib sees it:
 * that takes comments and quotes of other languages, and goes as deep as the text
 * says until the stack ends. */

gboolean lt_json_check (const char *text, gsize size, GError **error);
JsonNode *lt_json_parse (const char *text, gssize size, GError **error);
JsonNode *lt_json_load (const char *path, GError **error);
const char *lt_json_get_text (JsonObject *object, const char *member);
const char *lt_json_get_element_text (JsonArray *array, guint place);

G_END_DECLS
