/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-files.h"

/* Every real file that can be taken in goes into one county file; the second
 * time nothing is new, nor the third, with its rows in another order. */

static void
take_in_all (RealFiles *files, Ctl *ctl, RealTime time)
{
  for (guint i = 0; i < files->files->len; i++)
    {
      RealFile *file = &g_array_index (files->files, RealFile, i);

      if (real_file_is (file, "county"))
        real_file_take_in (file, ctl, time);
    }
}

static void
test_county (void)
{
  g_autoptr (RealFiles) files = NULL;
  g_autoptr (Ctl) ctl = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  if (real_files_folder () == NULL)
    return;
  files = real_files_new ();
  ctl = real_county_new ();
  take_in_all (files, ctl, REAL_FIRST);
  first = ctl_state (ctl);
  take_in_all (files, ctl, REAL_AGAIN);
  second = ctl_state (ctl);
  g_assert_cmpstr (second, ==, first);
  take_in_all (files, ctl, REAL_SHUFFLED);
  third = ctl_state (ctl);
  g_assert_cmpstr (third, ==, first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acceptance/county", test_county);
  return g_test_run ();
}
