/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/self-check.h"

#include "store/verify.h"

/* In a reader's thread. */
static gpointer
check_file (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  lt_store_check_quickly (store, error);
  return NULL;
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtWindow) window = LT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  lt_readers_take (result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lt_window_show_problem (window, error->message);
}

/**
 * lt_self_check_start:
 * @window: a window with an open county
 * @cancellable: to be cancelled when it is closed
 *
 * Checks in the background whether the file is whole; the window says it where it
 * is not.
 */
void
lt_self_check_start (LtWindow *window, GCancellable *cancellable)
{
  LtSession *session = lt_window_get_session (window);

  lt_readers_ask (lt_session_get_readers (session), check_file, NULL, NULL, NULL, cancellable,
                  on_checked, g_object_ref (window));
}
