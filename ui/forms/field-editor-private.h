/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/forms/field-editor.h"

G_BEGIN_DECLS

/* For field-editor.c and field-editor-text.c only. */

struct _LtFieldEditor
{
  GtkWidget parent_instance;

  GtkWidget *problem;
  GtkWidget *control; /* takes the keyboard */

  LtSession *session;
  const LtField *field;
  LtValue *value;
  gboolean valid;
  char *drawn;     /* (nullable): of a geometry: what the map gave, whole or not */
  GPtrArray *ids;  /* of a list of records: their ids, in the list's order */
  char **left_out; /* ids of records that it does not offer; %NULL: of none */
  void (*fill) (LtFieldEditor *self); /* (nullable): takes in records that are new */
};

void lt_field_editor_take_text (LtFieldEditor *self, const char *text);

/* field-editor-choice.c */
GtkWidget *lt_field_editor_make_radios (LtFieldEditor *self);
GtkWidget *lt_field_editor_make_flag (LtFieldEditor *self);
GtkWidget *lt_field_editor_make_choices (LtFieldEditor *self);
GtkWidget *lt_field_editor_make_choice_list (LtFieldEditor *self);
GtkWidget *lt_field_editor_make_reference_boxes (LtFieldEditor *self);
GtkWidget *lt_field_editor_make_reference_list (LtFieldEditor *self);

/* field-editor-shape.c */
GtkWidget *lt_field_editor_make_shape (LtFieldEditor *self);
void lt_field_editor_show_drawn (LtFieldEditor *self);

G_END_DECLS
