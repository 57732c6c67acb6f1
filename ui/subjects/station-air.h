/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *lt_station_air_new (LtSession *session, const LtRecord *station);

G_END_DECLS
