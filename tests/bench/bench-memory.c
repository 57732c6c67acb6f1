/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Memory of the window with a county of 200 000 places: after the first map, and after
 * the map was moved and brought nearer, a list of all its places was gone through from
 * end to end, and a place was opened. The window is that of a process of its own, so
 * that making the file is not counted. The file is made in the folder named by the
 * argument. Needs a screen. Prints JSON, in MB (10⁶ bytes). */

#include "made-up-mines.h"
#include "stage.h"

#include <gio/gio.h>
#include <stdlib.h>

#define N_PLACES 200000
#define WITHIN   "--within"

/* VmRSS, VmHWM: proc(5). */
static double
read_mb (const char *what)
{
  g_autofree char *status = NULL;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  at = strstr (status, what);
  g_assert_nonnull (at);
  return (double) g_ascii_strtoull (at + strlen (what) + 1, NULL, 10) * 1024 / 1e6;
}

static void
move_map (Stage *stage)
{
  static const guint keys[] = { GDK_KEY_plus,  GDK_KEY_plus,  GDK_KEY_Left,
                                GDK_KEY_plus,  GDK_KEY_Up,    GDK_KEY_plus,
                                GDK_KEY_minus, GDK_KEY_minus, GDK_KEY_minus };

  gtk_widget_grab_focus (lt_map_view_get_map (lt_window_get_map (stage->window)));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      stage_key (stage, keys[i], 0);
      stage_wait_map (stage);
    }
}

static void
go_through_list (Stage *stage)
{
  stage_key (stage, GDK_KEY_6, GDK_ALT_MASK);
  stage_wait_page (stage, "lists");
  stage_tab_to (stage, "record-list");
  for (int i = 0; i < 40; i++)
    stage_key (stage, GDK_KEY_Page_Down, 0);
  stage_key (stage, GDK_KEY_End, GDK_CONTROL_MASK);
  stage_key (stage, GDK_KEY_Return, 0);
}

static void
work_in (const char *path)
{
  g_autoptr (Stage) stage = stage_new (path);
  double first = read_mb ("VmRSS:");

  move_map (stage);
  go_through_list (stage);
  g_print ("{\n  \"places\": %d,\n  \"first_map_mb\": %.1f,\n  \"worked_mb\": %.1f,\n"
           "  \"most_mb\": %.1f\n}\n",
           N_PLACES, first, read_mb ("VmRSS:"), read_mb ("VmHWM:"));
}

int
main (int argc, char **argv)
{
  g_autoptr (MadeUpCounty) county = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  MadeUpFile file;

  if (argc == 3 && g_str_equal (argv[1], WITHIN))
    {
      work_in (argv[2]);
      return EXIT_SUCCESS;
    }
  if (argc != 2)
    return EXIT_FAILURE;
  county = made_up_county_new (N_PLACES);
  made_up_file_init (&file, argv[1]);
  made_up_file_add_mines (&file, county);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, argv[0], WITHIN, file.path, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  made_up_file_clear (&file);
  return EXIT_SUCCESS;
}
