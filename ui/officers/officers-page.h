/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_OFFICERS_PAGE (lt_officers_page_get_type ())
G_DECLARE_FINAL_TYPE (LtOfficersPage, lt_officers_page, LT, OFFICERS_PAGE, GtkWidget)

/**
 * LtOfficersPage:
 *
 * The officers of the bureau, with roles, devices and keys. A keeper enters them, gives
 * and takes roles and revokes keys here; the others read it, and are told whom to ask.
 */
void lt_officers_page_set_session (LtOfficersPage *self, LtSession *session);
void lt_officers_page_focus (LtOfficersPage *self);

G_END_DECLS
