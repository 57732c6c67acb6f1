/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/file.h"
#include "base/language.h"
#include "base/seal.h"
#include "cli/arguments.h"
#include "cli/passphrase.h"
#include "cli/table-text.h"
#include "cli/table.h"
#include "lantian-config.h"
#include "store/row-sort.h"
#include "work/past.h"
#include "work/verb.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <unistd.h>

static void
print_help (const LtVerb *only)
{
  guint n;
  const LtVerb *verbs = lt_verbs (&n);

  g_print (
      "%s\n\n",
      _ ("Usage: lantianctl [--db FILE] [--as CARD] [--at TIME] [--as-of TIME] [--json] VERB …"));
  for (guint i = 0; i < n; i++)
    if (only == NULL || only == &verbs[i])
      g_print ("  %s %s\n      %s\n", verbs[i].name, verbs[i].usage, _ (verbs[i].summary));
  if (only != NULL)
    return;
  g_print (
      "\n%s\n",
      _ ("The county file may also be named by LANTIAN_DB, the officer by LANTIAN_AS; the "
         "passphrase is read from the file that LANTIAN_PASSPHRASE_FILE names, or asked for at "
         "the terminal.\n"
         "Status: 0 done, 1 found wanting, 2 usage, 3 bad input, 4 refused, 5 unavailable or "
         "locked, 6 damaged or newer, 70 bug."));
}

/* Words of the program with those of foreign files in them; a terminal obeys none. */
static void
tell (const char *before, const char *words, const char *behind)
{
  g_autofree char *defused = lt_text_defuse (words);

  g_printerr ("%s%s%s", before, defused, behind);
}

/* From a file, never from the command line, which others can read. */
static gboolean
read_passphrase (const char *variable, char **text, GError **error)
{
  const char *path = g_getenv (variable);

  *text = NULL;
  if (path == NULL)
    return TRUE;
  if (!g_file_get_contents (path, text, NULL, error))
    {
      g_prefix_error (error, "%s: ", variable);
      return FALSE;
    }
  g_strdelimit (*text, "\r\n", '\0');
  return TRUE;
}

/* What was typed is kept until the call is done, and then forgotten. */
static const char *
on_ask (const char *prompt, gboolean twice, gpointer user_data, GError **error)
{
  GPtrArray *typed = user_data;
  g_autofree char *defused = lt_text_defuse (prompt);
  char *text = NULL;

  if (!lt_passphrase_ask (defused, twice, &text, error) || text == NULL)
    return NULL;
  g_ptr_array_add (typed, text);
  return text;
}

static void
tell_of_version (LtSession *session)
{
  g_autofree char *words = lt_session_describe_version (session);

  if (words != NULL)
    tell ("lantianctl: ", words, "\n");
}

/* After a read error an answer may lack something, and a refusal be without
 * ground: it is what there is to say. */
static gboolean
tell_of_faults (LtSession *session, gboolean refused, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GError) fault = NULL;

  if (!(refused ? lt_store_is_damaged (store, &fault) : lt_store_is_faulty (store, &fault)))
    return FALSE;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&fault));
  return TRUE;
}

static LtSession *
open_session (const LtArguments *arguments, GError **error)
{
  const char *path = arguments->db != NULL ? arguments->db : g_getenv ("LANTIAN_DB");
  gboolean changes = (arguments->verb->flags & (LT_VERB_WRITES | LT_VERB_RECEIVES)) != 0;
  LtSession *session;

  if (path == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("No county file was named. Give it with --db FILE or LANTIAN_DB."));
      return NULL;
    }
  session = arguments->as_of != 0
                ? lt_work_open_past (path, arguments->as_of, error)
                : lt_session_open_with (path, changes ? LT_STORE_NONE : LT_STORE_AS_FOUND, error);
  if (session == NULL)
    return NULL;
  lt_session_set_now (session, arguments->now);
  if (arguments->as_of == 0)
    tell_of_version (session);
  return session;
}

/* Who signs in at the window is asked for his card; here it is an option. */
static void
tell_how_to_sign_in (const LtArguments *arguments, const LtCall *call, GError **error)
{
  if (error == NULL || *error == NULL || call->card != NULL || call->session == NULL
      || (arguments->verb->flags & LT_VERB_WRITES) == 0
      || !g_error_matches (*error, LT_ERROR, LT_ERROR_REFUSED)
      || lt_session_get_officer (call->session) != NULL)
    return;
  g_prefix_error (error, "%s ", _ ("Without --as CARD nobody acts."));
}

/* The past lies in a file that nobody named. */
static void
name_file (const LtArguments *arguments, const LtCall *call, GError **error)
{
  if (arguments->as_of != 0 && call->session != NULL && error != NULL)
    lt_file_name_place (*error, lt_session_get_path (call->session), call->db);
}

static void
print_answer (LtSession *session, JsonNode *answer, const LtArguments *arguments)
{
  gboolean json = arguments->json;
  g_autofree char *text =
      json ? json_to_string (answer, TRUE) : lt_table_from_json (session, answer);
  g_autofree char *defused = NULL;

  defused = lt_text_defuse (text);
  g_print (json ? "%s\n" : "%s", defused);
  /* Beside the answer: what reads it in a pipe counts lines. */
  if (!json && *text == '\0' && (arguments->verb->flags & LT_VERB_WRITES) == 0)
    g_printerr ("%s\n", _ ("Nothing found."));
}

/* In the past nobody is signed in. */
static gboolean
signs_in (const LtArguments *arguments)
{
  LtVerbFlags flags = arguments->verb->flags;

  return (flags & (LT_VERB_WRITES | LT_VERB_CONFIRMS)) != 0
         || ((flags & LT_VERB_PERSONAL) != 0 && arguments->as_of == 0
             && !g_hash_table_contains (arguments->options, "masked"));
}

/* Who acts gives his passphrase for this very call. */
static gboolean
begin (LtCall *call, const LtArguments *arguments, GError **error)
{
  if (!lt_verb_opens_file (arguments->verb, arguments->options))
    return TRUE;
  call->session = open_session (arguments, error);
  return call->session != NULL
         && (call->card == NULL || !signs_in (arguments) || lt_call_sign_in (call, error));
}

typedef struct
{
  gint64 start;
  gboolean told;
  gboolean wanted; /* there is somebody who sees it, or asked for it */
  GCancellable *cancellable;
} Progress;

static volatile sig_atomic_t stop_asked;

/* Only when it takes long enough that somebody wonders. */
static void
on_progress (double part, gpointer user_data)
{
  Progress *progress = user_data;

  if (stop_asked)
    g_cancellable_cancel (progress->cancellable);
  if (g_get_monotonic_time () - progress->start < 2 * G_USEC_PER_SEC)
    return;
  progress->told = TRUE;
  g_printerr ("\r%3.0f %%", part * 100);
}

/* What is left out of an answer is said whether anybody watches or not. */
static void
on_warning (const char *words)
{
  tell ("lantianctl: ", words, "\n");
}

/* Between two pieces of the work. Ctrl+C a second time ends the program at once. */
static void
on_words (const char *words, gpointer user_data)
{
  Progress *progress = user_data;

  if (stop_asked)
    g_cancellable_cancel (progress->cancellable);
  if (!progress->wanted)
    return;
  progress->told = TRUE;
  tell ("\r", words, " ");
}

static void
on_interrupt (int number)
{
  stop_asked = 1;
}

static void
hear_interrupts (void)
{
  struct sigaction action = { .sa_handler = on_interrupt, .sa_flags = (int) SA_RESETHAND };

  sigaction (SIGINT, &action, NULL);
}

/* These look now and then whether they shall go on. */
static gboolean
can_stop (const LtArguments *arguments)
{
  const char *verb = arguments->verb->name;

  return g_str_equal (verb, "import")
         || (g_str_equal (verb, "export")
             && !g_hash_table_contains (arguments->options, LT_VERB_EVERYTHING));
}

static gboolean
run_with (const LtArguments *arguments,
          const char *passphrase,
          const char *new_passphrase,
          gboolean *wanting,
          GError **error)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (GPtrArray) typed =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_passphrase_clear);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Progress progress = { .start = g_get_monotonic_time (),
                        .wanted = g_hash_table_contains (arguments->options, "progress")
                                  || (!arguments->json && isatty (STDERR_FILENO)),
                        .cancellable = cancellable };
  LtCall call = { .words = (const char *const *) arguments->words->pdata,
                  .options = arguments->options,
                  .now = arguments->now,
                  .db = arguments->db != NULL ? arguments->db : g_getenv ("LANTIAN_DB"),
                  .card = arguments->card != NULL ? arguments->card : g_getenv ("LANTIAN_AS"),
                  .passphrase = passphrase,
                  .new_passphrase = new_passphrase,
                  .ask = on_ask,
                  .ask_data = typed,
                  .progress = on_progress,
                  .progress_data = &progress,
                  .as_of = arguments->as_of,
                  .say = on_words,
                  .warn = on_warning,
                  .cancellable = cancellable };

  if (can_stop (arguments))
    hear_interrupts ();
  if (begin (&call, arguments, error))
    answer = arguments->verb->run (&call, error);
  if (answer == NULL)
    {
      tell_how_to_sign_in (arguments, &call, error);
      name_file (arguments, &call, error);
    }
  if (call.session != NULL && tell_of_faults (call.session, answer == NULL, error))
    g_clear_pointer (&answer, json_node_unref);
  if (progress.told)
    g_printerr ("\r\033[K");
  if (answer != NULL)
    print_answer (call.session, answer, arguments);
  g_clear_pointer (&call.session, lt_session_close);
  *wanting = call.wanting;
  return answer != NULL;
}

static gboolean
run (const LtArguments *arguments, gboolean *wanting, GError **error)
{
  char *passphrase = NULL;
  char *new_passphrase = NULL;
  gboolean done = read_passphrase ("LANTIAN_PASSPHRASE_FILE", &passphrase, error)
                  && read_passphrase ("LANTIAN_NEW_PASSPHRASE_FILE", &new_passphrase, error)
                  && run_with (arguments, passphrase, new_passphrase, wanting, error);

  lt_wipe_text (passphrase);
  lt_wipe_text (new_passphrase);
  return done;
}

/* A machine with little memory may give less of it to sorting. */
static gboolean
take_sort_room (GError **error)
{
  const char *text = g_getenv ("LANTIAN_SORT_ROOM");
  guint64 room;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &room, NULL))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("LANTIAN_SORT_ROOM: \"%s\" is no number of bytes. Give a whole number, or "
                      "leave it out."),
                   text);
      return FALSE;
    }
  lt_row_sort_set_usual_room ((gsize) room);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtArguments) arguments = NULL;
  gboolean wanting = FALSE;

  lt_language_start ();
  if (take_sort_room (&error))
    arguments = lt_arguments_read (argv, &error);
  if (arguments != NULL && arguments->version)
    g_print ("lantianctl %s\n", LT_VERSION);
  else if (arguments != NULL && (arguments->help || arguments->verb == NULL))
    print_help (arguments->verb);
  else if (arguments != NULL && run (arguments, &wanting, &error))
    return wanting ? LT_ERROR_WANTING : 0;
  if (error == NULL)
    return arguments != NULL && (arguments->version || arguments->help) ? 0 : LT_ERROR_USAGE;
  tell ("lantianctl: ", error->message, "\n");
  return lt_error_exit_status (error);
}
