/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtShapeRecipe:
 * @base: (nullable) (unowned): what it begins with: an outline as drawn, or as it is
 * @united: (element-type LtId): places whose outlines are added
 * @along: (element-type LtId): lines whose strips of @metres to each side are added
 * @around: (element-type LtId): places that are added with everything @metres around
 * @metres: for @along and @around
 * @without: (element-type LtId): places whose outlines are taken away from all that
 * @has_cut: whether the result is cut
 * @cut: a line along which
 * @piece: which piece is kept, 1 the largest
 *
 * How an outline is made of others, as a notice describes it in words.
 */
typedef struct
{
  const LtShape *base;
  GArray *united;
  GArray *along;
  GArray *around;
  double metres;
  GArray *without;
  gboolean has_cut;
  LtId cut;
  guint piece;
} LtShapeRecipe;

void lt_shape_recipe_init (LtShapeRecipe *self);
void lt_shape_recipe_clear (LtShapeRecipe *self);
gboolean lt_shape_recipe_is_empty (const LtShapeRecipe *self);
LtShape *lt_work_build_shape (LtSession *session, const LtShapeRecipe *recipe, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtShapeRecipe, lt_shape_recipe_clear)

G_END_DECLS
