/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/search/search-box.h"

#include "ui/search/search-row.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>

/* How far a page of keys goes. */
#define PAGE 8

struct _LtSearchBox
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkLabel *words;
  GtkScrolledWindow *scrolled;
  GtkListBox *list;

  LtSession *session;
  GPtrArray *commands; /* (element-type LtCommand): what can be done */
  LtKnownRules *rules; /* as they are from one opening of the box to its closing */
  gboolean places;
  GPtrArray *groups;    /* (nullable) (element-type LtAnswerGroup): what is shown */
  GPtrArray *shown_of;  /* (nullable) (element-type LtCommand): commands that it names */
  GCancellable *asking; /* NULL where nothing is asked */
  gboolean opens;       /* the first answer, as soon as it is there */
  gboolean beside;
  GtkWidget *before; /* (nullable): weak; had the keyboard */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtSearchBox, lt_search_box, GTK_TYPE_WIDGET)

static void
stop_asking (LtSearchBox *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  self->opens = FALSE;
}

static void
drop_answer (LtSearchBox *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->shown_of, g_ptr_array_unref);
}

/* The answer of a row: they are counted through the groups. */
static const LtAnswer *
get_answer (LtSearchBox *self, int index)
{
  for (guint i = 0; self->groups != NULL && index >= 0 && i < self->groups->len; i++)
    {
      const LtAnswerGroup *group = g_ptr_array_index (self->groups, i);

      if ((guint) index < group->answers->len)
        return g_ptr_array_index (group->answers, (guint) index);
      index -= (int) group->answers->len;
    }
  return NULL;
}

static void
choose (LtSearchBox *self, GtkListBoxRow *row)
{
  const LtAnswer *answer = row == NULL ? NULL : get_answer (self, gtk_list_box_row_get_index (row));
  g_autofree char *action = NULL;
  g_autofree char *target = NULL;
  gboolean beside = self->beside;
  guint type;

  if (answer == NULL)
    return;
  type = answer->type;
  action = answer->command == NULL ? NULL : g_strdup (answer->command->action);
  target = g_strdup (answer->command == NULL ? answer->target : answer->command->target);
  lt_search_box_close (self);
  g_signal_emit (self, signals[CHOSEN], 0, type, action, target, beside);
}

/* Scrolls no further than it must; the heading of a first row comes with it. */
static void
bring_into_view (LtSearchBox *self, GtkWidget *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    return;
  if (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (row)) != NULL)
    {
      int height = gtk_widget_get_height (gtk_list_box_row_get_header (GTK_LIST_BOX_ROW (row)));

      bounds.origin.y -= (float) height;
      bounds.size.height += (float) height;
    }
  gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
mark (LtSearchBox *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  bring_into_view (self, GTK_WIDGET (row));
}

static void
step (LtSearchBox *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int at = row == NULL ? -1 : gtk_list_box_row_get_index (row);
  int n = 0;

  while (gtk_list_box_get_row_at_index (self->list, n) != NULL)
    n++;
  if (n > 0)
    mark (self, CLAMP (at + by, 0, n - 1));
}

static const LtAnswerGroup *
get_group (LtSearchBox *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);

  for (guint i = 0; self->groups != NULL && i < self->groups->len; i++)
    {
      const LtAnswerGroup *group = g_ptr_array_index (self->groups, i);

      if (index == 0)
        return group;
      index -= (int) group->answers->len;
    }
  return NULL;
}

/* The first row of a group has its heading. */
static void
update_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const LtAnswerGroup *group = get_group (LT_SEARCH_BOX (user_data), row);

  if (group != NULL && gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, lt_search_heading_new (group));
}

static void
say (LtSearchBox *self, const char *words)
{
  gtk_label_set_text (self->words, words);
}

static void
say_what_was_found (LtSearchBox *self, const char *text)
{
  g_autofree char *words = NULL;
  guint n = 0;

  for (guint i = 0; i < self->groups->len; i++)
    n += ((const LtAnswerGroup *) g_ptr_array_index (self->groups, i))->n;
  if (n == 0 && *text == '\0')
    words = g_strdup (_ ("Type a name, a number, first letters of pinyin, or a coordinate."));
  else if (n == 0 && self->places)
    words = g_strdup_printf (_ ("No place is found by “%s”."), text);
  else if (n == 0)
    words = g_strdup_printf (_ ("Nothing is found by “%s”: no record, page or command."), text);
  else
    words = g_strdup_printf (ngettext ("%u found. Enter opens it; a record in a window of its own: "
                                       "Ctrl+Enter.",
                                       "%u found. Enter opens one; a record in a window of its "
                                       "own: Ctrl+Enter.",
                                       n),
                             n);
  say (self, words);
}

/* Takes @groups. */
static void
show_answer (LtSearchBox *self, GPtrArray *groups)
{
  gboolean opens = self->opens;

  drop_answer (self);
  self->opens = FALSE;
  self->groups = groups;
  self->shown_of = g_ptr_array_ref (self->commands);
  for (guint i = 0; i < groups->len; i++)
    {
      const LtAnswerGroup *group = g_ptr_array_index (groups, i);

      for (guint k = 0; k < group->answers->len; k++)
        gtk_list_box_append (self->list,
                             lt_search_row_new (group, g_ptr_array_index (group->answers, k)));
    }
  gtk_list_box_invalidate_headers (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->scrolled), groups->len > 0);
  mark (self, 0);
  say_what_was_found (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (opens)
    choose (self, gtk_list_box_get_row_at_index (self->list, 0));
}

static gpointer
read_answer (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_answer (store, data, error);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtSearchBox) self = LT_SEARCH_BOX (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *groups = lt_readers_take (result, &error);

  /* One that is stale says that it was cancelled. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (groups != NULL)
    {
      show_answer (self, groups);
      return;
    }
  self->opens = FALSE;
  drop_answer (self);
  say (self, error->message);
}

static void
ask (LtSearchBox *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  LtQuestion *question = lt_question_new (text, self->places, self->commands, self->rules);

  stop_asking (self);
  if (self->session == NULL || *text == '\0')
    {
      show_answer (self, lt_work_answer (NULL, question, NULL));
      lt_question_free (question);
      return;
    }
  self->asking = g_cancellable_new ();
  lt_readers_ask (lt_session_get_readers (self->session), read_answer, question,
                  (GDestroyNotify) lt_question_free, (GDestroyNotify) g_ptr_array_unref,
                  self->asking, on_answer, g_object_ref (self));
}

static void
on_changed (LtSearchBox *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    ask (self);
}

/* While the answer is being found what is shown is of what was typed before. */
static void
open_marked (LtSearchBox *self, gboolean beside)
{
  self->beside = beside;
  self->opens = self->asking != NULL;
  if (!self->opens)
    choose (self, gtk_list_box_get_selected_row (self->list));
}

static void
on_activate (LtSearchBox *self)
{
  open_marked (self, FALSE);
}

static void
on_stop (LtSearchBox *self)
{
  lt_search_box_close (self);
}

static void
on_row_activated (LtSearchBox *self, GtkListBoxRow *row)
{
  self->beside = FALSE;
  choose (self, row);
}

static gboolean
on_key (LtSearchBox *self, guint key, guint code, GdkModifierType modifiers)
{
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Tab:
      step (self, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_ISO_Left_Tab:
      step (self, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      step (self, PAGE);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      step (self, -PAGE);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (control)
        open_marked (self, TRUE);
      return control;
    default:
      return FALSE;
    }
}

/* Who goes on elsewhere has done with it. */
static void
on_leave (LtSearchBox *self)
{
  g_clear_weak_pointer (&self->before);
  lt_search_box_close (self);
}

static void
lt_search_box_dispose (GObject *object)
{
  LtSearchBox *self = LT_SEARCH_BOX (object);

  stop_asking (self);
  if (self->list != NULL)
    drop_answer (self);
  g_clear_pointer (&self->commands, g_ptr_array_unref);
  g_clear_pointer (&self->rules, lt_known_rules_unref);
  g_clear_weak_pointer (&self->before);
  g_clear_object (&self->session);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_SEARCH_BOX);
  G_OBJECT_CLASS (lt_search_box_parent_class)->dispose (object);
}

static void
lt_search_box_class_init (LtSearchBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_search_box_dispose;
  signals[CHOSEN] =
      g_signal_new ("chosen", LT_TYPE_SEARCH_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/search/search-box.ui");
  gtk_widget_class_bind_template_child (widget_class, LtSearchBox, entry);
  gtk_widget_class_bind_template_child (widget_class, LtSearchBox, words);
  gtk_widget_class_bind_template_child (widget_class, LtSearchBox, scrolled);
  gtk_widget_class_bind_template_child (widget_class, LtSearchBox, list);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
lt_search_box_init (LtSearchBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->commands = g_ptr_array_new ();
  self->rules = lt_known_rules_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_heading, self, NULL);
  /* Behind the entry, whose keys may be those of an input method. */
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_leave), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * lt_search_box_set_session:
 * @self: a box
 * @session: (nullable): the open county
 */
void
lt_search_box_set_session (LtSearchBox *self, LtSession *session)
{
  g_return_if_fail (LT_IS_SEARCH_BOX (self));

  lt_search_box_close (self);
  g_set_object (&self->session, session);
}

/**
 * lt_search_box_open:
 * @self: a box
 * @commands: (element-type LtCommand): what can be done now, those of a group together
 * @places: whether nothing but places and positions are asked for
 */
void
lt_search_box_open (LtSearchBox *self, GPtrArray *commands, gboolean places)
{
  const char *label = places ? _ ("Find a place: name, number, pinyin, coordinate")
                             : _ ("Search or do: name, number, pinyin, coordinate, command");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_return_if_fail (LT_IS_SEARCH_BOX (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    g_set_weak_pointer (&self->before, gtk_root_get_focus (root));
  g_ptr_array_ref (commands);
  g_ptr_array_unref (self->commands);
  self->commands = commands;
  lt_known_rules_unref (self->rules);
  self->rules = lt_known_rules_new ();
  self->places = places;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_object_set (self->entry, "placeholder-text", label, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
  ask (self);
}

/**
 * lt_search_box_close:
 * @self: a box
 *
 * Closes it, and gives the keyboard back to what had it.
 */
void
lt_search_box_close (LtSearchBox *self)
{
  GtkWidget *before = self->before;

  g_return_if_fail (LT_IS_SEARCH_BOX (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  stop_asking (self);
  g_clear_weak_pointer (&self->before);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  drop_answer (self);
  if (before != NULL && gtk_widget_get_mapped (before))
    gtk_widget_grab_focus (before);
}

/**
 * lt_search_box_is_settled:
 * @self: a box
 *
 * Returns: whether what is shown is of what was typed
 */
gboolean
lt_search_box_is_settled (LtSearchBox *self)
{
  return self->asking == NULL;
}
