/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of one field of a form: the sides of its conflict, and who said what
 * when. It is read when it is asked for. */

#include "ui/forms/field-card.h"

#include "base/civil-time.h"
#include "work/colleagues.h"
#include "work/field-history.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

/* What was said before is in the log; so many lines are read by nobody. */
#define MOST 50

typedef struct
{
  LtFieldCardFunc use;
  gpointer user_data;
  GtkWidget *card;
  char *text;
} Use;

static void
free_use (gpointer data, GClosure *closure)
{
  Use *use = data;

  g_free (use->text);
  g_free (use);
}

static void
on_use (GtkButton *button, Use *use)
{
  g_autofree char *text = g_strdup (use->text);
  LtFieldCardFunc func = use->use;
  gpointer user_data = use->user_data;

  gtk_popover_popdown (GTK_POPOVER (use->card));
  func (text, user_data);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_line (GtkWidget *box, const char *value, const char *said)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (line), make_label (*value == '\0' ? _ ("(nothing)") : value, NULL));
  gtk_box_append (GTK_BOX (line), make_label (said, "dim-label"));
  gtk_box_append (GTK_BOX (box), line);
}

/* Chosen here it stands in the form, and settles the conflict once that is saved. */
static void
add_head (GtkWidget *card,
          GtkWidget *box,
          LtSession *session,
          const LtRecord *record,
          guint field,
          guint number,
          const Use *like)
{
  const LtField *of = &record->kind->fields[field];
  const LtHead *head = g_ptr_array_index (record->heads[field], number);
  g_autofree char *value = lt_work_format_field (session, of, head->value);
  g_autofree char *said = lt_work_describe_said (session, record, head);
  g_autofree char *name = g_strdup_printf ("card-use-%s-%u", of->name, number + 1);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: use the value %s"), lt_field_get_label (of),
                                             *value == '\0' ? _ ("(nothing)") : value);
  Use *use;
  GtkWidget *button;

  add_line (box, value, said);
  if (like->use == NULL)
    return;
  use = g_memdup2 (like, sizeof *like);
  use->card = card;
  use->text = lt_field_to_text (of, head->value);
  if (use->text == NULL)
    use->text = g_strdup ("");
  button = gtk_button_new_with_label (_ ("Use this value"));
  gtk_widget_set_name (button, name);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_use), use, free_use, 0);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_history (GtkWidget *box, LtSession *session, const LtRecord *record, guint field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = lt_work_list_field_history (session, record, field, &error);
  GtkWidget *title = make_label (_ ("What was said of it"), "section-title");

  gtk_widget_set_name (title, "card-history");
  gtk_box_append (GTK_BOX (box), title);
  if (changes == NULL || changes->len == 0)
    gtk_box_append (GTK_BOX (box),
                    make_label (changes == NULL ? error->message : _ ("Nothing was ever said."),
                                "dim-label"));
  for (guint i = 0; changes != NULL && i < MIN (changes->len, MOST); i++)
    {
      const LtFieldChange *change = g_ptr_array_index (changes, i);
      g_autofree char *minute = g_strdelimit (lt_minute_of (change->wall), "T", ' ');
      g_autofree char *said = g_strdup_printf ("%s · %s", minute, change->officer);

      add_line (box, change->value, said);
    }
}

/**
 * lt_field_card_new:
 * @session: the open county
 * @record: as the form was opened with it; of the file, or new
 * @field: place of the field
 * @use: (nullable): called with the value of a conflict that is chosen; %NULL where the
 *   form is not to be written
 * @user_data: for @use
 *
 * Returns: (transfer floating): a popover with what is known of the field: conflict and
 *   history
 */
GtkWidget *
lt_field_card_new (LtSession *session,
                   const LtRecord *record,
                   guint field,
                   LtFieldCardFunc use,
                   gpointer user_data)
{
  const LtField *of = &record->kind->fields[field];
  GtkWidget *card = gtk_popover_new ();
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Use like = { .use = use, .user_data = user_data };

  gtk_box_append (GTK_BOX (box), make_label (lt_field_get_label (of), "heading"));
  if (lt_record_has_conflict (record, field))
    {
      gtk_box_append (GTK_BOX (box),
                      make_label (_ ("Conflict: changed on two machines"), "conflict-words"));
      for (guint i = 0; i < record->heads[field]->len; i++)
        add_head (card, box, session, record, field, i, &like);
    }
  if (lt_id_is_zero (&record->id))
    gtk_box_append (GTK_BOX (box), make_label (_ ("This record is new."), "dim-label"));
  else
    add_history (box, session, record, field);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (window), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (window), 380);
  gtk_popover_set_child (GTK_POPOVER (card), window);
  gtk_widget_set_name (card, "field-card");
  return card;
}
