/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/forms/field-editor.h"
#include "ui/forms/form.h"

G_BEGIN_DECLS

/* For form.c and form-draft.c only. */

struct _LtForm
{
  GtkWidget parent_instance;

  LtSession *session;
  LtRecord *seen;
  LtRecord *wanted;
  gboolean writable;
  gboolean unread;    /* it was saved, and not read again since: without its heads */
  GPtrArray *editors; /* for each field: its editor, or NULL where it is not shown */
  GPtrArray *labels;  /* for each field: what opens its card, or NULL */
  GPtrArray *backs;   /* for each field: the button that puts it back, or NULL */
  GPtrArray *texts;   /* (element-type utf8): as it stood when the form was opened */

  LtDraft *draft;      /* of what is open; NULL before anything was typed */
  guint draft_source;  /* runs while something typed is not kept yet */
  gboolean draft_kept; /* whether the file of drafts has it */
  char *draft_problem; /* why it could not be kept */
};

void lt_form_begin_draft (LtForm *self);
void lt_form_touch_draft (LtForm *self);
void lt_form_flush_draft (LtForm *self);
void lt_form_end_draft (LtForm *self);
/* form-field.c */
void lt_form_attach_field (LtForm *self, guint field, gboolean writable);
void lt_form_put_back (LtForm *self, guint field);
void lt_form_show_changed (LtForm *self, guint field);
int lt_form_find_focused (LtForm *self);

void lt_form_emit_draft_kept (LtForm *self);

G_END_DECLS
