/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/printing/print-pages.h"

typedef struct
{
  LtPrintPaper paper;
  LtPrintDone done;
  GWeakRef owner;
} Job;

static void
job_free (gpointer data, GClosure *closure)
{
  Job *job = data;

  job->paper.free_paper (job->paper.paper);
  g_weak_ref_clear (&job->owner);
  g_free (job);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, Job *job)
{
  job->paper.paint (gtk_print_context_get_cairo_context (context), (guint) page, job->paper.paper);
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, Job *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) owner = g_weak_ref_get (&job->owner);

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (owner != NULL)
    job->done (error, owner);
}

static GtkPageSetup *
make_setup (const LtPrintPaper *paper)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *size = gtk_paper_size_new (paper->size);

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_page_setup_set_orientation (setup, paper->lying ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                      : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (size);
  return setup;
}

static void
paint_page (cairo_t *cr, guint page, gpointer pages)
{
  lt_pages_paint (pages, cr, page);
}

static void
free_pages (gpointer pages)
{
  lt_pages_free (pages);
}

/**
 * lt_print_paper:
 * @parent: the window over which the dialog stands
 * @job_name: what the print queue calls it
 * @paper: (transfer full): what is printed
 * @done: called when it is printed or could not be
 * @owner: passed to @done, if it is still there
 *
 * Opens the print dialog and prints with the code that shows it.
 */
void
lt_print_paper (GtkWindow *parent,
                const char *job_name,
                const LtPrintPaper *paper,
                LtPrintDone done,
                GObject *owner)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = make_setup (paper);
  Job *job = g_new0 (Job, 1);

  job->paper = *paper;
  job->done = done;
  g_weak_ref_init (&job->owner, owner);
  gtk_print_operation_set_job_name (operation, job_name);
  gtk_print_operation_set_n_pages (operation, (int) paper->n_pages);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), job);
  g_signal_connect_data (operation, "done", G_CALLBACK (on_done), job, job_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}

/**
 * lt_print_pages:
 * @parent: the window over which the dialog stands
 * @job_name: what the print queue calls it
 * @pages: (transfer full): the paper
 * @done: called when it is printed or could not be
 * @owner: passed to @done, if it is still there
 *
 * Opens the print dialog and prints the pages with the code that shows them.
 */
void
lt_print_pages (GtkWindow *parent,
                const char *job_name,
                LtPages *pages,
                LtPrintDone done,
                GObject *owner)
{
  const LtPrintPaper paper = { .size = GTK_PAPER_NAME_A4,
                               .n_pages = lt_pages_count (pages),
                               .paint = paint_page,
                               .paper = pages,
                               .free_paper = free_pages };

  lt_print_paper (parent, job_name, &paper, done, owner);
}
