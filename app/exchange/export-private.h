/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/export.h"

G_BEGIN_DECLS

/* export-stage.c: the hidden folder in which a file is made. */

/**
 * LtExportStage:
 * @target: where the file shall stand
 * @folder: a folder beside it that nobody else uses
 * @file: the file in it
 * @lock: descriptor of @folder, locked as long as it is in use
 * @replace: whether a file that is there may be replaced
 */
typedef struct
{
  char *target;
  char *folder;
  char *file;
  int lock;
  gboolean replace;
} LtExportStage;

gboolean lt_export_stage_open (LtExportStage *self,
                               const char *target,
                               const LtExportFormat *format,
                               gboolean replace,
                               GError **error);
gboolean lt_export_stage_publish (LtExportStage *self, LtExportResult *result, GError **error);
void lt_export_stage_clear (LtExportStage *self);

G_END_DECLS
