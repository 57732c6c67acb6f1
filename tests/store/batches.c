/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "batches.h"

static void
count_twice (gint64 line, gint64 first, gboolean same, gpointer user_data)
{
  guint *twice = user_data;

  g_assert_nonnull (twice);
  (*twice)++;
}

LtBatchWriter *
batch_write (LtStore *store, const MadeRow *rows, guint n, guint *twice)
{
  g_autoptr (GError) error = NULL;
  LtBatchWriter *writer = lt_batch_writer_new (store, FALSE, count_twice, twice, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      LtReading reading = { .place = rows[i].place,
                            .item = rows[i].item,
                            .time = MADE_START + rows[i].hour * 60,
                            .has_value = rows[i].value != NULL,
                            .quality = rows[i].quality };

      if (rows[i].value != NULL)
        g_assert_true (lt_reading_parse_value (rows[i].value, &reading.value));
      lt_batch_writer_add (writer, &reading, i + 2, &error);
      g_assert_no_error (error);
    }
  return writer;
}

LtRecord *
batch_record (Office *self, const MadeBatch *about)
{
  LtRecord *record = office_record (
      self, "batch",
      (const char *const[]){ "file", about->file == NULL ? "一.csv" : about->file, "rank",
                             about->rank == NULL ? "real-time" : about->rank, "source",
                             about->source == NULL ? "unknown" : about->source, "interval",
                             about->interval == NULL ? "hour" : about->interval, NULL });

  if (about->corrects != NULL)
    {
      g_autofree char *id = lt_id_to_text (about->corrects);

      g_assert_true (lt_record_set (record, "corrects", id, NULL));
    }
  return record;
}

LtId
batch_publish (Office *self,
               LtStore *store,
               const LtAuthor *author,
               LtBatchWriter *writer,
               const MadeBatch *about)
{
  g_autoptr (LtRecord) record = batch_record (self, about);
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (GError) error = NULL;

  lt_batch_writer_finish (writer, record, &error);
  g_assert_no_error (error);
  lt_change_create (change, record);
  lt_change_publish (change, writer);
  lt_store_append (store, change, author, NULL, &error);
  g_assert_no_error (error);
  return record->id;
}

LtId
batch_add (Office *self,
           LtStore *store,
           const LtAuthor *author,
           const MadeBatch *about,
           const MadeRow *rows,
           guint n)
{
  g_autoptr (LtBatchWriter) writer = batch_write (store, rows, n, NULL);

  return batch_publish (self, store, author, writer, about);
}

LtId
batch_choose (Office *self,
              LtStore *store,
              const LtAuthor *author,
              const LtId *holds,
              const LtId *yields)
{
  g_autofree char *first = lt_id_to_text (holds);
  g_autofree char *second = lt_id_to_text (yields);

  return office_add (self, store, author, "batch-choice",
                     (const char *const[]){ "holds", first, "yields", second, NULL });
}

static gboolean
on_reading (const LtReadingShown *reading, gpointer user_data, GError **error)
{
  GString *text = user_data;
  g_autofree char *value =
      reading->has_value ? lt_reading_format_value (reading->value) : g_strdup ("-");

  g_string_append_printf (text, "%s%d=%s%s%s%s", text->len == 0 ? "" : " ",
                          (int) ((reading->time - MADE_START) / 60), value,
                          reading->quality == NULL ? "" : "/",
                          reading->quality == NULL ? "" : reading->quality,
                          reading->disputed ? "?" : "");
  return TRUE;
}

/**
 * batch_series:
 *
 * Returns: (transfer full): the hourly values shown: "0=35 1=36/N 2=-", with a
 *   question mark where they are disputed
 */
char *
batch_series (LtStore *store, const LtId *place, const char *item)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  lt_store_each_reading (store, place, item, LT_INTERVAL_HOUR, LT_READING_FIRST, LT_READING_LAST,
                         on_reading, text, &error);
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

/**
 * batch_conflicts:
 *
 * Returns: (transfer full): a line for each pair: ids, rows that agree, rows that differ
 */
char *
batch_conflicts (LtStore *store)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) conflicts = lt_store_list_batch_conflicts (store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < conflicts->len; i++)
    {
      const LtBatchConflict *conflict = &g_array_index (conflicts, LtBatchConflict, i);
      g_autofree char *a = lt_id_to_text (&conflict->a);
      g_autofree char *b = lt_id_to_text (&conflict->b);

      g_string_append_printf (text, "%s %s %d %d\n", a, b, (int) conflict->same,
                              (int) conflict->differing);
    }
  return g_string_free (text, FALSE);
}

/**
 * batch_carry:
 *
 * Carries a blob over as a carrier would, piece by piece.
 */
void
batch_carry (LtStore *from, LtStore *to, const char *digest)
{
  g_autoptr (GError) error = NULL;
  gboolean sound = FALSE;
  gint64 n;

  g_assert_true (lt_store_get_blob (from, digest, &n, &error));
  for (gint64 i = 0; i < n; i++)
    {
      g_autoptr (GBytes) piece = lt_store_get_blob_piece (from, digest, i, &error);

      g_assert_no_error (error);
      lt_store_put_blob_piece (to, digest, i, piece, &error);
      g_assert_no_error (error);
    }
  lt_store_check_blob (to, digest, &sound, &error);
  g_assert_no_error (error);
  g_assert_true (sound);
  lt_store_load_blobs (to, &error);
  g_assert_no_error (error);
}

/**
 * batch_digests:
 *
 * Returns: (transfer full) (element-type utf8): of the rows of all batches that are there
 */
GPtrArray *
batch_digests (LtStore *store)
{
  GPtrArray *digests = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batches = lt_store_list_batch_rows (store, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < batches->len; i++)
    g_ptr_array_add (digests, g_strdup (((LtBatchRows *) g_ptr_array_index (batches, i))->digest));
  return digests;
}
