/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_KEPT_IMPORTS (lt_kept_imports_get_type ())
G_DECLARE_FINAL_TYPE (LtKeptImports, lt_kept_imports, LT, KEPT_IMPORTS, GtkWidget)

/**
 * LtKeptImports:
 *
 * The imports that were done, each with its report: records of kind import, and the
 * batches of measured values.
 */
GtkWidget *lt_kept_imports_new (void);
void lt_kept_imports_set_session (LtKeptImports *self, LtSession *session);

G_END_DECLS
