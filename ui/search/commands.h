/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/answering.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LtWhen:
 * @page: (nullable): the page that is shown; %NULL where no county is open
 * @has_place: whether a place is selected on the map
 *
 * What decides what can be done now.
 */
typedef struct
{
  const char *page;
  gboolean has_place;
} LtWhen;

void lt_commands_add (GPtrArray *commands, const LtWhen *when);
char *lt_command_describe_key (const char *action, const char *target);
const char *lt_command_get_page (const char *action);
gboolean lt_command_is_known (const char *action);

G_END_DECLS
