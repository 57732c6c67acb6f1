/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import.h"

G_BEGIN_DECLS

/* How many values of a column are shown. */
#define LT_MAPPING_VALUES 3

/**
 * LtMappingReason:
 * @LT_MAPPING_NOWHERE: no field is proposed
 * @LT_MAPPING_TOLD: the user said so
 * @LT_MAPPING_SHAPE: the known shape of the file says so
 * @LT_MAPPING_NAME: it is called like the field, in the field's unit
 * @LT_MAPPING_LIKELY: it is called nearly so, or goes there in another known table:
 *   to be looked at
 *
 * Why a column goes where it goes.
 */
typedef enum
{
  LT_MAPPING_NOWHERE,
  LT_MAPPING_TOLD,
  LT_MAPPING_SHAPE,
  LT_MAPPING_NAME,
  LT_MAPPING_LIKELY,
} LtMappingReason;

/**
 * LtMappingColumn:
 * @name: of the column
 * @values: its first values; fewer where the file has fewer, %NULL for empty ones
 * @field: (nullable): where it goes: a field, "longitude", "latitude", "x", "y" or
 *   "id"; %NULL for nowhere
 * @reason: why that was proposed
 * @remark: (nullable): what is to be known of it, such as that its unit is another
 * @own: (nullable): where an import puts it that is told nothing more
 */
typedef struct
{
  char *name;
  char *values[LT_MAPPING_VALUES];
  char *field;
  LtMappingReason reason;
  char *remark;
  char *own;
} LtMappingColumn;

/**
 * LtMapping:
 * @kind: what the rows become
 * @file: the file's name
 * @format: "csv", "geojson", "xlsx" …
 * @encoding: how the text was read
 * @columns: (element-type LtMappingColumn): in the file's order
 * @shape: (nullable): name of the known shape of the file
 * @known_as: (nullable): what that is, in the screen's language
 * @file_datum: (nullable): what the file says of its coordinates
 * @has_shapes: whether the file has shapes of its own
 * @constants: (element-type utf8 utf8): fields and the value that the user said for
 *   every record; empty where it names another record, which is not remembered
 * @told: (element-type utf8 utf8): those that were said of the mapping itself, as typed
 * @known_constants: (element-type utf8): fields that have one by the known shape
 * @shape_path: (nullable): the file that describes the shape
 * @datum: (nullable): what the user said that the coordinates are in
 *
 * Which column of a file goes to which field, as proposed and as confirmed.
 */
typedef struct
{
  const LtKind *kind;
  char *file;
  char *format;
  char *encoding;
  GPtrArray *columns;
  char *shape;
  char *known_as;
  char *file_datum;
  gboolean has_shapes;
  GHashTable *constants;
  GHashTable *told;
  GHashTable *known_constants;
  char *shape_path;
  char *datum;
} LtMapping;

/**
 * LtMappingTarget:
 * @name: as lt_mapping_choose() takes it
 * @label: on the screen, with the unit
 * @required: whether every record needs it
 *
 * Where a column may go.
 */
typedef struct
{
  const char *name;
  char *label;
  gboolean required;
} LtMappingTarget;

LtMapping *
lt_mapping_read (LtImportPlan *plan, const char *path, GCancellable *cancellable, GError **error);
void lt_mapping_free (LtMapping *self);
gboolean lt_mapping_choose (LtMapping *self, guint column, const char *field, GError **error);
gboolean lt_mapping_set (LtMapping *self, const char *field, const char *text, GError **error);
gboolean lt_mapping_set_datum (LtMapping *self, const char *datum, GError **error);
GPtrArray *lt_mapping_list_missing (const LtMapping *self);
GPtrArray *lt_mapping_list_remarks (const LtMapping *self);
gboolean lt_mapping_needs_datum (const LtMapping *self);
gboolean lt_mapping_apply (const LtMapping *self, LtImportPlan *plan, GError **error);
gboolean lt_mapping_has_column (const LtMapping *self, const char *field);
GPtrArray *lt_mapping_list_set (const LtMapping *self);
GPtrArray *lt_mapping_list_map (const LtMapping *self);
gboolean lt_mapping_is_plain (const LtMapping *self);
GPtrArray *lt_mapping_list_targets (const LtKind *kind);
char *lt_mapping_target_label (const LtKind *kind, const char *name);
const char *lt_mapping_reason_name (LtMappingReason reason);

/* mapping-remember.c */
gboolean lt_mapping_check_name (const LtMapping *self, const char *name, GError **error);
char *lt_mapping_propose_name (const LtMapping *self);
gboolean lt_mapping_remember (const LtMapping *self, const char *name, GError **error);
gboolean lt_mapping_forget (const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtMapping, lt_mapping_free)

G_END_DECLS
