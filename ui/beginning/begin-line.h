/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_BEGIN_LINE (lt_begin_line_get_type ())
G_DECLARE_FINAL_TYPE (LtBeginLine, lt_begin_line, LT, BEGIN_LINE, GtkWidget)

/**
 * LtBeginLineSort:
 * @LT_BEGIN_TEXT: something typed
 * @LT_BEGIN_SECRET: something typed that is not shown
 * @LT_BEGIN_SOURCE: a file that is there
 * @LT_BEGIN_PLACE: a file that will be made
 */
typedef enum
{
  LT_BEGIN_TEXT,
  LT_BEGIN_SECRET,
  LT_BEGIN_SOURCE,
  LT_BEGIN_PLACE,
} LtBeginLineSort;

/**
 * LtBeginLineSpec:
 * @name: of the entry
 * @sort: what is typed there
 * @label: what it is called, to be translated
 * @about: one sentence on it, to be translated
 * @files: (nullable): what the files are called that are offered, to be translated
 * @pattern: (nullable): what their names end with
 * @optional: whether it may stay empty
 *
 * One line of a form with which a county file begins.
 */
typedef struct
{
  const char *name;
  LtBeginLineSort sort;
  const char *label;
  const char *about;
  const char *files;
  const char *pattern;
  gboolean optional;
} LtBeginLineSpec;

/* LtBeginLine: signal `changed` when something else stands in it, `done` when Enter
 * was pressed in it. */

GtkWidget *lt_begin_line_new (const LtBeginLineSpec *spec, GtkSizeGroup *labels);
const LtBeginLineSpec *lt_begin_line_get_spec (LtBeginLine *self);
const char *lt_begin_line_get_text (LtBeginLine *self);
void lt_begin_line_set_text (LtBeginLine *self, const char *text);
char *lt_begin_line_read_path (LtBeginLine *self);
gboolean lt_begin_line_was_typed (LtBeginLine *self);
void lt_begin_line_say (LtBeginLine *self, const char *words);
void lt_begin_line_set_problem (LtBeginLine *self, const char *words);
void lt_begin_line_focus (LtBeginLine *self);
void lt_begin_line_clear (LtBeginLine *self);

G_END_DECLS
