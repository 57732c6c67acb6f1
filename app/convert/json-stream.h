/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/text-stream.h"

G_BEGIN_DECLS

/**
 * LtJson:
 *
 * Reads JSON (RFC 8259) as it comes, without keeping it: whoever reads takes
 * what he wants and skips the rest. The first thing that is wrong is kept in
 * @error, and everything after it gives nothing.
 */
typedef struct
{
  LtTextStream *text;
  const char *at;
  const char *end;
  guint64 line;
  guint depth;
  GString *scratch;
  GError *error;
} LtJson;

void lt_json_init (LtJson *self, LtTextStream *text);
void lt_json_clear (LtJson *self);
int lt_json_peek (LtJson *self);
gboolean lt_json_begin (LtJson *self, char bracket);
gboolean lt_json_more (LtJson *self, char bracket, gboolean *first);
gboolean lt_json_name (LtJson *self, GString *name);
gboolean lt_json_string (LtJson *self, GString *value);
gboolean lt_json_number (LtJson *self, double *value);
gboolean lt_json_skip (LtJson *self, GString *copy);
gboolean lt_json_end (LtJson *self);

G_END_DECLS
