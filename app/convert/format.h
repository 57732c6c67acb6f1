/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/reading.h"

G_BEGIN_DECLS

/**
 * LtPart:
 * @name: by which it is chosen
 * @format: what it is
 * @shape: as in #LtRowHeader; empty where that is not known without reading it
 * @n_rows: how many rows it has; -1 where that is not known without reading it
 * @hidden: whether its program does not show it
 *
 * One table or layer of a file that may have several.
 */
typedef struct
{
  char *name;
  const char *format;
  char *shape;
  gint64 n_rows;
  gboolean hidden;
} LtPart;

/**
 * LtFormat:
 * @name: what it is called on the command line and in the header
 * @read: gives the rows, but not their end
 * @list: (nullable): adds a file's parts; %NULL where it is one table
 */
typedef struct
{
  const char *name;
  gboolean (*read) (LtSource *source, const LtReading *reading, GError **error);
  gboolean (*list) (LtSource *source, const LtReading *reading, GPtrArray *parts, GError **error);
} LtFormat;

const LtFormat *lt_format_find (const char *name, LtSource *source, GError **error);
gboolean
lt_format_read (const LtFormat *self, LtSource *source, const LtReading *reading, GError **error);
gboolean lt_format_list (const LtFormat *self,
                         LtSource *source,
                         const LtReading *reading,
                         GPtrArray *parts,
                         GError **error);
const char *lt_format_of_member (const char *name);
const char *lt_format_choices (void);
LtPart *lt_part_add (GPtrArray *parts,
                     const char *name,
                     const char *format,
                     const char *shape,
                     gint64 n_rows);
GPtrArray *lt_parts_new (void);
const LtPart *
lt_parts_choose (GPtrArray *parts, const char *file, const char *wanted, GError **error);

G_END_DECLS
