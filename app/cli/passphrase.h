/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean lt_passphrase_ask (const char *prompt, gboolean twice, char **text, GError **error);
void lt_passphrase_clear (char *text);

G_END_DECLS
