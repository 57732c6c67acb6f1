/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/attaching.h"
#include "work/log-words.h"
#include "work/verb.h"

G_BEGIN_DECLS

/* Answers of verbs: one JSON value with the names of the field tables. */

JsonNode *lt_json_node_take_object (JsonObject *object);
JsonNode *lt_json_node_take_array (JsonArray *array);
JsonObject *lt_json_from_record (LtSession *session, const LtRecord *record);
JsonObject *lt_json_from_operation (LtLogWords *words, const LtGroup *group, guint index);
JsonObject *
lt_json_from_group (LtSession *session, LtLogWords *words, const LtGroup *group, const LtId *only);
void lt_json_add_originals (LtSession *session, JsonObject *object, const LtOriginals *found);

G_END_DECLS
