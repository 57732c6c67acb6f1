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
  GPtrArray *ids; /* of a list of records: their ids, in the list's order */
};

G_END_DECLS
