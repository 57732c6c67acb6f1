/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/breaches.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_BREACH_ENTRY (lt_breach_entry_get_type ())
G_DECLARE_FINAL_TYPE (LtBreachEntry, lt_breach_entry, LT, BREACH_ENTRY, GObject)

/**
 * LtBreachEntry:
 *
 * A breach in the table. The list that owns the breach outlives it there.
 */
LtBreachEntry *lt_breach_entry_new (const LtBreach *breach);
const LtBreach *lt_breach_entry_get_breach (LtBreachEntry *self);
char *lt_breach_entry_make_key (LtBreachEntry *self);

G_END_DECLS
