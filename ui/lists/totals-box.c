/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lists/totals-box.h"

#include "ui/lists/list-wish.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>

/* As many groups are shown; nobody reads more. */
#define MOST_GROUPS 500

struct _LtTotalsBox
{
  GtkWidget parent_instance;

  GtkDropDown *by_list;
  GtkDropDown *sum_list;
  GtkLabel *words;
  GtkGrid *grid;

  const LtKind *kind;
  LtSession *session;    /* (nullable) */
  LtListRows *rows;      /* (nullable): of which records */
  GPtrArray *groupings;  /* (nullable utf8): what stands in @by_list, as the store has it */
  GPtrArray *sums;       /* (nullable utf8): what stands in @sum_list */
  GCancellable *reading; /* of the question that waits for its answer */
  gboolean filling;
};

/* What a reader is asked, and what it answers. */
typedef struct
{
  const LtKind *kind;
  char *words;
  GPtrArray *filters;
  char *by;
  char *sum;
} Question;

typedef struct
{
  GPtrArray *groups; /* (element-type LtTotals) */
  GPtrArray *names;  /* (element-type utf8): of the first groups, as people read them */
} Answer;

G_DEFINE_FINAL_TYPE (LtTotalsBox, lt_totals_box, GTK_TYPE_WIDGET)

static void
free_question (Question *question)
{
  g_free (question->words);
  g_ptr_array_unref (question->filters);
  g_free (question->by);
  g_free (question->sum);
  g_free (question);
}

static void
free_answer (Answer *answer)
{
  g_ptr_array_unref (answer->groups);
  g_ptr_array_unref (answer->names);
  g_free (answer);
}

/* A part of a time is written as it is kept. */
static char *
name_group (LtStore *store, const Question *question, const LtTotals *group)
{
  int field = question->by == NULL ? -1 : lt_kind_find_field (question->kind, question->by);
  g_autoptr (LtValue) value = group->value == NULL ? NULL : lt_value_new_text (group->value);

  if (question->by == NULL)
    return g_strdup (_ ("All"));
  if (value == NULL)
    return g_strdup (_ ("Without a value"));
  return field < 0 ? g_strdup (group->value)
                   : lt_work_format_in (store, &question->kind->fields[field], value);
}

/* In a reader's thread. */
static gpointer
read_totals (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  const char *const sums[] = { question->sum, NULL };
  LtQuery query = { .filters = question->filters, .words = question->words };
  g_autoptr (GPtrArray) groups =
      lt_store_total (store, question->kind, &query, question->by, sums, error);
  Answer *answer;

  if (groups == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < groups->len && i < MOST_GROUPS; i++)
    g_ptr_array_add (answer->names, name_group (store, question, g_ptr_array_index (groups, i)));
  answer->groups = g_steal_pointer (&groups);
  return answer;
}

static GtkWidget *
add_cell (LtTotalsBox *self, const char *text, int column, int row, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_selectable (GTK_LABEL (label), row > 0);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           column == 0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_set_tooltip_text (label, column == 0 ? text : NULL);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return label;
}

/* A sum of some reads like one of all: how many have none stands beside it. */
static char *
describe_sum (const LtTotals *group)
{
  gint64 empty = group->count - group->filled[0];

  if (group->filled[0] == 0)
    return g_strdup ("–");
  if (empty == 0)
    return g_strdup_printf ("%.12g", group->sums[0]);
  return g_strdup_printf (ngettext ("%.12g (%d without a value)", "%.12g (%d without a value)",
                                    (gulong) empty),
                          group->sums[0], (int) empty);
}

/* Of what is in conflict one value is counted: that is said beside it. */
static char *
describe_count (const LtTotals *group)
{
  if (group->conflicts == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, group->count);
  return g_strdup_printf (ngettext ("%d (⚠ %d in conflict)", "%d (⚠ %d in conflict)",
                                    (gulong) group->conflicts),
                          (int) group->count, (int) group->conflicts);
}

static void
clear_grid (LtTotalsBox *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static const char *
get_chosen (GPtrArray *names, GtkDropDown *list)
{
  guint at = gtk_drop_down_get_selected (list);

  return names != NULL && at < names->len ? g_ptr_array_index (names, at) : NULL;
}

static void
show_groups (LtTotalsBox *self, const Answer *answer)
{
  const char *sum = get_chosen (self->sums, self->sum_list);
  const LtField *field =
      sum == NULL ? NULL : &self->kind->fields[lt_kind_find_field (self->kind, sum)];
  g_autofree char *words = NULL;

  add_cell (self, "", 0, 0, "dim-label");
  add_cell (self, _ ("Records"), 1, 0, "dim-label");
  if (field != NULL)
    add_cell (self, field->unit == NULL ? lt_field_get_label (field) : field->unit, 2, 0,
              "dim-label");
  for (guint i = 0; i < answer->names->len; i++)
    {
      const LtTotals *group = g_ptr_array_index (answer->groups, i);
      g_autofree char *count = describe_count (group);
      g_autofree char *total = field == NULL ? NULL : describe_sum (group);

      add_cell (self, g_ptr_array_index (answer->names, i), 0, (int) i + 1, "totals-name");
      add_cell (self, count, 1, (int) i + 1, "numeric");
      if (total != NULL)
        add_cell (self, total, 2, (int) i + 1, "numeric");
    }
  words = answer->groups->len > MOST_GROUPS
              ? g_strdup_printf (_ ("The first %d of %u groups"), MOST_GROUPS, answer->groups->len)
              : g_strdup_printf (ngettext ("%u group", "%u groups", answer->groups->len),
                                 answer->groups->len);
  gtk_label_set_text (self->words, words);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LtTotalsBox) self = LT_TOTALS_BOX (user_data);
  g_autoptr (GError) error = NULL;
  Answer *answer = lt_readers_take (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  clear_grid (self);
  if (answer == NULL)
    gtk_label_set_text (self->words, error->message);
  else
    show_groups (self, answer);
  g_clear_pointer (&answer, free_answer);
}

static void
stop_reading (LtTotalsBox *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_now (LtTotalsBox *self)
{
  Question *question;

  if (self->filling)
    return;
  stop_reading (self);
  if (self->session == NULL || self->rows == NULL)
    return;
  self->reading = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->kind = self->kind;
  question->words = g_strdup (self->rows->words);
  question->filters = g_ptr_array_ref (self->rows->filters);
  question->by = g_strdup (get_chosen (self->groupings, self->by_list));
  question->sum = g_strdup (get_chosen (self->sums, self->sum_list));
  lt_readers_ask (lt_session_get_readers (self->session), read_totals, question,
                  (GDestroyNotify) free_question, (GDestroyNotify) free_answer, self->reading,
                  on_read, g_object_ref (self));
}

static void
add_grouping (LtTotalsBox *self, GtkStringList *words, const LtField *field, const char *part)
{
  g_autofree char *label = NULL;

  g_ptr_array_add (self->groupings, part == NULL ? g_strdup (field->name)
                                                 : g_strdup_printf ("%s:%s", field->name, part));
  if (part == NULL)
    label = g_strdup (lt_field_get_label (field));
  else
    label = g_strdup_printf (g_str_equal (part, "year") ? _ ("%s, by year") : _ ("%s, by month"),
                             lt_field_get_label (field));
  gtk_string_list_append (words, label);
}

/* What choices there are follows from the field table. */
static void
list_fields (LtTotalsBox *self)
{
  g_autoptr (GtkStringList) groupings = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) sums = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->groupings, 0);
  g_ptr_array_set_size (self->sums, 0);
  g_ptr_array_add (self->groupings, NULL);
  gtk_string_list_append (groupings, _ ("All together"));
  g_ptr_array_add (self->sums, NULL);
  gtk_string_list_append (sums, _ ("Count only"));
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const LtField *field = &self->kind->fields[i];

      if (!lt_list_is_column (field))
        continue;
      if (lt_field_is_number (field))
        {
          g_ptr_array_add (self->sums, g_strdup (field->name));
          gtk_string_list_append (sums, lt_field_get_label (field));
        }
      if (field->type == LT_TYPE_MINUTE || field->type == LT_TYPE_DATE)
        add_grouping (self, groupings, field, "month");
      if (field->type == LT_TYPE_MINUTE || field->type == LT_TYPE_DATE
          || field->type == LT_TYPE_MONTH)
        add_grouping (self, groupings, field, "year");
      if (field->type != LT_TYPE_MINUTE && field->type != LT_TYPE_LONG_TEXT)
        add_grouping (self, groupings, field, NULL);
    }
  gtk_drop_down_set_model (self->by_list, G_LIST_MODEL (groupings));
  gtk_drop_down_set_model (self->sum_list, G_LIST_MODEL (sums));
}

/* The groups are what things are told apart by on the map, else by their first choice. */
static void
choose_usual (LtTotalsBox *self)
{
  guint usual = 0;

  for (guint i = 0; i < self->groupings->len; i++)
    {
      const char *name = g_ptr_array_index (self->groupings, i);
      int field = name == NULL ? -1 : lt_kind_find_field (self->kind, name);

      if (g_strcmp0 (name, self->kind->variety) == 0 && name != NULL)
        {
          usual = i;
          break;
        }
      if (usual == 0 && field >= 0 && self->kind->fields[field].type == LT_TYPE_CHOICE)
        usual = i;
    }
  gtk_drop_down_set_selected (self->by_list, usual);
}

static void
lt_totals_box_dispose (GObject *object)
{
  LtTotalsBox *self = LT_TOTALS_BOX (object);
  GtkWidget *child;

  stop_reading (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, lt_list_rows_free);
  g_clear_pointer (&self->groupings, g_ptr_array_unref);
  g_clear_pointer (&self->sums, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_totals_box_parent_class)->dispose (object);
}

static void
lt_totals_box_class_init (LtTotalsBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lt_totals_box_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkDropDown *
add_list (LtTotalsBox *self, const char *name, const char *label)
{
  GtkWidget *title = gtk_label_new (label);
  GtkWidget *list = gtk_drop_down_new (NULL, NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "field-label");
  gtk_widget_set_parent (title, GTK_WIDGET (self));
  gtk_widget_set_name (list, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_parent (list, GTK_WIDGET (self));
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (read_now), self,
                           G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (list);
}

static void
lt_totals_box_init (LtTotalsBox *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->groupings = g_ptr_array_new_with_free_func (g_free);
  self->sums = g_ptr_array_new_with_free_func (g_free);
  self->filling = TRUE;
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "totals-box");
  gtk_widget_set_size_request (GTK_WIDGET (self), 320, -1);
  self->by_list = add_list (self, "totals-by", _ ("Grouped by"));
  self->sum_list = add_list (self, "totals-sum", _ ("Sum of"));
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_name (GTK_WIDGET (self->words), "totals-words");
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "field-label");
  gtk_widget_set_parent (GTK_WIDGET (self->words), GTK_WIDGET (self));
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_widget_set_name (GTK_WIDGET (self->grid), "totals-grid");
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 3);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->grid));
  gtk_widget_set_vexpand (window, TRUE);
  gtk_widget_set_parent (window, GTK_WIDGET (self));
  self->filling = FALSE;
}

/**
 * lt_totals_box_set_rows:
 * @self: a box
 * @session: (nullable): the county
 * @rows: (nullable): of which records; %NULL to read nothing
 */
void
lt_totals_box_set_rows (LtTotalsBox *self, LtSession *session, const LtListRows *rows)
{
  stop_reading (self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->rows, lt_list_rows_free);
  self->rows = rows == NULL ? NULL : lt_list_rows_copy (rows);
  if (rows != NULL && rows->kind != self->kind)
    {
      self->kind = rows->kind;
      self->filling = TRUE;
      list_fields (self);
      choose_usual (self);
      self->filling = FALSE;
    }
  read_now (self);
}

gboolean
lt_totals_box_is_settled (LtTotalsBox *self)
{
  return self->reading == NULL;
}

/**
 * lt_totals_box_focus:
 *
 * Gives the keyboard to the choice of groups.
 */
void
lt_totals_box_focus (LtTotalsBox *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->by_list));
}
