/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row-sort-private.h"

#include "store/varint.h"

#include <string.h>

#define LONGEST_ENTRY (4 * LT_VARINT_MOST)
#define FIRST_BLOCK   64
#define LAST_BLOCK    4096
#define SLABS         16     /* at least, in the room there is */
#define MOST_ROWS     262144 /* of one series in memory: they are sorted as wide structs */
#define HASH_ENTRY    48     /* bytes that the table of series has for each, about */

typedef struct _Block Block;

struct _Block
{
  Block *next;
  gsize size; /* of what is in it, once another follows */
  guint8 bytes[];
};

/* The rows of one place and item, each told by how it differs from the one before. */
typedef struct
{
  guint32 place;
  guint32 item;
  guint n;
  gboolean disorder; /* a row is not later than the one before it */
  gint64 time;
  gint64 line;
  Block *first;
  Block *last;
  guint8 *at;
  guint8 *end;
} Series;

/* What is given out together. */
typedef struct
{
  const LtRowSortFuncs *funcs;
  gpointer user_data;
  guint32 place;
  guint32 item;
  gint64 span;
  gboolean begun;
  gint64 time; /* of the last row */
  GArray *rows;
} Giving;

struct _LtRowSort
{
  char *folder;
  gsize room;
  gsize slab;
  GArray *places;       /* (element-type LtId) */
  GPtrArray *items;     /* (element-type utf8) */
  GPtrArray *qualities; /* (element-type utf8) */
  GHashTable *by_name;  /* place and item → Series */
  GPtrArray *series;    /* (element-type Series): in the slabs */
  GPtrArray *slabs;
  guint8 *free_at;
  gsize free_size;
  LtRowRuns *runs; /* (nullable): where memory was not enough */
};

LtRowSort *
lt_row_sort_new (const char *folder, gsize room)
{
  LtRowSort *self = g_new0 (LtRowSort, 1);

  self->folder = g_strdup (folder);
  self->room = room == 0 ? lt_row_runs_usual_room () : room;
  self->slab = CLAMP (self->room / SLABS, 2 * LAST_BLOCK, 1024 * 1024);
  self->places = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->qualities = g_ptr_array_new_with_free_func (g_free);
  self->by_name = g_hash_table_new (NULL, NULL);
  self->series = g_ptr_array_new ();
  self->slabs = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lt_row_sort_free (LtRowSort *self)
{
  if (self == NULL)
    return;
  g_free (self->folder);
  g_array_unref (self->places);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->qualities);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->series);
  g_ptr_array_unref (self->slabs);
  lt_row_runs_free (self->runs);
  g_free (self);
}

guint32
lt_row_sort_add_place (LtRowSort *self, const LtId *id)
{
  g_array_append_val (self->places, *id);
  return self->places->len - 1;
}

guint32
lt_row_sort_add_item (LtRowSort *self, const char *item)
{
  g_ptr_array_add (self->items, g_strdup (item));
  return self->items->len - 1;
}

guint32
lt_row_sort_add_quality (LtRowSort *self, const char *quality)
{
  g_ptr_array_add (self->qualities, g_strdup (quality));
  return self->qualities->len;
}

guint
lt_row_sort_count_places (const LtRowSort *self)
{
  return self->places->len;
}

guint
lt_row_sort_count_items (const LtRowSort *self)
{
  return self->items->len;
}

guint
lt_row_sort_count_qualities (const LtRowSort *self)
{
  return self->qualities->len;
}

const LtId *
lt_row_sort_get_place (const LtRowSort *self, guint32 place)
{
  return &g_array_index (self->places, LtId, place);
}

const char *
lt_row_sort_get_item (const LtRowSort *self, guint32 item)
{
  return g_ptr_array_index (self->items, item);
}

/**
 * lt_row_sort_get_quality:
 *
 * Returns: (transfer none) (nullable): the quality of that number; none for 0
 */
const char *
lt_row_sort_get_quality (const LtRowSort *self, guint32 quality)
{
  return quality == 0 ? NULL : g_ptr_array_index (self->qualities, quality - 1);
}

static gpointer
take_room (LtRowSort *self, gsize size)
{
  gpointer room;

  size = (size + 7) & ~(gsize) 7;
  if (size > self->free_size)
    {
      self->free_at = g_malloc (self->slab);
      self->free_size = self->slab;
      g_ptr_array_add (self->slabs, self->free_at);
    }
  room = self->free_at;
  self->free_at += size;
  self->free_size -= size;
  return room;
}

static gsize
count_room (const LtRowSort *self)
{
  return (gsize) self->slabs->len * self->slab + (gsize) self->series->len * HASH_ENTRY;
}

static void
forget_rows (LtRowSort *self)
{
  g_hash_table_remove_all (self->by_name);
  g_ptr_array_set_size (self->series, 0);
  g_ptr_array_set_size (self->slabs, 0);
  self->free_size = 0;
}

static void
add_block (LtRowSort *self, Series *series, gsize size)
{
  Block *block = take_room (self, size);

  block->next = NULL;
  if (series->last == NULL)
    series->first = block;
  else
    {
      series->last->size = (gsize) (series->at - series->last->bytes);
      series->last->next = block;
    }
  series->last = block;
  series->at = block->bytes;
  series->end = (guint8 *) block + size;
}

/* Items are fewer than LT_BATCH_MAX_NAMES. */
static Series *
find_series (LtRowSort *self, guint32 place, guint32 item)
{
  gpointer name = GSIZE_TO_POINTER (((gsize) place * LT_BATCH_MAX_NAMES | item) + 1);
  Series *series = g_hash_table_lookup (self->by_name, name);

  if (series != NULL)
    return series;
  series = take_room (self, sizeof *series);
  *series = (Series){ .place = place, .item = item };
  add_block (self, series, FIRST_BLOCK);
  g_hash_table_insert (self->by_name, name, series);
  g_ptr_array_add (self->series, series);
  return series;
}

static void
put_row (Series *series, const LtBlobRow *row, gint64 line)
{
  guint8 *at = series->at;

  series->disorder = series->disorder || (series->n > 0 && row->time <= series->time);
  at = lt_varint_put (at, lt_varint_fold (row->time - series->time));
  at = lt_varint_put (at, lt_varint_fold (line - series->line));
  at = lt_varint_put (at, row->quality);
  at = lt_varint_put (at, row->has_value ? lt_blob_code_value (row->value) : 0);
  series->at = at;
  series->time = row->time;
  series->line = line;
  series->n++;
}

static guint64
get_number (const guint8 **at, const guint8 *end)
{
  guint64 value;

  *at = lt_varint_get (*at, end, &value);
  g_assert (*at != NULL);
  return value;
}

static int
compare_times (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 first = ((const LtPackRow *) a)->time;
  gint64 second = ((const LtPackRow *) b)->time;

  return (first > second) - (first < second);
}

/* The rows of a series by their time; equal ones in the order in which they came. */
static void
list_rows (const Series *series, GArray *rows)
{
  LtPackRow row = { 0 };
  guint n = 0;

  g_array_set_size (rows, series->n);
  for (const Block *block = series->first; block != NULL; block = block->next)
    {
      const guint8 *at = block->bytes;
      const guint8 *end = block == series->last ? series->at : block->bytes + block->size;

      while (at < end)
        {
          guint64 code;

          row.time += lt_varint_unfold (get_number (&at, end));
          row.line += lt_varint_unfold (get_number (&at, end));
          row.quality = (guint32) get_number (&at, end);
          code = get_number (&at, end);
          row.has_value = code != 0;
          row.value = 0;
          if (row.has_value && !lt_blob_decode_value (code, &row.value))
            g_assert_not_reached ();
          g_array_index (rows, LtPackRow, n++) = row;
        }
    }
  g_assert (n == series->n);
  if (series->disorder)
    g_qsort_with_data (rows->data, (int) n, sizeof (LtPackRow), compare_times, NULL);
}

static int
compare_series (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LtRowSort *self = user_data;
  const Series *first = *(const Series *const *) a;
  const Series *second = *(const Series *const *) b;

  if (first->place != second->place)
    return memcmp (lt_row_sort_get_place (self, first->place),
                   lt_row_sort_get_place (self, second->place), sizeof (LtId));
  return strcmp (lt_row_sort_get_item (self, first->item),
                 lt_row_sort_get_item (self, second->item));
}

static gboolean
spill (LtRowSort *self, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (LtPackRow));

  if (self->runs == NULL && (self->runs = lt_row_runs_new (self->folder, error)) == NULL)
    return FALSE;
  g_ptr_array_sort_with_data (self->series, compare_series, self);
  for (guint i = 0; i < self->series->len; i++)
    {
      const Series *series = g_ptr_array_index (self->series, i);

      list_rows (series, rows);
      if (!lt_row_runs_add_series (self->runs, series->place, series->item,
                                   (const LtPackRow *) rows->data, rows->len, error))
        return FALSE;
    }
  forget_rows (self);
  return lt_row_runs_end (self->runs, error);
}

/**
 * lt_row_sort_add:
 * @self: a sort
 * @row: a row; its place, item and quality were added before
 * @line: where it stands in its source
 * @error: return location, for what keeps it from being put aside
 */
gboolean
lt_row_sort_add (LtRowSort *self, const LtBlobRow *row, gint64 line, GError **error)
{
  Series *series = find_series (self, row->place, row->item);

  if (series->end - series->at < LONGEST_ENTRY)
    add_block (self, series,
               CLAMP (2 * (gsize) (series->end - (guint8 *) series->last), FIRST_BLOCK,
                      LAST_BLOCK));
  put_row (series, row, line);
  if (count_room (self) <= self->room && series->n < MOST_ROWS)
    return TRUE;
  return spill (self, error);
}

/**
 * lt_row_sort_follow_names:
 * @self: a sort that gets the rows of one blob and of no other
 * @reader: the blob's reader
 * @row: its next row
 *
 * Adds the names that are new with @row, in the order in which a blob has them.
 */
void
lt_row_sort_follow_names (LtRowSort *self, const LtBlobReader *reader, const LtBlobRow *row)
{
  if (row->place == self->places->len)
    lt_row_sort_add_place (self, lt_blob_reader_get_place (reader, row->place));
  if (row->item == self->items->len)
    lt_row_sort_add_item (self, lt_blob_reader_get_item (reader, row->item));
  if (row->quality == self->qualities->len + 1)
    lt_row_sort_add_quality (self, lt_blob_reader_get_quality (reader, row->quality));
}

static gboolean
give_rows (Giving *giving, GError **error)
{
  gboolean given = giving->rows->len == 0
                   || giving->funcs->on_rows (giving->place, giving->item,
                                              (const LtPackRow *) giving->rows->data,
                                              giving->rows->len, giving->user_data, error);

  g_array_set_size (giving->rows, 0);
  return given;
}

static gboolean
give_row (guint32 place, guint32 item, const LtPackRow *row, gpointer user_data, GError **error)
{
  Giving *giving = user_data;
  gboolean same = giving->begun && place == giving->place && item == giving->item;

  if (same && row->time == giving->time)
    {
      const LtPackRow *kept = &g_array_index (giving->rows, LtPackRow, giving->rows->len - 1);

      if (giving->funcs->on_twice != NULL)
        giving->funcs->on_twice (row->line, kept->line,
                                 lt_pack_says_same (row, kept) && row->quality == kept->quality,
                                 giving->user_data);
      return TRUE;
    }
  if ((!same || lt_pack_span (row->time) != giving->span) && !give_rows (giving, error))
    return FALSE;
  giving->begun = TRUE;
  giving->place = place;
  giving->item = item;
  giving->time = row->time;
  giving->span = lt_pack_span (row->time);
  g_array_append_vals (giving->rows, row, 1);
  return TRUE;
}

static gboolean
give_memory (LtRowSort *self, Giving *giving, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (LtPackRow));

  g_ptr_array_sort_with_data (self->series, compare_series, self);
  for (guint i = 0; i < self->series->len; i++)
    {
      const Series *series = g_ptr_array_index (self->series, i);

      list_rows (series, rows);
      for (guint j = 0; j < rows->len; j++)
        if (!give_row (series->place, series->item, &g_array_index (rows, LtPackRow, j), giving,
                       error))
          return FALSE;
    }
  return TRUE;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LtRowSort *self = user_data;

  return memcmp (lt_row_sort_get_place (self, *(const guint32 *) a),
                 lt_row_sort_get_place (self, *(const guint32 *) b), sizeof (LtId));
}

static int
compare_items (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const LtRowSort *self = user_data;

  return strcmp (lt_row_sort_get_item (self, *(const guint32 *) a),
                 lt_row_sort_get_item (self, *(const guint32 *) b));
}

/* Each name's place in the order of all. */
static guint32 *
rank_names (LtRowSort *self, guint n, GCompareDataFunc compare)
{
  g_autofree guint32 *sorted = g_new (guint32, n);
  guint32 *ranks = g_new (guint32, n);

  for (guint i = 0; i < n; i++)
    sorted[i] = i;
  g_qsort_with_data (sorted, (int) n, sizeof *sorted, compare, self);
  for (guint i = 0; i < n; i++)
    ranks[sorted[i]] = i;
  return ranks;
}

static gboolean
give_runs (LtRowSort *self, Giving *giving, GError **error)
{
  g_autofree guint32 *places = rank_names (self, self->places->len, compare_places);
  g_autofree guint32 *items = rank_names (self, self->items->len, compare_items);

  return spill (self, error)
         && lt_row_runs_merge (self->runs, places, items, give_row, giving, error);
}

/**
 * lt_row_sort_finish:
 * @self: a sort that has all its rows
 * @funcs: what is told of them
 * @user_data: for @funcs
 * @error: return location, also for @funcs
 *
 * Gives all rows in their order; after that the sort has its names and no rows.
 */
gboolean
lt_row_sort_finish (LtRowSort *self,
                    const LtRowSortFuncs *funcs,
                    gpointer user_data,
                    GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (LtPackRow));
  Giving giving = { .funcs = funcs, .user_data = user_data, .rows = rows };
  gboolean given =
      (self->runs == NULL ? give_memory (self, &giving, error) : give_runs (self, &giving, error))
      && give_rows (&giving, error);

  forget_rows (self);
  g_clear_pointer (&self->runs, lt_row_runs_free);
  return given;
}
