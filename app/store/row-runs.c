/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row-sort-private.h"

#include "base/error.h"
#include "base/file.h"
#include "store/varint.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define USUAL_ROOM  (48 * 1024 * 1024)
#define BUFFER      (64 * 1024)
#define LONGEST_ROW (5 * LT_VARINT_MOST)
#define HEAD        (3 * LT_VARINT_MOST) /* of a series: place, item, how many rows */

/* One run, being read. */
typedef struct
{
  off_t next; /* of the file, what is to be read */
  off_t end;
  guint8 *bytes;
  const guint8 *at;
  const guint8 *bytes_end;
  guint64 left; /* rows of the series */
  guint32 place;
  guint32 item;
  guint64 rank; /* of place and item */
  LtPackRow row;
  gboolean over;
} Run;

struct _LtRowRuns
{
  char *folder;
  int file;
  GByteArray *out;
  off_t size;
  GArray *ends; /* (element-type off_t): of the runs */
};

static gsize usual_room = USUAL_ROOM;

/**
 * lt_row_sort_set_usual_room:
 * @room: how many bytes a sort may have in memory that is told nothing else; at the
 *   start of a program
 */
void
lt_row_sort_set_usual_room (gsize room)
{
  usual_room = room;
}

gsize
lt_row_runs_usual_room (void)
{
  return usual_room;
}

static gboolean
fail (LtRowRuns *self, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("Folder %s: %s. Sorting many rows needs room there. Make room and do it again; "
                  "nothing was "
                  "changed."),
               self->folder, g_strerror (errno));
  return FALSE;
}

LtRowRuns *
lt_row_runs_new (const char *folder, GError **error)
{
  g_autoptr (LtRowRuns) self = g_new0 (LtRowRuns, 1);

  self->folder = g_strdup (folder);
  self->out = g_byte_array_new ();
  self->ends = g_array_new (FALSE, FALSE, sizeof (off_t));
  self->file = lt_file_open_nameless (folder);
  return self->file >= 0 || fail (self, error) ? g_steal_pointer (&self) : NULL;
}

void
lt_row_runs_free (LtRowRuns *self)
{
  if (self == NULL)
    return;
  if (self->file >= 0)
    close (self->file);
  g_byte_array_unref (self->out);
  g_array_unref (self->ends);
  g_free (self->folder);
  g_free (self);
}

static gboolean
flush (LtRowRuns *self, GError **error)
{
  gsize at = 0;

  while (at < self->out->len)
    {
      ssize_t n = write (self->file, self->out->data + at, self->out->len - at);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, error);
      at += (gsize) n;
    }
  self->size += (off_t) at;
  g_byte_array_set_size (self->out, 0);
  return TRUE;
}

/* Gives room for @most bytes more. */
static gboolean
make_room (LtRowRuns *self, gsize most, guint8 **at, GError **error)
{
  guint before;

  if (self->out->len + most > BUFFER && !flush (self, error))
    return FALSE;
  before = self->out->len;
  g_byte_array_set_size (self->out, before + (guint) most);
  *at = self->out->data + before;
  return TRUE;
}

static void
give_back (LtRowRuns *self, const guint8 *at)
{
  g_byte_array_set_size (self->out, (guint) (at - self->out->data));
}

/* Adds a series to the run; series and rows come in their order. */
gboolean
lt_row_runs_add_series (LtRowRuns *self,
                        guint32 place,
                        guint32 item,
                        const LtPackRow *rows,
                        guint n,
                        GError **error)
{
  guint8 *at;

  if (!make_room (self, HEAD, &at, error))
    return FALSE;
  at = lt_varint_put (lt_varint_put (lt_varint_put (at, place), item), n);
  give_back (self, at);
  for (guint i = 0; i < n; i++)
    {
      if (!make_room (self, LONGEST_ROW, &at, error))
        return FALSE;
      at = lt_varint_put (at, lt_varint_fold (rows[i].time));
      at = lt_varint_put (at, (guint64) rows[i].line);
      at = lt_varint_put (at, rows[i].quality);
      at = lt_varint_put (at, rows[i].has_value);
      at = lt_varint_put (at, lt_varint_fold (rows[i].value));
      give_back (self, at);
    }
  return TRUE;
}

gboolean
lt_row_runs_end (LtRowRuns *self, GError **error)
{
  if (!flush (self, error))
    return FALSE;
  g_array_append_val (self->ends, self->size);
  return TRUE;
}

/* The file is this process's own and nobody else can name it: what it holds is
 * what was written, or the disk fails. */
static gboolean
fill (LtRowRuns *self, Run *run, GError **error)
{
  gsize kept = (gsize) (run->bytes_end - run->at);
  ssize_t n = 0;

  if (kept >= LONGEST_ROW || run->next == run->end)
    return TRUE;
  memmove (run->bytes, run->at, kept);
  do
    n = pread (self->file, run->bytes + kept, MIN (BUFFER, (gsize) (run->end - run->next)),
               run->next);
  while (n < 0 && errno == EINTR);
  if (n <= 0)
    {
      errno = n == 0 ? EIO : errno;
      return fail (self, error);
    }
  run->next += n;
  run->at = run->bytes;
  run->bytes_end = run->bytes + kept + n;
  return fill (self, run, error);
}

static guint64
get_number (Run *run)
{
  guint64 value = 0;

  run->at = lt_varint_get (run->at, run->bytes_end, &value);
  g_assert (run->at != NULL);
  return value;
}

static gboolean
next_row (LtRowRuns *self,
          Run *run,
          const guint32 *place_ranks,
          const guint32 *item_ranks,
          GError **error)
{
  if (!fill (self, run, error))
    return FALSE;
  run->over = run->left == 0 && run->at == run->bytes_end;
  if (run->over)
    return TRUE;
  if (run->left == 0)
    {
      run->place = (guint32) get_number (run);
      run->item = (guint32) get_number (run);
      run->left = get_number (run);
      run->rank = (guint64) place_ranks[run->place] << 32 | item_ranks[run->item];
      if (!fill (self, run, error))
        return FALSE;
    }
  run->row.time = lt_varint_unfold (get_number (run));
  run->row.line = (gint64) get_number (run);
  run->row.quality = (guint32) get_number (run);
  run->row.has_value = get_number (run) != 0;
  run->row.value = lt_varint_unfold (get_number (run));
  run->left--;
  return TRUE;
}

/* The first by rank, time and age of the run; %NULL where all are over. */
static Run *
find_first (Run *runs, guint n)
{
  Run *first = NULL;

  for (guint i = 0; i < n; i++)
    if (!runs[i].over
        && (first == NULL || runs[i].rank < first->rank
            || (runs[i].rank == first->rank && runs[i].row.time < first->row.time)))
      first = &runs[i];
  return first;
}

static gboolean
merge (LtRowRuns *self,
       Run *runs,
       const guint32 *place_ranks,
       const guint32 *item_ranks,
       LtRowRunFunc func,
       gpointer user_data,
       GError **error)
{
  Run *run;

  for (guint i = 0; i < self->ends->len; i++)
    {
      runs[i].next = i == 0 ? 0 : g_array_index (self->ends, off_t, i - 1);
      runs[i].end = g_array_index (self->ends, off_t, i);
      runs[i].bytes = g_malloc (BUFFER + LONGEST_ROW);
      runs[i].at = runs[i].bytes_end = runs[i].bytes;
      if (!next_row (self, &runs[i], place_ranks, item_ranks, error))
        return FALSE;
    }
  while ((run = find_first (runs, self->ends->len)) != NULL)
    if (!func (run->place, run->item, &run->row, user_data, error)
        || !next_row (self, run, place_ranks, item_ranks, error))
      return FALSE;
  return TRUE;
}

/* Gives the rows of all runs in their order; where two are equal by rank and time,
 * that of the earlier run first. */
gboolean
lt_row_runs_merge (LtRowRuns *self,
                   const guint32 *place_ranks,
                   const guint32 *item_ranks,
                   LtRowRunFunc func,
                   gpointer user_data,
                   GError **error)
{
  g_autofree Run *runs = g_new0 (Run, self->ends->len);
  gboolean done = merge (self, runs, place_ranks, item_ranks, func, user_data, error);

  for (guint i = 0; i < self->ends->len; i++)
    g_free (runs[i].bytes);
  return done;
}
