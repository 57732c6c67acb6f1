/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What takes long of what is done about officers: a revocation looks through the whole
 * log for what still counts, and a key is sealed slowly on purpose. */

#include "ui/officers/officer-job.h"

#include "base/seal.h"
#include "work/keys.h"
#include "work/officers.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LtId officer;
  char *why;
  char *old;
  char *passphrase;
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_free (wish->why);
  lt_wipe_text (wish->old);
  lt_wipe_text (wish->passphrase);
  g_free (wish);
}

/* In the thread. */
static gpointer
run_revoke (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  const Wish *wish = data;
  g_autoptr (LtRecord) officer = lt_store_get (lt_session_get_store (session),
                                               lt_kind_by_name ("officer"), &wish->officer, error);

  if (officer == NULL || !lt_work_officer_revoke (session, officer, wish->why, NULL, 0, error))
    return NULL;
  return g_strdup_printf (_ ("The keys of %s are revoked. Sync, so that colleagues know it too."),
                          lt_record_get_title (officer));
}

/* In the thread. */
static gpointer
run_passphrase (LtLongWork *work, LtSession *session, gpointer data, GError **error)
{
  const Wish *wish = data;

  if (!lt_session_confirm (session, wish->old, error)
      || !lt_work_key_passphrase (session, wish->passphrase, error))
    return NULL;
  return g_strdup (_ ("Your passphrase is changed on this machine."));
}

static LtLongWork *
start (LtSession *session, LtLongFunc run, Wish *wish, GError **error)
{
  const LtLongJob job = { .busy_words = _ ("An officer's keys are being changed."),
                          .name = "officer",
                          .flags = LT_TICKET_OFFICER,
                          .run = run,
                          .data = wish,
                          .free_data = free_wish,
                          .free_result = g_free };

  return lt_long_work_start (session, &job, error);
}

/**
 * lt_officer_job_revoke:
 * @session: the open county, a keeper signed in
 * @officer: whose keys end
 * @why: the reason, for everybody
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Returns: (transfer full) (nullable): the work, which ends with words for the screen
 */
LtLongWork *
lt_officer_job_revoke (LtSession *session, const LtId *officer, const char *why, GError **error)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->officer = *officer;
  wish->why = g_strdup (why);
  return start (session, run_revoke, wish, error);
}

/**
 * lt_officer_job_passphrase:
 * @session: the open county, somebody signed in
 * @old: his passphrase
 * @passphrase: what it shall be
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Returns: (transfer full) (nullable): the work, which ends with words for the screen
 */
LtLongWork *
lt_officer_job_passphrase (LtSession *session,
                           const char *old,
                           const char *passphrase,
                           GError **error)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->old = g_strdup (old);
  wish->passphrase = g_strdup (passphrase);
  return start (session, run_passphrase, wish, error);
}
