/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "work/session.h"

G_BEGIN_DECLS

GtkWidget *lt_confirm_entry_new (void);
void lt_confirm_ask (GtkWidget *owner,
                     LtSession *session,
                     const char *why,
                     const char *action,
                     GVariant *parameter);

G_END_DECLS
