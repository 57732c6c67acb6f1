/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A county file is made beside the window: a hub or a backup may be long to read, and
 * a key is sealed slowly on purpose. */

#include "ui/beginning/begin-job.h"

#include "base/civil-time.h"
#include "base/seal.h"
#include "work/colleagues.h"
#include "work/county.h"
#include "work/safekeeping.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

void
lt_begin_wish_free (LtBeginWish *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->bureau);
  g_free (self->area);
  g_free (self->prefix);
  g_free (self->card);
  g_free (self->name);
  g_free (self->hub);
  g_free (self->invite);
  g_free (self->backup);
  lt_wipe_text (self->passphrase);
  g_free (self);
}

static void
free_wish (gpointer data)
{
  lt_begin_wish_free (data);
}

static void
free_outcome (gpointer data)
{
  LtBeginOutcome *outcome = data;

  g_free (outcome->path);
  g_free (outcome->card);
  g_free (outcome->words);
  g_free (outcome);
}

static char *
describe_backup (const LtManifest *manifest)
{
  g_autofree char *time = lt_second_of (manifest->time);
  g_autoptr (GString) words = g_string_new (NULL);

  g_strdelimit (time, "T", ' ');
  g_string_append_printf (words,
                          _ ("Restored from the backup of %s: %" PRIu64 " operations, check code "
                             "%s. What was saved after it comes back from colleagues by a sync."),
                          time, manifest->operations, manifest->code);
  if (lt_manifest_is_wanting (manifest))
    g_string_append_printf (words, " %s",
                            _ ("Something was wanting in it when it was made; look for an older "
                               "backup, too."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static LtSession *
restore (const LtBeginWish *wish, char **words, GError **error)
{
  g_auto (LtManifest) manifest = { 0 };
  LtSession *session = lt_work_restore (wish->backup, wish->path, 0, &manifest, error);

  if (session != NULL)
    *words = describe_backup (&manifest);
  return session;
}

static LtSession *
make (const LtBeginWish *wish, char **words, GError **error)
{
  switch (wish->what)
    {
    case LT_BEGIN_NEW:
      *words = g_strdup (_ ("Your county file is made, and you are its keeper. Next: bring in what "
                            "you have of the places, choose a base map, enter your officers."));
      return lt_work_new (wish->path, wish->area, wish->bureau, wish->prefix, wish->card,
                          wish->name, wish->passphrase, 0, error);
    case LT_BEGIN_JOIN:
      *words = g_strdup (_ ("You have joined, and all that your colleagues have synced is here. "
                            "The page Sync gives them what you enter."));
      return lt_work_join (wish->path, wish->hub, wish->invite, wish->passphrase, 0,
                           lt_random_new (), error);
    case LT_BEGIN_RESTORE:
      return restore (wish, words, error);
    }
  g_return_val_if_reached (NULL);
}

/* In the thread, whose session is closed in it: the window opens its own. */
static gpointer
run (LtLongWork *work, LtSession *none, gpointer data, GError **error)
{
  const LtBeginWish *wish = data;
  g_autofree char *words = NULL;
  LtSession *session = make (wish, &words, error);
  const LtRecord *officer = session == NULL ? NULL : lt_session_get_officer (session);
  LtBeginOutcome *outcome;

  if (session == NULL)
    return NULL;
  outcome = g_new0 (LtBeginOutcome, 1);
  outcome->path = g_strdup (wish->path);
  outcome->card = officer == NULL ? NULL : g_strdup (lt_record_get (officer, "card"));
  outcome->words = g_steal_pointer (&words);
  lt_session_close (session);
  return outcome;
}

/**
 * lt_begin_job_start:
 * @wish: (transfer full): what is wanted
 * @error: return location; %LT_ERROR_UNAVAILABLE where another work is going on
 *
 * Returns: (transfer full) (nullable): the work, which ends with an #LtBeginOutcome
 */
LtLongWork *
lt_begin_job_start (LtBeginWish *wish, GError **error)
{
  const LtLongJob job = { .busy_words = _ ("A county file is being made."),
                          .name = "begin",
                          .flags = LT_TICKET_NOBODY,
                          .run = run,
                          .data = wish,
                          .free_data = free_wish,
                          .free_result = free_outcome };

  return lt_long_work_start (NULL, &job, error);
}
