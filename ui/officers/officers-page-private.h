/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/officers/officer-form.h"
#include "ui/officers/officers-page.h"
#include "ui/shell/long-work.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* For officers-page.c and its officers-page-….c only. */

struct _LtOfficersPage
{
  GtkWidget parent_instance;

  GtkLabel *note_label;
  GtkWidget *enrol_button;
  GtkLabel *said_label;
  GtkListBox *list;
  AdwBin *side;

  LtSession *session;
  GPtrArray *officers;   /* (element-type LtRecord): in the order of the list */
  GPtrArray *devices;    /* (nullable) (element-type LtDevice): as long as it is looked for */
  GCancellable *looking; /* for them */
  LtId chosen;           /* who is shown; zero for nobody */
  LtLongWork *work;      /* that revokes */
  gboolean filling;
};

/* officers-page.c */
void lt_officers_page_say (LtOfficersPage *self, const char *words, gboolean is_problem);
gboolean lt_officers_page_can_change (LtOfficersPage *self);
LtRecord *lt_officers_page_get_chosen (LtOfficersPage *self);
void lt_officers_page_show_chosen (LtOfficersPage *self);
void lt_officers_page_renew (LtOfficersPage *self);
void lt_officers_page_focus_list (LtOfficersPage *self);

/* officers-page-acts.c */
void lt_officers_page_install_acts (GtkWidgetClass *widget_class);

G_END_DECLS
