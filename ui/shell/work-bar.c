/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/shell/work-bar.h"

#include "ui/forms/field-words.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>

/* A photo is in before anybody could read that it comes. */
#define SHOW_MS      300
#define TELL_SECONDS 10

struct _LtWorkBar
{
  GtkWidget parent_instance;

  GtkLabel *words_label;
  GtkWidget *stop_button;
  GtkWidget *close_button;

  LtLongWork *work; /* (nullable): that is going on */
  guint source;     /* that shows the bar, or ends it */
};

G_DEFINE_FINAL_TYPE (LtWorkBar, lt_work_bar, GTK_TYPE_WIDGET)

static gboolean
on_show (gpointer user_data)
{
  LtWorkBar *self = LT_WORK_BAR (user_data);

  self->source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return G_SOURCE_REMOVE;
}

static gboolean
on_end (gpointer user_data)
{
  LtWorkBar *self = LT_WORK_BAR (user_data);

  /* Whoever stands on it with the keyboard is about to press it. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_stop (LtWorkBar *self)
{
  if (self->work == NULL)
    return;
  lt_long_work_cancel (self->work);
  gtk_widget_set_sensitive (self->stop_button, FALSE);
  lt_plain_words_show (self->words_label, _ ("It is being stopped…"));
}

static void
lt_work_bar_dispose (GObject *object)
{
  LtWorkBar *self = LT_WORK_BAR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->work);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_WORK_BAR);
  G_OBJECT_CLASS (lt_work_bar_parent_class)->dispose (object);
}

static void
lt_work_bar_class_init (LtWorkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_work_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/shell/work-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LtWorkBar, words_label);
  gtk_widget_class_bind_template_child (widget_class, LtWorkBar, stop_button);
  gtk_widget_class_bind_template_child (widget_class, LtWorkBar, close_button);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, lt_work_bar_leave);
}

static void
lt_work_bar_init (LtWorkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lt_work_bar_watch:
 * @self: a bar
 * @work: what has begun
 * @words: what it does
 *
 * Shows it where it takes longer than a moment, until lt_work_bar_tell() or
 * lt_work_bar_leave().
 */
void
lt_work_bar_watch (LtWorkBar *self, LtLongWork *work, const char *words)
{
  lt_work_bar_leave (self);
  self->work = g_object_ref (work);
  gtk_widget_set_visible (self->stop_button, TRUE);
  gtk_widget_set_sensitive (self->stop_button, TRUE);
  gtk_widget_set_visible (self->close_button, FALSE);
  lt_plain_words_show (self->words_label, words);
  self->source = g_timeout_add (SHOW_MS, on_show, self);
}

/**
 * lt_work_bar_say:
 * @self: a bar
 * @words: how far it is
 */
void
lt_work_bar_say (LtWorkBar *self, const char *words)
{
  /* Who has stopped it is told that, until it has. */
  if (self->work != NULL && gtk_widget_get_sensitive (self->stop_button))
    lt_plain_words_show (self->words_label, words);
}

/**
 * lt_work_bar_tell:
 * @self: a bar
 * @words: what came of it
 */
void
lt_work_bar_tell (LtWorkBar *self, const char *words)
{
  gboolean had_keyboard = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  lt_work_bar_leave (self);
  lt_plain_words_show (self->words_label, words);
  gtk_widget_set_visible (self->close_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  if (had_keyboard)
    gtk_widget_grab_focus (self->close_button);
  gtk_widget_set_visible (self->stop_button, FALSE);
  self->source = g_timeout_add_seconds (TELL_SECONDS, on_end, self);
}

/**
 * lt_work_bar_leave:
 * @self: a bar
 *
 * Nothing is going on that it would show.
 */
void
lt_work_bar_leave (LtWorkBar *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->work);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
