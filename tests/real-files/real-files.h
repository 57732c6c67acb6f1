/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

G_BEGIN_DECLS

/**
 * RealFile:
 * @name: of the file, in the folder of real files
 * @object: what the table says of it
 * @taken: rows that the first import took or found here
 */
typedef struct
{
  const char *name;
  JsonObject *object;
  gint64 taken;
} RealFile;

typedef struct
{
  JsonParser *parser;
  GArray *files; /* (element-type RealFile) */
} RealFiles;

typedef enum
{
  REAL_FIRST,    /* what the table says comes of it */
  REAL_AGAIN,    /* nothing is new */
  REAL_SHUFFLED, /* the same rows in another order */
} RealTime;

RealFiles *real_files_new (void);
void real_files_free (RealFiles *self);
const char *real_files_folder (void);
gboolean real_file_is (const RealFile *self, const char *outcome);
const char *real_file_text (const RealFile *self, const char *member);
void real_file_fail (const char *name, const char *format, ...) G_GNUC_PRINTF (2, 3);
void real_file_take_in (RealFile *self, Ctl *ctl, RealTime time);
void real_file_refuse (const RealFile *self, Ctl *ctl);
Ctl *real_county_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RealFiles, real_files_free)

G_END_DECLS
