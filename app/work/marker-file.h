/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/feed.h"
#include "work/marker.h"

G_BEGIN_DECLS

/* marker-file.c */
char *lt_marker_folder (void);
void lt_marker_save_file (const char *path, JsonObject *object);
JsonNode *lt_marker_load_file (const char *path, gboolean *changed);

/* marker.c */
char *lt_marker_find_path (LtStore *store, const char *ending);

/* marker-copies.c */
void lt_marker_add_elsewhere (LtMarker *self, const LtTip *tip, const LtKnown *from);
void lt_marker_set_apart (LtMarker *self, LtSession *session, LtKnown *own);

/* marker-json.c */
void lt_marker_set_hex (JsonObject *object, const char *member, gconstpointer bytes, gsize size);
gboolean lt_marker_get_hex (JsonObject *object, const char *member, gpointer bytes, gsize size);
JsonArray *lt_marker_get_array (JsonObject *object, const char *member);
JsonArray *lt_checked_to_json (const GArray *checked);
GArray *lt_checked_from_json (JsonArray *array);

G_END_DECLS
