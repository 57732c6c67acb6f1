/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/originals.h"
#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtAttached:
 * @attachment: its record
 * @state: of its original
 * @device: (nullable): label of the colleague's device that has the original;
 *   %NULL where it was attached on this one
 *
 * An attachment, and where its original is.
 */
typedef struct
{
  LtRecord *attachment;
  LtOriginalState state;
  char *device;
} LtAttached;

/**
 * LtOriginals:
 * @here: how many originals are here and whole
 * @elsewhere: how many are on colleagues' devices
 * @missing: how many were attached here and are gone
 * @altered: how many have other bytes
 * @states: digest → #LtOriginalState of each that was read
 * @wanting: (element-type LtAttached): the attachments of all but those here
 *
 * What a check of the originals found.
 */
typedef struct
{
  guint here;
  guint elsewhere;
  guint missing;
  guint altered;
  GHashTable *states;
  GPtrArray *wanting;
} LtOriginals;

/**
 * LtAttachFunc:
 * @file: which of the files, from 0
 * @done: how much of its work is done, in bytes that are written and read back
 * @all: of how much
 */
typedef void (*LtAttachFunc) (guint file, guint64 done, guint64 all, gpointer user_data);

/**
 * LtAttachWatch:
 * @on_progress: (nullable): told now and then, in the thread that attaches
 * @user_data: for @on_progress
 * @cancellable: (nullable): to break off; nothing is attached then
 */
typedef struct
{
  LtAttachFunc on_progress;
  gpointer user_data;
  GCancellable *cancellable;
} LtAttachWatch;

GPtrArray *lt_work_attach (LtSession *session,
                           const LtRecord *record,
                           const char *const *paths,
                           const char *note,
                           const LtAttachWatch *watch,
                           GError **error);
GPtrArray *lt_work_attachments (LtSession *session, const LtId *record, GError **error);
LtAttached *lt_work_attachment_look (LtSession *session, const LtRecord *attachment);
GPtrArray *lt_work_attachment_remarks (LtSession *session, const LtRecord *attachment);
GBytes *lt_work_attachment_thumbnail (const LtRecord *attachment);
gboolean lt_work_attachment_get (LtSession *session,
                                 const LtRecord *attachment,
                                 const char *to,
                                 const LtCopyWatch *watch,
                                 GError **error);
LtOriginals *lt_work_check_originals (LtSession *session, GError **error);
char *lt_attached_describe (const LtAttached *self);
void lt_attached_free (LtAttached *self);
void lt_originals_free (LtOriginals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtAttached, lt_attached_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtOriginals, lt_originals_free)

G_END_DECLS
