/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/feed.h"
#include "store/verify.h"
#include "work/casework.h"
#include "work/county.h"
#include "work/records.h"

G_BEGIN_DECLS

/* A sample county in a folder of its own, at a fixed time. */

#define DESK_NOW    G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */
#define OFFICER     "14030001"
#define OTHER       "14030002"
#define REVIEWER    "14030003"
#define SIGNATORY   "14030004"
#define KEEPER      "14030005"
#define DESK_DAY_MS (G_GINT64_CONSTANT (86400) * 1000)

typedef struct
{
  char *folder;
  LtSession *session;
} Desk;

Desk *desk_new (void);
void desk_free (Desk *self);
char *desk_path (Desk *self, const char *name);
void desk_act_as (Desk *self, const char *card);
LtRecord *desk_first (Desk *self, const char *kind);
LtRecord *desk_again (Desk *self, const LtRecord *record);
LtRecord *desk_officer (Desk *self, const char *card);
LtRecord *desk_inspection (Desk *self);
LtRecord *desk_order (Desk *self);
LtRecord *desk_issued (Desk *self);
gboolean
desk_set (Desk *self, const LtRecord *seen, const char *field, const char *text, GError **error);
LtRecord *desk_add (Desk *self, const char *kind, const char *const *values);
void desk_import_values (Desk *self,
                         const char *name,
                         const char *rank,
                         const char *interval,
                         const char *text);
gint64 desk_operations (Desk *self);
void desk_assert_sound (Desk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)

G_END_DECLS
