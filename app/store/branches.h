/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/feed.h"

G_BEGIN_DECLS

/**
 * LtBranches:
 *
 * The ends of one stream, found while its groups pass by in the order of their
 * numbers. One end is the rule; a file that was copied and worked in on both
 * sides has several.
 */
typedef struct _LtBranches LtBranches;

LtBranches *lt_branches_new (void);
void lt_branches_free (LtBranches *self);
gboolean
lt_branches_add (LtBranches *self, guint64 first_seq, const LtDigest *prev, const LtTip *end);
void lt_branches_add_loose (LtBranches *self, const LtTip *end);
void lt_branches_append_ends (const LtBranches *self, GArray *tips);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtBranches, lt_branches_free)

G_END_DECLS
