/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "db/read-only.h"

#include "db/db-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* What stands in the journal would not be seen. */
static gboolean
has_journal (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_stat (wal, &status) == 0 && status.st_size > 0;
}

/**
 * lt_db_immutable_uri:
 * @path: a file that is there
 *
 * A file in WAL mode needs two more beside it even to be read. Where they cannot
 * be made nobody can write the file either, and SQLite may take it as it is.
 *
 * Returns: (transfer full) (nullable): what to open such a file by; %NULL for a
 *   file whose folder can be written, or that has a journal
 */
char *
lt_db_immutable_uri (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = NULL;

  if (access (folder, W_OK) == 0 || has_journal (path))
    return NULL;
  uri = g_file_get_uri (file);
  return g_strconcat (uri, "?immutable=1", NULL);
}

/**
 * lt_db_is_read_only:
 *
 * Returns: whether the connection can only read, as it was opened or because of
 *   where the file is
 */
gboolean
lt_db_is_read_only (LtDb *self)
{
  return sqlite3_db_readonly (self->handle, "main") == 1;
}
