/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/pages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*LtPrintDone) (const GError *error, gpointer user_data);

void lt_print_pages (GtkWindow *parent,
                     const char *job_name,
                     LtPages *pages,
                     LtPrintDone done,
                     GObject *owner);

G_END_DECLS
