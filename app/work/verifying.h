/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/verify.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtWitness:
 * @kind: what it is: `marker`, `backup`, `hub` or `code`
 * @where: (nullable): a file
 * @of: (nullable): the county file that it knows, where that is another one
 * @time: of when it tells, milliseconds since 1970 (UTC); 0 where that is not known
 * @agrees: whether the file holds all that it knows of
 * @says: for people
 *
 * Something outside of the county file that can tell whether its log was
 * shortened.
 */
typedef struct
{
  const char *kind;
  char *where;
  char *of;
  gint64 time;
  gboolean agrees;
  char *says;
} LtWitness;

/**
 * LtExamination:
 * @found: what the full check found; what witnesses miss is among its problems
 * @witnesses: (element-type LtWitness): who was asked
 */
typedef struct
{
  LtVerification *found;
  GPtrArray *witnesses;
} LtExamination;

/**
 * LtExamineOptions:
 * @full: whether to check every signature again
 * @files: (nullable) (array zero-terminated=1): backups and hubs that are asked too
 * @code: (nullable): a colleague's check code
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 */
typedef struct
{
  gboolean full;
  char **files;
  const char *code;
  LtProgressFunc progress;
  gpointer user_data;
} LtExamineOptions;

LtExamination *lt_work_verify (LtSession *session, const LtExamineOptions *options, GError **error);
void lt_examination_free (LtExamination *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtExamination, lt_examination_free)

G_END_DECLS
