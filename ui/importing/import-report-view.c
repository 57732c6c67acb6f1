/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/import-report-view.h"

#include "ui/forms/field-words.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* One problem, as the list has it. */
#define LT_TYPE_PROBLEM_ITEM (lt_problem_item_get_type ())
G_DECLARE_FINAL_TYPE (LtProblemItem, lt_problem_item, LT, PROBLEM_ITEM, GObject)

#define N_CELLS 4

struct _LtProblemItem
{
  GObject parent_instance;

  char *cells[N_CELLS]; /* line, column, value, problem */
};

G_DEFINE_FINAL_TYPE (LtProblemItem, lt_problem_item, G_TYPE_OBJECT)

struct _LtImportReportView
{
  GtkWidget parent_instance;

  GtkLabel *counts;
  GtkLabel *notes;
  GtkWidget *copy_button;
  GtkWidget *scrolled;
  GListStore *problems;

  char *text; /* all of it, to be copied */
};

G_DEFINE_FINAL_TYPE (LtImportReportView, lt_import_report_view, GTK_TYPE_WIDGET)

static const char *const titles[N_CELLS] = { N_ ("Line"), N_ ("Column"), N_ ("Value"),
                                             N_ ("Problem") };

static void
lt_problem_item_finalize (GObject *object)
{
  for (guint i = 0; i < N_CELLS; i++)
    g_free (LT_PROBLEM_ITEM (object)->cells[i]);
  G_OBJECT_CLASS (lt_problem_item_parent_class)->finalize (object);
}

static void
lt_problem_item_class_init (LtProblemItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lt_problem_item_finalize;
}

static void
lt_problem_item_init (LtProblemItem *self)
{
}

static LtProblemItem *
make_item (const LtImportProblem *problem)
{
  LtProblemItem *item = g_object_new (LT_TYPE_PROBLEM_ITEM, NULL);

  item->cells[0] = problem->part == NULL
                       ? g_strdup_printf ("%" PRId64, problem->line)
                       : g_strdup_printf ("%s: %" PRId64, problem->part, problem->line);
  item->cells[1] = g_strdup (problem->column == NULL ? "" : problem->column);
  item->cells[2] = g_strdup (problem->value == NULL ? "" : problem->value);
  item->cells[3] = g_strdup (problem->problem);
  return item;
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (list_item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  LtProblemItem *item = gtk_list_item_get_item (list_item);
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (list_item));
  guint cell = GPOINTER_TO_UINT (user_data);

  if (cell == N_CELLS - 1)
    lt_plain_words_show (label, item->cells[cell]);
  else
    gtk_label_set_text (label, item->cells[cell]);
}

static void
add_column (GtkColumnView *view, guint cell)
{
  static const int widths[N_CELLS] = { 70, 150, 200, -1 };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), GUINT_TO_POINTER (cell));
  column = gtk_column_view_column_new (_ (titles[cell]), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, widths[cell]);
  gtk_column_view_column_set_expand (column, widths[cell] < 0);
  gtk_column_view_append_column (view, column);
}

static GtkWidget *
make_list (LtImportReportView *self)
{
  GtkSelectionModel *model;
  GtkWidget *view;

  self->problems = g_list_store_new (LT_TYPE_PROBLEM_ITEM);
  model =
      GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->problems))));
  view = gtk_column_view_new (model);
  gtk_widget_set_name (view, "import-problems");
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Problems"), -1);
  for (guint i = 0; i < N_CELLS; i++)
    add_column (GTK_COLUMN_VIEW (view), i);
  return view;
}

static void
on_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtImportReportView *self = LT_IMPORT_REPORT_VIEW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->text == NULL ? "" : self->text);
}

static void
lt_import_report_view_dispose (GObject *object)
{
  LtImportReportView *self = LT_IMPORT_REPORT_VIEW (object);
  GtkWidget *child;

  g_clear_object (&self->problems);
  g_clear_pointer (&self->text, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_import_report_view_parent_class)->dispose (object);
}

static void
lt_import_report_view_class_init (LtImportReportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lt_import_report_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_action (widget_class, "report.copy", NULL, on_copy);
}

static GtkLabel *
make_words (LtImportReportView *self, const char *name)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_name (label, name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  return GTK_LABEL (label);
}

static void
lt_import_report_view_init (LtImportReportView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *copy = gtk_button_new_with_mnemonic (_ ("_Copy"));
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->counts = make_words (self, "import-counts");
  self->notes = make_words (self, "import-notes");
  gtk_widget_add_css_class (GTK_WIDGET (self->notes), "dim-label");
  self->copy_button = copy;
  gtk_widget_set_name (copy, "import-copy");
  gtk_widget_set_tooltip_text (copy, _ ("Copy all of this as text"));
  gtk_widget_set_valign (copy, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "report.copy");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->counts));
  gtk_box_append (GTK_BOX (head), copy);
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->notes), GTK_WIDGET (self));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), make_list (self));
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled), 220);
  gtk_widget_add_css_class (self->scrolled, "text-field");
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
lt_import_report_view_new (void)
{
  return g_object_new (LT_TYPE_IMPORT_REPORT_VIEW, NULL);
}

static void
add_count (GString *words, const char *format, guint n)
{
  if (n == 0)
    return;
  g_string_append (words, words->len == 0 ? "" : " · ");
  g_string_append_printf (words, format, n);
}

/**
 * lt_import_report_to_words:
 * @report: a report
 * @trial: whether nothing was written yet
 *
 * Returns: (transfer full): its counts in one line
 */
char *
lt_import_report_to_words (const LtImportReport *report, gboolean trial)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words, ngettext ("%u row read", "%u rows read", report->read),
                          report->read);
  add_count (words, trial ? _ ("%u would be new") : _ ("%u new"), report->added);
  add_count (words, trial ? _ ("%u would be changed") : _ ("%u changed"), report->updated);
  add_count (words, _ ("%u unchanged"), report->unchanged);
  add_count (words, _ ("%u refused"), report->refused);
  add_count (words, _ ("%u may be here already, not taken"), report->candidates);
  add_count (words, _ ("%u passed over"), report->skipped);
  add_count (words, _ ("%u said again"), report->repeated);
  add_count (words, _ ("%u measured values"), (guint) MIN (report->values, G_MAXUINT));
  add_count (words, _ ("%u values refused"), report->values_refused);
  if (report->added + report->updated == 0)
    g_string_append_printf (words, " · %s",
                            trial ? _ ("nothing would change") : _ ("nothing changed"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
join_notes (const LtImportReport *report)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < report->notes->len; i++)
    g_string_append_printf (words, "%s%s", i == 0 ? "" : "\n",
                            (const char *) g_ptr_array_index (report->notes, i));
  if (report->more_problems > 0)
    g_string_append_printf (words, _ ("%s%u more problems are not listed."),
                            words->len == 0 ? "" : "\n", report->more_problems);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
list_problems (LtImportReportView *self, const LtImportReport *report, GString *text)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < report->problems->len; i++)
    {
      LtProblemItem *item = make_item (g_ptr_array_index (report->problems, i));

      g_string_append_printf (text, "%s\t%s\t%s\t%s\n", item->cells[0], item->cells[1],
                              item->cells[2], item->cells[3]);
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->problems, 0, g_list_model_get_n_items (G_LIST_MODEL (self->problems)),
                       items->pdata, items->len);
}

/**
 * lt_import_report_view_show:
 * @self: a view
 * @report: what was done
 * @trial: whether nothing was written yet
 */
void
lt_import_report_view_show (LtImportReportView *self, const LtImportReport *report, gboolean trial)
{
  g_autofree char *counts = lt_import_report_to_words (report, trial);
  g_autofree char *notes = join_notes (report);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%s%s%s\t%s\t%s\t%s\n", counts, notes,
                          *notes == '\0' ? "" : "\n", _ (titles[0]), _ (titles[1]), _ (titles[2]),
                          _ (titles[3]));
  list_problems (self, report, text);
  gtk_label_set_text (self->counts, counts);
  lt_plain_words_show (self->notes, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), *notes != '\0');
  gtk_widget_set_visible (self->scrolled, report->problems->len > 0);
  g_free (self->text);
  self->text = g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lt_import_report_view_set_undone:
 * @self: a view of what was done
 *
 * Says that it was taken back.
 */
void
lt_import_report_view_set_undone (LtImportReportView *self)
{
  g_autofree char *words = g_strdup_printf (_ ("Undone: the records are as they were before. %s"),
                                            gtk_label_get_text (self->counts));
  g_autofree char *text = g_strdup_printf ("%s\n%s", _ ("Undone"), self->text);

  gtk_label_set_text (self->counts, words);
  g_free (self->text);
  self->text = g_steal_pointer (&text);
}
