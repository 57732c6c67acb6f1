/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/window.h"

G_BEGIN_DECLS

void lt_self_check_start (LtWindow *window, GCancellable *cancellable);

G_END_DECLS
