/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-private.h"

G_BEGIN_DECLS

/**
 * LtEntry:
 * @head: what it would be as a head of its cell
 * @kind: the kind it names
 * @field: the field; 0 for the record
 * @parents: the heads its author saw, 32 bytes each
 *
 * One operation of a record, as its state is made of it.
 */
typedef struct
{
  LtHeadEntry head;
  guint32 kind;
  guint32 field;
  GBytes *parents;
} LtEntry;

GPtrArray *lt_entries_read (LtRows *rows, const LtId *id, gboolean *more, GError **error);
gboolean lt_entry_names_parent (const LtEntry *self, const LtDigest *id);

G_END_DECLS
