/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean lt_officer_is_keeper (LtSession *session, const LtId *officer);
char *lt_officer_describe_roles (LtSession *session, const LtRecord *officer);
GtkWidget *lt_officer_details_new (LtSession *session,
                                   const LtRecord *officer,
                                   GPtrArray *devices,
                                   gboolean can_change,
                                   gboolean is_own);

G_END_DECLS
