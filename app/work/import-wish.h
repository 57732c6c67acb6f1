/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/recognise.h"
#include "work/import-preview.h"
#include "work/import-record.h"
#include "work/importing.h"

G_BEGIN_DECLS

/**
 * LtImportWish:
 * @path: a foreign file
 * @parts: (element-type utf8) (nullable elements): which of its parts; %NULL for the
 *   file's only one
 * @kind: (nullable): what the rows are; %NULL for measured values
 * @datum: (nullable): what its coordinates are in
 * @encoding: (nullable): how its text is read
 * @map: (element-type utf8): columns and where they go, in turn
 * @set: (element-type utf8): fields and the value they have in every record, in turn
 * @ask_datum: whether the datum is asked for even where it is known
 * @flags: how it is taken
 * @checked: whether @stamp is what a trial read, and nothing else is to be taken
 * @stamp: of the file, from before that trial
 *
 * What somebody wants of a file: all that an import is told, before it is done. Owned
 * by one thread at a time.
 */
typedef struct
{
  char *path;
  GPtrArray *parts;
  const LtKind *kind;
  char *datum;
  char *encoding;
  GPtrArray *map;
  GPtrArray *set;
  gboolean ask_datum;
  LtImportFlags flags;
  gboolean checked;
  LtFileStamp stamp;
} LtImportWish;

LtImportWish *lt_import_wish_new (const char *path);
LtImportWish *lt_import_wish_copy (const LtImportWish *self);
void lt_import_wish_free (LtImportWish *self);

const LtKind **lt_work_importable_kinds (void);
gboolean lt_work_check_may_import (LtSession *session, const LtKind *kind, GError **error);
LtRecognition *lt_work_recognise (const LtImportWish *wish,
                                  LtRecogniseFunc on_rows,
                                  gpointer user_data,
                                  GCancellable *cancellable,
                                  GError **error);
LtMapping *lt_work_read_mapping (LtSession *session,
                                 const LtImportWish *wish,
                                 GCancellable *cancellable,
                                 GError **error);
void lt_import_wish_set_mapping (LtImportWish *self, const LtMapping *mapping);
gboolean lt_work_ask_datum (LtSession *session,
                            const LtImportWish *wish,
                            guint most,
                            LtImportLook **look,
                            LtImportPreview **preview,
                            GCancellable *cancellable,
                            GError **error);
LtImportReport *lt_work_import_wish (LtSession *session,
                                     const LtImportWish *wish,
                                     const LtImportWatch *watch,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImportWish, lt_import_wish_free)

G_END_DECLS
