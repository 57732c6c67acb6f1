/* SPDX-License-Identifier: GPL-3.0-or-later */

/* NMEA sentences from a device as they come, or from a file at the pace of its times. */

#include "position/line-splitter.h"
#include "position/nmea.h"
#include "position/position-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#define MOST_LINE 200
/* Lines without one that is right until it is said that these are no sentences. */
#define MOST_BAD 30
/* A pause in a recorded file is no longer than this. */
#define MOST_PAUSE 5000

typedef struct
{
  LtPosition *position; /* NULL when it is stopped */
  char *path;
  int file;
  GInputStream *stream; /* of a plain file */
  GCancellable *cancellable;
  guint source;  /* of the device, or of the next fix of a file */
  GQueue fixes;  /* (element-type LtFix): of a file, read and not played yet */
  gint64 played; /* time of the last one that was; 0 for none */
  LtLineSplitter lines;
  LtNmea nmea;
  guint n_bad;
  guint broken; /* line of a file that is played no further; 0 for none */
  gboolean has_sentences;
  char buffer[2048];
} Feed;

static void
clear_feed (gpointer data)
{
  Feed *self = data;

  g_free (self->path);
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->fixes, g_free);
  lt_line_splitter_clear (&self->lines);
  if (self->file >= 0)
    close (self->file);
}

static void
release (Feed *self)
{
  g_rc_box_release_full (self, clear_feed);
}

static void read_on (Feed *self);

static void
on_fix (Feed *self, const LtFix *fix)
{
  if (self->stream != NULL)
    g_queue_push_tail (&self->fixes, lt_fix_copy (fix));
  else
    lt_position_take (self->position, fix);
}

static void
on_line (const char *line, gpointer user_data)
{
  Feed *self = user_data;
  LtFix fix;
  LtNmeaResult result;

  if (self->position == NULL || self->broken != 0)
    return;
  result = line == NULL ? LT_NMEA_BAD : lt_nmea_take (&self->nmea, line, &fix);
  self->n_bad = result == LT_NMEA_BAD ? self->n_bad + 1 : 0;
  self->has_sentences = self->has_sentences || result != LT_NMEA_BAD;
  if (result == LT_NMEA_FIX)
    on_fix (self, &fix);
  else if (result == LT_NMEA_LOST)
    lt_position_say (self->position, _ ("The receiver has no fix yet: go under the open sky and "
                                        "wait."));
  else if (self->n_bad == MOST_BAD && self->stream != NULL)
    self->broken = self->lines.n_ended + 1;
  else if (self->n_bad == MOST_BAD)
    lt_position_fail (self->position,
                      _ ("%s sends no NMEA sentences with a right checksum: see whether it is the "
                         "right device, and its speed (stty -F %s)."),
                      self->path, self->path);
}

static void
fail (Feed *self, const char *why)
{
  lt_position_fail (self->position,
                    _ ("%s cannot be read: %s. Plug the receiver in, or choose another source."),
                    self->path, why);
}

/* ---- a device ---------------------------------------------------------------- */

static gboolean
on_readable (int file, GIOCondition condition, gpointer user_data)
{
  Feed *self = user_data;
  ssize_t n = read (file, self->buffer, sizeof self->buffer);

  if (n > 0)
    {
      g_rc_box_acquire (self);
      lt_line_splitter_feed (&self->lines, self->buffer, (gsize) n, on_line, self);
      release (self);
      return G_SOURCE_CONTINUE;
    }
  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  fail (self, n == 0 ? _ ("it is gone") : g_strerror (errno));
  return G_SOURCE_REMOVE;
}

/* A serial line as it is, with no letter taken for a command; its speed is left. */
static void
watch_device (Feed *self)
{
  struct termios line;

  if (isatty (self->file) && tcgetattr (self->file, &line) == 0)
    {
      cfmakeraw (&line);
      line.c_cflag |= CLOCAL | CREAD;
      tcsetattr (self->file, TCSANOW, &line);
    }
  lt_position_say (self->position, _ ("Waiting for the first fix of the receiver."));
  /* After all else: a device that is never silent must not keep the window from painting. */
  self->source = g_unix_fd_add_full (G_PRIORITY_LOW, self->file, G_IO_IN | G_IO_HUP | G_IO_ERR,
                                     on_readable, self, NULL);
}

/* ---- a file ------------------------------------------------------------------ */

static gboolean
on_play (gpointer user_data)
{
  Feed *self = user_data;
  g_autofree LtFix *fix = g_queue_pop_head (&self->fixes);

  self->source = 0;
  self->played = fix->time;
  g_rc_box_acquire (self);
  lt_position_take (self->position, fix);
  if (self->position != NULL)
    read_on (self);
  release (self);
  return G_SOURCE_REMOVE;
}

static void
on_read (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Feed *self = user_data;
  g_autoptr (GError) error = NULL;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (stream), result, &error);
  LtFix last;

  if (n > 0)
    lt_line_splitter_feed (&self->lines, self->buffer, (gsize) n, on_line, self);
  else if (n == 0 && self->position != NULL)
    {
      lt_line_splitter_feed (&self->lines, "\n", 1, on_line, self);
      if (lt_nmea_end (&self->nmea, &last))
        on_fix (self, &last);
    }
  if (self->position != NULL && n < 0)
    fail (self, error->message);
  else if (self->position != NULL && self->broken != 0)
    read_on (self);
  else if (self->position != NULL && n == 0 && !self->has_sentences)
    lt_position_fail (self->position, _ ("%s has no NMEA sentences with a right checksum."),
                      self->path);
  else if (self->position != NULL && n == 0 && g_queue_is_empty (&self->fixes))
    lt_position_end (self->position, NULL);
  else if (self->position != NULL)
    read_on (self);
  release (self);
}

/* Played once: a file is no better the next time. */
static void
tell_broken (Feed *self)
{
  g_autofree char *words = g_strdup_printf (
      _ ("%s is played no further: up to line %u, %d lines in a row are no NMEA sentences with a "
         "right checksum."),
      self->path, self->broken, MOST_BAD);

  lt_position_end (self->position, words);
}

/* The next fix that was read, when its time has come; or more of the file. */
static void
read_on (Feed *self)
{
  const LtFix *next = g_queue_peek_head (&self->fixes);
  gint64 pause = next == NULL || self->played == 0 ? 0 : next->time - self->played;

  if (next != NULL)
    self->source = g_timeout_add ((guint) ((double) CLAMP (pause, 0, MOST_PAUSE)
                                           / lt_position_get_pace (self->position)),
                                  on_play, self);
  else if (self->broken != 0)
    tell_broken (self);
  else
    g_input_stream_read_async (self->stream, self->buffer, sizeof self->buffer, G_PRIORITY_LOW,
                               self->cancellable, on_read, g_rc_box_acquire (self));
}

static gpointer
start (LtPosition *position, const char *where)
{
  Feed *self = g_rc_box_new0 (Feed);
  struct stat about;

  self->position = position;
  self->path = g_strdup (where == NULL ? "" : where);
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->fixes);
  lt_line_splitter_init (&self->lines, MOST_LINE);
  self->file = open (self->path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (self->file < 0 || fstat (self->file, &about) != 0)
    fail (self, g_strerror (errno));
  else if (S_ISREG (about.st_mode))
    {
      self->stream = g_unix_input_stream_new (self->file, FALSE);
      read_on (self);
    }
  else if (S_ISDIR (about.st_mode))
    fail (self, g_strerror (EISDIR));
  else if (!S_ISCHR (about.st_mode) && !S_ISFIFO (about.st_mode))
    fail (self, g_strerror (ENOTTY));
  else
    watch_device (self);
  return self;
}

static void
stop (gpointer feed)
{
  Feed *self = feed;

  self->position = NULL;
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  release (self);
}

const LtFeed lt_feed_nmea = { "NMEA", TRUE, start, stop };
