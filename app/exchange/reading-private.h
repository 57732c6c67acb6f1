/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import-private.h"
#include "exchange/reading-import.h"

G_BEGIN_DECLS

struct _LtReadingPlan
{
  LtImportPlan *file;   /* how the file itself is read */
  GHashTable *map;      /* column → place of an LtReadingColumn, or item */
  GHashTable *settings; /* what the user said: rank, source, interval, hours, city, numbers */
  LtItems *items;       /* (nullable): by which columns are known */
};

/* What --map gives a column: a use, or an item whose values it has. */
typedef struct
{
  LtReadingColumn use;
  char *item; /* (nullable) */
} LtReadingMapping;

/* A column of values of one item, or of one place. */
typedef struct
{
  guint column;
  char *there;   /* the item, or the place's code */
  gint64 factor; /* its unit in ours is factor / divisor */
  gint64 divisor;
  guint number;
} LtReadingValues;

/**
 * LtReadingRoutes:
 *
 * A plan applied to the columns of one file.
 */
typedef struct
{
  LtReadingPlan *plan;
  const LtRowHeader *header;
  const LtKnownShape *shape;         /* (nullable) */
  int columns[LT_READING_N_COLUMNS]; /* -1 for none */
  int name;                          /* of the place's name; -1 for none */
  int month;                         /* -1 for none; the date is then the year */
  int day;
  GArray *values;         /* (element-type LtReadingValues): none in a long table */
  gboolean places_across; /* the columns of values are places, not items */
  gboolean by_name;       /* no code is known: what stands there may be a name */
  char *city;             /* (nullable): of all rows */
  LtInterval interval;
  gboolean begin;
  guint first_hour;
  guint last_hour;
  gboolean decimal_comma;
} LtReadingRoutes;

/* reading-routes.c */
gboolean lt_reading_routes_find (LtReadingRoutes *self,
                                 LtReadingPlan *plan,
                                 const LtRowHeader *header,
                                 const LtRow *first,
                                 const char *name,
                                 GError **error);
void lt_reading_routes_clear (LtReadingRoutes *self);
void lt_reading_routes_tell (const LtReadingRoutes *self, LtReadingTally *tally);
const LtKnownItem *lt_reading_routes_item (const LtReadingRoutes *self, const char *there);
gboolean lt_reading_routes_leaves_out (const LtReadingRoutes *self, const char *there);

/* reading-names.c: what columns are called where no shape says it */
gboolean lt_reading_names_route (LtReadingRoutes *self, const char *name, GError **error);
void lt_reading_values_add (LtReadingRoutes *self,
                            guint column,
                            const char *there,
                            gint64 factor,
                            gint64 divisor);

/* reading-time.c */

/**
 * LtReadingClock:
 *
 * Reads the times of rows, of which many after each other are the same.
 */
typedef struct
{
  char *last[4];
  gint64 time;
  gboolean good;
} LtReadingClock;

gboolean lt_reading_clock_read (LtReadingClock *self,
                                const LtReadingRoutes *routes,
                                const LtRow *row,
                                gint64 *time);
void lt_reading_clock_clear (LtReadingClock *self);

/**
 * LtReadingName:
 *
 * A place or an item that a file names: asked about once.
 */
typedef struct
{
  guint number;
  LtReadingPlace place; /* of a place */
  char *text;           /* of an item, as the caller knows it */
  gint64 factor;        /* of an item in the rows */
  gint64 divisor;
  gboolean left_out;
  char *problem; /* (nullable): why it is refused */
  char *column;
  char *value;
  gint64 first; /* line of the first refused row */
  guint rows;   /* how many were refused */
} LtReadingName;

/**
 * LtReadingRun:
 *
 * The reading of one file.
 */
typedef struct
{
  LtReadingPlan *plan;
  const char *file;
  const LtRowHeader *header;
  LtReadingRoutes routes;
  gboolean routed;
  LtReadingClock clock;
  GHashTable *places; /* text → Name */
  GHashTable *items;
  GPtrArray *names;       /* (element-type Name): all of them */
  LtReadingName **across; /* (nullable): of the columns of values */
  GString *key;
  char *last_key;
  LtReadingName *last_place;
  LtReadingTally *tally;
  guint rounded;       /* values that were rounded */
  char *first_rounded; /* (nullable): where the first of them stands, in words */
  LtReadingRowFunc on_row;
  LtImportProblemFunc on_problem;
  gpointer user_data;
} LtReadingRun;

/* reading-import.c */
void lt_reading_run_tell (LtReadingRun *self,
                          gint64 line,
                          const char *column,
                          const char *value,
                          const char *text,
                          gboolean kept);

/* reading-keys.c: what the file calls its places and items */
LtReadingName *lt_reading_run_find_place (LtReadingRun *self, const LtRow *row);
LtReadingName *lt_reading_run_find_item (LtReadingRun *self, const char *text, const char *column);
void lt_reading_run_name_values (LtReadingRun *self);
void lt_reading_name_free (LtReadingName *self);

/* reading-row.c */
gboolean lt_reading_run_take_row (LtReadingRun *self, const LtRow *row, GError **error);

/* number-text.c */

/**
 * LtNumberText:
 * @LT_NUMBER_VALUE: it is a number
 * @LT_NUMBER_ROUNDED: it is one of more decimals than are kept, and was rounded
 * @LT_NUMBER_NO_DATA: a mark for "there is none"
 * @LT_NUMBER_BELOW: below what can be detected: "<0.05"
 * @LT_NUMBER_BAD: none of these
 * @LT_NUMBER_AMBIGUOUS: "1,234" is one number or another
 */
typedef enum
{
  LT_NUMBER_VALUE,
  LT_NUMBER_ROUNDED,
  LT_NUMBER_NO_DATA,
  LT_NUMBER_BELOW,
  LT_NUMBER_BAD,
  LT_NUMBER_AMBIGUOUS,
} LtNumberText;

LtNumberText lt_number_text_read (const char *cell,
                                  gboolean decimal_comma,
                                  gint64 factor,
                                  gint64 divisor,
                                  gint64 *millionths);

G_END_DECLS
