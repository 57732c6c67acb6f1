/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/officers/officer-form.h"

#include "ui/forms/field-words.h"
#include "ui/officers/officer-job.h"
#include "ui/officers/officer-words.h"
#include "work/colleagues.h"
#include "work/keys.h"
#include "work/officers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LtOfficerForm
{
  GtkWidget parent_instance;

  LtSession *session;
  LtOfficerAct act;
  LtRecord *officer; /* (nullable): whom it is about */
  GtkWidget *lines_box;
  LtBeginLine *lines[LT_OFFICER_LINES];
  GPtrArray *role_buttons; /* (element-type GtkCheckButton) */
  GtkLabel *said_label;
  GtkWidget *go_button;
  LtLongWork *work;
};

G_DEFINE_FINAL_TYPE (LtOfficerForm, lt_officer_form, GTK_TYPE_WIDGET)

enum
{
  DONE,
  CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
say (LtOfficerForm *self, const char *words)
{
  lt_plain_words_show (self->said_label, words);
}

static const LtChoice *
get_roles (void)
{
  const LtKind *kind = lt_kind_by_name ("officer");

  return kind->fields[lt_kind_find_field (kind, "roles")].choices;
}

/* Without blanks at its ends; %NULL where nothing stands there. */
static char *
read_line (LtOfficerForm *self, guint at)
{
  char *text = g_strstrip (g_strdup (lt_begin_line_get_text (self->lines[at])));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* The roles that are chosen, with commas between; %NULL for none. */
static char *
read_roles (LtOfficerForm *self)
{
  const LtChoice *roles = get_roles ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->role_buttons->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->role_buttons, i)))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", roles[i].name);
  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
refuse_line (LtOfficerForm *self, guint at, const char *words)
{
  lt_begin_line_set_problem (self->lines[at], words);
  lt_begin_line_focus (self->lines[at]);
  return FALSE;
}

static gboolean
check_lines (LtOfficerForm *self)
{
  guint wrong = LT_OFFICER_LINES;

  for (guint i = LT_OFFICER_LINES; i > 0; i--)
    {
      g_autoptr (GError) problem = NULL;

      if (self->lines[i - 1] == NULL || lt_begin_form_check_line (self->lines[i - 1], &problem))
        continue;
      wrong = i - 1;
      refuse_line (self, wrong, problem->message);
    }
  return wrong == LT_OFFICER_LINES;
}

static void
end (LtOfficerForm *self, char *words)
{
  g_autofree char *said = words;

  g_signal_emit (self, signals[DONE], 0, said);
}

static char *
describe_invitation (const char *name, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  return g_strdup_printf (_ ("The invitation for %s is made: %s. Sync, then hand it over with the "
                             "hub file; it can be used once."),
                          name, shown);
}

static void
enrol (LtOfficerForm *self)
{
  static const char *const fields[] = { "card", "name", "card_from", "card_to" };
  g_autoptr (LtRecord) officer = lt_record_new (lt_kind_by_name ("officer"));
  g_autofree char *roles = read_roles (self);
  g_autofree char *path = lt_begin_line_read_path (self->lines[4]);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = read_line (self, i);

      if (!lt_record_set (officer, fields[i], text, &error))
        {
          g_autofree char *words = lt_plain_words (error->message);

          refuse_line (self, i, words);
          return;
        }
    }
  if (roles == NULL)
    {
      say (self, _ ("Choose at least one role."));
      gtk_widget_grab_focus (g_ptr_array_index (self->role_buttons, 0));
      return;
    }
  if (!lt_record_set (officer, "roles", roles, &error)
      || !lt_work_officer_enrol (self->session, officer, path, &error))
    say (self, error->message);
  else
    end (self, describe_invitation (lt_record_get (officer, "name"), path));
}

static void
invite (LtOfficerForm *self)
{
  g_autofree char *path = lt_begin_line_read_path (self->lines[0]);
  g_autoptr (GError) error = NULL;

  if (!lt_work_officer_invite (self->session, self->officer, path, &error))
    say (self, error->message);
  else
    end (self, describe_invitation (lt_record_get (self->officer, "name"), path));
}

static void
give (LtOfficerForm *self)
{
  static const char *const fields[] = { "valid_from", "valid_to" };
  const LtKind *kind = lt_kind_by_name ("appointment");
  g_autofree char *role = read_roles (self);
  g_autofree char *from = read_line (self, 0);
  g_autofree char *to = read_line (self, 1);
  g_autofree char *document = read_line (self, 2);
  g_autoptr (LtRecord) seen = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (LtRecord) trial = lt_record_new (kind);

      if (!lt_record_set (trial, fields[i], i == 0 ? from : to, &error))
        {
          g_autofree char *words = lt_plain_words (error->message);

          refuse_line (self, i, words);
          return;
        }
    }
  /* As he is now: the form may have been open for long. */
  seen = lt_store_get (lt_session_get_store (self->session), self->officer->kind,
                       &self->officer->id, &error);
  if (role == NULL)
    say (self, _ ("Choose a role."));
  else if (seen == NULL
           || !lt_work_officer_give (self->session, seen, role, from, to, document, &error))
    say (self, error->message);
  else
    end (self, g_strdup_printf (_ ("%s has the role. Sync, so that colleagues know it too."),
                                lt_record_get (self->officer, "name")));
}

static void
set_busy (LtOfficerForm *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->lines_box, !busy);
  gtk_widget_set_sensitive (self->go_button, !busy);
}

static void
on_ended (LtOfficerForm *self, const char *words, const GError *error)
{
  g_clear_object (&self->work);
  set_busy (self, FALSE);
  if (error == NULL)
    {
      end (self, g_strdup (words));
      return;
    }
  /* It is the old one that can be wrong by now. */
  refuse_line (self, 0, error->message);
}

static void
change_passphrase (LtOfficerForm *self)
{
  const LtRecord *officer = lt_session_get_officer (self->session);
  const char *old = lt_begin_line_get_text (self->lines[0]);
  const char *passphrase = lt_begin_line_get_text (self->lines[1]);
  g_autoptr (GError) error = NULL;

  if (officer == NULL)
    {
      say (self, _ ("Sign in first."));
      return;
    }
  if (!lt_work_check_passphrase (passphrase, lt_record_get (officer, "card"), &error))
    {
      refuse_line (self, 1, error->message);
      return;
    }
  if (!g_str_equal (passphrase, lt_begin_line_get_text (self->lines[2])))
    {
      refuse_line (self, 2, _ ("The two are not the same. Type both again."));
      return;
    }
  self->work = lt_officer_job_passphrase (self->session, old, passphrase, &error);
  if (self->work == NULL)
    {
      say (self, error->message);
      return;
    }
  g_signal_connect_object (self->work, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  set_busy (self, TRUE);
}

static void
on_go (LtOfficerForm *self)
{
  if (self->work != NULL)
    return;
  say (self, "");
  if (!check_lines (self))
    return;
  switch (self->act)
    {
    case LT_OFFICER_ENROL:
      enrol (self);
      break;
    case LT_OFFICER_INVITE:
      invite (self);
      break;
    case LT_OFFICER_GIVE:
      give (self);
      break;
    case LT_OFFICER_PASSPHRASE:
      change_passphrase (self);
      break;
    }
}

static void
on_close (LtOfficerForm *self)
{
  if (self->work == NULL)
    g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  on_close (LT_OFFICER_FORM (widget));
  return GDK_EVENT_STOP;
}

static void
on_changed (LtOfficerForm *self, LtBeginLine *line)
{
  const LtRecord *officer = lt_session_get_officer (self->session);

  if (g_str_equal (lt_begin_line_get_spec (line)->name, "passphrase-new"))
    {
      g_autofree char *words = lt_begin_form_describe_strength (
          lt_begin_line_get_text (line), officer == NULL ? NULL : lt_record_get (officer, "card"));

      lt_begin_line_say (line, words);
    }
  if (self->act == LT_OFFICER_ENROL && line != self->lines[4]
      && !lt_begin_line_was_typed (self->lines[4]))
    {
      g_autofree char *card = read_line (self, 0);
      g_autofree char *path = lt_begin_form_propose_invitation (card);

      lt_begin_line_set_text (self->lines[4], path);
    }
}

static void
lt_officer_form_dispose (GObject *object)
{
  LtOfficerForm *self = LT_OFFICER_FORM (object);
  GtkWidget *child;

  g_clear_object (&self->work);
  g_clear_object (&self->session);
  g_clear_pointer (&self->officer, lt_record_free);
  g_clear_pointer (&self->role_buttons, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_officer_form_parent_class)->dispose (object);
}

static void
lt_officer_form_class_init (LtOfficerFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_officer_form_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  signals[DONE] = g_signal_new ("done", LT_TYPE_OFFICER_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", LT_TYPE_OFFICER_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
lt_officer_form_init (LtOfficerForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->role_buttons = g_ptr_array_new ();
}

static GtkWidget *
make_words (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* Several for who is entered, one of them for a role that is given. */
static void
add_roles (LtOfficerForm *self, const char *heading)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const LtChoice *roles = get_roles ();

  gtk_box_append (GTK_BOX (self->lines_box), make_words (heading, "field-label"));
  for (guint i = 0; roles[i].name != NULL; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (_ (roles[i].label));
      g_autofree char *name = g_strdup_printf ("role-%s", roles[i].name);

      gtk_widget_set_name (button, name);
      /* What nearly everybody is who is entered. */
      if (self->act == LT_OFFICER_ENROL && g_str_equal (roles[i].name, "inspector"))
        gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
      if (self->act == LT_OFFICER_GIVE && i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button),
                                    g_ptr_array_index (self->role_buttons, 0));
      g_ptr_array_add (self->role_buttons, button);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_box_append (GTK_BOX (self->lines_box), box);
}

static GtkWidget *
make_foot (LtOfficerForm *self, const char *go)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *back = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->said_label = GTK_LABEL (make_words ("", "problem"));
  gtk_widget_set_name (GTK_WIDGET (self->said_label), "officer-form-said");
  gtk_widget_set_hexpand (GTK_WIDGET (self->said_label), TRUE);
  gtk_widget_set_name (back, "officer-form-cancel");
  self->go_button = gtk_button_new_with_mnemonic (go);
  gtk_widget_set_name (self->go_button, "officer-form-go");
  gtk_widget_add_css_class (self->go_button, "suggested-action");
  g_signal_connect_object (back, "clicked", G_CALLBACK (on_close), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->go_button, "clicked", G_CALLBACK (on_go), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->said_label));
  gtk_box_append (GTK_BOX (foot), back);
  gtk_box_append (GTK_BOX (foot), self->go_button);
  return foot;
}

static void
add_lines (LtOfficerForm *self, const LtOfficerWords *form)
{
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  for (guint i = 0; i < LT_OFFICER_LINES && form->lines[i].name != NULL; i++)
    {
      GtkWidget *line = lt_begin_line_new (&form->lines[i], labels);

      self->lines[i] = LT_BEGIN_LINE (line);
      gtk_box_append (GTK_BOX (self->lines_box), line);
      g_signal_connect_object (line, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (line, "done", G_CALLBACK (on_go), self, G_CONNECT_SWAPPED);
      if (form->lines[i].sort == LT_BEGIN_PLACE)
        {
          const char *card = self->officer == NULL ? NULL : lt_record_get (self->officer, "card");
          g_autofree char *path = lt_begin_form_propose_invitation (card);

          lt_begin_line_set_text (self->lines[i], path);
        }
    }
}

/**
 * lt_officer_form_new:
 * @session: the open county
 * @act: what is to be done
 * @officer: (nullable): about whom, read with his heads
 */
GtkWidget *
lt_officer_form_new (LtSession *session, LtOfficerAct act, const LtRecord *officer)
{
  LtOfficerForm *self = g_object_new (LT_TYPE_OFFICER_FORM, NULL);
  const LtOfficerWords *form = lt_officer_words_get (act);
  g_autofree char *title = NULL;

  self->session = g_object_ref (session);
  self->act = act;
  self->officer = officer == NULL ? NULL : lt_record_copy (officer);
  title = officer == NULL || act == LT_OFFICER_PASSPHRASE
              ? g_strdup (_ (form->title))
              : g_strdup_printf ("%s – %s", _ (form->title), lt_record_get_title (officer));
  self->lines_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_add_css_class (GTK_WIDGET (self), "form");
  gtk_box_append (GTK_BOX (self->lines_box), make_words (title, "page-title"));
  gtk_box_append (GTK_BOX (self->lines_box), make_words (_ (form->about), NULL));
  if (form->roles != NULL && act == LT_OFFICER_GIVE)
    add_roles (self, _ (form->roles));
  add_lines (self, form);
  if (form->roles != NULL && act == LT_OFFICER_ENROL)
    add_roles (self, _ (form->roles));
  gtk_widget_set_parent (self->lines_box, GTK_WIDGET (self));
  gtk_widget_set_parent (make_foot (self, _ (form->go)), GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/**
 * lt_officer_form_focus:
 *
 * Gives the keyboard to what is asked for first.
 */
void
lt_officer_form_focus (LtOfficerForm *self)
{
  if (self->act == LT_OFFICER_GIVE)
    gtk_widget_grab_focus (g_ptr_array_index (self->role_buttons, 0));
  else
    lt_begin_line_focus (self->lines[0]);
}
