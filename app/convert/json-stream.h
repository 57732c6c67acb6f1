/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/text-stream.h"

G_BEGIN_DECLS

/**
 * LtJson:
 *
 * Reads JSON (RFC 8259) by YAJL as it comes, without keeping it: whoever reads
 * takes what he wants and skips the rest. The first thing that is wrong is kept
 * in @error, and everything after it gives nothing.
 */
typedef struct
{
  LtTextStream *text;
  gpointer parser; /* YAJL's */
  GArray *events;  /* of the piece that was parsed last */
  guint next;      /* of @events */
  GString *words;  /* names, texts and numbers of @events */
  const char *piece;
  gsize piece_size;
  gsize parsed;  /* of @piece, in what was handed to the parser before */
  guint64 lines; /* before @piece */
  gsize silent;  /* bytes since the last event */
  GError *wrong; /* (nullable): what stands behind the last of @events */
  gboolean ended;
  guint depth;
  gboolean begun;
  GError *error;
} LtJson;

void lt_json_init (LtJson *self, LtTextStream *text);
void lt_json_clear (LtJson *self);
int lt_json_peek (LtJson *self);
gboolean lt_json_begin (LtJson *self, char bracket);
gboolean lt_json_more (LtJson *self, char bracket);
gboolean lt_json_name (LtJson *self, GString *name);
gboolean lt_json_string (LtJson *self, GString *value);
gboolean lt_json_number (LtJson *self, double *value);
gboolean lt_json_skip (LtJson *self, GString *copy);
gboolean lt_json_end (LtJson *self);

G_END_DECLS
