/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"

G_BEGIN_DECLS

#define LT_ID_SIZE 16

/**
 * LtId:
 *
 * The name of a record that never changes: a UUID of version 7 (RFC 9562), so
 * that new records sort by time and index well. Of its random bits the twelve
 * of `rand_a` hold a label, which can be read from it for ever.
 */
typedef struct
{
  guint8 bytes[LT_ID_SIZE];
} LtId;

void lt_id_make (LtId *self, guint label, gint64 unix_ms, LtRandom *random);
guint lt_id_get_label (const LtId *self);
char *lt_id_to_text (const LtId *self);
gboolean lt_id_from_text (LtId *self, const char *text);
gboolean lt_id_equal (gconstpointer a, gconstpointer b);
guint lt_id_hash (gconstpointer id);
gboolean lt_id_is_zero (const LtId *self);

G_END_DECLS
