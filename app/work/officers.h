/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtDevice:
 * @label: what people call it; "" for one that nobody entered
 * @device: its short name: four figures
 * @officer: (nullable): who answers for it
 * @operations: how many it has written, of those that are here
 * @last: what its clock said at the last of them, milliseconds since 1970 (UTC)
 * @cards: card numbers of those who have signed on it, with commas between
 * @revoked: of these the ones whose key was revoked
 *
 * One device's file of this bureau; a restored file counts as another.
 */
typedef struct
{
  char *label;
  char *device;
  LtRecord *officer;
  guint64 operations;
  gint64 last;
  char *cards;
  char *revoked;
} LtDevice;

void lt_device_free (LtDevice *self);

gboolean lt_work_officer_give (LtSession *session,
                               const LtRecord *officer,
                               const char *role,
                               const char *from,
                               const char *to,
                               const char *document,
                               GError **error);
gboolean lt_work_officer_take (LtSession *session,
                               const LtRecord *officer,
                               const char *role,
                               GError **error);
gboolean lt_work_officer_revoke (LtSession *session,
                                 const LtRecord *officer,
                                 const char *why,
                                 const char *device,
                                 gint64 since,
                                 GError **error);
GPtrArray *lt_work_officer_list (LtSession *session,
                                 const LtRecord *officer,
                                 const char *kind,
                                 GError **error);
GPtrArray *lt_work_list_devices (LtStore *store, GError **error);
GPtrArray *lt_work_devices (LtSession *session, GError **error);
const char *const *lt_work_get_named_before (const LtField *field);

G_END_DECLS
