/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Waiting for a condition, with a bound; what was seen instead is told. */

#include "stage.h"

#include "ui/shell/picture.h"

#define PATIENCE_SECONDS 120 /* of a slow machine with much else to do, under the sanitizers */

/* What the windows show when a wait is given up, for whoever asks why. */
static void
leave_pictures (void)
{
  const char *folder = g_getenv ("LANTIAN_PICTURES");
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  int number = 0;

  for (GList *at = folder == NULL ? NULL : windows; at != NULL; at = at->next)
    if (gtk_widget_get_mapped (at->data))
      {
        g_autofree char *file = g_strdup_printf ("late-%s-%d.png", g_get_prgname (), number++);
        g_autofree char *path = g_build_filename (folder, file, NULL);

        g_mkdir_with_parents (folder, 0755);
        lt_picture_of_widget (at->data, path, NULL);
      }
}

static gboolean
on_late (gpointer user_data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  leave_pictures ();
  for (GList *at = windows; at != NULL; at = at->next)
    if (LT_IS_WINDOW (at->data))
      {
        GtkWidget *focus = gtk_window_get_focus (at->data);

        g_printerr ("page %s, keyboard in %s%s\n", lt_window_get_page (at->data),
                    focus == NULL ? "nothing" : gtk_widget_get_name (focus),
                    gtk_window_is_active (at->data) ? "" : ", window not active");
      }
  g_error ("waited in vain for: %s", (const char *) user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_beat (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @condition holds; wakes for what no event tells. */
void
stage_wait (StageCondition condition, gpointer user_data, const char *what)
{
  guint late = g_timeout_add_seconds (PATIENCE_SECONDS, on_late, (gpointer) what);
  guint beat = g_timeout_add (10, on_beat, NULL);

  while (!condition (user_data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (beat);
  g_source_remove (late);
}
