/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *lt_rule_files_folder (const char *name);
GPtrArray *lt_rule_files_list (const char *folder, GError **error);

G_END_DECLS
