/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/importing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_MAPPING_PAGE (lt_mapping_page_get_type ())
G_DECLARE_FINAL_TYPE (LtMappingPage, lt_mapping_page, LT, MAPPING_PAGE, GtkWidget)

/**
 * LtMappingPage:
 *
 * Which column of a file goes to which field: its columns with their first values, each
 * with a choice; what is still missing, in words; and whether that is remembered for
 * files with this header.
 *
 * Signal `changed`: something was chosen.
 */
GtkWidget *lt_mapping_page_new (void);
void lt_mapping_page_take_mapping (LtMappingPage *self, LtMapping *mapping);
LtMapping *lt_mapping_page_get_mapping (LtMappingPage *self);
const char *lt_mapping_page_get_name (LtMappingPage *self);
gboolean lt_mapping_page_is_complete (LtMappingPage *self);

G_END_DECLS
