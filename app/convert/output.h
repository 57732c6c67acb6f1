/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/row-stream.h"

G_BEGIN_DECLS

/**
 * LtOutput:
 *
 * The pipe to the program that asked, written in large pieces.
 */
typedef struct
{
  int fd;
  GByteArray *bytes;
  guint64 n_rows;
  guint percent; /* last told */
} LtOutput;

void lt_output_open (LtOutput *self, int fd);
void lt_output_close (LtOutput *self);
gboolean lt_output_header (LtOutput *self,
                           const char *format,
                           const char *encoding,
                           const char *datum,
                           const char *shape,
                           const char *title,
                           const char *const *columns,
                           GError **error);
gboolean lt_output_cells (LtOutput *self,
                          guint64 line,
                          const LtRowCell *cells,
                          guint n_cells,
                          GError **error);
gboolean lt_output_shape (LtOutput *self,
                          guint64 line,
                          const LtRowCell *cells,
                          guint n_cells,
                          gconstpointer wkb,
                          gsize wkb_size,
                          GError **error);
gboolean lt_output_problem (LtOutput *self,
                            guint64 line,
                            const char *column,
                            const char *value,
                            const char *problem,
                            GError **error);
gboolean lt_output_remark (LtOutput *self,
                           guint64 line,
                           const char *column,
                           const char *value,
                           const char *problem,
                           GError **error);
gboolean lt_output_progress (LtOutput *self, double fraction, GError **error);
gboolean lt_output_end (LtOutput *self, GError **error);
void lt_output_failure (LtOutput *self, const GError *why);

G_END_DECLS
