/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "stage.h"

G_BEGIN_DECLS

/* Everything that the program shows, brought onto the screen one after the other: every
 * page, menu, drop-down list and popover, every kind's form, every window beside. Not by
 * keys: test-tour.c does that. */

/* @root: what has come: a window, a popover */
typedef void (*WalkFunc) (Stage *stage, const char *where, GtkWidget *root, gpointer user_data);

typedef struct
{
  Stage *stage;
  WalkFunc seen;
  gpointer user_data;
} Walk;

void walk_prepare (Stage *stage);
void walk_pages (const Walk *self);
void walk_forms (const Walk *self);
void walk_windows (const Walk *self);

void walk_beginning (const Walk *self);
void walk_lists (const Walk *self);
void walk_questions (const Walk *self);
void walk_import (const Walk *self);
void walk_officers (const Walk *self);

G_END_DECLS
