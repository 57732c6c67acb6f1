/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/window.h"

G_BEGIN_DECLS

typedef void (*LtFirstMapFunc) (const GError *error, gpointer user_data);

void
lt_first_map_await (LtWindow *window, const char *shot, LtFirstMapFunc func, gpointer user_data);

G_END_DECLS
