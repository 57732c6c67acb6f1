/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/record-row.h"

struct _LtRecordRow
{
  GObject parent_instance;

  const LtKind *kind;
  char **texts;      /* (nullable): of each field; %NULL before they are read */
  guint64 conflicts; /* a bit for each field */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtRecordRow, lt_record_row, G_TYPE_OBJECT)

static void
free_texts (LtRecordRow *self)
{
  for (guint i = 0; self->texts != NULL && i < self->kind->n_fields; i++)
    g_free (self->texts[i]);
  g_clear_pointer (&self->texts, g_free);
}

static void
lt_record_row_finalize (GObject *object)
{
  free_texts (LT_RECORD_ROW (object));
  G_OBJECT_CLASS (lt_record_row_parent_class)->finalize (object);
}

static void
lt_record_row_class_init (LtRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_record_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_RECORD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lt_record_row_init (LtRecordRow *self)
{
}

/**
 * lt_record_row_new:
 * @kind: of the record
 *
 * Returns: (transfer full): a row that says nothing yet
 */
LtRecordRow *
lt_record_row_new (const LtKind *kind)
{
  LtRecordRow *self = g_object_new (LT_TYPE_RECORD_ROW, NULL);

  self->kind = kind;
  return self;
}

gboolean
lt_record_row_is_read (LtRecordRow *self)
{
  return self->texts != NULL;
}

/**
 * lt_record_row_take_texts:
 * @self: a row
 * @texts: (transfer full): of each field of the kind what it says, or %NULL
 * @conflicts: which of them have several values, a bit for each
 */
void
lt_record_row_take_texts (LtRecordRow *self, char **texts, guint64 conflicts)
{
  gboolean same = self->texts != NULL && self->conflicts == conflicts;

  for (guint i = 0; same && i < self->kind->n_fields; i++)
    same = g_strcmp0 (self->texts[i], texts[i]) == 0;
  free_texts (self);
  self->texts = texts;
  self->conflicts = conflicts;
  if (!same)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * lt_record_row_has_conflict:
 * @self: a row
 * @field: place in the field table
 *
 * Returns: whether the field has several values, of which one is shown
 */
gboolean
lt_record_row_has_conflict (LtRecordRow *self, guint field)
{
  return self->texts != NULL && (self->conflicts >> field & 1) != 0;
}

/**
 * lt_record_row_get_text:
 * @self: a row
 * @field: place in the field table
 *
 * Returns: (transfer none): the field as people read it; empty before it is read
 */
const char *
lt_record_row_get_text (LtRecordRow *self, guint field)
{
  return self->texts == NULL || self->texts[field] == NULL ? "" : self->texts[field];
}
