/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean lt_file_refuse (const char *path, const char *what, GError **error);
gboolean lt_file_sync (const char *path, GError **error);
gboolean lt_file_sync_folder (const char *path, GError **error);
gboolean
lt_file_write (const char *path, gconstpointer bytes, gssize size, int mode, GError **error);
int lt_file_probe_folder (const char *path);
int lt_file_open_nameless (const char *folder);
void lt_file_name_place (GError *error, const char *made_in, const char *wanted);

G_END_DECLS
