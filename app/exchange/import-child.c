/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/import-private.h"

#include "base/error.h"
#include "lantian-config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#define PIECE       (256 * 1024)
#define LOOK_AROUND 100 /* ms between two looks at the cancellable */

static GSubprocess *
start_child (const char *const *words, GError **error)
{
  const char *told = g_getenv ("LANTIAN_CONVERT");
  g_autofree char *program =
      told != NULL ? g_strdup (told) : g_build_filename (LT_LIBEXEC_DIR, "lantian-convert", NULL);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) cause = NULL;
  GSubprocess *child;

  g_ptr_array_add (arguments, program);
  for (int i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, (gpointer) words[i]);
  g_ptr_array_add (arguments, NULL);
  child = g_subprocess_newv ((const char *const *) arguments->pdata,
                             G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                             &cause);
  if (child == NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                 _ ("The program that reads foreign files, %s, cannot be started: %s. Install "
                    "Lantian again."),
                 program, cause->message);
  return child;
}

/* Gives the next bytes; 0 at the end, -1 with @error. */
static gssize
read_piece (int fd,
            gpointer bytes,
            guint patience,
            const char *name,
            GCancellable *cancellable,
            GError **error)
{
  gint64 until = g_get_monotonic_time () + (gint64) patience * 1000;

  for (;;)
    {
      gint64 left = (until - g_get_monotonic_time ()) / 1000;
      GPollFD poll = { fd, G_IO_IN, 0 };
      int ready;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      ready = g_poll (&poll, 1, (int) CLAMP (left, 0, LOOK_AROUND));
      if (ready > 0)
        {
          gssize n = read (fd, bytes, PIECE);

          if (n >= 0)
            return n;
        }
      if (left <= 0 || (ready < 0 && errno != EINTR))
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("Reading %s was given up: for %u seconds no row came of it. Nothing of "
                          "it was taken in. Where it lies on a stick or in the network, copy it to "
                          "this computer first; otherwise save it anew in the program that it "
                          "comes from, and import that."),
                       name, (patience + 999) / 1000);
          return -1;
        }
    }
}

static gboolean
hand_out_frames (LtRowDecoder *decoder,
                 LtImportFrameFunc on_frame,
                 gpointer user_data,
                 GError **error)
{
  GError *inner = NULL;
  LtRowType type;

  while (lt_row_decoder_next (decoder, &type, &inner))
    {
      if (type == LT_ROW_FAILURE)
        {
          gboolean choice_missing;
          const char *why = lt_row_decoder_get_failure (decoder, &choice_missing);

          g_set_error_literal (error, LT_ERROR,
                               choice_missing ? LT_ERROR_USAGE : LT_ERROR_BAD_INPUT, why);
          return FALSE;
        }
      if (!on_frame (decoder, type, user_data, error))
        return FALSE;
    }
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, inner);
  return FALSE;
}

/* The pipe is closed but no end was seen: how did the program go? */
static void
set_broken_error (GSubprocess *child, const char *name, GError **error)
{
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
  if (g_subprocess_get_if_signaled (child) && g_subprocess_get_term_sig (child) == SIGXCPU)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Reading %s took far longer than a file of its size needs, and was given up. "
                    "Nothing of it was taken in. Save it anew in the program that it comes from, "
                    "or as CSV or GeoJSON, and import that."),
                 name);
  else if (g_subprocess_get_if_signaled (child))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Reading %s broke off: the reading program died of it (%s). Nothing of "
                    "it was taken in. Save it anew in the program that it comes from, or as CSV or "
                    "GeoJSON, and import that."),
                 name, g_strsignal (g_subprocess_get_term_sig (child)));
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("Reading %s broke off: the reading program stopped (status %d). Nothing of "
                    "it was taken in. Save it anew in the program that it comes from, or as CSV or "
                    "GeoJSON, and import that."),
                 name, g_subprocess_get_exit_status (child));
}

/* @broken is whether the rows end before their end. */
static gboolean
read_pipe (int fd,
           guint patience,
           const char *name,
           LtImportFrameFunc on_frame,
           gpointer user_data,
           gboolean *broken,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree guint8 *bytes = g_malloc (PIECE);
  g_autoptr (LtRowDecoder) decoder = lt_row_decoder_new ();
  gssize n;

  *broken = FALSE;
  while ((n = read_piece (fd, bytes, patience, name, cancellable, error)) > 0)
    {
      lt_row_decoder_push (decoder, bytes, (gsize) n);
      if (!hand_out_frames (decoder, on_frame, user_data, error))
        return FALSE;
    }
  *broken = n == 0 && !lt_row_decoder_finish (decoder, error);
  return n == 0 && !*broken;
}

static gboolean
read_child (GSubprocess *child,
            guint patience,
            const char *name,
            LtImportFrameFunc on_frame,
            gpointer user_data,
            GCancellable *cancellable,
            GError **error)
{
  GInputStream *pipe = g_subprocess_get_stdout_pipe (child);
  int fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (pipe));
  gboolean broken;

  fcntl (fd, F_SETPIPE_SZ, PIECE); /* as much as the writer writes at once; less is slower only */
  if (read_pipe (fd, patience, name, on_frame, user_data, &broken, cancellable, error))
    return TRUE;
  if (broken)
    {
      g_clear_error (error);
      set_broken_error (child, name, error);
    }
  return FALSE;
}

/**
 * lt_import_check_path:
 * @path: of a foreign file
 * @error: return location; says what is there instead
 *
 * Returns: whether there is a file that can be read
 */
gboolean
lt_import_check_path (const char *path, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  /* a file geodatabase is a folder */
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR)
      || (g_str_has_suffix (lower, ".gdb") && g_file_test (path, G_FILE_TEST_IS_DIR)))
    return TRUE;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s is a folder. Choose a file in it."),
                 path);
  else if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s is not a file but a device or a pipe. Save what it gives in a file first."),
                 path);
  else if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s is a link that leads to no file. Choose the file itself."), path);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("There is no file %s."), path);
  return FALSE;
}

static gboolean
run_child (const char *const *words,
           const char *path,
           guint patience,
           LtImportFrameFunc on_frame,
           gpointer user_data,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GSubprocess) child = NULL;
  gboolean good;

  if (!lt_import_check_path (path, error))
    return FALSE;
  child = start_child (words, error);
  if (child == NULL)
    return FALSE;
  good = read_child (child, patience, name, on_frame, user_data, cancellable, error);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
  return good;
}

/* Returns: FALSE, as there is nothing in the file. */
gboolean
lt_import_refuse_empty (const char *name, GError **error)
{
  g_set_error (
      error, LT_ERROR, LT_ERROR_BAD_INPUT,
      _ ("%s has no rows; nothing of it was taken in. Open it in the program that it comes "
         "from and look whether its rows are there: a file of another kind may only bear "
         "that name."),
      name);
  return FALSE;
}

/*
 * lt_import_child_list:
 *
 * Has lantian-convert name the parts of a file; see lt_import_child_read().
 */
gboolean
lt_import_child_list (const char *path,
                      guint patience,
                      LtImportFrameFunc on_frame,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  const char *words[] = { "parts", absolute, NULL };

  return run_child (words, path, patience, on_frame, user_data, cancellable, error);
}

/*
 * lt_import_child_take:
 *
 * Has lantian-convert read a file as it stands, whatever its rows are.
 */
gboolean
lt_import_child_take (const char *path,
                      guint patience,
                      LtImportFrameFunc on_frame,
                      gpointer user_data,
                      GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  const char *words[] = { "read", "auto", absolute, NULL };

  return run_child (words, path, patience, on_frame, user_data, NULL, error);
}

/*
 * lt_import_child_read:
 *
 * Has lantian-convert read a file and hands its frames out, one by one. The
 * program is not trusted: whatever it does, it costs no more than the import.
 */
gboolean
lt_import_child_read (const LtImportPlan *plan,
                      const char *path,
                      gboolean columns_only,
                      LtImportFrameFunc on_frame,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (path);
  const char *words[] = { "read", "auto", absolute, "--encoding", plan->encoding,
                          NULL,   NULL,   NULL,     NULL };
  gboolean broken;
  guint n = 5;

  if (plan->pipe >= 0)
    return read_pipe (plan->pipe, plan->patience, name, on_frame, user_data, &broken, cancellable,
                      error);
  if (plan->part != NULL)
    {
      words[n++] = "--part";
      words[n++] = plan->part;
    }
  if (columns_only)
    words[n++] = "--columns-only";
  return run_child (words, path, plan->patience, on_frame, user_data, cancellable, error);
}
