/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/export-private.h"

#include "base/error.h"
#include "lantian-config.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PIECE       (256 * 1024)
#define PATIENCE    600000 /* ms; a workbook of a million rows is packed at its end */
#define LOOK_AROUND 100    /* ms between two looks at the cancellable */
#define MOST_ANSWER 4096

struct _LtExport
{
  LtExportStage stage;
  GSubprocess *child;
  GCancellable *cancellable;
  int to;   /* the child's standard input; -1 once it is closed */
  int from; /* its standard output */
  guint patience;
  void (*watch) (gpointer user_data); /* (nullable) */
  gpointer watch_data;
  guint n_columns;
  guint64 n_rows;
  GByteArray *out;
  GString *answer;
};

static gboolean
start_child (LtExport *self, const LtExportFormat *format, GError **error)
{
  const char *told = g_getenv ("LANTIAN_CONVERT");
  g_autofree char *program =
      told != NULL ? g_strdup (told) : g_build_filename (LT_LIBEXEC_DIR, "lantian-convert", NULL);
  g_autofree char *name = g_path_get_basename (self->stage.file);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) cause = NULL;
  int ends[2];

  /* Not a pipe: what is sent to a program that died must not be this one's death. */
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE, "%s", g_strerror (errno));
      return FALSE;
    }
  self->to = ends[0];
  g_subprocess_launcher_take_stdin_fd (launcher, ends[1]);
  self->child = g_subprocess_launcher_spawn (launcher, &cause, program, "write", format->name,
                                             self->stage.folder, name, NULL);
  if (self->child == NULL)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                   _ ("The program that writes foreign files, %s, cannot be started: %s. Install "
                      "Lantian again."),
                   program, cause->message);
      return FALSE;
    }
  self->from =
      g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (self->child)));
  return TRUE;
}

/* How it went, by the child's own words or by how it died. */
static gboolean
set_failed_error (LtExport *self, GError **error)
{
  char *words = NULL;
  guint64 code = *self->answer->str == '!' ? g_ascii_strtoull (self->answer->str + 1, &words, 10)
                                           : LT_ERROR_UNAVAILABLE;

  g_subprocess_force_exit (self->child);
  g_subprocess_wait (self->child, NULL, NULL);
  if (words != NULL && *words == ' ')
    g_set_error (error, LT_ERROR, code > 0 && code <= LT_ERROR_DAMAGED ? (int) code : LT_ERROR_BUG,
                 _ ("%s Nothing was written."), g_strstrip (words));
  else if (g_subprocess_get_if_signaled (self->child))
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("Writing %s broke off: the writing program died of it (%s). Nothing was "
                    "written."),
                 self->stage.target, g_strsignal (g_subprocess_get_term_sig (self->child)));
  else
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("Writing %s broke off: the writing program stopped (status %d). Nothing was "
                    "written."),
                 self->stage.target, g_subprocess_get_exit_status (self->child));
  return FALSE;
}

/* Waits until the child takes bytes (@to_write) or has said something. */
static gboolean
wait_for_child (LtExport *self, gboolean to_write, gboolean *says, GError **error)
{
  gint64 until = g_get_monotonic_time () + (gint64) self->patience * 1000;

  for (;;)
    {
      gint64 left = (until - g_get_monotonic_time ()) / 1000;
      GPollFD polls[] = { { self->from, G_IO_IN, 0 }, { self->to, G_IO_OUT, 0 } };
      int ready;

      if (self->watch != NULL)
        self->watch (self->watch_data);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      ready = g_poll (polls, to_write ? 2 : 1, (int) CLAMP (left, 0, LOOK_AROUND));
      *says = polls[0].revents != 0;
      if (ready > 0)
        return TRUE;
      if (left <= 0 || (ready < 0 && errno != EINTR))
        {
          g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                       _ ("Writing %s was given up: for %u seconds nothing went on. Nothing was "
                          "written."),
                       self->stage.target, (self->patience + 999) / 1000);
          return FALSE;
        }
    }
}

/* Takes what the child says; *done at its end. */
static gboolean
hear (LtExport *self, gboolean *done)
{
  char bytes[512];
  gssize n = read (self->from, bytes, sizeof bytes);

  *done = n == 0 || (n < 0 && errno != EINTR) || self->answer->len >= MOST_ANSWER;
  g_string_append_len (self->answer, bytes, MAX (n, 0));
  return n > 0;
}

static gboolean
hear_out (LtExport *self, GError **error)
{
  gboolean says;
  gboolean done = FALSE;

  while (!done)
    {
      if (!wait_for_child (self, FALSE, &says, error))
        return FALSE;
      hear (self, &done);
    }
  return TRUE;
}

/* A child that speaks before it was given everything has failed. */
static gboolean
send_all (LtExport *self, GError **error)
{
  gsize at = 0;

  while (at < self->out->len)
    {
      gboolean says;
      gssize n = 0;

      if (!wait_for_child (self, TRUE, &says, error))
        return FALSE;
      if (!says)
        n = send (self->to, self->out->data + at, self->out->len - at, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (says || (n < 0 && errno != EAGAIN && errno != EINTR))
        return hear_out (self, error) && set_failed_error (self, error);
      at += (gsize) MAX (n, 0);
    }
  g_byte_array_set_size (self->out, 0);
  return TRUE;
}

/* The number of rows that the child has written must be that of those it was given. */
static gboolean
check_answer (LtExport *self, GError **error)
{
  guint64 n;

  if (!hear_out (self, error))
    return FALSE;
  g_strstrip (self->answer->str);
  if (!g_utf8_validate (self->answer->str, -1, NULL) || *self->answer->str == '!'
      || !g_ascii_string_to_unsigned (self->answer->str, 10, 0, G_MAXUINT64, &n, NULL)
      || n != self->n_rows)
    return set_failed_error (self, error);
  return TRUE;
}

/**
 * lt_export_open:
 * @path: where the file shall stand; its ending tells the format
 * @header: what is to be written
 * @replace: whether a file that is there may be replaced
 * @cancellable: (nullable): to break off, from another thread or between two rows
 * @error: return location
 *
 * Begins a foreign file. Its folder has to be there.
 *
 * Returns: (transfer full) (nullable): the file, to be filled; freed before it was
 *   finished, it was never there
 */
LtExport *
lt_export_open (const char *path,
                const LtTableHeader *header,
                gboolean replace,
                GCancellable *cancellable,
                GError **error)
{
  const LtExportFormat *format = lt_export_format_of (path, error);
  g_autoptr (LtExport) self = NULL;

  if (format == NULL)
    return NULL;
  self = g_new0 (LtExport, 1);
  self->to = -1;
  self->patience = PATIENCE;
  self->n_columns = header->columns->len;
  self->out = g_byte_array_new ();
  self->answer = g_string_new (NULL);
  g_set_object (&self->cancellable, cancellable);
  if (!lt_export_stage_open (&self->stage, path, format, replace, error)
      || !start_child (self, format, error))
    return NULL;
  lt_table_put_header (self->out, header);
  return send_all (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * lt_export_set_patience:
 * @self: a file
 * @ms: how long the writing program may do nothing before it is given up
 */
void
lt_export_set_patience (LtExport *self, guint ms)
{
  self->patience = ms;
}

/**
 * lt_export_set_watch:
 * @self: a file
 * @watch: (nullable): called now and then while the writing program is waited for; it
 *   may cancel
 * @user_data: for @watch
 */
void
lt_export_set_watch (LtExport *self, void (*watch) (gpointer), gpointer user_data)
{
  self->watch = watch;
  self->watch_data = user_data;
}

/**
 * lt_export_add:
 * @self: a file
 * @cells: as many as there are columns; %NULL for nothing
 * @wkb: (nullable): the row's shape
 * @wkb_size: how many bytes
 * @error: return location; the file is of no use then
 *
 * Adds a row. Waits while lantian-convert has enough to do.
 */
gboolean
lt_export_add (LtExport *self,
               const char *const *cells,
               gconstpointer wkb,
               gsize wkb_size,
               GError **error)
{
  lt_table_put_row (self->out, cells, self->n_columns, wkb, wkb_size);
  self->n_rows++;
  return self->out->len < PIECE || send_all (self, error);
}

/**
 * lt_export_finish:
 * @self: a file with all its rows
 * @result: (out caller-allocates): what was written
 * @error: return location; nothing was written, and what was there is as before
 *
 * Puts the file in its place, whole and on the disk.
 */
gboolean
lt_export_finish (LtExport *self, LtExportResult *result, GError **error)
{
  *result = (LtExportResult){ .rows = self->n_rows };
  lt_table_put_end (self->out, self->n_rows);
  if (!send_all (self, error))
    return FALSE;
  close (self->to);
  self->to = -1;
  return check_answer (self, error)
         && !g_cancellable_set_error_if_cancelled (self->cancellable, error)
         && lt_export_stage_publish (&self->stage, result, error);
}

void
lt_export_free (LtExport *self)
{
  if (self == NULL)
    return;
  if (self->child != NULL)
    {
      g_subprocess_force_exit (self->child);
      g_subprocess_wait (self->child, NULL, NULL);
      g_object_unref (self->child);
    }
  if (self->to >= 0)
    close (self->to);
  lt_export_stage_clear (&self->stage);
  g_clear_object (&self->cancellable);
  g_byte_array_unref (self->out);
  g_string_free (self->answer, TRUE);
  g_free (self);
}
