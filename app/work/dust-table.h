/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ratio.h"
#include "work/dust-cautions.h"
#include "work/exporting.h"
#include "work/series.h"

G_BEGIN_DECLS

/* Dust fall by month, with ranks: places downward, months across. There is no column for
 * all months together: no standard says how the months of a year are weighed. */

#define LT_DUST_MONTHS      12
#define LT_DUST_MOST_MONTHS 36

/**
 * LtDustOf:
 * @LT_DUST_SITES: the samples of each site
 * @LT_DUST_MEANS: of each area, the mean of its valid sites
 * @LT_DUST_HIGHEST: of each area, the highest of its valid sites
 *
 * Whose dust fall is ranked.
 */
typedef enum
{
  LT_DUST_SITES,
  LT_DUST_MEANS,
  LT_DUST_HIGHEST,
  LT_DUST_N_OF,
} LtDustOf;

/**
 * LtDustState:
 * @LT_DUST_NO_DATA: nothing was sampled
 * @LT_DUST_NOT_VALID: there are samples, and none is valid
 * @LT_DUST_DISPUTED: valid samples of one site say different things
 * @LT_DUST_VALID: there is a value
 *
 * What is known of a month.
 */
typedef enum
{
  LT_DUST_NO_DATA,
  LT_DUST_NOT_VALID,
  LT_DUST_DISPUTED,
  LT_DUST_VALID,
} LtDustState;

/**
 * LtDustCell:
 * @state: whether there is a value
 * @value: t/(km²·30d), rounded to one decimal as notices write and compare it
 * @exact: the same before it was rounded
 * @from_bulletin: whether it is a bulletin's figure, where the own sites have none
 * @n_sites: how many sites the area has, clean reference points not counted
 * @n_valid: of how many there is a valid value
 * @rank: from 1, for the least dust; 0 for one that is not ranked
 * @n_ranked: how many are ranked in this month
 * @has_change: whether it was ranked in the month before too
 * @change: how many ranks it is better than in the month before; below 0 worse
 * @is_below: of a site, whether it is less than can be detected
 * @is_unusual: of a site, whether the sample did not hang as long as a month's does
 * @days: how many days it hung, where that is unusual
 * @has_year: whether there is a value of the same month a year ago
 * @year_change: how much more it is than that, per cent
 *
 * A place's dust fall in a month.
 */
typedef struct
{
  LtDustState state;
  LtRatio value;
  LtRatio exact;
  gboolean from_bulletin;
  guint n_sites;
  guint n_valid;
  guint rank;
  guint n_ranked;
  gboolean has_change;
  int change;
  gboolean is_below;
  gboolean is_unusual;
  LtRatio days;
  gboolean has_year;
  LtRatio year_change;
} LtDustCell;

/**
 * LtDustRow:
 * @place: a site or an area
 * @code: (nullable): its code
 * @is_reference: whether it is a clean reference point, which is shown and not ranked
 * @cells: one for each month of the table
 */
typedef struct
{
  LtSeriesPlace *place;
  char *code;
  gboolean is_reference;
  LtDustCell *cells;
} LtDustRow;

/**
 * LtDustWish:
 * @of: whose
 * @last: (nullable): the last month, "2026-10"; %NULL for the last that has anything
 * @n_months: how many months up to it
 */
typedef struct
{
  LtDustOf of;
  char *last;
  guint n_months;
} LtDustWish;

/**
 * LtDustTable:
 * @of: whose
 * @months: (element-type utf8): rising; none where nothing was ever sampled
 * @rows: (element-type LtDustRow): by their codes
 * @cautions: what a sample is warned of
 * @first_known: (nullable): the first month that has anything
 * @last_known: (nullable): the last
 */
typedef struct
{
  LtDustOf of;
  GPtrArray *months;
  GPtrArray *rows;
  LtDustCautions *cautions;
  char *first_known;
  char *last_known;
} LtDustTable;

const char *lt_dust_of_name (LtDustOf of);
const char *lt_dust_of_label (LtDustOf of);
LtDustWish *lt_dust_wish_new (LtDustOf of, const char *last, guint n_months);
void lt_dust_wish_free (LtDustWish *self);

LtDustTable *lt_work_dust_table (LtStore *store, const LtDustWish *wish, GError **error);
void lt_dust_table_free (LtDustTable *self);

char *lt_dust_cell_format_value (const LtDustCell *self);
char *lt_dust_cell_format_exact (const LtDustCell *self);
char *lt_dust_cell_format (const LtDustTable *table, guint row, guint month);
char *lt_dust_cell_describe (const LtDustTable *table, guint row, guint month);
char *lt_dust_table_make_title (const LtDustTable *self);
LtChart *lt_dust_table_make_chart (const LtDustTable *self,
                                   const guint *rows,
                                   guint n_rows,
                                   LtInkStyle style,
                                   const char *unit);
gboolean lt_dust_table_export (const LtDustTable *self,
                               const LtExportOptions *options,
                               LtExportReport *report,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDustTable, lt_dust_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDustWish, lt_dust_wish_free)

G_END_DECLS
