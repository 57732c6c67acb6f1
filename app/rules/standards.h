/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/aqi.h"

G_BEGIN_DECLS

/**
 * LtCitation:
 * @id: of the row, never given to another
 * @valid_from: (nullable): first day whose values it judges; %NULL: no beginning
 * @valid_to: (nullable): last day; %NULL: in force
 * @document: where it stands; "" where only the program or practice says so
 * @clause: where in it; "" where its number was not noted
 * @proof_read: how it was read, a code of data/rules/standards/vocabulary.json
 * @unsure: why it is not certain, a code; "" for nothing
 *
 * Where a number of a standard comes from, when it holds, and how far it is to be
 * trusted.
 */
typedef struct
{
  char *id;
  char *valid_from;
  char *valid_to;
  char *document;
  char *clause;
  char *proof_read;
  char *unsure;
} LtCitation;

/**
 * LtLimit:
 * @cited: where it stands
 * @item: code of the item
 * @average: over what the value is taken: "hour", "day", "year", "day-max-8h" …
 * @air_class: 1 一级, 2 二级
 * @stage: "only", "transition" or "final"
 * @value: as it is written
 * @limit: as a number
 * @unit: of it
 *
 * A limit of the standard of ambient air: a value up to it is within the class.
 */
typedef struct
{
  LtCitation cited;
  char *item;
  char *average;
  guint air_class;
  char *stage;
  char *value;
  LtRatio limit;
  char *unit;
} LtLimit;

/**
 * LtEventRule:
 * @cited: where it stands
 * @code: what happened: "sand-dust"
 * @label: its name
 * @items: codes of the items whose values are taken out for it
 * @marks: quality codes that tell of it
 *
 * An exceptional event of HJ 663, whose values are left out beside the evaluation of all.
 */
typedef struct
{
  LtCitation cited;
  char *code;
  char *label;
  char **items;
  char **marks;
} LtEventRule;

/**
 * LtAqiReport:
 * @LT_AQI_REPORT_DAY: of a day
 * @LT_AQI_REPORT_HOUR: of an hour
 */
typedef enum
{
  LT_AQI_REPORT_DAY,
  LT_AQI_REPORT_HOUR,
} LtAqiReport;

typedef struct _LtStandards LtStandards;

LtStandards *lt_standards_new (void);
void lt_standards_free (LtStandards *self);
gboolean lt_standards_add (LtStandards *self,
                           const char *file,
                           const char *text,
                           gsize size,
                           GPtrArray *problems,
                           GError **error);
GPtrArray *lt_standards_list_limits (const LtStandards *self, const char *date);
LtAqiScale *lt_standards_make_scale (const LtStandards *self, LtAqiReport report, const char *date);
gboolean lt_aqi_scale_holds (const LtAqiScale *self, const char *date);
const char *lt_standards_get_rule (const LtStandards *self, const char *name, const char *date);
const LtEventRule *lt_standards_find_event (const LtStandards *self,
                                            const char *item,
                                            const char *mark,
                                            const char *date);
void lt_aqi_scale_free (LtAqiScale *self);
gboolean lt_citation_holds (const LtCitation *self, const char *date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtStandards, lt_standards_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAqiScale, lt_aqi_scale_free)

G_END_DECLS
