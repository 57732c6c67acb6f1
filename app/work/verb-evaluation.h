/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/air-days.h"
#include "work/verbs-private.h"

G_BEGIN_DECLS

/* What the verbs `assess attainment` and `assess index` begin with. */

typedef struct
{
  LtCall *call;
  LtStore *store;
  LtStandards *standards;
  LtItems *items;
  LtSpan span;
  gint64 from; /* where its first day begins, civil minutes */
  gint64 to;   /* where its last day ends */
  LtAirLook look;
} LtVerbEvaluation;

gboolean lt_verb_evaluation_begin (LtVerbEvaluation *self, LtCall *call, GError **error);
gboolean lt_verb_evaluation_read_against (LtVerbEvaluation *self, GError **error);
void lt_verb_evaluation_clear (LtVerbEvaluation *self);
gboolean lt_verb_evaluation_find_place (LtVerbEvaluation *self,
                                        const char *text,
                                        LtId *place,
                                        LtRecord **record,
                                        GError **error);
GPtrArray *lt_verb_evaluation_list_places (LtVerbEvaluation *self, GError **error);
GArray *lt_verb_evaluation_read (LtVerbEvaluation *self,
                                 const LtId *place,
                                 const LtRecord *record,
                                 GError **error);
GArray *lt_verb_evaluation_read_without_events (LtVerbEvaluation *self,
                                                const LtId *place,
                                                const LtRecord *record,
                                                GError **error);
void lt_verb_evaluation_say_left_out (const LtVerbEvaluation *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtVerbEvaluation, lt_verb_evaluation_clear)

G_END_DECLS
