/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/beginning/beginning-page.h"

#include "ui/beginning/beginning-lines.h"
#include "ui/forms/field-words.h"
#include "ui/shell/children.h"
#include "ui/shell/last-file.h"
#include "work/keys.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _LtBeginningPage
{
  GtkWidget parent_instance;

  GtkWidget *back_button;
  GtkLabel *title_label;
  GtkLabel *about_label;
  GtkBox *lines_box;
  GtkSpinner *spinner;
  GtkLabel *said_label;
  GtkButton *go_button;

  const LtBeginForm *form;
  LtBeginLine *lines[LT_BEGIN_LINES];
  guint n_lines;
  LtLongWork *work; /* that was begun here last */
};

G_DEFINE_FINAL_TYPE (LtBeginningPage, lt_beginning_page, GTK_TYPE_WIDGET)

enum
{
  PROP_WHAT = 1,
};

enum
{
  MADE,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* @ending: of its name, behind that of the page */
static LtBeginLine *
find_line (LtBeginningPage *self, const char *ending)
{
  for (guint i = 0; i < self->n_lines; i++)
    if (g_str_equal (strchr (lt_begin_line_get_spec (self->lines[i])->name, '-') + 1, ending))
      return self->lines[i];
  return NULL;
}

/* Without blanks at its ends; %NULL where nothing stands there. */
static char *
read_text (LtBeginningPage *self, const char *ending)
{
  LtBeginLine *line = find_line (self, ending);
  char *text = line == NULL ? NULL : g_strstrip (g_strdup (lt_begin_line_get_text (line)));

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static char *
read_path (LtBeginningPage *self, const char *ending)
{
  LtBeginLine *line = find_line (self, ending);

  return line == NULL ? NULL : lt_begin_line_read_path (line);
}

static void
say (LtBeginningPage *self, const char *words, gboolean is_problem)
{
  lt_plain_words_show (self->said_label, words);
  if (is_problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->said_label), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->said_label), "problem");
}

static void
set_busy (LtBeginningPage *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->lines_box), !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "begin.go", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "begin.back", !busy);
}

/* As long as nobody has said where it shall be, it is called like the bureau. */
static void
propose_place (LtBeginningPage *self)
{
  LtBeginLine *place = find_line (self, "file");
  g_autofree char *bureau = read_text (self, "bureau");
  g_autofree char *path = NULL;

  if (place == NULL || lt_begin_line_was_typed (place))
    return;
  path = lt_begin_form_propose_place (bureau == NULL ? "" : bureau);
  lt_begin_line_set_text (place, path);
}

static void
show_strength (LtBeginningPage *self)
{
  LtBeginLine *line = find_line (self, "passphrase");
  g_autofree char *card = read_text (self, "card");
  g_autofree char *words =
      line == NULL ? NULL : lt_begin_form_describe_strength (lt_begin_line_get_text (line), card);

  if (line != NULL)
    lt_begin_line_say (line, words);
}

static void
on_line_changed (LtBeginningPage *self, LtBeginLine *line)
{
  const char *name = lt_begin_line_get_spec (line)->name;

  if (g_str_equal (name, "new-bureau"))
    propose_place (self);
  if (g_str_has_suffix (name, "-passphrase") || g_str_equal (name, "new-card"))
    show_strength (self);
  say (self, "", FALSE);
}

static void
on_line_done (LtBeginningPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "begin.go", NULL);
}

/* What no line alone can tell. */
static gboolean
check_passphrases (LtBeginningPage *self, LtBeginLine **wrong, GError **error)
{
  LtBeginLine *line = find_line (self, "passphrase");
  LtBeginLine *again = find_line (self, "again");
  g_autofree char *card = read_text (self, "card");

  if (line == NULL)
    return TRUE;
  *wrong = line;
  if (!lt_work_check_passphrase (lt_begin_line_get_text (line), card, error))
    return FALSE;
  *wrong = again;
  if (g_str_equal (lt_begin_line_get_text (line), lt_begin_line_get_text (again)))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       _ ("The two are not the same. Type both again."));
  return FALSE;
}

/* Says beneath each line what is wrong, and goes to the first that is. */
static gboolean
check_lines (LtBeginningPage *self)
{
  LtBeginLine *first = NULL, *wrong = NULL;
  g_autoptr (GError) error = NULL;
  gboolean same = check_passphrases (self, &wrong, &error);

  for (guint i = 0; i < self->n_lines; i++)
    {
      g_autoptr (GError) problem = NULL;
      gboolean good = lt_begin_form_check_line (self->lines[i], &problem);

      if (good && !same && self->lines[i] == wrong)
        {
          problem = g_steal_pointer (&error);
          good = FALSE;
        }
      lt_begin_line_set_problem (self->lines[i], good ? NULL : problem->message);
      if (!good && first == NULL)
        first = self->lines[i];
    }
  if (first != NULL)
    lt_begin_line_focus (first);
  return first == NULL;
}

static LtBeginWish *
take_wish (LtBeginningPage *self)
{
  LtBeginWish *wish = g_new0 (LtBeginWish, 1);
  LtBeginLine *passphrase = find_line (self, "passphrase");

  wish->what = self->form->what;
  wish->path = read_path (self, "file");
  wish->bureau = read_text (self, "bureau");
  wish->area = read_text (self, "area");
  wish->prefix = read_text (self, "prefix");
  wish->card = read_text (self, "card");
  wish->name = read_text (self, "name");
  wish->hub = read_path (self, "hub");
  wish->invite = read_path (self, "invite");
  wish->backup = read_path (self, "backup");
  if (passphrase != NULL)
    wish->passphrase = g_strdup (lt_begin_line_get_text (passphrase));
  return wish;
}

/* The file was made by another thread, on a connection of its own. */
static LtSession *
open_made (LtBeginningPage *self, const LtBeginOutcome *made, GError **error)
{
  LtBeginLine *passphrase = find_line (self, "passphrase");
  g_autoptr (LtSession) session = lt_session_open (made->path, error);

  if (session == NULL)
    return NULL;
  if (made->card != NULL
      && !lt_session_sign_in (session, made->card, lt_begin_line_get_text (passphrase), error))
    return NULL;
  /* Given to begin with; what is to be issued asks for it again. */
  lt_session_forget_confirmation (session);
  return g_steal_pointer (&session);
}

static void
on_ended (LtBeginningPage *self, const LtBeginOutcome *made, const GError *error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtSession) session = error != NULL ? NULL : open_made (self, made, &problem);
  g_autofree char *hub = read_path (self, "hub");

  g_clear_object (&self->work);
  set_busy (self, FALSE);
  if (session == NULL)
    {
      say (self, error != NULL ? error->message : problem->message, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->go_button));
      return;
    }
  /* Who has joined syncs through the same hub, and need not look for it again. */
  if (hub != NULL)
    lt_last_hub_set (made->path, hub);
  say (self, "", FALSE);
  for (guint i = 0; i < self->n_lines; i++)
    lt_begin_line_clear (self->lines[i]);
  propose_place (self);
  g_signal_emit (self, signals[MADE], 0, session, made->words);
}

static void
on_go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtBeginningPage *self = LT_BEGINNING_PAGE (widget);
  g_autoptr (GError) error = NULL;

  say (self, "", FALSE);
  if (!check_lines (self))
    {
      say (self, _ ("Something is missing or wrong: it is said beneath its line."), TRUE);
      return;
    }
  g_clear_object (&self->work);
  self->work = lt_begin_job_start (take_wish (self), &error);
  if (self->work == NULL)
    {
      say (self, error->message, TRUE);
      return;
    }
  g_signal_connect_object (self->work, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  set_busy (self, TRUE);
  say (self, _ ("The county file is being made. Please wait."), FALSE);
}

static void
on_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[LEFT], 0);
}

static void
lt_beginning_page_set_property (GObject *object,
                                guint property,
                                const GValue *value,
                                GParamSpec *pspec)
{
  if (property == PROP_WHAT)
    LT_BEGINNING_PAGE (object)->form = lt_begin_form_get (g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
set_name (LtBeginningPage *self, gpointer widget, const char *ending)
{
  g_autofree char *name = g_strdup_printf ("%s-%s", self->form->name, ending);

  gtk_widget_set_name (widget, name);
}

static void
lt_beginning_page_constructed (GObject *object)
{
  LtBeginningPage *self = LT_BEGINNING_PAGE (object);
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  G_OBJECT_CLASS (lt_beginning_page_parent_class)->constructed (object);
  g_return_if_fail (self->form != NULL);
  set_name (self, self->back_button, "back");
  set_name (self, self->said_label, "said");
  set_name (self, self->go_button, "go");
  gtk_label_set_text (self->title_label, _ (self->form->title));
  gtk_label_set_text (self->about_label, _ (self->form->about));
  gtk_button_set_label (self->go_button, _ (self->form->go));
  for (guint i = 0; i < LT_BEGIN_LINES && self->form->lines[i].name != NULL; i++)
    {
      GtkWidget *line = lt_begin_line_new (&self->form->lines[i], labels);

      self->lines[self->n_lines++] = LT_BEGIN_LINE (line);
      gtk_box_append (self->lines_box, line);
      g_signal_connect_object (line, "changed", G_CALLBACK (on_line_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (line, "done", G_CALLBACK (on_line_done), self, G_CONNECT_SWAPPED);
    }
  propose_place (self);
}

static void
lt_beginning_page_dispose (GObject *object)
{
  LtBeginningPage *self = LT_BEGINNING_PAGE (object);

  g_clear_object (&self->work);
  self->n_lines = 0;
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_BEGINNING_PAGE);
  G_OBJECT_CLASS (lt_beginning_page_parent_class)->dispose (object);
}

static void
lt_beginning_page_class_init (LtBeginningPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = lt_beginning_page_set_property;
  object_class->constructed = lt_beginning_page_constructed;
  object_class->dispose = lt_beginning_page_dispose;
  g_object_class_install_property (object_class, PROP_WHAT,
                                   g_param_spec_string ("what", NULL, NULL, NULL,
                                                        G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                            | G_PARAM_STATIC_STRINGS));
  signals[MADE] = g_signal_new ("made", LT_TYPE_BEGINNING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, LT_TYPE_SESSION, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", LT_TYPE_BEGINNING_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/lantian/Lantian/ui/beginning/beginning-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtBeginningPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, LtBeginningPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, LtBeginningPage, about_label);
  gtk_widget_class_bind_template_child (widget_class, LtBeginningPage, lines_box);
  gtk_widget_class_bind_template_child (widget_class, LtBeginningPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, LtBeginningPage, said_label);
  gtk_widget_class_bind_template_child (widget_class, LtBeginningPage, go_button);
  gtk_widget_class_install_action (widget_class, "begin.go", NULL, on_go);
  gtk_widget_class_install_action (widget_class, "begin.back", NULL, on_back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "begin.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "begin.back",
                                       NULL);
}

static void
lt_beginning_page_init (LtBeginningPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * lt_beginning_page_focus:
 *
 * Gives the keyboard to the first line that is empty.
 */
void
lt_beginning_page_focus (LtBeginningPage *self)
{
  for (guint i = 0; i < self->n_lines; i++)
    if (*lt_begin_line_get_text (self->lines[i]) == '\0')
      {
        lt_begin_line_focus (self->lines[i]);
        return;
      }
  gtk_widget_grab_focus (GTK_WIDGET (self->go_button));
}

/**
 * lt_beginning_page_forget:
 *
 * The page was left: passphrases do not stay in it, all else does.
 */
void
lt_beginning_page_forget (LtBeginningPage *self)
{
  static const char *const secrets[] = { "passphrase", "again" };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      LtBeginLine *line = find_line (self, secrets[i]);

      if (line != NULL)
        lt_begin_line_clear (line);
    }
}

/**
 * lt_beginning_page_is_busy:
 *
 * Returns: whether a county file is being made
 */
gboolean
lt_beginning_page_is_busy (LtBeginningPage *self)
{
  return lt_long_work_is_running (self->work);
}
