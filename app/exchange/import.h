/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * LtImportPlan:
 *
 * How the rows of a foreign file become records of one kind: which column is
 * which field, what is the same in every record, what the coordinates are in.
 *
 * What the plan does not say, the file's own columns decide: those of a shape
 * that is known (data/shapes: the national station list, GEM's coal mines, county
 * outlines), else columns that are called like a field. The datum is never
 * guessed.
 *
 * Typical use:
 *
 *   plan = lt_import_plan_new (kind);
 *   lt_import_plan_set_datum (plan, "gcj02", &error);
 *   lt_import_run (plan, path, on_record, on_problem, data, &tally, NULL, &error);
 *   lt_import_tally_clear (&tally);
 */
typedef struct _LtImportPlan LtImportPlan;

/* What --map may name beside the fields of the kind: the two halves of its position
 * (or easting and northing); X and Y are such that each row's values say which is which. */
#define LT_IMPORT_LONGITUDE "longitude"
#define LT_IMPORT_LATITUDE  "latitude"
#define LT_IMPORT_X         "x"
#define LT_IMPORT_Y         "y"

/* The column by which an export names records that may have no code; translate
 * the label with gettext. */
#define LT_IMPORT_ID       "id"
#define LT_IMPORT_ID_LABEL N_ ("Record id")

/**
 * LtImportParseFunc:
 * @field: a field that refers to other records
 * @text: what stands in the file, such as a code
 * @value: (out) (nullable): the field's canonical value
 * @user_data: as given
 * @error: return location
 *
 * Looks a reference up. This room knows no records.
 *
 * Returns: whether @text fits the field
 */
typedef gboolean (*LtImportParseFunc) (const LtField *field,
                                       const char *text,
                                       LtValue **value,
                                       gpointer user_data,
                                       GError **error);

/**
 * LtImportProblem:
 * @line: line of the file, or number of the feature, from 1
 * @column: name of the column; empty for the whole row
 * @value: (nullable): what stands there, shortened
 * @problem: what is wrong, in the screen's language
 * @kept: whether the record is kept all the same: it lacks only its position
 * @further: whether another problem of the same row came before it
 * @place_rows: of a place that measured values name and nobody knows: how many rows are left
 *   out for it; else 0
 * @file: (nullable): the file's name, set by who imports several
 * @part: (nullable): which part of the file, set by who chose one
 */
typedef struct
{
  gint64 line;
  char *column;
  char *value;
  char *problem;
  gboolean kept;
  gboolean further;
  guint place_rows;
  char *file;
  char *part;
} LtImportProblem;

void lt_import_problem_free (LtImportProblem *self);

/**
 * LtImportRecordFunc:
 * @record: (transfer full): a record, complete and checked; its id is zero, or one
 *   that the file names
 * @line: where it stands in the file
 * @user_data: as given
 * @error: return location
 *
 * Returns: whether to go on; %FALSE ends the import with @error
 */
typedef gboolean (*LtImportRecordFunc) (LtRecord *record,
                                        gint64 line,
                                        gpointer user_data,
                                        GError **error);

typedef void (*LtImportProblemFunc) (const LtImportProblem *problem, gpointer user_data);

/**
 * LtImportTally:
 * @read: rows read
 * @refused: rows that were refused
 * @kept: rows kept with a problem
 * @skipped: rows that are something else than such records, by the file's shape
 * @format: "csv", "geojson", "xlsx" …
 * @encoding: how the text was read
 * @datum: (nullable): how the coordinates were read; %NULL where there are none
 * @known_as: (nullable): what shape of file it is known as, in the screen's language
 * @shape: (nullable): name of that shape
 */
typedef struct
{
  guint read;
  guint refused;
  guint kept;
  guint skipped;
  char *format;
  char *encoding;
  char *datum;
  char *known_as;
  char *shape;
} LtImportTally;

/**
 * LtImportLook:
 * @format: "csv", "geojson", "xlsx" …
 * @encoding: how the text was read
 * @columns: names of the columns
 * @fields: (nullable elements): for each column, the field it would go to, "longitude",
 *   "latitude", "x" or "y"; %NULL where it is not used
 * @file_datum: (nullable): what the file says of its coordinates
 * @needs_datum: whether there are coordinates and neither plan nor file says what they are in
 * @known_as: (nullable): what shape of file it is known as, in the screen's language
 * @datum_note: (nullable): what is known of the datum of such files
 *
 * What a file's header says, before anything is read: for the dialog that asks.
 */
typedef struct
{
  char *format;
  char *encoding;
  char **columns;
  char **fields;
  char *file_datum;
  gboolean needs_datum;
  char *known_as;
  char *datum_note;
} LtImportLook;

LtImportPlan *lt_import_plan_new (const LtKind *kind);
void lt_import_plan_free (LtImportPlan *self);
gboolean
lt_import_plan_map (LtImportPlan *self, const char *column, const char *field, GError **error);
gboolean
lt_import_plan_set (LtImportPlan *self, const char *field, const char *value, GError **error);
gboolean lt_import_plan_set_datum (LtImportPlan *self, const char *name, GError **error);
void lt_import_plan_clear_datum (LtImportPlan *self);
void lt_import_plan_set_places_only (LtImportPlan *self, gboolean places_only);
gboolean lt_import_plan_set_encoding (LtImportPlan *self, const char *encoding, GError **error);
void lt_import_plan_set_part (LtImportPlan *self, const char *part);
const char *lt_import_plan_get_part (const LtImportPlan *self);
void lt_import_plan_set_parser (LtImportPlan *self, LtImportParseFunc parse, gpointer user_data);
void lt_import_plan_set_patience (LtImportPlan *self, guint ms);

gboolean lt_import_plan_set_shape (LtImportPlan *self, const char *name, GError **error);
gboolean lt_import_plan_fills (const LtImportPlan *self, guint field);
gboolean lt_import_plan_repeats (const LtImportPlan *self);

LtImportLook *
lt_import_look (LtImportPlan *plan, const char *path, GCancellable *cancellable, GError **error);
void lt_import_look_free (LtImportLook *self);

gboolean lt_import_run (LtImportPlan *plan,
                        const char *path,
                        LtImportRecordFunc on_record,
                        LtImportProblemFunc on_problem,
                        gpointer user_data,
                        LtImportTally *tally,
                        GCancellable *cancellable,
                        GError **error);
void lt_import_tally_clear (LtImportTally *self);

/**
 * LtImportPart:
 * @name: by which it is chosen; empty where the file is one table
 * @format: what it is: "csv", "xlsx", "gpkg" …
 * @shape: "point", "line", "polygon", "none", or empty where that is not known
 * @rows: how many it has; -1 where that is not known without reading it
 * @hidden: whether its program does not show it
 *
 * One table or layer of a file that may have several: a member of an archive, a
 * sheet of a workbook, a layer.
 */
typedef struct
{
  char *name;
  char *format;
  char *shape;
  gint64 rows;
  gboolean hidden;
} LtImportPart;

gboolean lt_import_check_path (const char *path, GError **error);
GPtrArray *lt_import_list_parts (const char *path, GCancellable *cancellable, GError **error);
GPtrArray *
lt_import_choose_parts (const char *path, const char *wanted, char **note, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImportPlan, lt_import_plan_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImportLook, lt_import_look_free)

G_END_DECLS
