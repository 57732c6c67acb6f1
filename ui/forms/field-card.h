/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LtFieldCardFunc:
 * @text: a value of the field, as lt_field_editor_set_text() takes it
 * @user_data: as given
 */
typedef void (*LtFieldCardFunc) (const char *text, gpointer user_data);

GtkWidget *lt_field_card_new (LtSession *session,
                              const LtRecord *record,
                              guint field,
                              LtFieldCardFunc use,
                              gpointer user_data);

G_END_DECLS
