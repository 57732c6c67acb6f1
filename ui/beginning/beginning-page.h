/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_BEGINNING_PAGE (lt_beginning_page_get_type ())
G_DECLARE_FINAL_TYPE (LtBeginningPage, lt_beginning_page, LT, BEGINNING_PAGE, GtkWidget)

/**
 * LtBeginningPage:
 *
 * A county file begins: a bureau's first one, one by the keeper's invitation, or one of
 * a backup; property `what` is "new", "join" or "restore". What is wrong stands beneath
 * its line, and what was typed stays.
 *
 * Signal `made` (LtSession *session, const char *words): the file is there, whoever has a
 * key in it signed in; what is to be known of it.
 *
 * Signal `left`: somebody wants to go back.
 */
void lt_beginning_page_focus (LtBeginningPage *self);
void lt_beginning_page_forget (LtBeginningPage *self);
gboolean lt_beginning_page_is_busy (LtBeginningPage *self);

G_END_DECLS
