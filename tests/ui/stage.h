/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/application.h"

G_BEGIN_DECLS

/* A window of the program on an X screen without a window manager, driven by
 * real key and pointer events (XTEST) on a connection of its own. Every wait is
 * for a condition, with a bound. */

typedef gboolean (*StageCondition) (gpointer user_data);

typedef struct
{
  LtWindow *window; /* NULL when a test has closed it */
  char *folder;     /* temporary, removed at the end */
  char *path;       /* the county file in it */
} Stage;

Stage *stage_new (const char *path);
Stage *stage_new_sample (void);
void stage_free (Stage *self);
void stage_wait (StageCondition condition, gpointer user_data, const char *what);
void stage_settle (Stage *self);
void stage_wait_map (Stage *self);
void stage_wait_preview (Stage *self);
void stage_wait_page (Stage *self, const char *page);
GtkWindow *stage_wait_dialog (Stage *self);
void stage_wait_no_dialog (Stage *self);

GtkWidget *stage_find (Stage *self, const char *name);
void stage_wait_shown (Stage *self, const char *name);
const char *stage_get_text (Stage *self, const char *name);
void stage_wait_text (Stage *self, const char *name, const char *text);
gboolean stage_has_words (GtkWidget *widget, const char *words);
char *stage_read_clipboard (Stage *self);
void stage_move (Stage *self, GtkWidget *widget, double x, double y);
void stage_click_at (Stage *self, GtkWidget *widget, double x, double y);
void stage_click (Stage *self, const char *name);
void stage_drag (Stage *self, GtkWidget *widget, double x, double y, double to_x, double to_y);
void stage_key (Stage *self, guint keyval, GdkModifierType modifiers);
void stage_type (Stage *self, const char *text);
void stage_choose_path (Stage *self, GtkWindow *chooser, const char *path);
void stage_wait_chooser (GtkWindow *chooser);
void stage_choose (Stage *self, int downward);
void stage_tab_to (Stage *self, const char *name);
void stage_picture (Stage *self, const char *name);
void stage_picture_of (Stage *self, GtkWidget *widget, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

G_END_DECLS
