/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/answering.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *lt_search_row_new (const LtAnswerGroup *group, const LtAnswer *answer);
GtkWidget *lt_search_heading_new (const LtAnswerGroup *group);

G_END_DECLS
