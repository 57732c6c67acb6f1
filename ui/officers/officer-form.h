/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_OFFICER_FORM (lt_officer_form_get_type ())
G_DECLARE_FINAL_TYPE (LtOfficerForm, lt_officer_form, LT, OFFICER_FORM, GtkWidget)

/**
 * LtOfficerAct:
 * @LT_OFFICER_ENROL: enter an officer, with an invitation for him
 * @LT_OFFICER_INVITE: another invitation for one who is entered
 * @LT_OFFICER_GIVE: give a role
 * @LT_OFFICER_PASSPHRASE: change one's own passphrase
 */
typedef enum
{
  LT_OFFICER_ENROL,
  LT_OFFICER_INVITE,
  LT_OFFICER_GIVE,
  LT_OFFICER_PASSPHRASE,
} LtOfficerAct;

/**
 * LtOfficerForm:
 *
 * What has to be known before something is done about an officer. What is wrong stands
 * beneath its line, and what was typed stays.
 *
 * Signal `done` (const char *words): it is done; what is to be known of it.
 *
 * Signal `closed`: somebody wants to go back.
 */
GtkWidget *lt_officer_form_new (LtSession *session, LtOfficerAct act, const LtRecord *officer);
void lt_officer_form_focus (LtOfficerForm *self);

G_END_DECLS
