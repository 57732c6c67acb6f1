/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/batch-lines.h"
#include "store/batches-private.h"
#include "store/store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Numbers that the names of the sort have in the blob, from 1; 0 for none yet. */
typedef struct
{
  GArray *numbers; /* (element-type guint32) */
  guint32 n;
} Renumbering;

struct _LtBatchWriter
{
  LtStore *store;
  LtStaging *staging;
  LtRowSort *sort; /* of the staging */
  LtBlobMaker *maker;
  LtBatchLines *lines;
  LtBatchTwiceFunc on_twice;
  gpointer user_data;
  GHashTable *places;    /* LtId → number + 1 */
  GHashTable *items;     /* code → number + 1 */
  GHashTable *qualities; /* code → number */
  Renumbering blob_places;
  Renumbering blob_items;
  Renumbering blob_qualities;
  guint64 n; /* rows added */
  char *digest;
  guint64 size;
  LtBlobMeeting meeting;
  gboolean trial; /* nothing is put into the file */
  gboolean known; /* the same rows are here already */
};

static void
take_pieces (LtBatchWriter *self)
{
  GBytes *piece;

  while ((piece = lt_blob_maker_take_piece (self->maker)) != NULL)
    lt_staging_add_piece (self->staging, piece);
}

/* The blob numbers names as they first appear in it. */
static guint32
renumber (Renumbering *self, guint32 name)
{
  guint32 *number;

  if (name >= self->numbers->len)
    g_array_set_size (self->numbers, name + 1);
  number = &g_array_index (self->numbers, guint32, name);
  if (*number == 0)
    *number = ++self->n;
  return *number;
}

static void
on_rows (guint32 place, guint32 item, const LtPackRow *rows, guint n, gpointer user_data)
{
  LtBatchWriter *self = user_data;
  const LtId *id = lt_row_sort_get_place (self->sort, place);
  const char *code = lt_row_sort_get_item (self->sort, item);
  LtBlobRow row = { .place = renumber (&self->blob_places, place) - 1,
                    .item = renumber (&self->blob_items, item) - 1 };

  for (guint i = 0; i < n; i++)
    {
      lt_batch_lines_add (self->lines, rows[i].line);
      row.time = rows[i].time;
      row.has_value = rows[i].has_value;
      row.value = rows[i].value;
      row.quality = rows[i].quality == 0 ? 0 : renumber (&self->blob_qualities, rows[i].quality);
      lt_blob_maker_add (self->maker, &row, id, code,
                         lt_row_sort_get_quality (self->sort, rows[i].quality));
    }
  take_pieces (self);
}

static void
on_twice (gint64 line, gint64 first, gboolean same, gpointer user_data)
{
  LtBatchWriter *self = user_data;

  self->on_twice (line, first, same, self->user_data);
}

static LtBatchWriter *
make_writer (LtStore *store, gboolean trial, LtBatchTwiceFunc twice, gpointer user_data)
{
  LtBatchWriter *self = g_new0 (LtBatchWriter, 1);

  self->store = store;
  self->trial = trial;
  self->on_twice = twice;
  self->user_data = user_data;
  self->maker = lt_blob_maker_new ();
  self->lines = lt_batch_lines_new ();
  self->places = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->qualities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->blob_places.numbers = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->blob_items.numbers = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->blob_qualities.numbers = g_array_new (FALSE, TRUE, sizeof (guint32));
  return self;
}

/**
 * lt_batch_writer_new:
 * @store: a county file
 * @trial: whether nothing is put into the file
 * @on_twice: told of rows that stand twice
 * @user_data: for @on_twice
 * @error: return location; %LT_ERROR_UNAVAILABLE while another import goes on
 *
 * Returns: (transfer full) (nullable): a writer; one on trial says what the batch
 *   would be, and is never published
 */
LtBatchWriter *
lt_batch_writer_new (LtStore *store,
                     gboolean trial,
                     LtBatchTwiceFunc twice,
                     gpointer user_data,
                     GError **error)
{
  static const LtStagingFuncs funcs = { on_rows, on_twice };
  g_autoptr (LtBatchWriter) self = make_writer (store, trial, twice, user_data);

  self->staging = trial ? lt_staging_new_trial (store, &funcs, self)
                        : lt_staging_new (store, 0, &funcs, self, error);
  if (self->staging == NULL)
    return NULL;
  self->sort = lt_staging_get_sort (self->staging);
  return g_steal_pointer (&self);
}

void
lt_batch_writer_free (LtBatchWriter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->staging, lt_staging_free);
  lt_blob_maker_free (self->maker);
  lt_batch_lines_free (self->lines);
  lt_blob_meeting_clear (&self->meeting);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->qualities);
  g_array_unref (self->blob_places.numbers);
  g_array_unref (self->blob_items.numbers);
  g_array_unref (self->blob_qualities.numbers);
  g_free (self->digest);
  g_free (self);
}

static gboolean
refuse_many (LtBatchWriter *self, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("One batch takes at the most %d rows of %d places, %d items and as many quality "
                  "codes. Import the file in parts."),
               LT_BATCH_MAX_ROWS, LT_BATCH_MAX_PLACES, LT_BATCH_MAX_NAMES);
  return FALSE;
}

static gboolean
find_place (LtBatchWriter *self, const LtId *place, guint32 *number, GError **error)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, place));

  if (known == 0)
    {
      if (g_hash_table_size (self->places) == LT_BATCH_MAX_PLACES)
        return refuse_many (self, error);
      known = lt_row_sort_add_place (self->sort, place) + 1;
      g_hash_table_insert (self->places, g_memdup2 (place, sizeof *place),
                           GUINT_TO_POINTER (known));
    }
  *number = known - 1;
  return TRUE;
}

static gboolean
find_item (LtBatchWriter *self, const char *item, guint32 *number, GError **error)
{
  guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->items, item));

  if (known == 0)
    {
      if (g_hash_table_size (self->items) == LT_BATCH_MAX_NAMES)
        return refuse_many (self, error);
      known = lt_row_sort_add_item (self->sort, item) + 1;
      g_hash_table_insert (self->items, g_strdup (item), GUINT_TO_POINTER (known));
    }
  *number = known - 1;
  return TRUE;
}

static gboolean
find_quality (LtBatchWriter *self, const char *quality, guint32 *number, GError **error)
{
  *number = 0;
  if (quality == NULL || *quality == '\0')
    return TRUE;
  *number = GPOINTER_TO_UINT (g_hash_table_lookup (self->qualities, quality));
  if (*number != 0)
    return TRUE;
  if (g_hash_table_size (self->qualities) == LT_BATCH_MAX_NAMES)
    return refuse_many (self, error);
  *number = lt_row_sort_add_quality (self->sort, quality);
  g_hash_table_insert (self->qualities, g_strdup (quality), GUINT_TO_POINTER (*number));
  return TRUE;
}

/**
 * lt_batch_writer_name_place:
 * @self: a writer
 * @place: id of a station or site
 * @number: (out): the number by which its rows are added
 * @error: return location; %LT_ERROR_BAD_INPUT where it is one too many
 */
gboolean
lt_batch_writer_name_place (LtBatchWriter *self, const LtId *place, guint32 *number, GError **error)
{
  return find_place (self, place, number, error);
}

/**
 * lt_batch_writer_name_item:
 * @self: a writer
 * @item: code of an item
 * @number: (out): the number by which its rows are added
 * @error: return location; %LT_ERROR_BAD_INPUT where it is one too many
 */
gboolean
lt_batch_writer_name_item (LtBatchWriter *self, const char *item, guint32 *number, GError **error)
{
  g_return_val_if_fail (strlen (item) <= LT_READING_MAX_ITEM, FALSE);

  return find_item (self, item, number, error);
}

/**
 * lt_batch_writer_add:
 * @self: a writer
 * @reading: a row, its time and value within the limits of model/reading.h
 * @line: where it stands in its source
 * @error: return location
 *
 * Adds a row. A row whose place, item and time stood before is told of some time
 * later.
 */
gboolean
lt_batch_writer_add (LtBatchWriter *self, const LtReading *reading, gint64 line, GError **error)
{
  guint32 place;
  guint32 item;

  return lt_batch_writer_name_place (self, &reading->place, &place, error)
         && lt_batch_writer_name_item (self, reading->item, &item, error)
         && lt_batch_writer_add_row (self, place, item, reading, line, error);
}

/**
 * lt_batch_writer_add_row:
 * @self: a writer
 * @place: from lt_batch_writer_name_place()
 * @item: from lt_batch_writer_name_item()
 * @reading: the rest of the row; its place and item are not looked at
 * @line: where it stands in its source
 * @error: return location
 *
 * Does the same as lt_batch_writer_add() where the names are known.
 */
gboolean
lt_batch_writer_add_row (LtBatchWriter *self,
                         guint32 place,
                         guint32 item,
                         const LtReading *reading,
                         gint64 line,
                         GError **error)
{
  LtBlobRow row = { .place = place,
                    .item = item,
                    .time = reading->time,
                    .has_value = reading->has_value,
                    .value = reading->has_value ? reading->value : 0 };

  g_return_val_if_fail (reading->time >= LT_READING_FIRST && reading->time <= LT_READING_LAST,
                        FALSE);
  g_return_val_if_fail (ABS (row.value) < LT_READING_MOST, FALSE);
  g_return_val_if_fail (
      reading->quality == NULL || strlen (reading->quality) <= LT_READING_MAX_QUALITY, FALSE);

  if (self->n++ >= LT_BATCH_MAX_ROWS)
    return refuse_many (self, error);
  return find_quality (self, reading->quality, &row.quality, error)
         && lt_row_sort_add (self->sort, &row, line, error);
}

static void
fill_record (LtBatchWriter *self, LtRecord *batch)
{
  gint64 first;
  gint64 last;
  guint64 rows = lt_staging_get_span (self->staging, &first, &last);
  g_autofree char *first_text = lt_reading_format_time (first, LT_INTERVAL_HOUR);
  g_autofree char *last_text = lt_reading_format_time (last, LT_INTERVAL_HOUR);
  g_autofree char *rows_text = g_strdup_printf ("%" G_GUINT64_FORMAT, rows);
  g_autofree char *lines = lt_batch_lines_to_text (self->lines);

  lt_record_set_canonical (batch, "rows", rows_text);
  lt_record_set_canonical (batch, "blob", self->digest);
  if (rows == 0)
    return;
  lt_record_set_canonical (batch, "first", first_text);
  lt_record_set_canonical (batch, "last", last_text);
  if (lines != NULL)
    lt_record_set_canonical (batch, "lines", lines);
}

/**
 * lt_batch_writer_finish:
 * @self: a writer
 * @batch: a record of kind batch; what its rows say of themselves is filled in
 * @error: return location
 *
 * All rows are in the file after this, still out of sight, but on trial.
 */
gboolean
lt_batch_writer_finish (LtBatchWriter *self, LtRecord *batch, GError **error)
{
  LtDigest digest;
  LtBlobState state;
  gint64 number;

  if (!lt_staging_pack (self->staging, error))
    return FALSE;
  lt_blob_maker_end (self->maker, &digest, &self->size);
  take_pieces (self);
  self->digest = lt_digest_to_hex (&digest);
  fill_record (self, batch);
  if (!lt_staging_flush (self->staging, error)
      || !lt_blob_find (self->store->db, self->digest, &number, &state, error))
    return FALSE;
  self->known = number != 0 && state == LT_BLOB_ROWS;
  return self->known || self->trial
         || lt_blob_meeting_hold (&self->meeting, self->store->db,
                                  lt_staging_get_number (self->staging), error);
}

/**
 * lt_batch_writer_is_known:
 *
 * Returns: whether exactly these rows were here before; then what was staged goes
 *   and the batch names those
 */
gboolean
lt_batch_writer_is_known (const LtBatchWriter *self)
{
  return self->known;
}

/* In the write that appends the batch's record: from now on its rows count. */
gboolean
lt_batch_writer_publish (LtBatchWriter *self, GError **error)
{
  gint64 number = lt_staging_get_number (self->staging);
  LtDb *db = self->store->db;
  gint64 first;
  gint64 last;
  guint64 rows = lt_staging_get_span (self->staging, &first, &last);

  g_assert (!self->trial);
  if (self->known)
    return TRUE;
  /* A carrier may have brought it, or some of it, meanwhile. */
  return lt_db_run (db, error,
                    "DELETE FROM lt_blob_piece WHERE blob IN (SELECT number FROM lt_blob WHERE "
                    "digest=?)",
                    "t", self->digest)
         && lt_db_run (db, error, "DELETE FROM lt_blob WHERE digest=?", "t", self->digest)
         && lt_db_run (db, error,
                       "UPDATE lt_blob SET digest=?, size=?, state=3, \"rows\"=?, first=?, last=? "
                       "WHERE number=? AND state=0",
                       "tiiiii", self->digest, (gint64) self->size, (gint64) rows, first, last,
                       number)
         && lt_blob_meeting_write (&self->meeting, db, error);
}

/* The write has landed. */
void
lt_batch_writer_set_done (LtBatchWriter *self)
{
  if (!self->known)
    lt_staging_set_done (self->staging);
}
