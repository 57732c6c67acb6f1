/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How one comes to a county file: what the page without one offers, the pages on which
 * a file begins, and what is said when one has begun. */

#include "ui/shell/window-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *name;
  const char *action;
  const char *title;
  const char *about;
} Offer;

static const Offer offers[] = {
  { "welcome-open", "win.open-file", N_ ("Open a county file…"),
    N_ ("One that is on this machine already.") },
  { "welcome-new", "win.new-county", N_ ("New county file…"),
    N_ ("For a bureau that has none yet; you become its keeper.") },
  { "welcome-join", "win.join", N_ ("Join by an invitation…"),
    N_ ("For colleagues: with the invitation and the hub file of the keeper.") },
  { "welcome-restore", "win.restore", N_ ("Restore a backup…"),
    N_ ("After a damage, or on a new machine.") },
  { "welcome-sample", "win.make-sample", N_ ("Make the sample county…"),
    N_ ("A made-up county to look around in; nothing can be spoilt.") },
};

static GtkWidget *
make_offer (const Offer *of)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (_ (of->title));
  GtkWidget *about = gtk_label_new (_ (of->about));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_label_set_wrap (GTK_LABEL (about), TRUE);
  gtk_widget_add_css_class (about, "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), about);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_name (button, of->name);
  gtk_widget_add_css_class (button, "welcome-offer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (of->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (of->about),
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), of->action);
  return button;
}

void
lt_window_fill_welcome (LtWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      GtkWidget *button = make_offer (&offers[i]);

      gtk_box_append (self->welcome_offers, button);
      if (i == 0)
        self->welcome_open = button;
    }
}

/* The page on which a county file begins that is shown now. */
static LtBeginningPage *
get_shown (LtWindow *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->outer_stack);

  return LT_IS_BEGINNING_PAGE (shown) ? LT_BEGINNING_PAGE (shown) : NULL;
}

const char *
lt_window_get_beginning (LtWindow *self)
{
  return get_shown (self) == NULL ? NULL : gtk_stack_get_visible_child_name (self->outer_stack);
}

/* Back to the county, or to the page without one; FALSE where no such page is shown. */
gboolean
lt_window_leave_beginning (LtWindow *self)
{
  LtBeginningPage *page = get_shown (self);

  if (page == NULL)
    return FALSE;
  if (lt_beginning_page_is_busy (page))
    return TRUE;
  lt_beginning_page_forget (page);
  gtk_stack_set_visible_child_name (self->outer_stack,
                                    self->session == NULL ? "welcome" : "county");
  /* The page that is seen again takes the keyboard. */
  if (self->session == NULL)
    gtk_widget_grab_focus (self->welcome_open);
  else
    g_object_notify (G_OBJECT (self->stack), "visible-child");
  return TRUE;
}

void
lt_window_on_beginning_left (LtWindow *self)
{
  lt_window_leave_beginning (self);
}

static void
show_next (LtWindow *self, const char *words, gboolean first)
{
  gtk_label_set_text (self->next_label, words);
  gtk_widget_set_visible (self->next_import, first);
  gtk_widget_set_visible (self->next_basemap, first);
  gtk_widget_set_visible (self->next_bar, TRUE);
}

/* What is open with a form in it stays open: the new file is opened by hand. */
void
lt_window_on_made (LtWindow *self, LtSession *session, const char *words)
{
  const char *page = lt_window_get_beginning (self);
  gboolean first = g_strcmp0 (page, "new") == 0;
  const char *path = lt_session_get_path (session);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *told = NULL;

  if (page == NULL || lt_window_has_unsaved (self, NULL))
    {
      lt_window_leave_beginning (self);
      told = g_strdup_printf (_ ("%s Open it when you are done here: %s"), words, shown);
      show_next (self, told, FALSE);
      return;
    }
  lt_window_set_session (self, session);
  lt_window_note_file (self, path);
  told = g_strdup_printf ("%s %s", words, shown);
  show_next (self, told, first);
  if (lt_session_get_officer (session) == NULL)
    lt_sign_in_ask (self->sign_in, NULL);
}

void
lt_window_on_next_closed (LtWindow *self)
{
  gtk_widget_set_visible (self->next_bar, FALSE);
}

static void
begin (LtWindow *self, const char *what)
{
  LtBeginningPage *page;

  if (get_shown (self) != NULL && lt_beginning_page_is_busy (get_shown (self)))
    return;
  gtk_stack_set_visible_child_name (self->outer_stack, what);
  page = get_shown (self);
  lt_beginning_page_focus (page);
}

static void
on_new_county (GtkWidget *widget, const char *action, GVariant *parameter)
{
  begin (LT_WINDOW (widget), "new");
}

static void
on_join (GtkWidget *widget, const char *action, GVariant *parameter)
{
  begin (LT_WINDOW (widget), "join");
}

static void
on_restore (GtkWidget *widget, const char *action, GVariant *parameter)
{
  begin (LT_WINDOW (widget), "restore");
}

static void
on_basemaps (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtWindow *self = LT_WINDOW (widget);

  if (self->session == NULL)
    return;
  lt_window_go_to_page (self, "map");
  lt_map_view_show_basemaps (self->map_view);
}

void
lt_window_install_beginning_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.basemaps", NULL, on_basemaps);
  gtk_widget_class_install_action (widget_class, "win.new-county", NULL, on_new_county);
  gtk_widget_class_install_action (widget_class, "win.join", NULL, on_join);
  gtk_widget_class_install_action (widget_class, "win.restore", NULL, on_restore);
}
