/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int lt_text_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
