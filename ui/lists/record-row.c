/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/record-row.h"

#include "work/records.h"

struct _LtRecordRow
{
  GObject parent_instance;

  LtSession *session;
  LtRecord *record;
  char **texts; /* made when they are first asked for */
};

G_DEFINE_FINAL_TYPE (LtRecordRow, lt_record_row, G_TYPE_OBJECT)

static void
lt_record_row_finalize (GObject *object)
{
  LtRecordRow *self = LT_RECORD_ROW (object);

  for (guint i = 0; i < self->record->kind->n_fields; i++)
    g_free (self->texts[i]);
  g_free (self->texts);
  lt_record_free (self->record);
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

LtRecordRow *
lt_record_row_new (LtSession *session, const LtRecord *record)
{
  LtRecordRow *self = g_object_new (LT_TYPE_RECORD_ROW, NULL);

  self->session = g_object_ref (session);
  self->record = lt_record_copy (record);
  self->texts = g_new0 (char *, record->kind->n_fields);
  return self;
}

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
  if (self->texts[field] == NULL)
    self->texts[field] = lt_work_format_field (self->session, &self->record->kind->fields[field],
                                               self->record->values[field]);
  return self->texts[field];
}

/**
 * lt_record_row_contains:
 * @self: a row
 * @words: what is looked for
 *
 * Returns: whether any field, as it is read, contains @words
 */
gboolean
lt_record_row_contains (LtRecordRow *self, const char *words)
{
  g_autofree char *wanted = g_utf8_casefold (words, -1);

  for (guint i = 0; i < self->record->kind->n_fields; i++)
    {
      g_autofree char *text = NULL;

      if (lt_field_is_geometry (&self->record->kind->fields[i])
          || (self->record->kind->fields[i].flags & LT_FIELD_HIDDEN) != 0)
        continue;
      text = g_utf8_casefold (lt_record_row_get_text (self, i), -1);
      if (strstr (text, wanted) != NULL)
        return TRUE;
    }
  return FALSE;
}
