/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/record-row.h"

#include "work/records.h"

struct _LtRecordRow
{
  GObject parent_instance;

  LtSession *session;
  const LtKind *kind;
  LtRecord *record; /* %NULL: it is no longer there */
  char **texts;     /* made when they are first asked for */
};

G_DEFINE_FINAL_TYPE (LtRecordRow, lt_record_row, G_TYPE_OBJECT)

static void
lt_record_row_finalize (GObject *object)
{
  LtRecordRow *self = LT_RECORD_ROW (object);

  for (guint i = 0; i < self->kind->n_fields; i++)
    g_free (self->texts[i]);
  g_free (self->texts);
  g_clear_pointer (&self->record, lt_record_free);
  g_object_unref (self->session);
  G_OBJECT_CLASS (lt_record_row_parent_class)->finalize (object);
}

static void
lt_record_row_class_init (LtRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_record_row_finalize;
}

static void
lt_record_row_init (LtRecordRow *self)
{
}

/**
 * lt_record_row_new:
 * @session: the county
 * @kind: of the record
 * @record: (nullable): the record; %NULL for one that is gone, its row is empty
 */
LtRecordRow *
lt_record_row_new (LtSession *session, const LtKind *kind, const LtRecord *record)
{
  LtRecordRow *self = g_object_new (LT_TYPE_RECORD_ROW, NULL);

  self->session = g_object_ref (session);
  self->kind = kind;
  self->record = record == NULL ? NULL : lt_record_copy (record);
  self->texts = g_new0 (char *, kind->n_fields);
  return self;
}

/**
 * lt_record_row_get_record:
 *
 * Returns: (transfer none) (nullable): the record
 */
const LtRecord *
lt_record_row_get_record (LtRecordRow *self)
{
  return self->record;
}

/**
 * lt_record_row_get_text:
 * @self: a row
 * @field: place in the field table
 *
 * Returns: (transfer none): the field as people read it
 */
const char *
lt_record_row_get_text (LtRecordRow *self, guint field)
{
  if (self->record == NULL)
    return "";
  if (self->texts[field] == NULL)
    self->texts[field] = lt_work_format_field (self->session, &self->kind->fields[field],
                                               self->record->values[field]);
  return self->texts[field];
}
