/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/county-file.h"

G_BEGIN_DECLS

/* A folder with a file of a schema that was released, as its program left it. */

/**
 * Frozen:
 * @folder: temporary, removed at the end
 * @path: the county file in it
 */
typedef struct
{
  char *folder;
  char *path;
} Frozen;

Frozen *frozen_new (guint schema, const char *name);
Frozen *frozen_new_of (const char *fixture, const char *name);
void frozen_free (Frozen *self);
void frozen_unpack (const char *fixture, const char *path);
char *frozen_path (const Frozen *self, const char *name);
GPtrArray *frozen_list_files (const Frozen *self);
char *frozen_digest (const char *path);
LtStore *frozen_open (const char *path, LtStoreFlags flags);
gint64 frozen_schema (const char *path);
void frozen_assert_verified (LtStore *store, guint operations, guint records, const char *state);
LtStore *frozen_go_on (const Frozen *frozen, guint schema, const char *passphrase);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Frozen, frozen_free)

G_END_DECLS
