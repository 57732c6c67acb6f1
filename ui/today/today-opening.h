/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/today.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lt_today_open (GtkWidget *page, const LtTodayLine *line, LtTodaySort sort);

G_END_DECLS
