/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *const *lt_help_get_pages (void);
const char *lt_help_find_page (const char *shown);
char *lt_help_read (const char *page);
char *lt_help_get_title (const char *text);
GtkWidget *lt_help_make_body (const char *text);

G_END_DECLS
