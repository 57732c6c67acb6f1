/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"
#include "store/store.h"

G_BEGIN_DECLS

/**
 * LtDraft:
 * @id: its own name: one for each form that was opened
 * @officer: whose it is; zeros where nobody was signed in
 * @fresh: whether its record is not made yet; @seen has the id it will get
 * @time: when it was kept last, milliseconds since 1970 (UTC)
 * @seen: the record as the form was opened with it; its heads are the form token
 * @texts: (array): for each field of the kind what was typed into it, as it was
 *   typed, whether it fits the field or not; %NULL where nothing was changed
 *
 * A form that is being filled in.
 */
typedef struct
{
  LtId id;
  LtId officer;
  gboolean fresh;
  gint64 time;
  LtRecord *seen;
  char **texts;
} LtDraft;

/**
 * LtDrafts:
 *
 * The drafts of a county file: a small SQLite file of its own beside it,
 * NAME.drafts, for one thread. No import or sync makes a draft wait.
 */
typedef struct _LtDrafts LtDrafts;

typedef enum
{
  LT_DRAFTS_NONE = 0,
  LT_DRAFTS_CREATE = 1 << 0, /* make the file where there is none */
} LtDraftsFlags;

LtDraft *lt_draft_new (const LtKind *kind);
void lt_draft_free (LtDraft *self);

LtDrafts *lt_drafts_open (const char *county_path,
                          const LtDigest *bureau,
                          LtDraftsFlags flags,
                          gint64 now,
                          char **set_aside,
                          GError **error);
void lt_drafts_close (LtDrafts *self);
char *lt_drafts_path (const char *county_path);
gboolean lt_drafts_is_in_place (const LtDrafts *self);
gboolean lt_drafts_keep (LtDrafts *self, const LtDraft *draft, GError **error);
gboolean lt_drafts_drop (LtDrafts *self, const LtId *id, gboolean *was_there, GError **error);
GPtrArray *lt_drafts_list (LtDrafts *self, const LtId *officer, GError **error);
gboolean lt_drafts_copy_to (LtDrafts *self, const char *path, GError **error);

gboolean lt_store_knows (LtStore *self, const LtId *record);
gboolean lt_store_has_said (LtStore *self,
                            const LtId *officer,
                            const LtRecord *seen,
                            guint field,
                            const LtValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDraft, lt_draft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtDrafts, lt_drafts_close)

G_END_DECLS
