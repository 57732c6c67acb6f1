/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtLikes:
 *
 * Finds the records of a kind that a row without a known code may be: called the
 * same and near, or, where records have no names, alike in what they must have.
 */
typedef struct _LtLikes LtLikes;

/**
 * LtLike:
 * @LT_LIKE_NONE: there is nothing like it
 * @LT_LIKE_SAME: a record says all that the row says
 * @LT_LIKE_MAYBE: there are records like it; somebody has to say
 */
typedef enum
{
  LT_LIKE_NONE,
  LT_LIKE_SAME,
  LT_LIKE_MAYBE,
} LtLike;

LtLikes *lt_likes_new (LtStore *store, const LtKind *kind);
void lt_likes_set_made (LtLikes *self, GHashTable *made);
void lt_likes_free (LtLikes *self);
gboolean lt_likes_find (LtLikes *self,
                        const LtRecord *row,
                        LtLike *like,
                        LtRecord **known,
                        char **words,
                        GError **error);
gboolean lt_likes_differ (const LtField *field, const LtValue *value, const LtValue *known);
char *lt_likes_fold_name (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtLikes, lt_likes_free)

G_END_DECLS
