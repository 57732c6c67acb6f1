/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the box of Ctrl+K offers is done on every page: in a county without anything
 * in it, in the sample, in one that can only be read, with somebody signed in and with
 * nobody. Nothing falls over; what cannot be done says so or does nothing. */

#include "stage-import.h"

#include "db/db.h"
#include "ui/search/commands.h"
#include "work/county.h"

#include <string.h>

#define NOW        G_GINT64_CONSTANT (1795160520000)
#define CARD       "14030201"
#define PASSPHRASE "a long passphrase"

typedef struct
{
  const char *action;
  const char *target;
} Done;

/* They end the program, or make a county of which other tests tell. */
static const char *const left_out[] = { "app.quit", "win.make-sample", NULL };

static const char *const pages[] = { "today",      "map",     "inspections", "orders",
                                     "monitoring", "lists",   "sync",        "export",
                                     "import",     "targets", "breaches",    NULL };

/* Choosers and questions that a command opens are closed as by their window's button;
 * one may run a loop of its own, so it is a timer that does it. */
static gboolean
on_close_others (gpointer user_data)
{
  Stage *stage = user_data;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (at->data != stage->window && gtk_widget_get_mapped (at->data))
      gtk_window_close (at->data);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_alone (gpointer user_data)
{
  Stage *stage = user_data;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (at->data != stage->window && gtk_widget_get_mapped (at->data))
      return FALSE;
  return stage_nothing_runs (NULL);
}

static void
do_one (Stage *stage, const LtCommand *command)
{
  g_test_message ("%s %s on %s", command->action, command->target == NULL ? "" : command->target,
                  lt_window_get_page (stage->window));
  g_signal_emit_by_name (stage_find (stage, "search-box"), "chosen", (guint) LT_ANSWER_COMMAND,
                         command->action, command->target, FALSE);
  stage_settle (stage);
  stage_wait (is_alone, stage, "the end of what was opened");
  stage_settle (stage);
}

static GPtrArray *
list_commands (const char *page, gboolean has_place)
{
  const LtWhen when = { .page = page, .has_place = has_place };
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_command_free);

  lt_commands_add (commands, &when);
  return commands;
}

static char *
name_command (const LtCommand *command)
{
  return g_strconcat (command->action, "::", command->target, NULL);
}

/* What is offered everywhere leads from any page to its own, and is done once. */
static void
do_all_on (Stage *stage, const char *page, GHashTable *seen)
{
  g_autoptr (GPtrArray) commands = list_commands (page, g_str_equal (page, "map"));

  for (guint i = 0; i < commands->len; i++)
    {
      const LtCommand *command = g_ptr_array_index (commands, i);

      if (g_strv_contains (left_out, command->action)
          || !g_hash_table_add (seen, name_command (command)))
        continue;
      gtk_widget_activate_action (GTK_WIDGET (stage->window), "win.go", "s", page);
      do_one (stage, command);
    }
}

/* GTK 4.8's own window of shortcuts measures a label of its own wrongly while it is filled. */
static GLogWriterOutput
on_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer unused)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (fields[i].key, "MESSAGE")
        && strstr (fields[i].value, "but sizes must be >= 0") != NULL)
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n, NULL);
}

static void
do_all (Stage *stage)
{
  guint closer = g_timeout_add (20, on_close_others, stage);
  LtSession *session = lt_window_get_session (stage->window);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; pages[i] != NULL; i++)
    do_all_on (stage, pages[i], seen);
  g_assert_true (lt_window_get_session (stage->window) == session);
  g_source_remove (closer);
}

static void
test_empty (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-ui-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "empty.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  LtSession *made =
      lt_work_new (path, "140302", "Bureau", NULL, CARD, "K", PASSPHRASE, NOW, &error);
  g_autoptr (Stage) stage = NULL;

  g_assert_no_error (error);
  lt_session_close (made);
  stage = stage_new (path);
  stage->folder = g_steal_pointer (&folder);
  do_all (stage);
  g_assert_true (
      lt_session_sign_in (lt_window_get_session (stage->window), CARD, PASSPHRASE, &error));
  do_all (stage);
}

static void
test_sample_signed_out (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  do_all (stage);
}

static void
test_sample_signed_in (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  stage_sign_in (stage);
  do_all (stage);
}

/* As a newer program leaves it. */
static void
test_read_only (void)
{
  g_autofree char *folder = g_dir_make_tmp ("lantian-ui-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "newer.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  LtSession *made = lt_work_new_sample (path, NOW, &error);
  g_autoptr (Stage) stage = NULL;
  LtDb *db;

  g_assert_no_error (error);
  lt_session_close (made);
  db = lt_db_open (path, LT_DB_NONE, &error);
  g_assert_no_error (error);
  lt_db_add_guard (db, "lt_writing");
  lt_db_set_guard (db, TRUE);
  g_assert_true (lt_db_script (db, "UPDATE lt_meta SET v=v+1 WHERE k='schema'", &error));
  lt_db_close (db);
  stage = stage_new (path);
  stage->folder = g_steal_pointer (&folder);
  g_assert_false (
      lt_store_is_writable (lt_session_get_store (lt_window_get_session (stage->window))));
  do_all (stage);
}

/* Offered once, whatever is shown. */
static void
test_no_doubles (void)
{
  for (guint i = 0; pages[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) commands = list_commands (pages[i], TRUE);
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint j = 0; j < commands->len; j++)
        {
          const LtCommand *command = g_ptr_array_index (commands, j);

          if (!g_hash_table_add (seen, name_command (command)))
            g_error ("%s is offered twice", command->title);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (on_log, NULL, NULL);
  g_test_add_func ("/ui/commands/empty", test_empty);
  g_test_add_func ("/ui/commands/sample-signed-out", test_sample_signed_out);
  g_test_add_func ("/ui/commands/sample-signed-in", test_sample_signed_in);
  g_test_add_func ("/ui/commands/read-only", test_read_only);
  g_test_add_func ("/ui/commands/no-doubles", test_no_doubles);
  return g_test_run ();
}
