/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/change.h"
#include "store/county-file.h"
#include "store/feed.h"
#include "store/verify.h"

G_BEGIN_DECLS

/* A bureau for tests: a folder of county files that know the same people. */

#define OFFICE_NOW G_GINT64_CONSTANT (1795161600000) /* 2026-11-20T16:00 in China */

typedef struct
{
  char *folder;
  LtRandom *random;
  LtAuthor keeper; /* has every role but the auditor's */
  LtDigest bureau;
  GPtrArray *stores; /* closed at the end */
} Office;

Office *office_new (guint64 seed);
void office_free (Office *self);
char *office_path (Office *self, const char *name);
LtStore *office_found (Office *self, const char *name);
LtStore *office_empty (Office *self, const char *name);
LtStore *office_reopen (Office *self, LtStore *store);
void office_close (Office *self, LtStore *store);
LtAuthor office_invite (Office *self, LtStore *store, const char *card, LtId *key_record);
gboolean office_accept (Office *self,
                        LtStore *store,
                        const LtAuthor *invited,
                        const LtRecord *key,
                        LtKeyPair *own);
LtAuthor office_enrol (Office *self, LtStore *store, const char *card, const char *roles);
LtRecord *office_record (Office *self, const char *kind, const char *const *values);
LtId office_add (Office *self,
                 LtStore *store,
                 const LtAuthor *author,
                 const char *kind,
                 const char *const *values);
gboolean office_set (LtStore *store,
                     const LtAuthor *author,
                     const LtRecord *seen,
                     const char *field,
                     const char *text,
                     GError **error);
gboolean
office_remove (LtStore *store, const LtAuthor *author, const LtRecord *seen, GError **error);
LtRecord *office_get (LtStore *store, const LtId *id);
GPtrArray *office_groups (LtStore *store);
GArray *office_deliver_all (LtStore *store, GPtrArray *groups);
LtReceipt office_deliver (LtStore *store, GBytes *group);
void office_copy (LtStore *from, LtStore *to);
void office_assert_sound (LtStore *store);
void office_assert_equal (LtStore *a, LtStore *b);
char *office_conflicts (LtStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Office, office_free)

G_END_DECLS
