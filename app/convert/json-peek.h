/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtJsonPeek:
 * @type: (nullable): the outermost object's member "type", if it is a text
 * @has_crs: whether the outermost object has a member "crs" that is not null
 * @whole: whether the outermost object is closed and nothing follows it
 * @line: the line where it breaks off, or where something follows it
 */
typedef struct
{
  char *type;
  gboolean has_crs;
  gboolean whole;
  guint line;
} LtJsonPeek;

void lt_json_peek (LtJsonPeek *self, const char *text, gsize size);
void lt_json_peek_clear (LtJsonPeek *self);

G_END_DECLS
