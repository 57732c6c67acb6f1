/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A record as a row of a foreign file. What is a code here stands in a column of
 * the field's own name, so that the file can be taken in again; what it means to
 * people stands beside it. */

#include "work/exporting-private.h"

#include "base/error.h"
#include "base/number.h"
#include "exchange/import.h"
#include "model/masking.h"
#include "model/sets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  ROLE_VALUE,
  ROLE_TITLE, /* of the record that a reference names */
  ROLE_LONGITUDE,
  ROLE_LATITUDE,
  ROLE_SHAPE,
  ROLE_ID,
} ColumnRole;

typedef struct
{
  ColumnRole role;
  guint field;
} Column;

/* What a reference is written as. */
typedef struct
{
  char *code;
  char *title;
  char *masked; /* (nullable): the title where it may not be seen */
} Referred;

struct _LtExportColumns
{
  LtSession *session;
  const LtKind *kind;
  LtTableHeader *header;
  GArray *columns;   /* (element-type Column) */
  GPtrArray *cells;  /* (element-type utf8): of the row at hand */
  LtDatum *datum;    /* (nullable): where coordinates are written */
  GHashTable *known; /* id as text → Referred */
  gboolean plain;
  gboolean sees_all; /* whether nothing is masked */
  char *officer;     /* (nullable): id of who acts, whose own work is not masked */
  guint64 n_masked;
};

static void
free_referred (Referred *referred)
{
  g_free (referred->code);
  g_free (referred->title);
  g_free (referred->masked);
  g_free (referred);
}

static void
add_column (LtExportColumns *self,
            ColumnRole role,
            guint field,
            const char *name,
            const char *label,
            LtColumnType type)
{
  const LtField *of = &self->kind->fields[field];
  Column column = { role, field };

  g_array_append_val (self->columns, column);
  lt_table_header_add (self->header, name, label, type,
                       role == ROLE_VALUE && lt_field_is_number (of) ? of->unit : NULL);
}

static LtColumnType
choose_type (const LtField *field)
{
  switch (field->type)
    {
    case LT_TYPE_INTEGER:
      return LT_COLUMN_INTEGER;
    case LT_TYPE_DECIMAL:
      return LT_COLUMN_DECIMAL;
    case LT_TYPE_FLAG:
      return LT_COLUMN_FLAG;
    case LT_TYPE_DATE:
      return LT_COLUMN_DATE;
    case LT_TYPE_MINUTE:
      return LT_COLUMN_MINUTE;
    default:
      return LT_COLUMN_TEXT;
    }
}

/* What coordinates are in stands in their heading, and is known again from it. For
 * programs a column in degrees of ours has the field's plain name. */
static void
add_half (LtExportColumns *self, ColumnRole role, guint field, const char *name, const char *label)
{
  const char *datum = self->header->datum;
  gboolean ours = g_str_equal (datum, "cgcs2000") || g_str_equal (datum, "wgs84");
  g_autofree char *told_name = ours ? NULL : g_strdup_printf ("%s_%s", name, datum);
  g_autofree char *upper = ours ? g_ascii_strup (datum, -1) : NULL;
  g_autofree char *told_label = g_strdup_printf ("%s (%s)", label, ours ? upper : datum);

  add_column (self, role, field, ours ? name : told_name, told_label, LT_COLUMN_DECIMAL);
}

/* A sheet has no room for outlines; a CSV has them as text. */
static void
add_position (LtExportColumns *self, guint i, const LtExportFormat *format)
{
  const LtField *field = &self->kind->fields[i];

  if (format->is_map)
    return;
  if (field->type == LT_TYPE_POINT)
    {
      add_half (self, ROLE_LONGITUDE, i, LT_IMPORT_LONGITUDE, _ ("Longitude"));
      add_half (self, ROLE_LATITUDE, i, LT_IMPORT_LATITUDE, _ ("Latitude"));
    }
  else if (g_str_equal (format->name, "csv"))
    add_column (self, ROLE_SHAPE, i, field->name, lt_field_get_label (field), LT_COLUMN_SHAPE);
}

static void
add_field (LtExportColumns *self, guint i)
{
  const LtField *field = &self->kind->fields[i];
  g_autofree char *name = g_strconcat (field->name, "_name", NULL);
  g_autofree char *label = NULL;

  add_column (self, ROLE_VALUE, i, field->name, lt_field_get_label (field), choose_type (field));
  if (!lt_field_refers (field))
    return;
  label = g_strdup_printf (_ ("%s (name)"), lt_field_get_label (field));
  add_column (self, ROLE_TITLE, i, name, label, LT_COLUMN_TEXT);
}

/* Where a record may be without a code, its id is what it is known by. */
static gboolean
wants_id (const LtKind *kind)
{
  int key = kind->key == NULL ? -1 : lt_kind_find_field (kind, kind->key);

  return key < 0 || (kind->fields[key].flags & LT_FIELD_REQUIRED) == 0;
}

/* A row without its code could not be taken in again. */
static gboolean
is_wanted (const LtKind *kind, guint i, guint64 columns)
{
  return (kind->fields[i].flags & LT_FIELD_HIDDEN) == 0
         && (columns == 0 || (columns >> i & 1) != 0
             || g_strcmp0 (kind->key, kind->fields[i].name) == 0);
}

static void
add_columns (LtExportColumns *self, const LtExportFormat *format, guint64 columns)
{
  int geometry = lt_kind_geometry_field (self->kind);

  for (guint i = 0; i < self->kind->n_fields; i++)
    if (is_wanted (self->kind, i, columns) && (int) i != geometry)
      add_field (self, i);
  if (geometry >= 0)
    add_position (self, (guint) geometry, format);
  if (wants_id (self->kind))
    add_column (self, ROLE_ID, 0, LT_IMPORT_ID, _ (LT_IMPORT_ID_LABEL), LT_COLUMN_TEXT);
}

static gboolean
choose_datum (LtExportColumns *self,
              const LtExportFormat *format,
              const LtExportOptions *options,
              GError **error)
{
  int geometry = lt_kind_geometry_field (self->kind);
  gboolean written = geometry >= 0
                     && (self->kind->fields[geometry].type == LT_TYPE_POINT
                         || !g_str_equal (format->name, "xlsx"));

  if (geometry < 0 && (options->datum != NULL || format->is_map))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   options->datum != NULL
                       ? _ ("%s have no position: leave --datum out.")
                       : _ ("%s have no position. Export them as CSV (.csv) or XLSX (.xlsx)."),
                   lt_kind_get_label (self->kind));
      return FALSE;
    }
  if (!written)
    return TRUE;
  self->datum = lt_datum_new (options->datum == NULL ? "cgcs2000" : options->datum, error);
  if (self->datum == NULL)
    return FALSE;
  g_free (self->header->datum);
  self->header->datum = g_strdup (lt_datum_get_name (self->datum));
  if (format->is_map || self->kind->fields[geometry].type != LT_TYPE_POINT)
    self->header->shape = LT_TABLE_POINT + (self->kind->fields[geometry].type - LT_TYPE_POINT);
  return TRUE;
}

static void
find_rights (LtExportColumns *self, const LtExportOptions *options)
{
  const LtRecord *officer = lt_session_get_officer (self->session);

  if (officer == NULL || options->masked)
    return;
  self->officer = lt_id_to_text (&officer->id);
  self->sees_all = lt_work_sees_personal (self->session);
}

static gboolean
is_own_work (const LtExportColumns *self, const LtRecord *record)
{
  g_autofree char *id = self->officer == NULL ? NULL : lt_id_to_text (&record->id);

  if (g_strcmp0 (id, self->officer) == 0)
    return id != NULL;
  for (guint i = 0; self->officer != NULL && i < record->kind->n_fields; i++)
    if (g_strcmp0 (record->kind->fields[i].refers_to, "officer") == 0 && record->values[i] != NULL
        && lt_set_has (record->values[i], self->officer))
      return TRUE;
  return FALSE;
}

/* The code where it is one record's, told with its kind where the field does not. */
static char *
choose_code (LtExportColumns *self, const LtField *field, const LtRecord *record)
{
  const char *code = record->kind->key == NULL ? NULL : lt_record_get (record, record->kind->key);
  g_autoptr (LtRecord) found =
      code == NULL ? NULL
                   : lt_store_find (lt_session_get_store (self->session), record->kind, code, NULL);

  if (found == NULL || !lt_id_equal (&found->id, &record->id))
    return lt_id_to_text (&record->id);
  return field->refers_to == NULL ? g_strdup_printf ("%s:%s", record->kind->name, code)
                                  : g_strdup (code);
}

static Referred *
look_up (LtExportColumns *self, const LtField *field, const char *text)
{
  Referred *referred = g_new0 (Referred, 1);
  g_autoptr (LtRecord) record = NULL;
  LtId id;
  int title;

  if (lt_id_from_text (&id, text))
    record = lt_store_get (lt_session_get_store (self->session), NULL, &id, NULL);
  if (record == NULL)
    {
      referred->code = g_strdup (text);
      return referred;
    }
  title = lt_kind_find_field (record->kind, record->kind->title);
  referred->code = choose_code (self, field, record);
  referred->title = lt_field_format (&record->kind->fields[title], record->values[title]);
  referred->masked = lt_mask_field (record, (guint) title);
  return referred;
}

static const Referred *
find_referred (LtExportColumns *self, const LtField *field, const char *id)
{
  /* A field that names records of any kind writes the kind too. */
  g_autofree char *key = g_strconcat (field->refers_to == NULL ? "*" : "", id, NULL);
  Referred *referred = g_hash_table_lookup (self->known, key);

  if (referred == NULL)
    {
      referred = look_up (self, field, id);
      g_hash_table_insert (self->known, g_steal_pointer (&key), referred);
    }
  return referred;
}

static char *
write_references (LtExportColumns *self,
                  const LtField *field,
                  const LtValue *value,
                  gboolean titles,
                  gboolean shown)
{
  g_auto (GStrv) ids = lt_set_split (value);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; ids[i] != NULL; i++)
    {
      const Referred *referred = find_referred (self, field, ids[i]);
      gboolean masked = titles && !shown && referred->masked != NULL;
      const char *word = !titles ? referred->code : masked ? referred->masked : referred->title;

      self->n_masked += masked;
      g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ", word == NULL ? "" : word);
    }
  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_value (LtExportColumns *self, const LtRecord *record, guint i, gboolean shown)
{
  const LtField *field = &record->kind->fields[i];
  const LtValue *value = record->values[i];
  char *masked = shown ? NULL : lt_mask_field (record, i);

  if (masked != NULL)
    {
      self->n_masked++;
      return masked;
    }
  if (value == NULL)
    return NULL;
  if (lt_field_refers (field))
    return write_references (self, field, value, FALSE, shown);
  if (!self->plain && (field->type == LT_TYPE_CHOICE || field->type == LT_TYPE_CHOICES))
    return lt_field_format (field, value);
  return g_strdup (lt_value_text (value));
}

static char *
write_half (const LtShape *shape, gboolean longitude)
{
  g_autoptr (GString) text = g_string_new (NULL);
  LtBox box;

  if (shape == NULL)
    return NULL;
  box = lt_shape_get_box (shape);
  lt_number_put (text, longitude ? box.min_x : box.min_y);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_moved (const LtExportColumns *self)
{
  return !g_str_equal (self->header->datum, "cgcs2000")
         && !g_str_equal (self->header->datum, "wgs84");
}

/* The record's shape in the datum wanted. */
static gboolean
read_shape (LtExportColumns *self, const LtRecord *record, LtShape **shape, GError **error)
{
  int geometry = lt_kind_geometry_field (self->kind);

  *shape = NULL;
  if (self->datum == NULL || record->values[geometry] == NULL)
    return TRUE;
  *shape = lt_value_to_shape (record->values[geometry], error);
  if (*shape == NULL || (is_moved (self) && !lt_shape_transform_to (*shape, self->datum, error)))
    {
      g_prefix_error (error, "%s: ", lt_record_get_title (record));
      g_clear_pointer (shape, lt_shape_free);
      return FALSE;
    }
  return TRUE;
}

static char *
write_cell (LtExportColumns *self,
            const Column *column,
            const LtRecord *record,
            const LtShape *shape,
            gboolean shown)
{
  switch (column->role)
    {
    case ROLE_VALUE:
      return write_value (self, record, column->field, shown);
    case ROLE_TITLE:
      return record->values[column->field] == NULL
                 ? NULL
                 : write_references (self, &record->kind->fields[column->field],
                                     record->values[column->field], TRUE, shown);
    case ROLE_LONGITUDE:
    case ROLE_LATITUDE:
      return write_half (shape, column->role == ROLE_LONGITUDE);
    case ROLE_ID:
      return lt_id_to_text (&record->id);
    case ROLE_SHAPE:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}

/**
 * lt_export_columns_new:
 * @session: a session
 * @kind: what is written
 * @format: as what
 * @options: how
 * @error: return location; %LT_ERROR_USAGE where the format or datum does not fit
 *
 * Returns: (transfer full) (nullable): the columns
 */
LtExportColumns *
lt_export_columns_new (LtSession *session,
                       const LtKind *kind,
                       const LtExportFormat *format,
                       const LtExportOptions *options,
                       GError **error)
{
  g_autoptr (LtExportColumns) self = g_new0 (LtExportColumns, 1);

  self->session = session;
  self->kind = kind;
  self->plain = options->plain;
  self->header = lt_table_header_new (kind->name, lt_kind_get_label (kind));
  self->header->plain = options->plain;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_referred);
  if (!choose_datum (self, format, options, error))
    return NULL;
  add_columns (self, format, options->columns);
  find_rights (self, options);
  return g_steal_pointer (&self);
}

void
lt_export_columns_free (LtExportColumns *self)
{
  if (self == NULL)
    return;
  lt_table_header_free (self->header);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->cells);
  g_clear_pointer (&self->datum, lt_datum_free);
  g_hash_table_unref (self->known);
  g_free (self->officer);
  g_free (self);
}

const LtTableHeader *
lt_export_columns_get_header (const LtExportColumns *self)
{
  return self->header;
}

/**
 * lt_export_columns_fill:
 * @self: columns
 * @record: a record
 * @wkb: (out) (transfer full) (nullable): its shape, where the format has shapes
 * @error: return location
 *
 * Makes @record the row at hand.
 */
gboolean
lt_export_columns_fill (LtExportColumns *self, const LtRecord *record, GBytes **wkb, GError **error)
{
  gboolean shown = self->sees_all || is_own_work (self, record);
  g_autoptr (LtShape) shape = NULL;

  *wkb = NULL;
  if (!read_shape (self, record, &shape, error))
    return FALSE;
  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (self->cells, write_cell (self, &g_array_index (self->columns, Column, i),
                                              record, shape, shown));
  if (shape != NULL && self->header->shape != LT_TABLE_NO_SHAPE)
    *wkb = lt_shape_to_wkb (shape);
  return TRUE;
}

const char *const *
lt_export_columns_get_cells (const LtExportColumns *self)
{
  return (const char *const *) self->cells->pdata;
}

guint64
lt_export_columns_count_masked (const LtExportColumns *self)
{
  return self->n_masked;
}
