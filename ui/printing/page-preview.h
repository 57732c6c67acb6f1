/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/pages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_PAGE_PREVIEW (lt_page_preview_get_type ())
G_DECLARE_FINAL_TYPE (LtPagePreview, lt_page_preview, LT, PAGE_PREVIEW, GtkWidget)

/**
 * LtPagePreview:
 *
 * The pages of a paper under one another, as wide as there is room: what will be
 * printed, painted by the same code.
 */
void lt_page_preview_take (LtPagePreview *self, LtPages *pages);

G_END_DECLS
