/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "scene/scene.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lt_value_legend_fill (GtkBox *box, LtScene *scene, GPtrArray *rows);

G_END_DECLS
