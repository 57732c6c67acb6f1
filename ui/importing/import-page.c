/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/import-page-private.h"

#include "ui/forms/field-words.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (LtImportPage, lt_import_page, GTK_TYPE_WIDGET)

static const struct
{
  const char *step;
  const char *title;
  const char *next; /* (nullable): what the button says that goes on */
} step_words[] = {
  { "start", "", NULL },
  { "file", N_ ("What the file is"), N_ ("_Continue") },
  { "mapping", N_ ("Which column is which field"), N_ ("_Continue") },
  { "datum", N_ ("What its coordinates are in"), N_ ("_Continue") },
  { "check", N_ ("What would be done"), N_ ("_Import") },
  { "busy", N_ ("Please wait"), NULL },
  { "report", N_ ("What was done"), N_ ("_Done") },
};

void
lt_import_page_tell (LtImportPage *self, const char *words)
{
  lt_plain_words_show (self->told_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->told_label), words != NULL);
}

void
lt_import_page_say (LtImportPage *self, const char *words)
{
  GtkWidget *scrolled =
      gtk_widget_get_ancestor (GTK_WIDGET (self->problem_label), GTK_TYPE_SCROLLED_WINDOW);

  lt_plain_words_show (self->problem_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), words != NULL && *words != '\0');
  /* it stands at the top */
  if (words != NULL && scrolled != NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)),
                              0);
}

static const char *
get_step (LtImportPage *self)
{
  return gtk_stack_get_visible_child_name (self->steps);
}

gboolean
lt_import_page_is_at (LtImportPage *self, const char *step)
{
  return g_str_equal (get_step (self), step);
}

/* Whoever has the keyboard here keeps it, at what is to be done next. */
static void
focus_step (LtImportPage *self)
{
  if (lt_import_page_is_at (self, "busy") && !self->undoing)
    gtk_widget_grab_focus (self->stop_button);
  else if (lt_import_page_is_at (self, "report"))
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->steps), GTK_DIR_TAB_FORWARD);
}

static void
show_title (LtImportPage *self, const char *title)
{
  g_autofree char *name =
      self->wish == NULL ? NULL : g_filename_display_basename (self->wish->path);
  g_autofree char *words = name == NULL || *title == '\0'
                               ? g_strdup (title)
                               : g_strdup_printf (_ ("%s: %s"), name, title);

  gtk_label_set_text (self->step_label, words);
}

static void
update_actions (LtImportPage *self)
{
  gboolean ready = !lt_import_page_is_at (self, "busy") && !lt_import_page_is_at (self, "start");

  if (lt_import_page_is_at (self, "datum"))
    ready = lt_datum_question_get_datum (self->datum_question) != NULL;
  else if (lt_import_page_is_at (self, "mapping"))
    ready = lt_mapping_page_is_complete (self->mapping_page);
  else if (lt_import_page_is_at (self, "check"))
    ready = self->is_of_use || lt_import_page_read_options (self) != self->wish->flags;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.next", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.back",
                                 lt_import_page_is_at (self, "file")
                                     || lt_import_page_is_at (self, "mapping")
                                     || lt_import_page_is_at (self, "datum")
                                     || lt_import_page_is_at (self, "check"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.stop",
                                 lt_import_page_is_at (self, "busy"));
}

/* Several parts may have several headers: there the names of columns decide. */
static gboolean
can_map (LtImportPage *self)
{
  return self->wish != NULL && self->wish->kind != NULL && self->wish->parts->len <= 1;
}

/* Why the button that imports is not enabled. */
static const char *
say_use (LtImportPage *self)
{
  if (self->is_of_use)
    return NULL;
  return self->refused != NULL && lt_refused_rows_count (self->refused) > 0
             ? _ ("There is nothing to import: no row of this file can be taken that is not in the "
                  "county already. What is wrong with each stands below.")
             : _ ("There is nothing to import: all that this file says is in the county already.");
}

void
lt_import_page_go_to (LtImportPage *self, const char *step)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (GTK_ROOT (root));
  gboolean had_focus = focus == NULL || !gtk_widget_get_mapped (focus)
                       || gtk_widget_is_ancestor (focus, GTK_WIDGET (self));

  gtk_stack_set_visible_child_name (self->steps, step);
  for (gsize i = 0; i < G_N_ELEMENTS (step_words); i++)
    if (g_str_equal (step_words[i].step, step))
      {
        show_title (self, *step_words[i].title == '\0' ? "" : _ (step_words[i].title));
        gtk_widget_set_visible (GTK_WIDGET (self->next_button), step_words[i].next != NULL);
        if (step_words[i].next != NULL)
          gtk_button_set_label (self->next_button, _ (step_words[i].next));
      }
  lt_import_page_show_waiting (self);
  lt_import_page_show_refused (self);
  lt_import_page_tell (self, g_str_equal (step, "check") ? say_use (self) : NULL);
  gtk_widget_set_visible (self->foot, !g_str_equal (step, "start"));
  gtk_widget_set_visible (self->columns_button, can_map (self));
  gtk_widget_set_visible (self->stop_button, g_str_equal (step, "busy") && !self->undoing);
  gtk_widget_set_visible (self->undo_button, g_str_equal (step, "report") && self->done != NULL
                                                 && self->done->len > 0);
  update_actions (self);
  if (had_focus && gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_step (self);
}

static void
on_look_again (LtImportPage *self)
{
  g_autoptr (GError) error = NULL;

  lt_file_page_read (self->file_page, self->wish);
  if (lt_file_page_get_problem (self->file_page) == NULL && !lt_import_page_look (self, &error))
    lt_import_page_say (self, error->message);
}

LtImportFlags
lt_import_page_read_options (LtImportPage *self)
{
  static const LtImportFlags of_candidates[] = { LT_IMPORT_NONE, LT_IMPORT_UPDATE_CANDIDATES,
                                                 LT_IMPORT_ADD_CANDIDATES };
  guint chosen = gtk_drop_down_get_selected (self->candidates);
  LtImportFlags flags = gtk_check_button_get_active (self->create_button) ? LT_IMPORT_CREATE : 0;

  return flags | (chosen < G_N_ELEMENTS (of_candidates) ? of_candidates[chosen] : 0);
}

/* What is shown is what those options gave: with others it is looked at again. */
static void
on_option (LtImportPage *self)
{
  if (self->showing || self->wish == NULL || !lt_import_page_is_at (self, "check"))
    return;
  gtk_button_set_label (self->next_button, lt_import_page_read_options (self) == self->wish->flags
                                               ? _ ("_Import")
                                               : _ ("_Check again"));
  update_actions (self);
}

static void
reset_options (LtImportPage *self)
{
  self->showing = TRUE;
  gtk_check_button_set_active (self->create_button, FALSE);
  gtk_drop_down_set_selected (self->candidates, 0);
  self->showing = FALSE;
}

static void
leave_file_page (LtImportPage *self)
{
  const char *problem = lt_file_page_get_problem (self->file_page);

  if (problem != NULL)
    {
      lt_import_page_say (self, problem);
      return;
    }
  lt_file_page_read (self->file_page, self->wish);
  g_clear_pointer (&self->wish->datum, g_free);
  self->asked_datum = FALSE;
  reset_options (self);
  self->wish->flags = lt_import_page_read_options (self);
  self->asked_mapping = FALSE;
  lt_import_wish_set_mapping (self->wish, NULL);
  if (can_map (self))
    lt_import_page_map (self);
  else
    lt_import_page_try (self);
}

static void
leave_mapping (LtImportPage *self)
{
  lt_import_wish_set_mapping (self->wish, lt_mapping_page_get_mapping (self->mapping_page));
  g_clear_pointer (&self->wish->datum, g_free);
  self->asked_datum = FALSE;
  lt_import_page_try (self);
}

static void
leave_check (LtImportPage *self)
{
  LtImportFlags flags = lt_import_page_read_options (self);

  if (flags == self->wish->flags)
    {
      lt_import_page_import (self);
      return;
    }
  self->wish->flags = flags;
  lt_import_page_try (self);
}

static void
on_next (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtImportPage *self = LT_IMPORT_PAGE (widget);

  if (self->session == NULL)
    return;
  lt_import_page_say (self, NULL);
  if (lt_import_page_is_at (self, "file"))
    leave_file_page (self);
  else if (lt_import_page_is_at (self, "mapping"))
    leave_mapping (self);
  else if (lt_import_page_is_at (self, "check"))
    leave_check (self);
  else if (lt_import_page_is_at (self, "report"))
    {
      if (!lt_import_page_begin_waiting (self))
        lt_import_page_go_to (self, "start");
    }
  else if (lt_import_page_is_at (self, "datum"))
    {
      g_free (self->wish->datum);
      self->wish->datum = g_strdup (lt_datum_question_get_datum (self->datum_question));
      lt_import_page_try (self);
    }
}

static void
on_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtImportPage *self = LT_IMPORT_PAGE (widget);

  lt_import_page_say (self, NULL);
  if (lt_import_page_is_at (self, "check") && self->asked_datum)
    lt_import_page_go_to (self, "datum");
  else if (lt_import_page_is_at (self, "file"))
    lt_import_page_go_to (self, "start");
  else if (!lt_import_page_is_at (self, "mapping") && self->asked_mapping)
    lt_import_page_go_to (self, "mapping");
  else
    lt_import_page_go_to (self, "file");
}

/* Also where nothing had to be asked: the officer knows better. */
static void
on_columns (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtImportPage *self = LT_IMPORT_PAGE (widget);

  if (!lt_import_page_is_at (self, "check") || !can_map (self))
    return;
  self->asked_mapping = TRUE;
  lt_import_page_say (self, NULL);
  lt_import_page_go_to (self, "mapping");
}

/* Also where file, shape or header say it: a file may say what is wrong. */
static void
on_datum (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtImportPage *self = LT_IMPORT_PAGE (widget);

  if (!lt_import_page_is_at (self, "check") || self->wish->kind == NULL)
    return;
  lt_import_page_say (self, NULL);
  if (self->asked_datum)
    {
      lt_import_page_go_to (self, "datum");
      return;
    }
  g_clear_pointer (&self->wish->datum, g_free);
  self->wish->ask_datum = TRUE;
  lt_import_page_try (self);
  self->wish->ask_datum = FALSE;
}

static void
on_stop (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtImportPage *self = LT_IMPORT_PAGE (widget);

  if (!lt_long_work_is_running (self->work))
    return;
  gtk_label_set_text (self->busy_label, _ ("Stopping…"));
  lt_long_work_cancel (self->work);
}

static void
lt_import_page_dispose (GObject *object)
{
  LtImportPage *self = LT_IMPORT_PAGE (object);

  lt_import_page_forget_work (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->wish, lt_import_wish_free);
  g_clear_pointer (&self->done, g_array_unref);
  lt_import_page_forget_refused (self);
  lt_import_page_forget_waiting (self);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_IMPORT_PAGE);
  G_OBJECT_CLASS (lt_import_page_parent_class)->dispose (object);
}

static void
lt_import_page_class_init (LtImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_import_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/importing/import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, step_label);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, steps);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, start_box);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, check_box);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, columns_button);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, datum_button);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, waiting_button);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, create_button);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, candidates_box);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, candidates);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, busy_label);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, bar);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, foot);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, refused_button);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, told_label);
  gtk_widget_class_bind_template_child (widget_class, LtImportPage, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_option);
  gtk_widget_class_install_action (widget_class, "import.next", NULL, on_next);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, on_back);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, on_stop);
  gtk_widget_class_install_action (widget_class, "import.columns", NULL, on_columns);
  gtk_widget_class_install_action (widget_class, "import.datum", NULL, on_datum);
  lt_import_page_install_undo (widget_class);
  lt_import_page_install_refused (widget_class);
  lt_import_page_install_waiting (widget_class);
}

static void
lt_import_page_init (LtImportPage *self)
{
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = FALSE;
  self->came_from = "start";
  self->kept = LT_KEPT_IMPORTS (lt_kept_imports_new ());
  gtk_box_append (self->start_box, GTK_WIDGET (self->kept));
  self->file_page = LT_FILE_PAGE (lt_file_page_new ());
  gtk_stack_add_named (self->steps, GTK_WIDGET (self->file_page), "file");
  self->mapping_page = LT_MAPPING_PAGE (lt_mapping_page_new ());
  gtk_stack_add_named (self->steps, GTK_WIDGET (self->mapping_page), "mapping");
  self->datum_question = LT_DATUM_QUESTION (lt_datum_question_new ());
  gtk_stack_add_named (self->steps, GTK_WIDGET (self->datum_question), "datum");
  self->trial = LT_IMPORT_REPORT_VIEW (lt_import_report_view_new ());
  gtk_box_append (self->check_box, GTK_WIDGET (self->trial));
  self->report = LT_IMPORT_REPORT_VIEW (lt_import_report_view_new ());
  gtk_stack_add_named (self->steps, GTK_WIDGET (self->report), "report");
  g_signal_connect_swapped (self->file_page, "look-again", G_CALLBACK (on_look_again), self);
  g_signal_connect_swapped (self->mapping_page, "changed", G_CALLBACK (update_actions), self);
  g_signal_connect_swapped (self->datum_question, "chosen", G_CALLBACK (update_actions), self);
  lt_import_page_go_to (self, "start");
}

/* Whoever was asked to sign in has done so. */
static void
on_officer_changed (LtImportPage *self)
{
  if (!lt_import_page_is_at (self, "busy"))
    lt_import_page_say (self, NULL);
}

/**
 * lt_import_page_set_session:
 * @self: a page
 * @session: (nullable): the open county
 */
void
lt_import_page_set_session (LtImportPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_IMPORT_PAGE (self));

  lt_import_page_forget_work (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_officer_changed, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "officer-changed", G_CALLBACK (on_officer_changed), self,
                             G_CONNECT_SWAPPED);
  g_clear_pointer (&self->wish, lt_import_wish_free);
  g_clear_pointer (&self->done, g_array_unref);
  lt_import_page_forget_refused (self);
  self->undoing = FALSE;
  lt_import_page_forget_waiting (self);
  lt_kept_imports_set_session (self->kept, session);
  lt_import_page_say (self, NULL);
  lt_import_page_go_to (self, "start");
}

gboolean
lt_import_page_begin_file (LtImportPage *self, const char *path, GError **error)
{
  g_autoptr (LtImportWish) before = g_steal_pointer (&self->wish);

  self->wish = lt_import_wish_new (path);
  self->rows = 0;
  if (!lt_import_page_look (self, error))
    {
      g_clear_pointer (&self->wish, lt_import_wish_free);
      self->wish = g_steal_pointer (&before);
      return FALSE;
    }
  self->came_from = "start";
  lt_file_page_begin (self->file_page, path);
  return TRUE;
}

/**
 * lt_import_page_begin:
 * @self: a page with an open county
 * @path: a foreign file
 * @error: return location; %LT_ERROR_UNAVAILABLE where another long work is going on
 *
 * Begins with a file; the one that was at hand is let go, with those that waited.
 */
gboolean
lt_import_page_begin (LtImportPage *self, const char *path, GError **error)
{
  g_return_val_if_fail (self->session != NULL, FALSE);

  if (!lt_import_page_begin_file (self, path, error))
    return FALSE;
  lt_import_page_forget_waiting (self);
  return TRUE;
}

/**
 * lt_import_page_focus:
 *
 * Gives the keyboard to what is to be done next.
 */
void
lt_import_page_focus (LtImportPage *self)
{
  focus_step (self);
}
