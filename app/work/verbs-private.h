/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "basemap/basemap.h"
#include "exchange/mapping.h"
#include "ink/letters.h"
#include "model/reading.h"
#include "rules/standards.h"
#include "work/importing.h"
#include "rules/plans.h"
#include "work/verb.h"

G_BEGIN_DECLS

const LtKind *lt_verb_kind (const char *name, GError **error);
gboolean lt_verb_set_fields (LtSession *session,
                             LtRecord *record,
                             const char *const *assignments,
                             GError **error);
gboolean lt_verb_read_limit (const LtCall *call, guint *limit, GError **error);
gboolean
lt_verb_read_conditions (LtCall *call, const LtKind *kind, GPtrArray *filters, GError **error);
gboolean lt_verb_split_card (const char *text, char **card, char **name, GError **error);

gboolean lt_verb_build_shape (LtCall *call, LtRecord *record, gboolean *built, GError **error);
JsonNode *lt_verb_show_again (LtSession *session, const LtRecord *record, GError **error);

/* Imports one part of one file; (nullable): its only one. The parts of a file are a run. */
typedef LtImportReport *(*LtVerbPartFunc) (LtCall *call,
                                           const char *path,
                                           const char *part,
                                           struct _LtImportRun *run,
                                           gpointer user_data,
                                           GError **error);

LtImportReport *
lt_verb_import_each (LtCall *call, LtVerbPartFunc func, gpointer user_data, GError **error);
LtImportReport *
lt_verb_import_readings (LtCall *call, LtImportFlags flags, GPtrArray *batches, GError **error);
gboolean lt_verb_add_batch_conflicts (LtSession *session, JsonArray *array, GError **error);
JsonNode *lt_verb_resolve_batch (LtCall *call, const LtRecord *holds, GError **error);
void lt_verb_describe_batch (LtSession *session, const LtRecord *batch, JsonObject *object);
JsonArray *lt_verb_list_missing_rows (LtSession *session);
gboolean
lt_verb_read_time (LtCall *call, const char *option, gboolean end, gint64 *time, GError **error);
gboolean lt_verb_read_interval (LtCall *call, LtInterval *interval, GError **error);
gboolean
lt_verb_find_point (LtCall *call, const char *text, LtId *place, gboolean *gone, GError **error);
gboolean lt_verb_read_size (LtCall *call, int *width, int *height, double *scale, GError **error);
gboolean lt_verb_read_style (LtCall *call, LtInkStyle *style, GError **error);
JsonNode *lt_verb_series (LtCall *call, GError **error);

LtStandards *lt_verb_load_standards (LtCall *call, GError **error);
void lt_verb_say_left_out (LtCall *call, guint n);
JsonNode *lt_verb_assess_attainment (LtCall *call, GError **error);
JsonNode *lt_verb_assess_index (LtCall *call, GError **error);
JsonNode *lt_verb_assess_coverage (LtCall *call, GError **error);

JsonNode *lt_verb_kinds (LtCall *call, GError **error);
JsonNode *lt_verb_fields (LtCall *call, GError **error);
JsonNode *lt_verb_list (LtCall *call, GError **error);
JsonNode *lt_verb_show (LtCall *call, GError **error);
JsonNode *lt_verb_search (LtCall *call, GError **error);
JsonNode *lt_verb_add (LtCall *call, GError **error);
JsonNode *lt_verb_set (LtCall *call, GError **error);
JsonNode *lt_verb_set_many (LtCall *call, const LtKind *kind, GError **error);
JsonNode *lt_verb_remove (LtCall *call, GError **error);
JsonNode *lt_verb_undo (LtCall *call, GError **error);
JsonNode *lt_verb_log (LtCall *call, GError **error);
JsonNode *lt_verb_verify (LtCall *call, GError **error);
JsonNode *lt_verb_export (LtCall *call, GError **error);
JsonNode *lt_verb_export_everything (LtCall *call, GError **error);

JsonNode *lt_verb_new (LtCall *call, GError **error);
JsonNode *lt_verb_import (LtCall *call, GError **error);
JsonArray *lt_verb_texts_to_json (GPtrArray *texts);
/* What takes a NAME and its VALUE for a plan. */
typedef gboolean (*LtPairFunc) (gpointer plan, const char *name, const char *value, GError **error);

gboolean lt_verb_read_pairs (LtCall *call,
                             const char *option,
                             LtPairFunc func,
                             gpointer plan,
                             GError **error);
LtImportPlan *lt_verb_read_import_plan (LtCall *call, const LtKind *kind, GError **error);
gboolean
lt_verb_read_mapping (LtCall *call, const LtKind *kind, LtMapping **mapping, GError **error);
JsonNode *lt_verb_show_mapping (LtCall *call, const LtMapping *mapping);
void lt_verb_remember_mapping (LtCall *call,
                               const LtMapping *mapping,
                               LtImportReport *report,
                               JsonObject *object);
void lt_verb_tell_import (guint rows, guint written, guint parts, gpointer user_data);
JsonNode *lt_verb_shapes (LtCall *call, GError **error);
JsonNode *lt_verb_basemap_list (LtCall *call, GError **error);
JsonNode *lt_verb_basemap_add (LtCall *call, GError **error);
JsonNode *lt_verb_basemap_choose (LtCall *call, GError **error);
JsonNode *lt_verb_basemap_remove (LtCall *call, GError **error);
gboolean lt_verb_read_basemap (LtCall *call, LtBasemap **basemap, GError **error);
void lt_verb_answer_basemap (JsonObject *object, LtBasemap *basemap);
JsonNode *lt_verb_map (LtCall *call, GError **error);
JsonNode *lt_verb_dust_fall (LtCall *call, GError **error);
JsonNode *lt_verb_limits (LtCall *call, GError **error);
JsonNode *lt_verb_assess_aqi (LtCall *call, GError **error);
void lt_verb_say_rule_problems (LtCall *call, GPtrArray *problems);
char *lt_verb_find_today (LtCall *call);
char *lt_verb_read_day (LtCall *call, const char *option, GError **error);
JsonNode *lt_verb_rules (LtCall *call, GError **error);
void lt_verb_put_rule_citation (JsonObject *object, const LtPlanRule *rule);
const LtRuleArea *lt_verb_read_area (LtCall *call, const LtRuleWords *words, GError **error);
JsonNode *lt_verb_assess_breaches (LtCall *call, GError **error);
JsonNode *lt_verb_assess_targets (LtCall *call, GError **error);
JsonNode *lt_verb_rules_table (LtCall *call, GError **error);
JsonNode *lt_verb_rules_check (LtCall *call, GError **error);
JsonArray *lt_verb_rule_problems_to_json (GPtrArray *problems);
void lt_verb_put_rule_override (JsonObject *object, const LtPlanRule *rule);
JsonNode *lt_verb_rules_add (LtCall *call, GError **error);
JsonNode *lt_verb_rules_override (LtCall *call, GError **error);
JsonNode *lt_verb_settings (LtCall *call, GError **error);
JsonNode *lt_verb_backup (LtCall *call, GError **error);
JsonNode *lt_verb_restore (LtCall *call, GError **error);

JsonNode *lt_verb_inspection_record (LtCall *call, GError **error);
JsonNode *lt_verb_order_draft (LtCall *call, GError **error);
JsonNode *lt_verb_order_submit (LtCall *call, GError **error);
JsonNode *lt_verb_order_issue (LtCall *call, GError **error);
JsonNode *lt_verb_print_order (LtCall *call, GError **error);

JsonNode *lt_verb_attach (LtCall *call, GError **error);
JsonNode *lt_verb_attachment_get (LtCall *call, GError **error);
JsonNode *lt_verb_attachment_sketch (LtCall *call, GError **error);
void lt_verb_add_original (LtSession *session, JsonObject *object, const LtRecord *record);
gboolean lt_verb_add_originals (LtCall *call, JsonObject *object, GError **error);

gboolean
lt_verb_add_held_back (LtCall *call, JsonObject *object, const LtRecord *officer, GError **error);
gboolean lt_verb_add_held_lines (LtSession *session, JsonArray *array, GError **error);

JsonNode *lt_verb_today (LtCall *call, GError **error);
JsonNode *lt_verb_drafts (LtCall *call, GError **error);
JsonNode *lt_verb_draft_drop (LtCall *call, GError **error);

JsonNode *lt_verb_officer_enrol (LtCall *call, GError **error);
JsonNode *lt_verb_officer_roles (LtCall *call, GError **error);
JsonNode *lt_verb_officer_revoke (LtCall *call, GError **error);
JsonNode *lt_verb_key_passphrase (LtCall *call, GError **error);
JsonNode *lt_verb_key_recover (LtCall *call, GError **error);
JsonNode *lt_verb_devices (LtCall *call, GError **error);
JsonNode *lt_verb_join (LtCall *call, GError **error);
JsonNode *lt_verb_sync (LtCall *call, GError **error);
JsonNode *lt_verb_conflicts (LtCall *call, GError **error);
JsonNode *lt_verb_resolve (LtCall *call, GError **error);

G_END_DECLS
