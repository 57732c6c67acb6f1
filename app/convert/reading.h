/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/output.h"
#include "convert/source.h"

G_BEGIN_DECLS

/**
 * LtReading:
 * @format: the file's
 * @encoding: "auto", "utf-8" or "gb18030"
 * @part: (nullable): which of its parts is wanted of a file that has several
 * @columns_only: whether to stop after the header
 * @output: where the rows go
 *
 * What is wanted of a file.
 */
typedef struct
{
  const char *format;
  const char *encoding;
  const char *part;
  gboolean columns_only;
  LtOutput *output;
} LtReading;

G_END_DECLS
