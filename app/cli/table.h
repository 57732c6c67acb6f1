/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *lt_table_from_json (LtSession *session, JsonNode *node);

G_END_DECLS
