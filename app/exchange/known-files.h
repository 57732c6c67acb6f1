/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtKnownValue:
 * @there: what the file says
 * @here: what the field wants; empty for no value
 */
typedef struct
{
  const char *there;
  const char *here;
} LtKnownValue;

/**
 * LtKnownColumn:
 * @column: its name in the file
 * @field: the field, "longitude" or "latitude"; of several columns for one
 *   field the first that has a value counts
 * @values: (nullable): translation of what stands there, ended by an empty one
 */
typedef struct
{
  const char *column;
  const char *field;
  const LtKnownValue *values;
} LtKnownColumn;

/**
 * LtKnownFile:
 * @label: what it is; translate with gettext
 * @kind: name of the kind of record that it holds
 * @signs: columns that all have to be there, ended by %NULL
 * @columns: what goes where, ended by an empty one; those not there are passed over
 * @constants: (nullable): fields (@there) with the value (@here) of every record
 * @decimal_comma: whether its numbers are written 36,745
 *
 * A file that officers are given, told by its columns.
 */
typedef struct
{
  const char *label;
  const char *kind;
  const char *const *signs;
  const LtKnownColumn *columns;
  const LtKnownValue *constants;
  gboolean decimal_comma;
} LtKnownFile;

const LtKnownFile *lt_known_file_find (const char *kind, const char *const *columns);
const char *lt_known_file_translate (const LtKnownColumn *column, const char *value);

G_END_DECLS
