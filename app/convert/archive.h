/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/source.h"

G_BEGIN_DECLS

/**
 * LtArchiveMember:
 * @name: path inside the archive, UTF-8
 * @size: bytes unpacked, as the archive says
 */
typedef struct
{
  char *name;
  guint64 size;
} LtArchiveMember;

GPtrArray *lt_archive_list (LtSource *source, GError **error);
const LtArchiveMember *lt_archive_find (GPtrArray *members, const char *name);

G_END_DECLS
