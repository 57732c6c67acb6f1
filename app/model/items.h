/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LtItem:
 * @code: as it is kept ("PM2.5")
 * @label: on the screen
 * @unit: of all its values
 * @min: smallest value that is physically possible, in millionths
 * @max: largest
 * @place: its place in the file, which lists of items keep: from 0
 *
 * What is measured: a pollutant, dust fall, the weather. Items are data
 * (items.json), not code.
 */
typedef struct
{
  char *code;
  char *label;
  char *unit;
  gint64 min;
  gint64 max;
  guint place;
} LtItem;

typedef struct _LtItems LtItems;

LtItems *lt_items_load (const char *path, GError **error);
void lt_items_free (LtItems *self);
const LtItem *lt_items_find (const LtItems *self, const char *name);
char *lt_items_list (const LtItems *self);
gboolean lt_item_can_have (const LtItem *self, gint64 value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtItems, lt_items_free)

G_END_DECLS
