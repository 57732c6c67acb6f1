/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_ATTACHMENT_BOX (lt_attachment_box_get_type ())
G_DECLARE_FINAL_TYPE (LtAttachmentBox, lt_attachment_box, LT, ATTACHMENT_BOX, GtkWidget)

/**
 * LtAttachmentBox:
 *
 * The attachments of a record, each with its small picture and where its
 * original is; a button attaches more.
 */
void lt_attachment_box_show (LtAttachmentBox *self, LtSession *session, const LtRecord *record);

G_END_DECLS
