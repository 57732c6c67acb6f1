/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window says: in a widget, in a part of it, and on the clipboard. */

#include "stage.h"

typedef struct
{
  Stage *stage;
  const char *name;
  const char *text;
} Wanted;

static gboolean
text_is_there (gpointer user_data)
{
  Wanted *wanted = user_data;

  return strstr (stage_get_text (wanted->stage, wanted->name), wanted->text) != NULL;
}

/* Waits until the widget called @name says @text. */
void
stage_wait_text (Stage *self, const char *name, const char *text)
{
  Wanted wanted = { self, name, text };

  stage_wait (text_is_there, &wanted, text);
}

/* Whether a label in @widget says @words. */
gboolean
stage_has_words (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), words) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (stage_has_words (child, words))
      return TRUE;
  return FALSE;
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static gboolean
is_read (gpointer user_data)
{
  char **text = user_data;

  return *text != NULL;
}

/**
 * stage_read_clipboard:
 *
 * Returns: (transfer full): the text that was copied
 */
char *
stage_read_clipboard (Stage *self)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), NULL,
                                 on_text, &text);
  stage_wait (is_read, &text, "the clipboard");
  return text;
}
