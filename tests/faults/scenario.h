/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl.h"

/* Commands that something goes wrong in the middle of, each with what it starts
 * from and how to tell whether it was done. */

/**
 * HalfWay:
 * @rows: for SQLite's shell: all that the command brings, without ids
 * @is_told: whether the program says that something was broken off; checks what it says
 *   of how much of it is there
 * @other: (nullable): the command for the other way out; the rows that it leads to are
 *   in the file `rows-other` of the machine
 *
 * What can be stopped in the middle is afterwards as before, whole, or begun and told
 * so; then it can be taken back as well as finished.
 */
typedef struct
{
  const char *rows;
  gboolean (*is_told) (Ctl *ctl);
  const char *other;
} HalfWay;

/**
 * Scenario:
 * @name: for the test's path
 * @prepare: fills the folder `work` of a new machine; gives the command line
 * @file: the county file that it is about, by `verify`
 * @status: status of the command
 * @again: status of the same command once more after it was done
 * @is_done: (nullable): whether what the command does can be read in @file; it
 *   may also check more
 * @in_parts: whether what came before an interruption is kept
 * @half_way: (nullable): what is told of it then
 * @most: how many calls are tried at the most; 0: as many as usual
 * @program: (nullable): variable that names the program; lantianctl without
 */
typedef struct
{
  const char *name;
  char *(*prepare) (Ctl *ctl);
  const char *file;
  int status;
  int again;
  gboolean (*is_done) (Ctl *ctl);
  gboolean in_parts;
  guint most;
  const char *program;
  const HalfWay *half_way;
} Scenario;

extern const Scenario scenario_add;
extern const Scenario scenario_set;
extern const Scenario scenario_import;
extern const Scenario scenario_finish;
extern const Scenario scenario_take_back;
extern const Scenario scenario_issue;
extern const Scenario scenario_migrate;
extern const Scenario scenario_backup;
extern const Scenario scenario_restore;
extern const Scenario scenario_give;
extern const Scenario scenario_take;
extern const Scenario scenario_join;
extern const Scenario scenario_new;
extern const Scenario scenario_attach;
extern const Scenario scenario_draft;

/* A plan of the bureau's own, in scenario-rules.c. */
extern const Scenario scenario_rules;

/* Measured rows, in scenario-rows.c. */
extern const Scenario scenario_readings;
extern const Scenario scenario_pack;

/* What is written out: the county file stays as it is. */
extern const Scenario scenario_print;
extern const Scenario scenario_map;
extern const Scenario scenario_export;
extern const Scenario scenario_original;

/**
 * Stage:
 * @ctl: the machine
 * @line: the command line
 * @before: state of the file before, and @after after the command; "" where
 *   there is no file
 * @told_before: with @scenario's `half_way`, whether it begins with what was broken off
 * @rows_before: with that, the rows before the command, and @rows_after after it
 * @length: how long the command takes with nothing in its way, in microseconds
 *
 * A scenario, made ready once; each try begins with the same files.
 */
typedef struct
{
  const Scenario *scenario;
  Ctl *ctl;
  char *line;
  char *before;
  char *after;
  gboolean told_before;
  char *rows_before;
  char *rows_after;
  gint64 length;
} Stage;

int shim_run (Ctl *ctl, const char *program, const char *line, const char *mode, guint at);
guint64 shim_read_counter (Ctl *ctl);
void stage_init (int *argc, char ***argv);
Stage *stage_new (const Scenario *scenario);
void stage_free (Stage *self);
void stage_reset (Stage *self);
int stage_run (Stage *self, const char *mode, guint at);
int stage_run_for (Stage *self, gint64 microseconds);
guint stage_count (Stage *self, const char *mode);
GArray *stage_points (Stage *self);
gboolean stage_look (Stage *self);
void stage_try_again (Stage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)
