/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What takes long goes on beside the window: one thing at a time, in the name of
 * whoever began it, in the file that it began with. */

#include "stage.h"

#include "base/error.h"
#include "ui/shell/long-work.h"
#include "work/county.h"
#include "work/records.h"
#include "work/session-private.h"

#define MINE   "SL-K01"
#define CARD   "14030001"
#define PARTY  "他线程石料有限公司"
#define ROUNDS 1000

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean may_go_on;
  int freed; /* atomic */
} Gate;

typedef struct
{
  LtLongWork *work;
  guint64 told; /* the last of the progress */
  guint steps;
  char *result;
  GError *error;
  gboolean ended;
} Watched;

static void
pass_gate (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  while (!gate->may_go_on)
    g_cond_wait (&gate->changed, &gate->lock);
  g_mutex_unlock (&gate->lock);
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->lock);
  gate->may_go_on = TRUE;
  g_cond_signal (&gate->changed);
  g_mutex_unlock (&gate->lock);
}

static void
free_gate (gpointer data)
{
  g_atomic_int_inc (&((Gate *) data)->freed);
}

/* In the thread: names a mine in the name of who began. */
static gpointer
name_mine (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  g_autoptr (LtRecord) seen = NULL;
  g_autoptr (LtRecord) wanted = NULL;

  pass_gate (data);
  for (guint i = 1; i <= ROUNDS; i++)
    lt_long_work_tell (work, 2, i, ROUNDS);
  seen = lt_work_show (session, lt_kind_by_name ("mine"), MINE, error);
  if (seen == NULL)
    return NULL;
  wanted = lt_record_copy (seen);
  lt_record_set (wanted, "party", PARTY, NULL);
  return lt_work_set (session, seen, wanted, error) ? g_strdup (lt_session_get_path (session))
                                                    : NULL;
}

/* In the thread: until it is stopped. */
static gpointer
wait_for_stop (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  GCancellable *cancellable = lt_long_work_get_cancellable (work);
  GPollFD poll;

  g_assert_true (g_cancellable_make_pollfd (cancellable, &poll));
  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_poll (&poll, 1, -1);
  g_cancellable_release_fd (cancellable);
  return NULL;
}

static void
on_progress (Watched *watched, guint step, guint64 done, guint64 total)
{
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_false (watched->ended);
  g_assert_cmpuint (step, ==, 2);
  g_assert_cmpuint (done, >, watched->told);
  g_assert_cmpuint (total, ==, ROUNDS);
  watched->told = done;
  watched->steps++;
}

static void
on_ended (Watched *watched, const char *result, const GError *error)
{
  watched->ended = TRUE;
  watched->result = g_strdup (result);
  watched->error = error == NULL ? NULL : g_error_copy (error);
}

static void
start (Watched *watched, LtSession *session, LtLongFunc run, LtTicketFlags flags, Gate *gate)
{
  LtLongJob job = { .busy_words = "A test is going on.",
                    .name = "test",
                    .flags = flags,
                    .run = run,
                    .data = gate,
                    .free_data = free_gate,
                    .free_result = g_free };
  g_autoptr (GError) error = NULL;

  watched->work = lt_long_work_start (session, &job, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (watched->work, "progress", G_CALLBACK (on_progress), watched);
  g_signal_connect_swapped (watched->work, "ended", G_CALLBACK (on_ended), watched);
}

static gboolean
has_ended (gpointer user_data)
{
  return ((Watched *) user_data)->ended;
}

static void
finish (Watched *watched)
{
  stage_wait (has_ended, watched, "the end of the work");
  g_assert_false (lt_long_work_is_running (watched->work));
}

static void
clear (Watched *watched)
{
  g_clear_object (&watched->work);
  g_free (watched->result);
  g_clear_error (&watched->error);
}

static void
sign_in (LtSession *session)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (session, CARD, LT_SAMPLE_PASSPHRASE, &error);
  g_assert_no_error (error);
}

/* The officer has gone and another county is open: it is his and there all the same. */
static void
test_in_his_name (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (LtSession) session = g_object_ref (lt_window_get_session (stage->window));
  g_autoptr (LtRecord) mine = NULL;
  g_autoptr (GError) error = NULL;
  Gate gate = { 0 };
  Watched watched = { 0 };

  sign_in (session);
  start (&watched, session, name_mine, LT_TICKET_OFFICER, &gate);
  lt_session_sign_out (session);
  lt_window_set_session (stage->window, NULL);
  g_assert_true (lt_long_work_get_running () == watched.work);
  open_gate (&gate);
  finish (&watched);
  g_assert_no_error (watched.error);
  g_assert_cmpstr (watched.result, ==, stage->path);
  g_assert_cmpuint (watched.steps, >, 0);
  mine = lt_work_show (session, lt_kind_by_name ("mine"), MINE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lt_record_get (mine, "party"), ==, PARTY);
  g_assert_null (lt_session_get_officer (session));
  clear (&watched);
  g_assert_cmpint (g_atomic_int_get (&gate.freed), ==, 1);
}

/* Nobody is signed in, or the job asks for nobody: nothing is written. */
static void
test_in_no_name (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtSession *session = lt_window_get_session (stage->window);

  for (int signed_in = 0; signed_in < 2; signed_in++)
    {
      Gate gate = { .may_go_on = TRUE };
      Watched watched = { 0 };

      if (signed_in)
        sign_in (session);
      start (&watched, session, name_mine, signed_in ? LT_TICKET_NOBODY : LT_TICKET_OFFICER, &gate);
      finish (&watched);
      g_assert_error (watched.error, LT_ERROR, LT_ERROR_REFUSED);
      g_assert_null (watched.result);
      clear (&watched);
    }
}

static void
test_one_at_a_time (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtSession *session = lt_window_get_session (stage->window);
  Gate gate = { 0 };
  Gate second = { 0 };
  Watched watched = { 0 };
  LtLongJob job = {
    .busy_words = "", .name = "test", .run = name_mine, .data = &second, .free_data = free_gate
  };
  g_autoptr (GError) error = NULL;

  start (&watched, session, wait_for_stop, LT_TICKET_NOBODY, &gate);
  g_assert_null (lt_long_work_start (session, &job, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "A test is going on."));
  g_assert_cmpint (second.freed, ==, 1);
  lt_long_work_cancel (watched.work);
  finish (&watched);
  g_assert_error (watched.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (lt_long_work_get_running ());
  clear (&watched);
}

/* A passphrase that was given again is for one act, and for one here. */
static void
test_confirmation (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  LtSession *session = lt_window_get_session (stage->window);
  LtTicket *ticket;
  LtSession *other;
  g_autoptr (GError) error = NULL;

  sign_in (session);
  ticket = lt_ticket_new (session, LT_TICKET_OFFICER);
  other = lt_ticket_open (ticket, &error);
  g_assert_no_error (error);
  g_assert_true (
      lt_id_equal (&lt_session_get_officer (other)->id, &lt_session_get_officer (session)->id));
  g_assert_false (lt_session_take_confirmation (other, &error));
  lt_ticket_close (ticket, other);
  lt_ticket_return (ticket, session);
  g_assert_true (lt_session_wants_passphrase (session));
  g_clear_error (&error);
  g_assert_true (lt_session_take_confirmation (session, &error));
  g_assert_no_error (error);
  g_assert_false (lt_session_take_confirmation (session, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/long-work/in-his-name", test_in_his_name);
  g_test_add_func ("/ui/long-work/in-no-name", test_in_no_name);
  g_test_add_func ("/ui/long-work/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/ui/long-work/confirmation", test_confirmation);
  return g_test_run ();
}
