/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/making.h"

#include "base/error.h"
#include "base/file-copy.h"
#include "base/file.h"
#include "store/drafts.h"
#include "store/key-file.h"
#include "store/originals.h"
#include "work/marker.h"
#include "work/session-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* By what the last call has left in errno. */
static gboolean
refuse_place (const char *path, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE, _ ("File %s: it cannot be made there: %s."),
               path,
               errno == ENOSPC
                   ? _ ("the disk is full. Make room and do it again; nothing was lost")
                   : _ ("it cannot be opened. Check that the folder is there and may be written"));
  return FALSE;
}

/**
 * lt_making_check_place:
 * @path: where a county file shall be
 * @error: return location; %LT_ERROR_BAD_INPUT where something is there already
 */
gboolean
lt_making_check_place (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it is there already, and was left as it is. Choose another name."),
               path);
  return FALSE;
}

/* Keys that a former file of that name has left stay. */
static gboolean
take_keys_along (LtMaking *self, GError **error)
{
  g_autofree char *there = lt_key_file_path (self->path);
  g_autofree char *here = lt_key_file_path (self->file);
  g_autofree char *text = NULL;
  gsize size = 0;

  if (!g_file_test (there, G_FILE_TEST_EXISTS))
    return TRUE;
  return lt_file_check_plain (there, error) && g_file_get_contents (there, &text, &size, error)
         && lt_file_write (here, text, (gssize) size, 0600, error);
}

/**
 * lt_making_begin:
 * @self: (out caller-allocates): what is begun
 * @path: a file that is not there yet
 * @error: return location, also for what goes wrong until lt_making_clear()
 *
 * Begins a county file; what fits `@self->file` is to be made by the caller.
 */
gboolean
lt_making_begin (LtMaking *self, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *purpose = g_strconcat (name, ".making", NULL);

  *self = (LtMaking){ .path = g_strdup (path), .error = error };
  /* Whoever was interrupted after all was in its place has left an empty one. */
  lt_workbench_remove_abandoned (path, purpose);
  if (!lt_making_check_place (path, error))
    return FALSE;
  if (!lt_workbench_set_up (&self->bench, path, purpose))
    return refuse_place (path, error);
  self->file = g_build_filename (self->bench.folder, name, NULL);
  return take_keys_along (self, error);
}

/* The keys first: without the file they do no harm, the file without them would. */
static gboolean
put_in_place (LtMaking *self, GError **error)
{
  g_autofree char *keys = lt_key_file_path (self->file);
  g_autofree char *keys_place = lt_key_file_path (self->path);
  g_autofree char *drafts = lt_drafts_path (self->file);
  g_autofree char *drafts_place = lt_drafts_path (self->path);
  g_autofree char *wal = g_strconcat (self->file, "-wal", NULL);

  if (!lt_making_check_place (self->path, error)
      || !lt_originals_move (self->file, self->path, error))
    return FALSE;
  /* Drafts that a former file of that name has left are newer than any here. */
  if (!g_file_test (drafts_place, G_FILE_TEST_EXISTS))
    g_rename (drafts, drafts_place);
  /* A log that could not be written into its file must not be left behind. */
  if (g_file_test (wal, G_FILE_TEST_EXISTS))
    {
      errno = lt_file_probe_folder (self->file);
      return refuse_place (self->path, error);
    }
  if (g_rename (keys, keys_place) != 0 || g_rename (self->file, self->path) != 0)
    return refuse_place (self->path, error);
  return lt_file_sync_folder (self->path, error);
}

/**
 * lt_making_end:
 * @self: what was begun
 * @session: (transfer full): a session in the finished file
 * @now: the time the session works by; 0 for the device's clock
 * @error: return location
 *
 * Puts the file and its keys in their place.
 *
 * Returns: (transfer full) (nullable): a session there, with the same officer
 *   signed in
 */
LtSession *
lt_making_end (LtMaking *self, LtSession *session, gint64 now, GError **error)
{
  const LtRecord *acting = lt_session_get_officer (session);
  g_autoptr (LtRecord) officer = acting == NULL ? NULL : lt_record_copy (acting);
  LtKeyPair key = *lt_session_get_key (session);
  LtSession *there = NULL;

  lt_session_close (session);
  if (put_in_place (self, error))
    there = lt_session_open (self->path, error);
  if (there != NULL)
    lt_session_set_now (there, now);
  if (there != NULL)
    lt_marker_note_state (there, NULL);
  if (there != NULL && officer != NULL)
    lt_session_use_key (there, officer, &key);
  lt_key_pair_clear (&key);
  return there;
}

/**
 * lt_making_clear:
 * @self: what was begun
 *
 * Takes away what was not put in its place.
 */
void
lt_making_clear (LtMaking *self)
{
  if (self->error != NULL && self->bench.folder != NULL)
    lt_file_name_place (*self->error, self->bench.folder, self->path);
  lt_workbench_clear (&self->bench);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->file, g_free);
}
