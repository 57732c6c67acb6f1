/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/today/today-page.h"

#include "base/civil-time.h"
#include "ui/shell/children.h"
#include "ui/today/today-opening.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Lines of a sort; the rest is counted, and in the lists. */
#define MOST 50

/* A file that was just opened is seen first; what is written comes in slices. */
#define OPENED_MS  1200
#define CHANGED_MS 300
#define REST       9

#define MINUTE_SECONDS 60

struct _LtTodayPage
{
  GtkWidget parent_instance;

  GtkLabel *count_label;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  GtkListBox *list;
  guint n_rows;

  LtSession *session;
  LtToday *today; /* (nullable): as it is shown */
  char *shown;    /* (nullable): all of it in one text */
  GCancellable *reading;
  guint ask_source;
  gint64 asked;  /* when the last gathering began, monotonic */
  guint took_ms; /* and how long it lasted */
  guint day_source;
};

enum
{
  GATHERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LtTodayPage, lt_today_page, GTK_TYPE_WIDGET)

static void
on_activated (LtTodayPage *self, GtkListBoxRow *row)
{
  const LtTodayLine *line = g_object_get_data (G_OBJECT (row), "line");

  lt_today_open (GTK_WIDGET (self), line,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "sort")));
}

/* ---- the list ------------------------------------------------------------------ */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static char *
describe_time (const LtTodayLine *line)
{
  g_autofree char *left = lt_today_line_describe_time (line);

  return line->date == NULL ? g_strdup ("") : g_strdup_printf ("%s · %s", line->date, left);
}

static GtkWidget *
append_row (LtTodayPage *self, LtTodaySort sort, GtkWidget *child, const char *spoken)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *name = g_strdup_printf ("today-line-%u", self->n_rows++);

  gtk_widget_set_name (row, name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  g_object_set_data (G_OBJECT (row), "sort", GUINT_TO_POINTER (sort));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
  return row;
}

static void
append_line (LtTodayPage *self, LtTodayLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *title = make_label (line->title, NULL);
  GtkWidget *words = make_label (line->words, "dim-label");
  g_autofree char *time = describe_time (line);
  GtkWidget *when = make_label (time, line->sort == LT_TODAY_OVERDUE ? "overdue" : NULL);
  g_autofree char *spoken = g_strjoin (" · ", lt_today_sort_get_label (line->sort), line->title,
                                       line->words, line->date == NULL ? NULL : time, NULL);

  gtk_label_set_width_chars (GTK_LABEL (title), 46);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 46);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (when), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), when);
  g_object_set_data (G_OBJECT (append_row (self, line->sort, box, spoken)), "line", line);
}

static void
append_rest (LtTodayPage *self, LtTodaySort sort, guint n)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("… and %u more: show the list", "… and %u more: show the list", n),
                       n);
  g_autofree char *spoken = g_strjoin (" · ", lt_today_sort_get_label (sort), words, NULL);

  append_row (self, sort, make_label (words, "dim-label"), spoken);
}

static void
put_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  LtTodayPage *self = LT_TODAY_PAGE (user_data);
  LtTodaySort sort = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "sort"));
  g_autofree char *words = NULL;
  GtkWidget *label;

  if (before != NULL && GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (before), "sort")) == sort)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  words = g_strdup_printf ("%s  %u", lt_today_sort_get_label (sort), self->today->counts[sort]);
  label = gtk_label_new (words);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "today-sort");
  if (sort == LT_TODAY_OVERDUE)
    gtk_widget_add_css_class (label, "overdue");
  gtk_list_box_row_set_header (row, label);
}

/* All that is seen, by which it is known whether it is another. */
static char *
write_down (const LtToday *today)
{
  GString *text = g_string_new (today->date);

  for (guint i = 0; i < LT_TODAY_N_SORTS; i++)
    g_string_append_printf (text, " %u", today->counts[i]);
  for (guint i = 0; i < today->lines->len; i++)
    {
      const LtTodayLine *line = g_ptr_array_index (today->lines, i);
      g_autofree char *id = lt_id_to_text (&line->record);

      g_string_append_printf (text, "\n%s\t%s\t%s\t%s\t%s", id, line->title, line->words,
                              line->date == NULL ? "" : line->date,
                              line->target == NULL ? "" : line->target);
    }
  return g_string_free (text, FALSE);
}

static void
fill_list (LtTodayPage *self)
{
  guint at = 0;

  for (guint sort = 0; sort < LT_TODAY_N_SORTS; sort++)
    {
      guint listed = 0;

      for (; at < self->today->lines->len
             && ((LtTodayLine *) g_ptr_array_index (self->today->lines, at))->sort == sort;
           at++, listed++)
        append_line (self, g_ptr_array_index (self->today->lines, at));
      if (self->today->counts[sort] > listed)
        append_rest (self, sort, self->today->counts[sort] - listed);
    }
}

static void
show_count (LtTodayPage *self)
{
  guint n = self->today == NULL ? 0 : lt_today_count (self->today);
  g_autofree char *count = g_strdup_printf (ngettext ("%u thing waits", "%u things wait", n), n);
  g_autofree char *words =
      self->today == NULL
          ? g_strdup (_ ("Looking …"))
          : g_strdup_printf ("%s · %s", self->today->date, n == 0 ? _ ("nothing waits") : count);

  gtk_label_set_text (self->count_label, words);
  adw_status_page_set_title (self->empty_page,
                             self->today == NULL ? _ ("Looking …") : _ ("Nothing waits"));
  gtk_stack_set_visible_child_name (self->stack, n == 0 ? "empty" : "list");
}

/* Where the keyboard is in the list: at a line, or at the rest of a sort. */
typedef struct
{
  int index; /* -1 for nowhere; 0 while there was no row to take it */
  gboolean row;
  gboolean line;
  LtTodaySort sort;
  LtId record;
  char *target; /* (nullable) */
} Spot;

static Spot
find_focused (LtTodayPage *self)
{
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  Spot spot = { .index = gtk_widget_has_focus (GTK_WIDGET (self->empty_page)) ? 0 : -1 };
  const LtTodayLine *line;

  if (focused == NULL)
    return spot;
  line = g_object_get_data (G_OBJECT (focused), "line");
  spot.index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused));
  spot.row = TRUE;
  spot.line = line != NULL;
  spot.sort = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (focused), "sort"));
  if (line != NULL)
    {
      spot.record = line->record;
      spot.target = g_strdup (line->target);
    }
  return spot;
}

/* 2 where @row is what was there, 1 where it is the same record in another sort. */
static guint
rate (GtkListBoxRow *row, const Spot *spot)
{
  const LtTodayLine *line = g_object_get_data (G_OBJECT (row), "line");
  gboolean same = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "sort")) == spot->sort;

  if (line == NULL || !spot->line)
    return line == NULL && !spot->line && same ? 2 : 0;
  if (!lt_id_equal (&line->record, &spot->record) || g_strcmp0 (line->target, spot->target) != 0)
    return 0;
  return same ? 2 : line->kind != NULL;
}

/* What has come above it moves a line, and who stands on it goes with it; where it is gone
 * the next one is in its place. */
static GtkListBoxRow *
find_again (LtTodayPage *self, const Spot *spot)
{
  GtkListBoxRow *best = NULL;
  GtkListBoxRow *last = NULL;
  GtkListBoxRow *row;
  guint rating = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      guint rated = spot->row ? rate (row, spot) : 0;

      if (rated > rating)
        {
          rating = rated;
          best = row;
        }
      if (i <= spot->index)
        last = row;
    }
  return best == NULL ? last : best;
}

/* Who goes through the list keeps his place in it. */
static void
show (LtTodayPage *self, LtToday *today)
{
  Spot spot = find_focused (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  self->n_rows = 0;
  lt_today_free (self->today);
  self->today = today;
  if (today != NULL)
    fill_list (self);
  show_count (self);
  if (spot.index >= 0)
    {
      GtkListBoxRow *row = find_again (self, &spot);

      gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->empty_page));
    }
  g_free (spot.target);
  g_signal_emit (self, signals[GATHERED], 0);
}

/* ---- gathering ------------------------------------------------------------------ */

static gpointer
gather (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return lt_work_gather_today (store, data, error);
}

static void
on_gathered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtTodayPage) self = LT_TODAY_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  LtToday *today = lt_readers_take (result, &error);
  char *text;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  self->took_ms = (guint) ((g_get_monotonic_time () - self->asked) / 1000);
  if (today == NULL)
    {
      gtk_label_set_text (self->count_label, error->message);
      return;
    }
  text = write_down (today);
  if (g_strcmp0 (text, self->shown) == 0)
    {
      g_free (text);
      lt_today_free (today);
      return;
    }
  g_free (self->shown);
  self->shown = text;
  show (self, today);
}

static void
stop (LtTodayPage *self)
{
  g_clear_handle_id (&self->ask_source, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static gboolean
on_ask (gpointer user_data)
{
  LtTodayPage *self = LT_TODAY_PAGE (user_data);

  self->ask_source = 0;
  stop (self);
  self->reading = g_cancellable_new ();
  self->asked = g_get_monotonic_time ();
  lt_readers_ask (lt_session_get_readers (self->session), gather,
                  lt_today_wish_new (self->session, MOST), (GDestroyNotify) lt_today_wish_free,
                  (GDestroyNotify) lt_today_free, self->reading, on_gathered, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* What is asked for already is asked once. */
static void
ask_in (LtTodayPage *self, guint ms)
{
  if (self->ask_source == 0 && self->session != NULL)
    self->ask_source = g_timeout_add (ms, on_ask, self);
}

static void
on_changed (LtTodayPage *self)
{
  /* In a file where it takes long a reader does it a tenth of the time at the most. */
  ask_in (self, MAX (CHANGED_MS, REST * self->took_ms));
}

static gboolean
on_minute (gpointer user_data)
{
  LtTodayPage *self = LT_TODAY_PAGE (user_data);
  g_autofree char *date = lt_date_of (lt_session_get_now (self->session));

  if (self->today != NULL && !g_str_equal (self->today->date, date))
    ask_in (self, 0);
  return G_SOURCE_CONTINUE;
}

static void
lt_today_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lt_today_page_parent_class)->map (widget);
  g_clear_handle_id (&LT_TODAY_PAGE (widget)->ask_source, g_source_remove);
  ask_in (LT_TODAY_PAGE (widget), 0);
}

static void
lt_today_page_dispose (GObject *object)
{
  LtTodayPage *self = LT_TODAY_PAGE (object);

  stop (self);
  g_clear_handle_id (&self->day_source, g_source_remove);
  g_clear_object (&self->session);
  lt_drop_children (GTK_WIDGET (object), LT_TYPE_TODAY_PAGE);
  g_clear_pointer (&self->today, lt_today_free);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (lt_today_page_parent_class)->dispose (object);
}

static void
lt_today_page_class_init (LtTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_today_page_dispose;
  widget_class->map = lt_today_page_map;
  signals[GATHERED] = g_signal_new ("gathered", LT_TYPE_TODAY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/lantian/Lantian/ui/today/today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LtTodayPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, LtTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LtTodayPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, LtTodayPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
lt_today_page_init (LtTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, put_header, self, NULL);
  show_count (self);
}

/**
 * lt_today_page_set_session:
 * @self: a page
 * @session: (nullable): the open county
 */
void
lt_today_page_set_session (LtTodayPage *self, LtSession *session)
{
  g_return_if_fail (LT_IS_TODAY_PAGE (self));

  stop (self);
  g_clear_handle_id (&self->day_source, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (self->session, on_changed, self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->shown, g_free);
  show (self, NULL);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "officer-changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  self->day_source = g_timeout_add_seconds (MINUTE_SECONDS, on_minute, self);
  ask_in (self, OPENED_MS);
}

/**
 * lt_today_page_focus:
 *
 * Gives the keyboard to the first line.
 */
void
lt_today_page_focus (LtTodayPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->empty_page));
}

/**
 * lt_today_page_get_today:
 *
 * Returns: (transfer none) (nullable): what it shows; %NULL before it was gathered
 */
const LtToday *
lt_today_page_get_today (LtTodayPage *self)
{
  return self->today;
}
