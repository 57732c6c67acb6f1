/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

/* What each of the targets is: one piece of the program that is handed bytes from
 * outside. The name is libFuzzer's. */
int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size);

/* memory-file.c */

/**
 * LtMemoryFile:
 * @fd: of a file without a name, in memory
 * @path: by which it can be opened
 */
typedef struct
{
  int fd;
  char *path;
} LtMemoryFile;

void lt_memory_file_fill (LtMemoryFile *self, gconstpointer bytes, gsize size);
GByteArray *lt_memory_file_take (LtMemoryFile *self);

G_END_DECLS
