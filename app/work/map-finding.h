/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/snap.h"
#include "scene/scene.h"
#include "store/reach.h"
#include "work/map-wish.h"

G_BEGIN_DECLS

/**
 * LtMapFound:
 * @scene: of just these places: a list speaks of items of a scene
 * @items: (element-type LtSceneItem): they, as lists of places have them; where they are near
 *   a point the nearest first
 * @nowhere: of how many records no place is known
 *
 * What lies where it was asked for, in view or not.
 */
typedef struct
{
  LtScene *scene;
  GArray *items;
  guint nowhere;
} LtMapFound;

LtMapFound *lt_work_map_find (LtStore *store,
                              const LtReach *reach,
                              const LtId *without,
                              const LtMapWish *wish,
                              GError **error);
LtMapFound *lt_work_map_find_inside (LtStore *store,
                                     const LtId *outline,
                                     const LtMapWish *wish,
                                     GError **error);
gboolean lt_work_can_map (const LtKind *kind);
LtMapFound *lt_work_map_find_keys (LtStore *store,
                                   const LtKind *kind,
                                   const GArray *keys,
                                   const LtMapWish *wish,
                                   GError **error);
void lt_map_found_free (LtMapFound *self);

LtSnap *lt_work_map_snap (LtStore *store,
                          const LtBox *world,
                          double world_x,
                          double world_y,
                          guint most,
                          const LtId *without,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMapFound, lt_map_found_free)

G_END_DECLS
