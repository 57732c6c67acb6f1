/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/county.h"
#include "work/readings.h"

G_BEGIN_DECLS

/* What the measurements of imports have in common. */

/* Gives the file's officer, signed in. */
LtSession *importing_open (const char *path);

/* Makes the sample county anew, with so many stations more: B000, B001 … */
void importing_make_county (const char *path, int stations);

/* Takes a table in; answers seconds. */
double importing_run (const char *county, const char *table, guint added);

/* Has sqlite3 do the same: a table made by @sql and `.import`. */
double importing_run_peer (const char *db, const char *sql, const char *table);

/* Takes a file of records in; answers seconds. */
typedef struct
{
  const char *kind;
  const char *datum;
  const char *path;
  guint read; /* rows that it has */
} ImportingRecords;

double importing_run_records (const char *county, const ImportingRecords *records);
void importing_run_records_while_saving (const char *county, const ImportingRecords *records);

/* The most memory that this program and the programs it started have had, as members. */
void importing_print_memory (void);

/* Takes a table in while another session keeps drafts and saves forms, and prints
 * what they took. */
void importing_run_while_saving (const char *county, int stations, const char *table, guint added);

/* The middle one of some numbers. */
double importing_median (double *numbers, int n);

G_END_DECLS
