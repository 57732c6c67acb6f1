/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/casework/life-line.h"
#include "ui/casework/order-page.h"
#include "ui/forms/form.h"
#include "ui/printing/page-preview.h"
#include "ui/subjects/attachment-box.h"

G_BEGIN_DECLS

/* For order-page.c and order-page-paper.c only. */

struct _LtOrderPage
{
  GtkWidget parent_instance;

  GtkLabel *title_label;
  LtLifeLine *life_line;
  GtkLabel *saved_label;
  LtForm *form;
  LtAttachmentBox *attachments;
  LtPagePreview *preview;
  GtkLabel *words_label;
  GtkWidget *pdf_button;
  GtkWidget *save_button;
  GtkWidget *re_inspect_button;
  GtkButton *next_button;

  LtSession *session;
  guint preview_source;
};

/* order-page-paper.c */
void lt_order_page_install_paper_actions (GtkWidgetClass *widget_class);

G_END_DECLS
