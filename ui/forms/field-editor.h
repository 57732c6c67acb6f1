/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_FIELD_EDITOR (lt_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (LtFieldEditor, lt_field_editor, LT, FIELD_EDITOR, GtkWidget)

/**
 * LtFieldEditor:
 *
 * One field of a form: what its type asks for, its unit and range beside it and
 * the problem with what was typed below it, in words.
 *
 * Signal `edited`: what it holds has changed.
 */
GtkWidget *lt_field_editor_new (LtSession *session,
                                const LtField *field,
                                const LtValue *value,
                                gboolean writable);
const LtValue *lt_field_editor_get_value (LtFieldEditor *self);
void lt_field_editor_show_conflict (LtFieldEditor *self, GPtrArray *heads);
gboolean lt_field_editor_is_valid (LtFieldEditor *self);
gboolean lt_field_editor_is_writable (LtFieldEditor *self);
gboolean lt_field_editor_focus (LtFieldEditor *self);
gboolean lt_field_editor_is_wide (const LtField *field);

/* field-editor-text.c */
char *lt_field_editor_get_text (LtFieldEditor *self);
void lt_field_editor_put (LtFieldEditor *self, const char *text);
void lt_field_editor_set_text (LtFieldEditor *self, const char *text);

/* field-editor-choice.c */
void lt_field_editor_leave_out (LtFieldEditor *self, const char *const *ids);

G_END_DECLS
