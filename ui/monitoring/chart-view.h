/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/chart.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_CHART_VIEW (lt_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (LtChartView, lt_chart_view, LT, CHART_VIEW, GtkWidget)

/**
 * LtChartView:
 *
 * A diagram on the screen. The pointer or the arrow keys choose a point.
 *
 * Signals: `picked` when lt_chart_view_get_picked() is another point;
 * `zoomed` (from, to) when another time is to be shown, civil minutes.
 */
void lt_chart_view_set_chart (LtChartView *self, LtChart *chart);
LtChart *lt_chart_view_get_chart (LtChartView *self);
gboolean lt_chart_view_get_picked (LtChartView *self, guint *series, gsize *point);
void lt_chart_view_set_words (LtChartView *self, const char *words);

G_END_DECLS
