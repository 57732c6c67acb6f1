/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtValue:
 *
 * The value of one field: immutable, counted bytes. Every type but geometry
 * holds its canonical text in UTF-8 ("8.6", "2026-11-20", "14030023"), a
 * geometry holds well-known binary. No value is %NULL, never an empty text.
 */
typedef struct _LtValue LtValue;

LtValue *lt_value_new (gconstpointer bytes, gsize size);
LtValue *lt_value_new_text (const char *text);
LtValue *lt_value_ref (LtValue *self);
void lt_value_unref (LtValue *self);
const char *lt_value_text (const LtValue *self);
gconstpointer lt_value_bytes (const LtValue *self, gsize *size);
gboolean lt_value_equal (const LtValue *a, const LtValue *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtValue, lt_value_unref)

G_END_DECLS
