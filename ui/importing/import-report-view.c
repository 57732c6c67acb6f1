/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/importing/import-report-view.h"

#include "ui/forms/field-words.h"
#include "ui/importing/text-table.h"
#include "ui/shell/children.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* So many places that nobody knows are named one by one, and of more so many. */
#define MOST_PLACES 10
#define SOME_PLACES 4

struct _LtImportReportView
{
  GtkWidget parent_instance;

  GtkLabel *counts;
  GtkLabel *notes;
  GtkWidget *copy_button;
  GtkLabel *changes_title;
  LtTextTable *changes;
  GtkLabel *problems_title;
  LtTextTable *problems;

  char *text; /* all of it, to be copied */
};

G_DEFINE_FINAL_TYPE (LtImportReportView, lt_import_report_view, GTK_TYPE_WIDGET)

static const LtTextColumn problem_columns[] = { { N_ ("Line"), 70 },
                                                { N_ ("Column"), 150 },
                                                { N_ ("Value"), 200 },
                                                { N_ ("Problem"), -1 },
                                                { NULL, 0 } };

static const LtTextColumn change_columns[] = {
  { N_ ("Line"), 70 },    { N_ ("Record"), 220 },          { N_ ("Field"), 150 },
  { N_ ("Before"), 300 }, { N_ ("As the file says"), -1 }, { NULL, 0 }
};

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

static GtkLabel *
add_title (LtImportReportView *self, const char *name)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_name (label, name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section-title");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static LtTextTable *
add_table (LtImportReportView *self,
           const char *name,
           const char *label,
           const LtTextColumn *columns)
{
  GtkWidget *table = lt_text_table_new (name, label, columns);

  gtk_widget_set_parent (table, GTK_WIDGET (self));
  return LT_TEXT_TABLE (table);
}

static void
lt_import_report_view_init (LtImportReportView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *copy = gtk_button_new_with_mnemonic (_ ("Cop_y"));
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->counts = make_words (self, "import-counts");
  self->notes = make_words (self, "import-notes");
  self->copy_button = copy;
  gtk_widget_set_name (copy, "import-copy");
  gtk_widget_set_tooltip_text (copy, _ ("Copy all of this as text"));
  gtk_widget_set_valign (copy, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "report.copy");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->counts));
  gtk_box_append (GTK_BOX (head), copy);
  gtk_widget_set_parent (head, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->notes), GTK_WIDGET (self));
  self->changes_title = add_title (self, "import-changes-title");
  self->changes = add_table (self, "import-changes", _ ("Changes"), change_columns);
  self->problems_title = add_title (self, "import-problems-title");
  self->problems = add_table (self, "import-problems", _ ("Problems"), problem_columns);
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
  add_count (words, trial ? _ ("%u would be refused") : _ ("%u refused"), report->refused);
  add_count (words,
             trial ? _ ("%u may be here already and would not be taken")
                   : _ ("%u may be here already, not taken"),
             report->candidates);
  add_count (words, trial ? _ ("%u would be passed over") : _ ("%u passed over"), report->skipped);
  add_count (words, _ ("%u said again"), report->repeated);
  add_count (words, trial ? _ ("%u measured values would be added") : _ ("%u measured values"),
             (guint) MIN (report->values, G_MAXUINT));
  add_count (words,
             trial ? _ ("%u of them cannot be so and would be kept, flagged")
                   : _ ("%u of them cannot be so: kept, flagged"),
             report->values_flagged);
  add_count (words, trial ? _ ("%u values would be refused") : _ ("%u values refused"),
             report->values_refused);
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
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
show_title (GtkLabel *label, const char *format, guint shown, guint more)
{
  g_autofree char *words = g_strdup_printf (format, shown + more);
  g_autofree char *both =
      more == 0 ? NULL : g_strdup_printf (_ ("%s, the first %u of them:"), words, shown);

  gtk_label_set_text (label, both == NULL ? words : both);
  gtk_widget_set_visible (GTK_WIDGET (label), shown > 0);
}

/* A file of the whole country names thousands of stations of other counties: what is wrong
 * with one's own must not drown among them. */
static gboolean
count_elsewhere (const LtImportReport *report, guint *places, guint *rows)
{
  *places = *rows = 0;
  for (guint i = 0; i < report->problems->len; i++)
    {
      const LtImportProblem *problem = g_ptr_array_index (report->problems, i);

      *places += problem->place_rows > 0;
      *rows += problem->place_rows;
    }
  return *places > MOST_PLACES;
}

static char **
make_elsewhere (const LtImportReport *report, guint places, guint rows)
{
  char **cells = g_new0 (char *, LT_TEXT_TABLE_COLUMNS + 1);
  g_autoptr (GString) some = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < report->problems->len && n < SOME_PLACES; i++)
    {
      const LtImportProblem *problem = g_ptr_array_index (report->problems, i);

      if (problem->place_rows > 0 && problem->value != NULL)
        g_string_append_printf (some, "%s%s", n++ == 0 ? "" : ", ", problem->value);
    }
  cells[0] = g_strdup ("");
  cells[1] = g_strdup ("");
  cells[2] = g_string_free (g_steal_pointer (&some), FALSE);
  cells[3] = g_strdup_printf (_ ("%u stations that this county does not have: %u rows are passed "
                                 "over. If one of them is yours, enter it first."),
                              places, rows);
  return cells;
}

static void
show_problems (LtImportReportView *self, const LtImportReport *report)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint places, n_rows;
  gboolean elsewhere = count_elsewhere (report, &places, &n_rows);

  if (elsewhere)
    g_ptr_array_add (rows, make_elsewhere (report, places, n_rows));

  for (guint i = 0; i < report->problems->len; i++)
    {
      const LtImportProblem *problem = g_ptr_array_index (report->problems, i);
      char **cells;

      if (elsewhere && problem->place_rows > 0)
        continue;
      cells = g_new0 (char *, LT_TEXT_TABLE_COLUMNS + 1);
      cells[0] = problem->part == NULL
                     ? g_strdup_printf ("%" PRId64, problem->line)
                     : g_strdup_printf ("%s: %" PRId64, problem->part, problem->line);
      cells[1] = g_strdup (problem->column == NULL ? "" : problem->column);
      cells[2] = g_strdup (problem->value == NULL ? "" : problem->value);
      cells[3] = g_strdup (problem->problem);
      g_ptr_array_add (rows, cells);
    }
  show_title (self->problems_title, _ ("Problems: %u"), rows->len, report->more_problems);
  lt_text_table_show (self->problems, g_steal_pointer (&rows));
}

static void
show_changes (LtImportReportView *self, const LtImportReport *report, gboolean trial)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < report->changes->len; i++)
    {
      const LtImportChange *change = g_ptr_array_index (report->changes, i);
      char **cells = g_new0 (char *, LT_TEXT_TABLE_COLUMNS + 1);

      cells[0] = g_strdup_printf ("%" PRId64, change->line);
      cells[1] = g_strdup (change->record);
      cells[2] = g_strdup (change->field);
      cells[3] = g_strdup (change->before);
      cells[4] = g_strdup (change->after);
      g_ptr_array_add (rows, cells);
    }
  show_title (self->changes_title,
              trial ? _ ("Fields that would change: %u") : _ ("Fields that were changed: %u"),
              rows->len, report->more_changes);
  lt_text_table_show (self->changes, g_steal_pointer (&rows));
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
  g_autofree char *changes = NULL;
  g_autofree char *problems = NULL;

  show_changes (self, report, trial);
  show_problems (self, report);
  gtk_label_set_text (self->counts, counts);
  lt_plain_words_show (self->notes, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), *notes != '\0');
  changes = lt_text_table_to_text (self->changes);
  problems = lt_text_table_to_text (self->problems);
  g_free (self->text);
  self->text = g_strdup_printf ("%s\n%s%s%s%s%s\n", counts, notes, *notes == '\0' ? "" : "\n",
                                changes, *changes == '\0' ? "" : "\n", problems);
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
