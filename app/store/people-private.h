/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/operation.h"

G_BEGIN_DECLS

/* What held after a set of groups. */
typedef struct
{
  GHashTable *keys;  /* public key, hex → LtPeopleKey */
  GHashTable *roles; /* officer's id → roles */
} LtPeopleSnapshot;

typedef struct
{
  LtId record;
  LtId officer;
  gboolean invitation;
} LtPeopleKey;

LtPeopleSnapshot *lt_people_snapshot_new (GPtrArray *operations);
void lt_people_snapshot_free (LtPeopleSnapshot *self);
guint32 lt_people_field (const char *kind, const char *field);

G_END_DECLS
