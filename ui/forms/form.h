/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/drafting.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_FORM (lt_form_get_type ())
G_DECLARE_FINAL_TYPE (LtForm, lt_form, LT, FORM, GtkWidget)

/**
 * LtForm:
 *
 * A form for a record of any kind, made from its field table: what was seen
 * when it was opened, and what is wanted now.
 *
 * Signal `edited`: something in it has changed. `draft-kept`: what was typed is
 * kept, or could not be: see lt_form_describe_draft().
 *
 * What is typed is kept as a draft within a second, and at once when the
 * keyboard goes elsewhere; see work/drafting.h.
 */
void lt_form_open (LtForm *self, LtSession *session, const LtRecord *seen, gboolean writable);
void lt_form_take_saved (LtForm *self, const LtRecord *saved);
gboolean lt_form_is_unread (LtForm *self);
void lt_form_close (LtForm *self);
const LtRecord *lt_form_get_seen (LtForm *self);
const LtRecord *lt_form_get_wanted (LtForm *self);
gboolean lt_form_is_changed (LtForm *self);
gboolean lt_form_is_valid (LtForm *self);
char *lt_form_describe_missing (LtForm *self);
gboolean lt_form_focus (LtForm *self);
void lt_form_set_text (LtForm *self, const char *field, const char *text);
char *lt_form_get_text (LtForm *self, const char *field);

/* form-draft.c */
LtRecord *lt_form_copy_wanted (LtForm *self);
void lt_form_drop_draft (LtForm *self);
gboolean lt_form_keep_draft (LtForm *self, GError **error);
void lt_form_restore (LtForm *self, const LtDraft *draft);
char *lt_form_describe_draft (LtForm *self);
gboolean lt_form_is_draft_kept (LtForm *self);
gboolean lt_form_is_draft_open (const LtId *draft);

G_END_DECLS
