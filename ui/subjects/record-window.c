/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/subjects/record-window.h"

#include "base/civil-time.h"
#include "store/group.h"
#include "store/log.h"
#include "ui/subjects/attachment-box.h"
#include "ui/subjects/field-list.h"
#include "ui/subjects/history.h"
#include "work/log-words.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

#define MOST_GROUPS  20
#define MOST_CHANGES 40

struct _LtRecordWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkBox *fields;  /* what the record says */
  GtkBox *history; /* of a place: what was done there */
  GtkWidget *attachments;
  GtkBox *changes;

  GtkWidget *county; /* (nullable): weak: the window in which things are done */
  LtSession *session;
  LtRecord *record;
  char *target;
  GCancellable *reading; /* of the log */
};

G_DEFINE_FINAL_TYPE (LtRecordWindow, lt_record_window, ADW_TYPE_WINDOW)

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* ---- kept as long as it says the same ------------------------------------------ */

static void
gather_words (GtkWidget *widget, GString *words)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (words, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gather_words (child, words);
}

static char *
read_words (GtkWidget *widget)
{
  GString *words = g_string_new (NULL);

  gather_words (widget, words);
  return g_string_free (words, FALSE);
}

static GtkWidget *
find_by_words (GtkWidget *widget, const char *wanted)
{
  GtkWidget *found = NULL;

  if (gtk_widget_get_focusable (widget))
    {
      g_autofree char *words = read_words (widget);

      if (g_str_equal (words, wanted))
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_by_words (child, wanted);
  return found;
}

static void
move_children (GtkBox *from, GtkBox *to)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (from))) != NULL)
    {
      g_object_ref (child);
      gtk_box_remove (from, child);
      gtk_box_append (to, child);
      g_object_unref (child);
    }
}

/* @fresh: (transfer floating): takes the place of what is in @box where it says anything
 * else: who reads, selects or stands on a line there is not thrown off it. */
static void
renew (LtRecordWindow *self, GtkBox *box, GtkWidget *fresh)
{
  g_autoptr (GtkWidget) holder = g_object_ref_sink (fresh);
  g_autofree char *before = read_words (GTK_WIDGET (box));
  g_autofree char *after = read_words (fresh);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  g_autofree char *line = NULL;

  if (g_str_equal (before, after) && gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL)
    return;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (box)))
    line = read_words (focus);
  clear (box);
  move_children (GTK_BOX (holder), box);
  focus = line == NULL ? NULL : find_by_words (GTK_WIDGET (box), line);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static GtkBox *
make_box (int spacing)
{
  return GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing));
}

/* ---- the log of it --------------------------------------------------------------- */

static void
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), style == NULL);
  gtk_widget_set_can_focus (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static gpointer
read_log (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  LtLogQuery query = { .record = data, .limit = MOST_GROUPS };

  return lt_store_log (store, &query, error);
}

/* "2026-11-20 15:42  执法员甲" and what he did to this record. */
static guint
add_group (LtRecordWindow *self, GtkBox *box, LtLogWords *words, const LtGroup *group, guint room)
{
  g_autoptr (LtRecord) actor = lt_store_get (lt_session_get_store (self->session),
                                             lt_kind_by_name ("officer"), &group->actor, NULL);
  guint n = 0;

  for (guint i = 0; i < group->operations->len && n < room; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      g_autofree char *what = NULL;

      if (!lt_id_equal (&operation->record, &self->record->id))
        continue;
      if (n++ == 0)
        {
          g_autofree char *when = g_strdelimit (lt_minute_of (operation->wall), "T", ' ');
          g_autofree char *line =
              g_strdup_printf ("%s  %s", when,
                               actor == NULL ? _ ("unknown") : lt_record_get_title (actor));

          add_label (box, line, "dim-label");
        }
      what = lt_log_words_describe (words, operation);
      add_label (box, what, NULL);
    }
  return n;
}

static void
on_log (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtRecordWindow) self = LT_RECORD_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = lt_readers_take (result, &error);
  g_autoptr (LtLogWords) words = NULL;
  guint room = MOST_CHANGES;
  GtkBox *box;

  if (groups == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  box = make_box (0);
  add_label (box, _ ("Who changed what"), "section-title");
  if (groups == NULL)
    add_label (box, error->message, "problem");
  words = groups == NULL ? NULL : lt_log_words_new (self->session);
  for (guint i = 0; groups != NULL && i < groups->len && room > 0; i++)
    room -= add_group (self, box, words, g_ptr_array_index (groups, i), room);
  renew (self, self->changes, GTK_WIDGET (box));
}

static void
stop_reading (LtRecordWindow *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
ask_log (LtRecordWindow *self)
{
  stop_reading (self);
  self->reading = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_log,
                  g_memdup2 (&self->record->id, sizeof (LtId)), g_free,
                  (GDestroyNotify) g_ptr_array_unref, self->reading, on_log, g_object_ref (self));
}

/* An inspection is called by when it began. */
static char *
name_record (LtRecordWindow *self)
{
  const LtKind *kind = self->record->kind;
  int field = lt_kind_find_field (kind, kind->title);

  return field < 0 ? g_strdup (lt_record_get_title (self->record))
                   : lt_work_format_field (self->session, &kind->fields[field],
                                           self->record->values[field]);
}

static void
fill (LtRecordWindow *self)
{
  const LtKind *kind = self->record->kind;
  g_autofree char *name = name_record (self);
  g_autofree char *title = g_strdup_printf ("%s – %s", name, lt_kind_get_label (kind));
  GtkBox *fields = make_box (0);
  GtkBox *history = make_box (0);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->title, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
  adw_window_title_set_subtitle (self->title, lt_kind_get_label (kind));
  gtk_box_append (fields, lt_field_list_new (self->session, self->record));
  renew (self, self->fields, GTK_WIDGET (fields));
  if (lt_kind_is_place (kind))
    lt_history_fill (history, self->session, self->record);
  renew (self, self->history, GTK_WIDGET (history));
}

static gboolean
read_again (LtRecordWindow *self)
{
  g_auto (GStrv) parts = g_strsplit (self->target, "/", 2);
  const LtKind *kind = lt_kind_by_name (parts[0]);
  LtRecord *record;
  LtId id;

  if (kind == NULL || parts[1] == NULL || !lt_id_from_text (&id, parts[1]))
    return FALSE;
  record = lt_store_get (lt_session_get_store (self->session), kind, &id, NULL);
  if (record == NULL)
    return FALSE;
  g_clear_pointer (&self->record, lt_record_free);
  self->record = record;
  return TRUE;
}

/* What was removed meanwhile stays to be read, and says so. The log of the record is asked
 * for again where one of its kind was written. */
static void
on_changed (LtRecordWindow *self)
{
  guint64 changed = lt_session_get_changed_kinds (self->session);

  if (changed == 0)
    return;
  if (read_again (self))
    {
      fill (self);
      if ((changed & LT_KINDS_OF (self->record->kind->number)) != 0)
        ask_log (self);
    }
  else
    adw_window_title_set_subtitle (self->title, _ ("Removed meanwhile"));
}

/* Done by the window of the county: there one signs in, there the forms are. */
static void
hand_on (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtRecordWindow *self = LT_RECORD_WINDOW (widget);

  if (self->county == NULL)
    return;
  gtk_window_present (GTK_WINDOW (self->county));
  gtk_widget_activate_action_variant (self->county, action, parameter);
}

static void
on_show_in_county (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtRecordWindow *self = LT_RECORD_WINDOW (widget);

  hand_on (widget, "win.open-record", g_variant_new_string (self->target));
}

/* Closed: the county may be too before the log is read. */
static void
lt_record_window_unmap (GtkWidget *widget)
{
  stop_reading (LT_RECORD_WINDOW (widget));
  GTK_WIDGET_CLASS (lt_record_window_parent_class)->unmap (widget);
}

static void
lt_record_window_dispose (GObject *object)
{
  LtRecordWindow *self = LT_RECORD_WINDOW (object);

  stop_reading (self);
  g_clear_weak_pointer (&self->county);
  g_clear_pointer (&self->record, lt_record_free);
  g_clear_pointer (&self->target, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lt_record_window_parent_class)->dispose (object);
}

static void
lt_record_window_class_init (LtRecordWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_record_window_dispose;
  widget_class->unmap = lt_record_window_unmap;
  gtk_widget_class_install_action (widget_class, "win.attach", "s", hand_on);
  gtk_widget_class_install_action (widget_class, "win.attach-files", "(sas)", hand_on);
  gtk_widget_class_install_action (widget_class, "win.open-attachment", "s", hand_on);
  gtk_widget_class_install_action (widget_class, "win.sketch-attachment", "s", hand_on);
  gtk_widget_class_install_action (widget_class, "win.open-record", "s", hand_on);
  gtk_widget_class_install_action (widget_class, "record.show", NULL, on_show_in_county);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "record.show", NULL);
}

static GtkWidget *
make_show_button (void)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("In the main window"));

  gtk_widget_set_name (button, "record-show");
  gtk_widget_set_tooltip_text (button, _ ("Show it there, to change it (Ctrl+Enter)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "record.show");
  return button;
}

static void
lt_record_window_init (LtRecordWindow *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  gtk_widget_set_name (GTK_WIDGET (self->title), "record-title");
  self->fields = make_box (4);
  self->history = make_box (4);
  self->attachments = g_object_new (LT_TYPE_ATTACHMENT_BOX, NULL);
  self->changes = make_box (2);
  gtk_widget_set_name (GTK_WIDGET (self->changes), "record-changes");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), make_show_button ());
  gtk_widget_add_css_class (inner, "detail-body");
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->fields));
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->history));
  gtk_box_append (GTK_BOX (inner), self->attachments);
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->changes));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), inner);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (all), header);
  gtk_box_append (GTK_BOX (all), scrolled);
  adw_window_set_content (ADW_WINDOW (self), all);
  gtk_window_set_default_size (GTK_WINDOW (self), 460, 640);
}

/**
 * lt_record_window_new:
 * @county: the window of its county
 * @session: the open county
 */
LtRecordWindow *
lt_record_window_new (GtkWidget *county, LtSession *session)
{
  LtRecordWindow *self = g_object_new (LT_TYPE_RECORD_WINDOW, NULL);

  g_set_weak_pointer (&self->county, county);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * lt_record_window_show:
 * @self: a window
 * @target: KIND/ID
 *
 * Returns: whether the record is in the file
 */
gboolean
lt_record_window_show (LtRecordWindow *self, const char *target)
{
  g_return_val_if_fail (LT_IS_RECORD_WINDOW (self), FALSE);

  g_free (self->target);
  self->target = g_strdup (target);
  if (!read_again (self))
    return FALSE;
  fill (self);
  lt_attachment_box_show (LT_ATTACHMENT_BOX (self->attachments), self->session, self->record);
  ask_log (self);
  return TRUE;
}

/**
 * lt_record_window_get_target:
 *
 * Returns: (transfer none): KIND/ID of what it shows
 */
const char *
lt_record_window_get_target (LtRecordWindow *self)
{
  return self->target;
}
