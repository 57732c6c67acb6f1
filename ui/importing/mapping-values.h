/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/importing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What every record needs and no column has: a box with a place to say it for each
 * such field, below its heading. */

typedef void (*LtMappingValuesFunc) (gpointer user_data);

void lt_mapping_values_show (GtkBox *box,
                             LtMapping *mapping,
                             LtMappingValuesFunc on_changed,
                             gpointer user_data);
void lt_mapping_values_update (GtkBox *box, LtMapping *mapping);

G_END_DECLS
