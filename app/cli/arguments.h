/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/verb.h"

G_BEGIN_DECLS

/**
 * LtArguments:
 * @db: (nullable): the county file
 * @card: (nullable): who acts
 * @now: the time given; 0 for the device's clock
 * @as_of: the past time that is shown; 0 for the file as it is
 * @json: whether the answer is printed as JSON
 * @help: whether help was asked for
 * @version: whether the version was asked for
 * @verb: (nullable): the verb
 * @words: what stands after it
 * @options: the verb's options
 *
 * A command line, read.
 */
typedef struct
{
  char *db;
  char *card;
  gint64 now;
  gint64 as_of;
  gboolean json;
  gboolean help;
  gboolean version;
  const LtVerb *verb;
  GPtrArray *words;
  GHashTable *options;
} LtArguments;

LtArguments *lt_arguments_read (char **argv, GError **error);
void lt_arguments_free (LtArguments *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtArguments, lt_arguments_free)

G_END_DECLS
