/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What taking in a long list of records costs: a million mines from a CSV file, while
 * another session saves forms; and how much memory that takes. The files are made in the
 * folder named by the first argument; the second may say how many rows. Prints JSON. */

#include "importing.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

static void
write_table (const char *path, int rows)
{
  FILE *file = g_fopen (path, "w");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  g_assert_nonnull (file);
  fputs ("code,name,mine_type,mineral,pit_surface,party,longitude,latitude\n", file);
  for (int i = 0; i < rows; i++)
    fprintf (file, "M%07d,示例矿%d,open-pit,煤,%d.5,示例公司%d,%.6f,%.6f\n", i, i,
             g_rand_int_range (rand, 100, 99999), i % 5000, g_rand_double_range (rand, 110, 114),
             g_rand_double_range (rand, 35, 40));
  fclose (file);
}

int
main (int argc, char **argv)
{
  g_autofree char *county = g_build_filename (argv[1], "bench-mines.gpkg", NULL);
  g_autofree char *table = g_build_filename (argv[1], "bench-mines.csv", NULL);
  int rows = argc > 2 ? atoi (argv[2]) : 1000000;
  ImportingRecords records = { "mine", "wgs84", table, (guint) rows };

  write_table (table, rows);
  importing_make_county (county, 0);
  g_print ("{\"rows\":%d,", rows);
  importing_run_records_while_saving (county, &records);
  importing_print_memory ();
  g_print ("}\n");
  return 0;
}
