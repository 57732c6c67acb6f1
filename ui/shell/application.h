/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/window.h"

G_BEGIN_DECLS

#define LT_TYPE_APPLICATION (lt_application_get_type ())
G_DECLARE_FINAL_TYPE (LtApplication, lt_application, LT, APPLICATION, AdwApplication)

/**
 * LtApplicationOptions:
 * @card: (nullable): card number of the officer who signs in
 * @at: what the clock shall say, milliseconds since 1970 (UTC); 0 for now
 * @shot: (nullable): where a picture of the window goes after the first map
 * @quit_after_first_map: ends then
 *
 * What the command line asks for.
 */
typedef struct
{
  const char *card;
  gint64 at;
  const char *shot;
  gboolean quit_after_first_map;
} LtApplicationOptions;

void lt_ui_start (void);
LtApplication *lt_application_new (const LtApplicationOptions *options);
LtWindow *lt_application_show (LtApplication *self, const char *path);
int lt_application_main (int argc, char **argv);

G_END_DECLS
