/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/long-work.h"

G_BEGIN_DECLS

/* Files are attached, and originals copied out to be opened, beside the window. The step of
 * the work's progress is which of the files it is, from 0. */

/**
 * LtAttachOutcome:
 * @asked: how many files were to be attached
 * @added: how many attachments were made of them; the others were attached already
 */
typedef struct
{
  guint asked;
  guint added;
} LtAttachOutcome;

/**
 * LtOpenOutcome:
 * @folder: (nullable): a temporary folder, in which only the copy is; it goes with the outcome
 *   unless somebody has taken it
 * @path: the copy, which nobody may write
 * @digest: of which original it is
 */
typedef struct
{
  char *folder;
  char *path;
  char *digest;
} LtOpenOutcome;

LtLongWork *lt_attach_job_attach (LtSession *session,
                                  const LtRecord *record,
                                  const char *const *paths,
                                  GError **error);
LtLongWork *lt_attach_job_open (LtSession *session, const LtRecord *attachment, GError **error);

G_END_DECLS
