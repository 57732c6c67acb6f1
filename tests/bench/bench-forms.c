/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a form costs in a large file: from its record's id to its first picture on the
 * screen, of places, inspections and orders of the file, and of a new record of every
 * kind; and what gathering what waits costs a reader. The peer of the forms is an empty
 * window of as many entries, on the same screen in the same run. Arguments: a folder, and
 * how many places (200 000); there are half as many orders, eight of ten issued over two
 * years, of which all but one in twenty were looked at again. Prints JSON. */

#include "made-up-file.h"

#include "base/civil-time.h"
#include "db/db.h"
#include "ui/forms/form.h"
#include "ui/shell/application.h"
#include "work/today.h"

#include <adwaita.h>
#include <stdlib.h>

#define N_FORMS 200
#define N_NEW   40
#define N_TODAY 20
#define N_PEER  14 /* entries, about as many as a place has fields */

typedef struct
{
  MadeUpFile file;
  LtSession *session;
  GtkWidget *window;
  GtkWidget *form;
  gboolean painted;
} Bench;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
print_times (const char *name, gint64 *times, guint n)
{
  qsort (times, n, sizeof *times, compare_times);
  g_print ("\"%s_ms\":{\"median\":%.2f,\"p95\":%.2f},", name, (double) times[n / 2] / 1000,
           (double) times[(n - 1) * 95 / 100] / 1000);
}

static void
flush (Bench *bench, LtChange **change, gboolean end)
{
  if (lt_change_count (*change) < 1000 && !end)
    return;
  if (!lt_change_is_empty (*change))
    made_up_file_append (&bench->file, *change);
  lt_change_free (*change);
  *change = lt_change_new ();
}

static void
make_places (Bench *bench, guint n)
{
  g_autoptr (LtChange) change = lt_change_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("M%06u", i);
      g_autofree char *name = g_strdup_printf ("示例第%u石料厂", i);
      char position[64];

      g_snprintf (position, sizeof position, "POINT(%.7f %.7f)", 113 + (i % 1000) * 1e-3,
                  37.5 + i / 1000 * 5e-3);
      made_up_file_create (&bench->file, change, "mine",
                           (const char *const[]){ "code", code, "name", name, "mine_state",
                                                  "operating", "position", position, NULL });
      flush (bench, &change, FALSE);
    }
  flush (bench, &change, TRUE);
}

/* The ids of the records of a kind, as text. */
static GPtrArray *
list_ids (Bench *bench, const char *kind, guint n)
{
  LtQuery query = { .limit = n };
  g_autoptr (GPtrArray) records =
      lt_store_list (bench->file.store, lt_kind_by_name (kind), &query, NULL);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (ids, lt_id_to_text (&((LtRecord *) g_ptr_array_index (records, i))->id));
  return ids;
}

/* Each place is inspected, and an order follows; most are looked at again. */
static void
make_inspections (Bench *bench, GPtrArray *places)
{
  g_autoptr (LtChange) change = lt_change_new ();

  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *day = lt_date_add_days ("2024-11-20", (int) (i % 700));
      g_autofree char *started = g_strconcat (day, "T09:00", NULL);

      made_up_file_create (&bench->file, change, "inspection",
                           (const char *const[]){ "place", g_ptr_array_index (places, i), "started",
                                                  started, "finding", "现场检查发现料堆未覆盖。",
                                                  "result", "order", NULL });
      flush (bench, &change, FALSE);
    }
  flush (bench, &change, TRUE);
}

static void
make_orders (Bench *bench, GPtrArray *places, GPtrArray *visits)
{
  g_autoptr (LtChange) change = lt_change_new ();

  for (guint i = 0; i < visits->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("责改 2026-%06u", i);
      g_autofree char *day = lt_date_add_days ("2024-11-20", (int) (i % 700));
      g_autofree char *deadline = lt_date_add_days (day, 15);
      g_autofree char *later = g_strconcat (deadline, "T10:00", NULL);

      made_up_file_create (&bench->file, change, "order",
                           (const char *const[]){
                               "provisional_number", number, "state", "draft", "inspection",
                               g_ptr_array_index (visits, i), "place",
                               g_ptr_array_index (places, i), "party", "示例石料有限公司", "facts",
                               "现场检查发现料堆未覆盖。", "measures", "立即覆盖料堆并洒水抑尘。",
                               "deadline", deadline, NULL });
      if (i % 20 != 7)
        made_up_file_create (&bench->file, change, "inspection",
                             (const char *const[]){ "place", g_ptr_array_index (places, i),
                                                    "started", later, "finding", "已覆盖。",
                                                    "result", "no-problem", NULL });
      flush (bench, &change, FALSE);
    }
  flush (bench, &change, TRUE);
}

/* Who signs is nobody in a made-up file: past the log, for here they are only read. */
static void
issue_orders (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (bench->file.path, LT_DB_NONE, &error);

  g_assert_no_error (error);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  lt_db_script (db,
                "UPDATE \"order\" SET state=CASE fid % 10 WHEN 0 THEN 'draft' WHEN 1 THEN 'review' "
                "ELSE 'issued' END, issued_on=date(deadline, '-15 days')",
                &error);
  g_assert_no_error (error);
}

static void
on_painted (GdkFrameClock *clock, Bench *bench)
{
  bench->painted = TRUE;
}

static void
wait_painted (Bench *bench)
{
  bench->painted = FALSE;
  gtk_widget_queue_draw (bench->window);
  while (!bench->painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_window (Bench *bench)
{
  bench->window = gtk_window_new ();
  bench->form = g_object_new (LT_TYPE_FORM, NULL);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), 1366, 700);
  gtk_window_set_child (GTK_WINDOW (bench->window), bench->form);
  gtk_window_present (GTK_WINDOW (bench->window));
  g_signal_connect (gtk_widget_get_frame_clock (bench->window), "after-paint",
                    G_CALLBACK (on_painted), bench);
  wait_painted (bench);
}

/* Each form is opened after an empty one, as going from page to page does. */
static void
measure_kept (Bench *bench, const char *kind)
{
  g_autoptr (GPtrArray) ids = list_ids (bench, kind, 20000);
  gint64 times[N_FORMS];

  for (guint i = 0; i < N_FORMS; i++)
    {
      g_autoptr (LtRecord) seen = NULL;
      gint64 start;
      LtId id;

      lt_form_close (LT_FORM (bench->form));
      wait_painted (bench);
      g_assert_true (lt_id_from_text (&id, g_ptr_array_index (ids, i * 7919 % ids->len)));
      start = g_get_monotonic_time ();
      seen =
          lt_store_get (lt_session_get_store (bench->session), lt_kind_by_name (kind), &id, NULL);
      lt_form_open (LT_FORM (bench->form), bench->session, seen, TRUE);
      wait_painted (bench);
      times[i] = g_get_monotonic_time () - start;
    }
  print_times (kind, times, N_FORMS);
}

/* A new record of each kind; the worst of them all counts. */
static void
measure_new (Bench *bench)
{
  guint n_kinds;
  const LtKind *const *kinds = lt_kinds (&n_kinds);
  const char *worst = "";
  double most = 0;

  for (guint k = 0; k < n_kinds; k++)
    {
      g_autoptr (LtRecord) fresh = lt_record_new (kinds[k]);
      gint64 times[N_NEW];
      double p95;

      if ((kinds[k]->flags & LT_KIND_INNER) != 0)
        continue;
      for (guint i = 0; i < N_NEW; i++)
        {
          gint64 start;

          lt_form_close (LT_FORM (bench->form));
          wait_painted (bench);
          start = g_get_monotonic_time ();
          lt_form_open (LT_FORM (bench->form), bench->session, fresh, TRUE);
          wait_painted (bench);
          times[i] = g_get_monotonic_time () - start;
        }
      qsort (times, N_NEW, sizeof *times, compare_times);
      p95 = (double) times[(N_NEW - 1) * 95 / 100] / 1000;
      if (p95 > most)
        {
          most = p95;
          worst = kinds[k]->name;
        }
    }
  g_print ("\"new_worst\":{\"kind\":\"%s\",\"p95_ms\":%.2f},", worst, most);
}

static void
measure_peer (Bench *bench)
{
  gint64 times[N_FORMS];

  for (guint i = 0; i < N_FORMS; i++)
    {
      GtkWidget *grid = gtk_grid_new ();
      gint64 start;

      gtk_window_set_child (GTK_WINDOW (bench->window), gtk_label_new (""));
      wait_painted (bench);
      start = g_get_monotonic_time ();
      for (int n = 0; n < N_PEER; n++)
        {
          gtk_grid_attach (GTK_GRID (grid), gtk_label_new ("字段"), n % 2 * 2, n / 2, 1, 1);
          gtk_grid_attach (GTK_GRID (grid), gtk_entry_new (), n % 2 * 2 + 1, n / 2, 1, 1);
        }
      gtk_window_set_child (GTK_WINDOW (bench->window), grid);
      wait_painted (bench);
      times[i] = g_get_monotonic_time () - start;
    }
  print_times ("bare_entries", times, N_FORMS);
}

static void
measure_today (Bench *bench)
{
  g_autoptr (LtStore) store = lt_store_open (bench->file.path, LT_STORE_READ_ONLY, NULL);
  g_autoptr (LtTodayWish) wish = lt_today_wish_new (bench->session, 50);
  gint64 times[N_TODAY];
  guint overdue = 0;

  for (guint i = 0; i < N_TODAY; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (LtToday) today = lt_work_gather_today (store, wish, NULL);

      times[i] = g_get_monotonic_time () - start;
      overdue = today->counts[LT_TODAY_OVERDUE];
    }
  g_print ("\"today_overdue\":%u,", overdue);
  print_times ("today", times, N_TODAY);
}

int
main (int argc, char **argv)
{
  guint n = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 200000;
  Bench bench = { 0 };
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GPtrArray) visits = NULL;

  lt_ui_start ();
  adw_init ();
  made_up_file_init (&bench.file, argv[1]);
  make_places (&bench, n);
  places = list_ids (&bench, "mine", n / 2);
  make_inspections (&bench, places);
  visits = list_ids (&bench, "inspection", n / 2);
  make_orders (&bench, places, visits);
  issue_orders (&bench);
  bench.session = lt_session_open (bench.file.path, NULL);
  lt_session_set_now (bench.session, lt_time_parse ("2026-11-20T16:00", NULL));
  g_print ("{\"places\":%u,\"orders\":%u,", n, visits->len);
  measure_today (&bench);
  open_window (&bench);
  measure_kept (&bench, "mine");
  measure_kept (&bench, "inspection");
  measure_kept (&bench, "order");
  measure_new (&bench);
  measure_peer (&bench);
  g_print ("\"budget_ms\":100}\n");
  gtk_window_destroy (GTK_WINDOW (bench.window));
  lt_session_close (bench.session);
  made_up_file_clear (&bench.file);
  return 0;
}
