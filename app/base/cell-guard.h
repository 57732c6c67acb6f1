/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lt_cell_guard (const char *text);
const char *lt_cell_unguard (const char *text);

G_END_DECLS
