/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kind.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the page of exports lets choose, name by name with its words on the screen. */

/**
 * LtExportChoices:
 * @names: (element-type utf8): names, as verbs know them
 * @words: what stands in the list
 */
typedef struct
{
  GPtrArray *names;
  GtkStringList *words;
} LtExportChoices;

void lt_export_choices_init (LtExportChoices *self);
void lt_export_choices_clear (LtExportChoices *self);
void lt_export_choices_show (const LtExportChoices *self, GtkDropDown *list);
const char *lt_export_choices_get (const LtExportChoices *self, GtkDropDown *list);
void lt_export_choices_select (const LtExportChoices *self, GtkDropDown *list, const char *name);

void lt_export_choices_list_kinds (LtExportChoices *self);
void lt_export_choices_list_formats (LtExportChoices *self, const LtKind *kind);
void lt_export_choices_list_datums (LtExportChoices *self);
const char *lt_export_choices_ending (const char *format);

G_END_DECLS
