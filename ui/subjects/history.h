/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void lt_history_fill (GtkBox *box, LtSession *session, const LtRecord *place);

G_END_DECLS
