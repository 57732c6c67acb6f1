/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading in threads: the newest question first, none that nobody waits for any
 * more, and what has changed since. */

#include "base/error.h"
#include "db/db.h"
#include "office.h"
#include "store/readers.h"

#include <string.h>

/* A read that never ends by itself. */
#define ENDLESS                                                                                    \
  "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT count(*) FROM n"

typedef struct
{
  GMutex lock;
  GCond moved;
  gboolean open;
  guint waiting;
  GString *order; /* names of the questions, as they were begun */
} Gate;

typedef struct
{
  Gate *gate;
  char name;
} Turn;

typedef struct
{
  guint n;
  gpointer found;
  GError *error;
} Heard;

static gpointer
wait_at_gate (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gate->lock);

  gate->waiting++;
  g_cond_broadcast (&gate->moved);
  while (!gate->open)
    g_cond_wait (&gate->moved, &gate->lock);
  return NULL;
}

static gpointer
take_turn (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Turn *turn = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&turn->gate->lock);

  g_string_append_c (turn->gate->order, turn->name);
  return NULL;
}

static gpointer
count_mines (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (lt_store_count (store, lt_kind_by_name ("mine"), NULL, error));
}

/* A list whose words make SQLite read on and on. */
static gpointer
read_for_ever (LtStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;
  g_autoptr (LtDb) db = lt_db_open (lt_store_get_path (store), LT_DB_READ_ONLY, error);
  gint64 n = 0;

  g_mutex_lock (&gate->lock);
  gate->waiting++;
  g_cond_broadcast (&gate->moved);
  g_mutex_unlock (&gate->lock);
  lt_db_set_cancellable (db, cancellable);
  lt_db_get_int (db, &n, error, ENDLESS, "");
  return NULL;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Heard *heard = user_data;

  heard->n++;
  g_clear_error (&heard->error);
  heard->found = lt_readers_take (result, &heard->error);
}

static void
wait_heard (Heard *heard, guint n)
{
  while (heard->n < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_waiting (Gate *gate, guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gate->lock);

  while (gate->waiting < n)
    g_cond_wait (&gate->moved, &gate->lock);
}

static void
open_gate (Gate *gate)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&gate->lock);

  gate->open = TRUE;
  g_cond_broadcast (&gate->moved);
}

static void
test_newest_first (void)
{
  g_autoptr (Office) office = office_new (60);
  LtStore *store = office_found (office, "file");
  LtReaders *readers = lt_readers_new (lt_store_get_path (store));
  Gate gates[2] = { { .order = g_string_new (NULL) } };
  Turn turns[] = { { gates, 'a' }, { gates, 'b' }, { gates, 'c' } };
  Heard heard = { 0 };

  /* Both threads are held; what is asked meanwhile waits for one of them. */
  for (int i = 0; i < 2; i++)
    {
      lt_readers_ask (readers, wait_at_gate, &gates[i], NULL, NULL, NULL, on_done, &heard);
      wait_waiting (&gates[i], 1);
    }
  for (int i = 0; i < 3; i++)
    lt_readers_ask (readers, take_turn, &turns[i], NULL, NULL, NULL, on_done, &heard);
  open_gate (&gates[0]);
  wait_heard (&heard, 4);
  g_assert_no_error (heard.error);
  g_assert_cmpstr (gates[0].order->str, ==, "cba");
  open_gate (&gates[1]);
  wait_heard (&heard, 5);
  lt_readers_free (readers);
  g_string_free (gates[0].order, TRUE);
}

static void
test_cancelled (void)
{
  g_autoptr (Office) office = office_new (61);
  LtStore *store = office_found (office, "file");
  LtReaders *readers = lt_readers_new (lt_store_get_path (store));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Gate gate = { 0 };
  Heard heard = { 0 };

  /* In the middle of a read. */
  lt_readers_ask (readers, read_for_ever, &gate, NULL, NULL, cancellable, on_done, &heard);
  wait_waiting (&gate, 1);
  g_cancellable_cancel (cancellable);
  wait_heard (&heard, 1);
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Before it was begun. */
  lt_readers_ask (readers, read_for_ever, &gate, NULL, NULL, cancellable, on_done, &heard);
  wait_heard (&heard, 2);
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The threads go on reading. */
  office_add (office, store, &office->keeper, "mine",
              (const char *const[]){ "name", "一矿", NULL });
  lt_readers_ask (readers, count_mines, NULL, NULL, NULL, NULL, on_done, &heard);
  wait_heard (&heard, 3);
  g_assert_no_error (heard.error);
  g_assert_cmpint (GPOINTER_TO_INT (heard.found), ==, 1);
  lt_readers_free (readers);
}

/* The answer was found, but its asker has cancelled before he heard it. */
static void
test_stale (void)
{
  g_autoptr (Office) office = office_new (62);
  LtStore *store = office_found (office, "file");
  LtReaders *readers = lt_readers_new (lt_store_get_path (store));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Gate gate = { 0 };
  Heard heard = { 0 };

  lt_readers_ask (readers, wait_at_gate, &gate, NULL, NULL, cancellable, on_done, &heard);
  wait_waiting (&gate, 1);
  open_gate (&gate);
  g_cancellable_cancel (cancellable);
  wait_heard (&heard, 1);
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&heard.error);
  lt_readers_free (readers);
}

/* Ended while both threads read and a third question waits. */
static void
test_ended (void)
{
  g_autoptr (Office) office = office_new (63);
  LtStore *store = office_found (office, "file");
  LtReaders *readers = lt_readers_new (lt_store_get_path (store));
  Gate gate = { 0 };
  Heard heard = { 0 };

  for (int i = 0; i < 2; i++)
    lt_readers_ask (readers, read_for_ever, &gate, NULL, NULL, NULL, on_done, &heard);
  wait_waiting (&gate, 2);
  lt_readers_ask (readers, read_for_ever, &gate, NULL, NULL, NULL, on_done, &heard);
  lt_readers_free (readers);
  wait_heard (&heard, 3);
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&heard.error);
}

/* What another connection writes is another version, and told by its kind. */
static void
test_notice (void)
{
  g_autoptr (Office) office = office_new (64);
  LtStore *store = office_found (office, "file");
  g_autoptr (LtStore) other = lt_store_open (lt_store_get_path (store), LT_STORE_READ_ONLY, NULL);
  guint64 mine = LT_KINDS_OF (lt_kind_by_name ("mine")->number);
  guint64 zone = LT_KINDS_OF (lt_kind_by_name ("zone")->number);
  guint64 version = lt_store_get_version (other);
  guint64 own = lt_store_get_version (store);

  lt_store_take_changes (other);
  lt_store_take_changes (store);
  g_assert_cmpuint (lt_store_get_version (other), ==, version);
  g_assert_cmpuint (lt_store_take_changes (other), ==, 0);
  office_add (office, store, &office->keeper, "mine",
              (const char *const[]){ "name", "一矿", NULL });
  g_assert_cmpuint (lt_store_get_version (other), !=, version);
  g_assert_cmpuint (lt_store_get_version (store), !=, own);
  g_assert_cmpuint (lt_store_take_changes (other), ==, mine);
  g_assert_cmpuint (lt_store_take_changes (store), ==, mine);
  office_add (office, store, &office->keeper, "mine",
              (const char *const[]){ "name", "二矿", NULL });
  office_add (office, store, &office->keeper, "zone",
              (const char *const[]){ "name", "禁煤区", "zone_kind", "coal-ban", NULL });
  g_assert_cmpuint (lt_store_take_changes (other), ==, mine | zone);
  g_assert_cmpuint (lt_store_take_changes (other), ==, 0);
  /* Who may do what has changed: anything may follow from it. */
  office_enrol (office, store, "14030077", "inspector");
  g_assert_cmpuint (lt_store_take_changes (other), ==, LT_KINDS_ALL);
}

static guint
count_words (LtStore *store, const char *kind, const char *words)
{
  LtQuery query = { .words = words, .sort = "name" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = lt_store_list_keys (store, lt_kind_by_name (kind), &query, &error);

  g_assert_no_error (error);
  return keys->len;
}

static void
test_keys (void)
{
  static const char *const names[] = { "丙矿", "甲矿", "乙矿" };
  g_autoptr (Office) office = office_new (65);
  LtStore *store = office_found (office, "file");
  const LtKind *kind = lt_kind_by_name ("mine");
  LtQuery query = { .sort = "name" };
  g_autoptr (GArray) keys = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (LtRecord) second = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    office_add (office, store, &office->keeper, "mine",
                (const char *const[]){ "name", names[i], "licence", "C1400'%_", "mine_state",
                                       "closed", "pit_surface", "8.6", NULL });
  keys = lt_store_list_keys (store, kind, &query, NULL);
  list = lt_store_list (store, kind, &query, NULL);
  second = office_get (store, &((LtRecord *) g_ptr_array_index (list, 1))->id);
  g_assert_true (office_remove (store, &office->keeper, second, NULL));
  records = lt_store_list_by_keys (store, kind, (const gint64 *) keys->data, keys->len, NULL);
  g_assert_cmpuint (records->len, ==, 3);
  g_assert_null (g_ptr_array_index (records, 1));
  for (int i = 0; i < 3; i += 2)
    g_assert_cmpstr (lt_record_get (g_ptr_array_index (records, i), "name"), ==,
                     lt_record_get (g_ptr_array_index (list, i), "name"));
  g_assert_cmpuint (count_words (store, "mine", ""), ==, 2);
  g_assert_cmpuint (count_words (store, "mine", "矿"), ==, 2);
  g_assert_cmpuint (count_words (store, "mine", "c1400'%_"), ==, 2);
  g_assert_cmpuint (count_words (store, "mine", "CLOSED"), ==, 2);
  g_assert_cmpuint (count_words (store, "mine", "8.6"), ==, 2);
  g_assert_cmpuint (count_words (store, "mine", "丁"), ==, 0);
}

/* As a list reads them: a reference by what the other record is called. */
static void
test_words_of_others (void)
{
  g_autoptr (Office) office = office_new (66);
  LtStore *store = office_found (office, "file");
  LtId id = office_add (office, store, &office->keeper, "dust-site",
                        (const char *const[]){ "code", "D1", "name", "城关点", NULL });
  g_autofree char *site = lt_id_to_text (&id);
  LtQuery query = { .words = "城关" };

  office_add (office, store, &office->keeper, "dust-fall",
              (const char *const[]){ "site", site, "month", "2026-10", "value", "7.5", "validity",
                                     "valid", NULL });
  g_assert_cmpint (lt_store_count (store, lt_kind_by_name ("dust-fall"), &query, NULL), ==, 1);
  query.words = "东关";
  g_assert_cmpint (lt_store_count (store, lt_kind_by_name ("dust-fall"), &query, NULL), ==, 0);
}

/* The latest of each, whatever came in between. */
static void
test_latest (void)
{
  static const char *const samples[][3] = {
    { "2026-09", "5", "valid" },
    { "2026-11", "9.1", "invalid" },
    { "2026-10", "6.2", "valid" },
    { "2026-12", NULL, "missing" },
  };
  g_autoptr (Office) office = office_new (67);
  LtStore *store = office_found (office, "file");
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters, .latest_of = "site", .latest_by = "month" };
  g_autoptr (GPtrArray) latest = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *code = g_strdup_printf ("D%d", i);
      LtId id = office_add (office, store, &office->keeper, "dust-site",
                            (const char *const[]){ "code", code, "name", code, NULL });
      g_autofree char *site = lt_id_to_text (&id);

      /* The last site has nothing but a missing one. */
      for (gsize j = i == 2 ? 3 : 0; j < G_N_ELEMENTS (samples); j++)
        office_add (office, store, &office->keeper, "dust-fall",
                    (const char *const[]){ "site", site, "month", samples[j][0], "validity",
                                           samples[j][2], samples[j][1] == NULL ? NULL : "value",
                                           samples[j][1], NULL });
    }
  g_ptr_array_add (filters, lt_filter_new ("validity", "=", "valid"));
  latest = lt_store_list (store, lt_kind_by_name ("dust-fall"), &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (latest->len, ==, 2);
  for (guint i = 0; i < latest->len; i++)
    g_assert_cmpstr (lt_record_get (g_ptr_array_index (latest, i), "value"), ==, "6.2");
}

static void
run_script (LtStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtDb) db = lt_db_open (lt_store_get_path (store), LT_DB_NONE, &error);

  g_assert_no_error (error);
  lt_db_script (db, sql, &error);
  g_assert_no_error (error);
}

static void
overwrite (const char *path, gsize at)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (at + 64, <, size);
  memset (bytes + at, 0xa5, 64);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

/* What is not whole is said, with the file, and what to do. */
static void
assert_damaged (LtStore *store, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (lt_store_check_quickly (store, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, lt_store_get_path (store)));
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_quick_check (void)
{
  g_autoptr (Office) office = office_new (68);
  LtStore *store = office_found (office, "file");
  LtStore *lacking = office_found (office, "lacking");
  g_autofree char *path = g_strdup (lt_store_get_path (store));
  g_autoptr (LtDb) db = NULL;
  g_autoptr (GError) error = NULL;
  gint64 page = 0;

  g_assert_true (lt_store_check_quickly (store, &error));
  g_assert_no_error (error);
  run_script (lacking, "DROP TABLE lt_quarantine");
  assert_damaged (lacking, "lt_quarantine");
  run_script (lacking, "CREATE TABLE lt_quarantine (x); DROP TABLE mine");
  assert_damaged (lacking, "mine");

  db = lt_db_open (path, LT_DB_READ_ONLY, NULL);
  lt_db_get_int (db, &page, NULL, "SELECT rootpage FROM sqlite_schema WHERE name='lt_op_record'",
                 "");
  g_clear_pointer (&db, lt_db_close);
  office_close (office, store);
  overwrite (path, (gsize) (page - 1) * 4096);
  store = lt_store_open (path, LT_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_damaged (store, "restore the last backup");
  lt_store_close (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/readers/newest-first", test_newest_first);
  g_test_add_func ("/store/readers/cancelled", test_cancelled);
  g_test_add_func ("/store/readers/stale", test_stale);
  g_test_add_func ("/store/readers/ended", test_ended);
  g_test_add_func ("/store/readers/notice", test_notice);
  g_test_add_func ("/store/readers/keys", test_keys);
  g_test_add_func ("/store/readers/words-of-others", test_words_of_others);
  g_test_add_func ("/store/readers/latest", test_latest);
  g_test_add_func ("/store/readers/quick-check", test_quick_check);
  return g_test_run ();
}
