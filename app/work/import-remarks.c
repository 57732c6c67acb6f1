/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/import-remarks.h"

#include "geo/datum.h"
#include "geo/distance.h"
#include "geo/mercator.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Beyond the box of all areas of the county file, metres. */
#define FAR 50000.0

/* Rows of one remark: how many, and the first of them. */
typedef struct
{
  guint rows;
  gint64 line;
  char *value;
} Remark;

struct _LtImportRemarks
{
  const LtKind *kind;
  LtBox county; /* degrees, around all areas; empty where there are none */
  gboolean has_county;
  Remark words; /* codes without a letter or figure of ASCII */
  Remark far;
};

/**
 * lt_import_remarks_new:
 * @store: a county file
 * @kind: what the rows become
 *
 * Returns: (transfer full): nothing remarked yet
 */
LtImportRemarks *
lt_import_remarks_new (LtStore *store, const LtKind *kind)
{
  LtImportRemarks *self = g_new0 (LtImportRemarks, 1);
  LtBox areas = LT_BOX_EMPTY;

  self->kind = kind;
  /* who brings outlines says himself what the county is */
  if (lt_kind_is_place (kind) && !g_str_equal (kind->name, "area"))
    areas = lt_store_get_extent_of (store, lt_kind_by_name ("area"));
  self->has_county = !lt_box_is_empty (&areas);
  if (self->has_county)
    self->county = lt_mercator_degrees (&areas);
  return self;
}

void
lt_import_remarks_free (LtImportRemarks *self)
{
  if (self == NULL)
    return;
  g_free (self->words.value);
  g_free (self->far.value);
  g_free (self);
}

static void
remark (Remark *self, const char *value, gint64 line)
{
  if (self->rows++ > 0)
    return;
  self->value = g_strdup (value);
  self->line = line;
}

static gboolean
is_words (const char *code)
{
  for (const char *at = code; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      return FALSE;
  return *code != '\0';
}

/* From the nearest point of the county's box. */
static gboolean
is_far (const LtImportRemarks *self, const LtValue *value)
{
  g_autoptr (LtShape) shape = lt_value_to_shape (value, NULL);
  double longitude, latitude;

  if (shape == NULL)
    return FALSE;
  lt_shape_get_anchor (shape, &longitude, &latitude);
  return lt_distance (longitude, latitude,
                      CLAMP (longitude, self->county.min_x, self->county.max_x),
                      CLAMP (latitude, self->county.min_y, self->county.max_y))
         > FAR;
}

/**
 * lt_import_remarks_look:
 * @self: remarks
 * @record: what a row says
 * @line: where it stands in the file
 */
void
lt_import_remarks_look (LtImportRemarks *self, const LtRecord *record, gint64 line)
{
  const char *code = self->kind->key == NULL ? NULL : lt_record_get (record, self->kind->key);
  int geometry = lt_kind_geometry_field (self->kind);

  if (code != NULL && is_words (code))
    remark (&self->words, code, line);
  if (self->has_county && geometry >= 0 && record->values[geometry] != NULL
      && is_far (self, record->values[geometry]))
    remark (&self->far, lt_record_get_title (record), line);
}

/**
 * lt_import_remarks_tell:
 * @self: remarks
 * @datum: (nullable): what the coordinates were read in
 * @notes: (element-type utf8): gets what is to be said
 */
void
lt_import_remarks_tell (const LtImportRemarks *self, const char *datum, GPtrArray *notes)
{
  g_autofree char *described = datum == NULL ? NULL : lt_datum_describe (datum);

  if (described != NULL)
    g_ptr_array_add (notes, g_strdup_printf (_ ("Coordinates are read as %s."), described));
  if (self->far.rows > 0)
    g_ptr_array_add (notes,
                     g_strdup_printf (ngettext ("Note: %u row lies more than 50 km outside the "
                                                "county (the first is %s, line %d). Look whether "
                                                "the coordinates are right.",
                                                "Note: %u rows lie more than 50 km outside the "
                                                "county (the first is %s, line %d). Look whether "
                                                "the coordinates are right.",
                                                self->far.rows),
                                      self->far.rows, self->far.value, (int) self->far.line));
  if (self->words.rows > 0)
    g_ptr_array_add (
        notes,
        g_strdup_printf (ngettext ("Note: what stands in %s of %u row looks like words and not "
                                   "like a code (“%s”, line %d). Look whether the right column "
                                   "was chosen.",
                                   "Note: what stands in %s of %u rows looks like words and not "
                                   "like a code (the first is “%s”, line %d). Look whether the "
                                   "right column was chosen.",
                                   self->words.rows),
                         lt_field_get_label (
                             &self->kind->fields[lt_kind_find_field (self->kind, self->kind->key)]),
                         self->words.rows, self->words.value, (int) self->words.line));
}
