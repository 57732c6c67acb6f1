/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/forms/form.h"

G_BEGIN_DECLS

/* What the pages of one record have alike: its form, a line that says what of it is
 * saved, and a line of words below. */

gboolean lt_form_page_is_kept (LtForm *form);
gboolean
lt_form_page_set (LtSession *session, LtForm *form, const LtRecord *wanted, GError **error);
gboolean lt_form_page_can_write (LtSession *session);
void lt_form_page_say (GtkLabel *words_label, const char *words, gboolean is_problem);
gboolean lt_form_page_say_missing (GtkLabel *words_label, LtForm *form);
void lt_form_page_say_changed (GtkLabel *words_label);
void lt_form_page_show_draft (GtkLabel *saved_label, LtForm *form);
gboolean lt_form_page_put_off (GtkWidget *page,
                               const char *action,
                               LtSession *session,
                               GtkLabel *saved_label);
void lt_form_page_show_saved (GtkLabel *saved_label, LtSession *session);

G_END_DECLS
