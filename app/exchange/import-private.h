/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/row-stream.h"
#include "exchange/import.h"
#include "exchange/known-shapes.h"
#include "geo/datum.h"
#include "geo/shape.h"

G_BEGIN_DECLS

struct _LtImportPlan
{
  const LtKind *kind;
  GHashTable *map;      /* column → field */
  GPtrArray *constants; /* (element-type LtImportConstant) */
  char *datum;          /* (nullable): as the user named it */
  gboolean places_only;
  const char *encoding;
  char *part; /* (nullable): of a file that has several */
  LtImportParseFunc parse;
  gpointer parse_data;
  int pipe;                   /* where rows are taken from; -1 for a reading program's */
  guint patience;             /* ms without a row before the reading program is given up */
  LtKnownShapes *shapes;      /* (nullable): all there are, once they were needed */
  const LtKnownShape *wanted; /* (nullable): the shape that the user named */
  const LtKnownShape *known;  /* (nullable): the shape of the file that was read last */
};

typedef struct
{
  guint field;
  LtValue *value;
} LtImportConstant;

/* What one column is for, once the file's columns are known. */
#define LT_ROUTE_LONGITUDE (-1)
#define LT_ROUTE_LATITUDE  (-2)
#define LT_ROUTE_X         (-3) /* in a column that is just called so: either half */
#define LT_ROUTE_Y         (-4)
#define LT_ROUTE_ID        (-5) /* of a record that is known, as an export writes it */

typedef struct
{
  guint column;
  int field;                  /* place in the field table, or LT_ROUTE_… */
  const LtKnownColumn *known; /* (nullable) */
} LtImportRoute;

/**
 * LtImportRoutes:
 *
 * A plan applied to the columns of one file.
 */
typedef struct
{
  LtImportPlan *plan;
  const LtRowHeader *header;
  const LtKnownShape *known; /* (nullable) */
  GArray *routes;            /* (element-type LtImportRoute): in order of preference */
  GPtrArray *constants;      /* (element-type LtImportConstant): of plan and known file */
  int geometry;              /* place in the field table; -1 for none */
  LtDatum *datum;            /* (nullable) */
  gboolean has_shapes;       /* whether the file has shapes of its own */
  gboolean has_position;
  char *heading_datum; /* (nullable): what the headings of its coordinates say */
  int row_column;      /* by which rows are chosen; -1 for none */
} LtImportRoutes;

/* import-plan.c */
void lt_import_constant_free (gpointer constant);
void lt_import_constant_add (GPtrArray *constants, guint field, LtValue *value);
gboolean lt_import_is_point_kind (const LtKind *kind);
gboolean lt_import_find_target (const LtKind *kind, const char *name, int *field);
const LtKnownShapes *lt_import_plan_get_shapes (LtImportPlan *self, GError **error);
const char *lt_import_name_target (const LtKind *kind, int field);

/* import-routes.c */
gboolean lt_import_routes_propose (LtImportRoutes *self,
                                   LtImportPlan *plan,
                                   const LtRowHeader *header,
                                   const char *name,
                                   GError **error);
gboolean lt_import_routes_find (LtImportRoutes *self,
                                LtImportPlan *plan,
                                const LtRowHeader *header,
                                const char *name,
                                GError **error);
gboolean lt_import_is_field_called (const LtField *field, const char *column);
gboolean lt_import_routes_open_datum (LtImportRoutes *self, const char *name, GError **error);
const char *lt_import_routes_datum (const LtImportRoutes *self);
void lt_import_routes_clear (LtImportRoutes *self);

/* import-row-kinds.c */
gboolean lt_import_row_is_total (const LtImportRoutes *routes, const LtRow *row, guint *column);

/* import-row.c */
gboolean lt_import_is_no_data (const char *cell);
gboolean lt_import_row_is_wanted (const LtImportRoutes *routes, const LtRow *row);
LtRecord *lt_import_row_read (const LtImportRoutes *routes,
                              const LtRow *row,
                              GPtrArray *problems,
                              LtShapeClass *class);

/* unit-text.c: the unit that stands in the name of a column */
char *lt_unit_read_datum (const char *column);
gboolean lt_unit_split (const char *column, char **bare, char **inside);
char *lt_unit_fold (const char *unit);
gboolean lt_unit_is_same (const char *theirs, const char *ours);

/* import-child.c */
typedef gboolean (*LtImportFrameFunc) (LtRowDecoder *decoder,
                                       LtRowType type,
                                       gpointer user_data,
                                       GError **error);

gboolean lt_import_refuse_empty (const char *name, GError **error);
gboolean lt_import_child_list (const char *path,
                               guint patience,
                               LtImportFrameFunc on_frame,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);
gboolean lt_import_child_take (const char *path,
                               guint patience,
                               LtImportFrameFunc on_frame,
                               gpointer user_data,
                               GError **error);
gboolean lt_import_child_read (const LtImportPlan *plan,
                               const char *path,
                               gboolean columns_only,
                               LtImportFrameFunc on_frame,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
