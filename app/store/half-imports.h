/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtHalfImport:
 * @group: a group of it, by which it is undone
 * @officer: who began it
 * @own: whether it was begun on this device, and can be gone on with here
 * @name: of the file
 * @mark: what its groups have in common
 * @page: number of the last of its groups, undone or not
 * @pages: (element-type gint64): its groups that hold, in their order
 * @began: when it was begun, milliseconds since 1970 (UTC)
 * @reports: (element-type LtId): records of kind `import` among what it made; the first
 *   says what it was to do
 * @records: how many other records it made or changed, of those groups
 *
 * An import that was begun and neither ended nor taken back: the last of its groups
 * says that others follow, and they are not here; or it is undone, and others hold.
 * That is told by its groups alone, which are signed and come one by one, so that there
 * is nothing beside them to be forgotten.
 */
typedef struct
{
  LtDigest group;
  LtId officer;
  gboolean own;
  char *name;
  guint32 mark;
  guint page;
  GArray *pages;
  gint64 began;
  GArray *reports;
  guint records;
} LtHalfImport;

void lt_half_import_free (LtHalfImport *self);
gboolean lt_half_import_has_report (const LtHalfImport *self, const LtId *report);
char *lt_half_import_describe (const LtHalfImport *self, LtStore *store);
char *lt_half_import_count_words (const LtHalfImport *self, LtStore *store);
char *lt_half_import_advise (const LtHalfImport *self, LtStore *store);
GHashTable *lt_half_import_list_made (const LtHalfImport *self,
                                      LtStore *store,
                                      const LtKind *kind,
                                      GError **error);
GPtrArray *
lt_store_list_half_imports (LtStore *self, const LtId *officer, gboolean locked, GError **error);
char **lt_store_describe_half_imports (LtStore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtHalfImport, lt_half_import_free)

G_END_DECLS
