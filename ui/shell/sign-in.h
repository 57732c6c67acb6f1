/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_SIGN_IN (lt_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (LtSignIn, lt_sign_in, LT, SIGN_IN, GtkWidget)

/**
 * LtSignIn:
 *
 * The button in the header bar that says who works, with a popover to sign in
 * and out.
 */
void lt_sign_in_set_session (LtSignIn *self, LtSession *session);
void lt_sign_in_ask (LtSignIn *self, const char *why);
void lt_sign_in_ask_after_lock (LtSignIn *self, const char *card, const char *why);

G_END_DECLS
