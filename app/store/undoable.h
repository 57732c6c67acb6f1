/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* How the log marks a compensating group; the id of the undone one follows, and
 * where that is a page of an import, its note. */
#define LT_UNDO_NOTE "undo "

/* How it marks the pages of an import: the file's name, a mark, the page. */
#define LT_IMPORT_NOTE "import "

/**
 * LtUndone:
 * @record: as it was
 * @officer: who undid what had made it
 * @time: when, Unix time in milliseconds
 *
 * A record that an undo has taken away.
 */
typedef struct
{
  LtRecord *record;
  LtId officer;
  gint64 time;
} LtUndone;

char *lt_import_note (const char *name, guint32 mark, guint page, guint pages);
char *lt_undo_note (const LtDigest *group, const char *note);
gsize lt_note_find_import (const char *note, gsize *name_length);
gboolean lt_note_find_mark (const char *note, guint32 *mark);
gboolean lt_note_find_undone (const char *note, LtDigest *id);
char *lt_note_of_user (const char *text);
char *lt_note_fold (const char *note, char **shown);
GArray *
lt_store_find_undoable (LtStore *self, const LtId *officer, const LtDigest *group, GError **error);
GPtrArray *lt_store_list_undone (LtStore *self, const LtKind *kind, guint most, GError **error);
gboolean lt_note_may_end (const char *note);
char *lt_store_get_note (LtStore *self, const LtDigest *group);

G_END_DECLS
