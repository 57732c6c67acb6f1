/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/undo-bar.h"

#include "ui/forms/field-words.h"
#include "ui/shell/children.h"

/* Long enough to be read, and to think better of it: as long as the map's. */
#define OFFER_SECONDS 60
#define TELL_SECONDS  10

struct _LtUndoBar
{
  GtkWidget parent_instance;

  GtkLabel *words_label;
  GtkWidget *undo_button;
  GtkWidget *close_button;

  guint end_source;
};

G_DEFINE_FINAL_TYPE (LtUndoBar, lt_undo_bar, GTK_TYPE_WIDGET)

static gboolean
on_end (gpointer user_data)
{
  LtUndoBar *self = LT_UNDO_BAR (user_data);

  /* Whoever stands on it with the keyboard is about to press it. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    return G_SOURCE_CONTINUE;
  self->end_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return G_SOURCE_REMOVE;
}

static void
show (LtUndoBar *self, const char *words, const char *undo_label, guint seconds)
{
  g_clear_handle_id (&self->end_source, g_source_remove);
  lt_plain_words_show (self->words_label, words);
  gtk_widget_set_visible (self->undo_button, undo_label != NULL);
  if (undo_label != NULL)
    gtk_button_set_label (GTK_BUTTON (self->undo_button), undo_label);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->end_source = g_timeout_add_seconds (seconds, on_end, self);
}

static void
lt_undo_bar_dispose (GObject *object)
{
  g_clear_handle_id (&LT_UNDO_BAR (object)->end_source, g_source_remove);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_UNDO_BAR);
  G_OBJECT_CLASS (lt_undo_bar_parent_class)->dispose (object);
}

static void
lt_undo_bar_class_init (LtUndoBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_undo_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/shell/undo-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LtUndoBar, words_label);
  gtk_widget_class_bind_template_child (widget_class, LtUndoBar, undo_button);
  gtk_widget_class_bind_template_child (widget_class, LtUndoBar, close_button);
  gtk_widget_class_bind_template_callback (widget_class, lt_undo_bar_close);
}

static void
lt_undo_bar_init (LtUndoBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lt_undo_bar_offer:
 * @self: a bar
 * @words: what was written
 * @undo_label: (nullable): what takes it back is called; %NULL where nothing does
 */
void
lt_undo_bar_offer (LtUndoBar *self, const char *words, const char *undo_label)
{
  show (self, words, undo_label, OFFER_SECONDS);
}

/**
 * lt_undo_bar_tell:
 * @self: a bar
 * @words: what has come of it
 */
void
lt_undo_bar_tell (LtUndoBar *self, const char *words)
{
  show (self, words, NULL, TELL_SECONDS);
}

/**
 * lt_undo_bar_close:
 * @self: a bar
 */
void
lt_undo_bar_close (LtUndoBar *self)
{
  g_clear_handle_id (&self->end_source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
