/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/pages.h"
#include "work/session.h"

G_BEGIN_DECLS

/* From the look to the paper: an inspection of a place, the order that follows
 * from it, its states and its page. */

/**
 * lt_work_inspection_new:
 * @session: a session, signed in
 * @place: the place that is inspected
 *
 * Returns: (transfer full): an inspection not yet kept, filled with what is
 *   known: place, now, the officer at work as lead officer
 */
LtRecord *lt_work_inspection_new (LtSession *session, const LtRecord *place);

gboolean lt_work_inspection_record (LtSession *session, LtRecord *inspection, GError **error);

/**
 * lt_work_order_new:
 * @session: a session, signed in
 * @inspection: the inspection it follows from
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an order not yet kept, filled with what
 *   the inspection and its place tell
 */
LtRecord *lt_work_order_new (LtSession *session, const LtRecord *inspection, GError **error);

gboolean lt_work_order_draft (LtSession *session, LtRecord *order, GError **error);
gboolean lt_work_order_submit (LtSession *session, const LtRecord *seen, GError **error);
gboolean lt_work_order_may_issue (LtSession *session, const LtRecord *order);
gboolean lt_work_order_issue (LtSession *session, const LtRecord *seen, GError **error);

LtRecord *lt_work_get_reference (LtSession *session,
                                 const LtRecord *record,
                                 const char *field,
                                 GError **error);

/**
 * lt_work_order_pages:
 * @session: a session
 * @order: an order, kept or not
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its paper, for preview and printer: what
 *   is not issued is marked as a draft
 */
LtPages *lt_work_order_pages (LtSession *session, const LtRecord *order, GError **error);

char *lt_work_name_pdf (const char *chosen, GError **error);
gboolean lt_work_print_order (LtSession *session,
                              const LtRecord *order,
                              const char *pdf_path,
                              GError **error);

G_END_DECLS
