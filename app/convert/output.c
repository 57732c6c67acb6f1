/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/output.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#define PIECE (256 * 1024)

static gboolean
flush (LtOutput *self, GError **error)
{
  gsize at = 0;

  while (at < self->bytes->len)
    {
      gssize n = write (self->fd, self->bytes->data + at, self->bytes->len - at);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE, _ ("Nobody takes the rows: %s."),
                       g_strerror (errno));
          return FALSE;
        }
      at += (gsize) n;
    }
  g_byte_array_set_size (self->bytes, 0);
  return TRUE;
}

static gboolean
flush_if_large (LtOutput *self, GError **error)
{
  return self->bytes->len < PIECE || flush (self, error);
}

void
lt_output_open (LtOutput *self, int fd)
{
  *self = (LtOutput){ .fd = fd, .bytes = g_byte_array_new () };
  lt_row_put_start (self->bytes);
}

void
lt_output_close (LtOutput *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
}

gboolean
lt_output_header (LtOutput *self,
                  const char *format,
                  const char *encoding,
                  const char *datum,
                  const char *shape,
                  const char *title,
                  const char *const *columns,
                  GError **error)
{
  lt_row_put_header (self->bytes, format, encoding, datum, shape, title, columns);
  return flush (self, error);
}

gboolean
lt_output_cells (LtOutput *self,
                 guint64 line,
                 const LtRowCell *cells,
                 guint n_cells,
                 GError **error)
{
  lt_row_put_cells (self->bytes, line, cells, n_cells, NULL, 0);
  self->n_rows++;
  return flush_if_large (self, error);
}

/* A row with a shape, of which there is none if it has no bytes. */
gboolean
lt_output_shape (LtOutput *self,
                 guint64 line,
                 const LtRowCell *cells,
                 guint n_cells,
                 gconstpointer wkb,
                 gsize wkb_size,
                 GError **error)
{
  lt_row_put_cells (self->bytes, line, cells, n_cells, wkb_size == 0 ? NULL : wkb, wkb_size);
  self->n_rows++;
  return flush_if_large (self, error);
}

/* A row that cannot be given is told instead of it. */
gboolean
lt_output_problem (LtOutput *self,
                   guint64 line,
                   const char *column,
                   const char *value,
                   const char *problem,
                   GError **error)
{
  lt_row_put_problem (self->bytes, line, column, value, problem, FALSE);
  self->n_rows++;
  return flush_if_large (self, error);
}

/* What is wrong with a row, or several, that are given all the same. */
gboolean
lt_output_remark (LtOutput *self,
                  guint64 line,
                  const char *column,
                  const char *value,
                  const char *problem,
                  GError **error)
{
  lt_row_put_problem (self->bytes, line, column, value, problem, TRUE);
  return flush_if_large (self, error);
}

/* How far it is, told at each hundredth. */
gboolean
lt_output_progress (LtOutput *self, double fraction, GError **error)
{
  guint percent = (guint) (CLAMP (fraction, 0, 1) * 100);

  if (percent == self->percent)
    return TRUE;
  self->percent = percent;
  lt_row_put_progress (self->bytes, percent);
  return flush (self, error);
}

gboolean
lt_output_end (LtOutput *self, GError **error)
{
  lt_row_put_end (self->bytes, self->n_rows);
  return flush (self, error);
}

/* Told as well as can be: where the pipe itself is gone, the exit status says it. */
void
lt_output_failure (LtOutput *self, const GError *why)
{
  /* a message may quote a file's name or bytes */
  g_autofree char *valid = g_utf8_make_valid (why->message, -1);

  lt_row_put_failure (self->bytes, valid, g_error_matches (why, LT_ERROR, LT_ERROR_USAGE));
  flush (self, NULL);
}
