/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/value.h"

G_BEGIN_DECLS

/**
 * LtFieldType:
 *
 * What a field holds; its canonical text in brackets.
 *
 * @LT_TYPE_TEXT: one line of text
 * @LT_TYPE_LONG_TEXT: text of several lines
 * @LT_TYPE_INTEGER: a whole number ("-3")
 * @LT_TYPE_DECIMAL: an exact decimal of at most 15 figures ("8.6", never "8.60")
 * @LT_TYPE_FLAG: "1" or "0"
 * @LT_TYPE_DATE: a civil date ("2026-11-20")
 * @LT_TYPE_MONTH: a civil month ("2026-11")
 * @LT_TYPE_MINUTE: a civil minute ("2026-11-20T15:42")
 * @LT_TYPE_CHOICE: the name of one of the field's choices
 * @LT_TYPE_CHOICES: names of choices, sorted, with commas between
 * @LT_TYPE_REFERENCE: the id of a record of the kind that the field names
 * @LT_TYPE_PLACE: the id of a record of any kind that is a place
 * @LT_TYPE_POINT: a position, degrees of CGCS2000 (well-known binary)
 * @LT_TYPE_LINE: a line (the same)
 * @LT_TYPE_POLYGON: a polygon (the same)
 * @LT_TYPE_RECORD: the id of a record of any kind
 * @LT_TYPE_REFERENCES: ids of records of the kind that the field names, sorted,
 *   with commas between
 */
typedef enum
{
  LT_TYPE_TEXT,
  LT_TYPE_LONG_TEXT,
  LT_TYPE_INTEGER,
  LT_TYPE_DECIMAL,
  LT_TYPE_FLAG,
  LT_TYPE_DATE,
  LT_TYPE_MONTH,
  LT_TYPE_MINUTE,
  LT_TYPE_CHOICE,
  LT_TYPE_CHOICES,
  LT_TYPE_REFERENCE,
  LT_TYPE_PLACE,
  LT_TYPE_POINT,
  LT_TYPE_LINE,
  LT_TYPE_POLYGON,
  LT_TYPE_RECORD,
  LT_TYPE_REFERENCES,
} LtFieldType;

typedef enum
{
  LT_FIELD_NONE = 0,
  LT_FIELD_REQUIRED = 1 << 0,   /* a record without it is refused */
  LT_FIELD_UNIQUE = 1 << 1,     /* two records with the same value are a mistake */
  LT_FIELD_FIXED = 1 << 2,      /* set by verbs of its own, not by `add` and `set` */
  LT_FIELD_HIDDEN = 1 << 3,     /* for the program; no form and no list shows it */
  LT_FIELD_UNSEARCHED = 1 << 8, /* a text that `find` passes over */
  LT_FIELD_EXPECTED = 1 << 9,   /* a verb refuses a new record without it; older ones may lack it */
  LT_FIELD_ASIDE = 1 << 10,     /* no column of a list until somebody wants to see it */
} LtFieldFlags;

/**
 * LtMergeClass:
 *
 * How a field is merged, and what is shown while it is in conflict. Both values
 * are kept either way.
 *
 * @LT_MERGE_SHOW_LATEST: the later one, with a badge
 * @LT_MERGE_NO_CHOICE: neither; nothing official may be made of the record
 * @LT_MERGE_SET: a set that members are added to and dropped from: the union of
 *   the additions that nobody dropped who had seen them; never in conflict
 * @LT_MERGE_STATE: the last state that both sides knew; only the steps of
 *   model/states.h supersede
 */
typedef enum
{
  LT_MERGE_SHOW_LATEST,
  LT_MERGE_NO_CHOICE,
  LT_MERGE_SET,
  LT_MERGE_STATE,
} LtMergeClass;

/**
 * LtPersonal:
 *
 * What a field may say of a person, which is masked where it is not to be seen
 * (model/masking.h).
 *
 * @LT_PERSONAL_NONE: nothing
 * @LT_PERSONAL_NAME: somebody's name; or a firm's, which is no secret
 * @LT_PERSONAL_NUMBER: an identity card's number; or a firm's code
 * @LT_PERSONAL_ADDRESS: where the record's person lives; or a firm's address
 * @LT_PERSONAL_TEXT: text in which telephone and identity card numbers may stand
 */
typedef enum
{
  LT_PERSONAL_NONE,
  LT_PERSONAL_NAME,
  LT_PERSONAL_NUMBER,
  LT_PERSONAL_ADDRESS,
  LT_PERSONAL_TEXT,
} LtPersonal;

/**
 * LtChoice:
 * @name: as it is kept, in English
 * @label: as it is shown; translate with gettext
 */
typedef struct
{
  const char *name;
  const char *label;
} LtChoice;

/**
 * LtField:
 * @number: stable for ever, by which operations name the field; never reused
 * @name: in files, tables and on the command line
 * @label: on the screen; translate with gettext
 * @type: what it holds
 * @flags: what is asked of it
 * @merge: what is shown of a conflict
 * @unit: (nullable): of a number
 * @choices: (nullable): ended by an empty one
 * @refers_to: (nullable): name of the kind that a reference names
 * @min: smallest number allowed, where @max is larger
 * @max: largest number allowed
 * @personal: what it may say of a person
 */
typedef struct
{
  guint number;
  const char *name;
  const char *label;
  LtFieldType type;
  LtFieldFlags flags;
  LtMergeClass merge;
  const char *unit;
  const LtChoice *choices;
  const char *refers_to;
  double min;
  double max;
  LtPersonal personal;
} LtField;

typedef enum
{
  LT_KIND_NONE = 0,
  LT_KIND_PEOPLE = 1 << 0, /* who may do what follows from these records */
  LT_KIND_INNER = 1 << 1,  /* kept by verbs of its own; no list, no layer */
} LtKindFlags;

/**
 * LtKind:
 * @number: stable for ever; never reused
 * @name: in files and on the command line ("dust-site")
 * @table: in the county file ("dust_site")
 * @label: on the screen; translate with gettext
 * @flags: what it is
 * @key: (nullable): name of the field by which people name a record (a code)
 * @title: name of the field that is shown for the record
 * @variety: (nullable): name of the choice field that decides a place's symbol
 * @fields: the field table
 * @n_fields: how many fields
 *
 * A kind of record. SQL, forms, lists, files, sync and checks loop over
 * @fields: a new field is one line in kinds.c.
 */
typedef struct
{
  guint number;
  const char *name;
  const char *table;
  const char *label;
  LtKindFlags flags;
  const char *key;
  const char *title;
  const char *variety;
  const LtField *fields;
  guint n_fields;
} LtKind;

const LtKind *const *lt_kinds (guint *n_kinds);
const LtKind *lt_kind_by_name (const char *name);
const LtKind *lt_kind_by_number (guint number);
int lt_kind_find_field (const LtKind *self, const char *name);
int lt_kind_field_by_number (const LtKind *self, guint number);
int lt_kind_geometry_field (const LtKind *self);
gboolean lt_kind_is_place (const LtKind *self);
const char *lt_kind_get_label (const LtKind *self);

const char *lt_field_get_label (const LtField *self);
gboolean lt_field_is_geometry (const LtField *self);
gboolean lt_field_is_number (const LtField *self);
gboolean lt_field_is_reference (const LtField *self);
gboolean lt_field_refers (const LtField *self);
const char *lt_field_choice_label (const LtField *self, const char *choice);
int lt_field_choice_index (const LtField *self, const char *choice);
gboolean lt_field_parse (const LtField *self, const char *text, LtValue **value, GError **error);
gboolean
lt_field_parse_input (const LtField *self, const char *text, LtValue **value, GError **error);
char *lt_field_format (const LtField *self, const LtValue *value);
char *lt_field_to_text (const LtField *self, const LtValue *value);

G_END_DECLS
