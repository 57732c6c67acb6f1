/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "geo/shape.h"

G_BEGIN_DECLS

/**
 * LtReach:
 * @box: in degrees: some of the record must lie in it or on its edge; an empty one
 *   asks for nothing
 * @near: whether a distance is asked for
 * @longitude: from where, degrees
 * @latitude: degrees
 * @metres: how far at the most; infinite for any distance
 * @within: (nullable): a polygon that all of the record must lie in; its edge
 *   belongs to it
 * @touching: (nullable): a polygon that some of the record must lie in, or on the
 *   edge of
 *
 * Where the records of a list must be; everything that is asked for must hold.
 */
typedef struct
{
  LtBox box;
  gboolean near;
  double longitude;
  double latitude;
  double metres;
  LtShape *within;
  LtShape *touching;
} LtReach;

LtReach *lt_reach_new (void);
void lt_reach_free (LtReach *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtReach, lt_reach_free)

G_END_DECLS
