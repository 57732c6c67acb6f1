/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/breaches.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LtBreachChoices:
 *
 * Of which plan or standard, of what, and whose breaches are shown: three choices, filled from
 * what there is.
 */
typedef struct _LtBreachChoices LtBreachChoices;

LtBreachChoices *lt_breach_choices_new (GtkDropDown *source, GtkDropDown *title, GtkDropDown *unit);
void lt_breach_choices_free (LtBreachChoices *self);
void lt_breach_choices_fill (LtBreachChoices *self, const LtBreaches *breaches);
gboolean lt_breach_choices_admit (const LtBreachChoices *self, const LtBreach *breach);

G_END_DECLS
