/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtTextFile:
 * @name: the file's name without its folder, for messages
 * @bytes: its text in UTF-8, without a byte order mark, followed by no NUL
 * @encoding: how it was read, "utf-8" or "gb18030"
 */
typedef struct
{
  char *name;
  GBytes *bytes;
  const char *encoding;
} LtTextFile;

gboolean
lt_text_file_load (LtTextFile *self, const char *path, const char *encoding, GError **error);
void lt_text_file_clear (LtTextFile *self);

G_END_DECLS
