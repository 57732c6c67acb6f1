/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/row-stream.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define RUN_CONVERT_KEEP 2000 /* rows and problems that are kept to be looked at */

/* What lantian-convert answered. */
typedef struct
{
  int status;      /* its exit status; -1 where it died */
  GPtrArray *rows; /* (element-type utf8): "LINE:cell|cell+bytes of shape", "LINE!problem" */
  guint n_rows;
  guint n_problems;
  guint n_remarks;
  guint n_columns;
  guint n_shapes;
  char *columns; /* joined by | */
  char *format;
  char *encoding;
  char *datum;
  char *shape;
  char *title;
  char *failure;
  gboolean choice_missing;
} RunConvert;

/* A file or folder that goes with the variable that names it. */
typedef char TestFile;

void run_convert (RunConvert *self, const char *const *words);
GSubprocess *run_convert_start (const char *const *words);
void run_convert_finish (RunConvert *self, GSubprocess *child);
void run_convert_read (RunConvert *self, const char *path, const char *part);
void run_convert_clear (RunConvert *self);
char *run_convert_write (const char *name, gconstpointer bytes, gssize size);
char *run_convert_shared (const char *path);
void run_convert_remove (TestFile *path);
GByteArray *run_convert_zip_new (void);
void run_convert_zip_add (GByteArray *zip,
                          const char *name,
                          gboolean utf8,
                          gconstpointer bytes,
                          gsize size);
void run_convert_zip_end (GByteArray *zip);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFile, run_convert_remove)

G_END_DECLS
