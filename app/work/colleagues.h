/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/breaches.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtSyncReport:
 * @pushed: operations given to the hub
 * @pulled: operations taken from it
 * @quarantined: operations received that were not accepted
 * @conflicts: fields and pairs of batches now in conflict, and what merging brought
 *   about beside (lt_store_list_breaches())
 * @damaged: groups that the hub no longer held as they were given
 * @forked: how many devices' files newly turned out to have been copied and worked
 *   in on both sides
 * @set_back: whether the hub was set back to an older copy since it was last met
 * @rows_damaged: batches whose measured rows were found damaged in this file and taken
 *   out of it
 * @rows_too_large: batches whose measured rows are larger in the hub than they can be
 * @rows_missing: batches whose measured rows are not here yet
 * @hub_rows_missing: batches whose measured rows the hub has not yet
 * @code: check code of this file
 * @equal: whether the hub holds the same operations and rows as this file
 */
typedef struct
{
  guint64 pushed;
  guint64 pulled;
  guint64 quarantined;
  guint64 conflicts;
  guint64 damaged;
  guint forked;
  gboolean set_back;
  guint rows_damaged;
  guint rows_too_large;
  guint rows_missing;
  guint hub_rows_missing;
  char code[10];
  gboolean equal;
} LtSyncReport;

gboolean lt_work_officer_enrol (LtSession *session,
                                LtRecord *officer,
                                const char *invite_path,
                                GError **error);
gboolean lt_work_officer_invite (LtSession *session,
                                 const LtRecord *officer,
                                 const char *invite_path,
                                 GError **error);
LtSession *lt_work_join (const char *path,
                         const char *hub_path,
                         const char *invite_path,
                         const char *passphrase,
                         gint64 now,
                         LtRandom *random,
                         GError **error);
gboolean
lt_work_sync (LtSession *session, const char *hub_path, LtSyncReport *report, GError **error);

/**
 * lt_work_conflicts:
 *
 * Returns: (transfer full) (element-type LtRecord) (nullable): the records with a
 *   field in conflict, read with their heads
 */
GPtrArray *lt_work_conflicts (LtSession *session, GError **error);
guint lt_work_count_conflicts (LtSession *session);

const char *lt_work_describe_breach (const LtBreach *breach);
char *lt_work_describe_record (const LtRecord *record);
char *lt_work_describe_said (LtSession *session, const LtRecord *record, const LtHead *head);

G_END_DECLS
