/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/group.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtLogWords:
 *
 * Tells operations of the log in the screen's language, and remembers how the
 * records are called while a log is told.
 */
typedef struct _LtLogWords LtLogWords;

LtLogWords *lt_log_words_new (LtSession *session);
void lt_log_words_free (LtLogWords *self);
const char *
lt_log_words_name (LtLogWords *self, const LtOperation *operation, const GPtrArray *group);
GPtrArray *lt_log_words_list_before (LtLogWords *self, const LtOperation *operation);
char *lt_log_words_describe (LtLogWords *self, const LtOperation *operation);
char *lt_log_words_describe_note (const char *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtLogWords, lt_log_words_free)

G_END_DECLS
