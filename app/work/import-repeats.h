/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

/**
 * LtImportRepeats:
 *
 * The rows of one file that are about one record, by its code or id. One of them is
 * taken and the others are refused; where they say different things, that is the one
 * with most values, of those the one whose digest is smaller: which one it is their
 * contents decide and not their order, so that the same rows in any order make the
 * same records.
 *
 *   lt_import_repeats_note (self, name, line);    while the file is read
 *   if (lt_import_repeats_any (self))
 *     lt_import_repeats_weigh (self, name, record, line);   while it is read again
 *     if (lt_import_repeats_choose (self))
 *       lt_import_repeats_taken (self, name);     while it is read for good
 */
typedef struct _LtImportRepeats LtImportRepeats;

LtImportRepeats *lt_import_repeats_new (void);
void lt_import_repeats_free (LtImportRepeats *self);
void lt_import_repeats_note (LtImportRepeats *self, const char *name, guint first);
gboolean lt_import_repeats_any (const LtImportRepeats *self);
void lt_import_repeats_weigh (LtImportRepeats *self,
                              const char *name,
                              const LtRecord *record,
                              guint line);
gboolean lt_import_repeats_choose (LtImportRepeats *self);
guint lt_import_repeats_taken (const LtImportRepeats *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtImportRepeats, lt_import_repeats_free)

G_END_DECLS
