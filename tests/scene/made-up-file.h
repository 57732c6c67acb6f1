/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/change.h"

G_BEGIN_DECLS

/* A county file for tests, its keeper entered and ready to write more. */

typedef struct
{
  char *folder;
  char *path;
  LtStore *store;
  LtRandom *random;
  LtAuthor author;
} MadeUpFile;

void made_up_file_init (MadeUpFile *self, const char *parent);
void made_up_file_clear (MadeUpFile *self);
void made_up_file_create (MadeUpFile *self,
                          LtChange *change,
                          const char *kind,
                          const char *const *values);
void made_up_file_append (MadeUpFile *self, LtChange *change);

G_END_DECLS
