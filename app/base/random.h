/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtRandom:
 *
 * A source of random bytes: the system's, or a repeatable one for the sample
 * county and for tests. Randomness is an argument, like time and identity.
 */
typedef struct _LtRandom LtRandom;

LtRandom *lt_random_new (void);
LtRandom *lt_random_new_seeded (guint64 seed);
void lt_random_free (LtRandom *self);
void lt_random_fill (LtRandom *self, gpointer bytes, gsize size);
guint32 lt_random_below (LtRandom *self, guint32 limit);
double lt_random_unit (LtRandom *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtRandom, lt_random_free)

G_END_DECLS
