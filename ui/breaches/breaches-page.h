/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_BREACHES_PAGE (lt_breaches_page_get_type ())
G_DECLARE_FINAL_TYPE (LtBreachesPage, lt_breaches_page, LT, BREACHES_PAGE, GtkWidget)

/**
 * LtBreachesPage:
 *
 * What is over a limit today: one line each, the newest first, with how it came about.
 */
void lt_breaches_page_set_session (LtBreachesPage *self, LtSession *session);
void lt_breaches_page_focus (LtBreachesPage *self);

G_END_DECLS
