/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "position/fix.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtPatrol:
 *
 * A patrol that is under way: where it went so far, simplified as it goes, and kept as a
 * draft of a record of kind track, so that a crash loses some seconds at the most.
 */
typedef struct _LtPatrol LtPatrol;

LtPatrol *lt_work_patrol_begin (LtSession *session, GError **error);
void lt_patrol_free (LtPatrol *self);
gboolean lt_patrol_take (LtPatrol *self, const LtFix *fix);
gboolean lt_work_patrol_keep (LtPatrol *self, GError **error);
gboolean lt_work_patrol_keep_all (LtPatrol *self, GError **error);
gboolean lt_work_patrol_end (LtPatrol *self, LtId *track, GError **error);
const double *lt_patrol_get_path (LtPatrol *self, guint *n);
gboolean lt_patrol_is_own (LtPatrol *self);
double lt_patrol_get_length (LtPatrol *self);
char *lt_patrol_describe (LtPatrol *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtPatrol, lt_patrol_free)

G_END_DECLS
