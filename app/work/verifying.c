/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The full check with everybody who can tell what the file cannot tell of itself:
 * that its end is missing. */

#include "work/verifying.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/file-copy.h"
#include "store/witness.h"
#include "sync/hub.h"
#include "work/marker.h"
#include "work/safekeeping.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void
free_witness (LtWitness *witness)
{
  g_free (witness->where);
  g_free (witness->of);
  g_free (witness->says);
  g_free (witness);
}

void
lt_examination_free (LtExamination *self)
{
  if (self == NULL)
    return;
  lt_verification_free (self->found);
  g_ptr_array_unref (self->witnesses);
  g_free (self);
}

static LtWitness *
add_witness (LtExamination *self, const char *kind, const char *where, gint64 time)
{
  LtWitness *witness = g_new0 (LtWitness, 1);

  witness->kind = kind;
  witness->where = g_strdup (where);
  witness->time = time;
  witness->agrees = TRUE;
  g_ptr_array_add (self->witnesses, witness);
  return witness;
}

static void
add_problem (LtExamination *self, const char *text)
{
  g_ptr_array_add (self->found->problems, g_strdup (text));
}

/* A device as it is named for people. */
static char *
name_device (const LtStream *stream)
{
  return g_strdup_printf ("%02X%02X", stream->replica[0], stream->replica[1]);
}

static char *
describe_loss (const LtLoss *loss, const LtWitness *witness)
{
  g_autofree char *device = name_device (&loss->stream);
  g_autofree char *date = lt_date_of (witness->time);

  if (loss->changed)
    return g_strdup_printf (_ ("Log: operation %" PRIu64
                               " of device %s, known on %s, is not here, but another one."),
                            loss->last, device, date);
  return g_strdup_printf (_ ("Log: operations %" PRIu64 "–%" PRIu64
                             " of device %s, known on %s, are missing: the log was shortened, or "
                             "an older copy of the file was put back."),
                          loss->first, loss->last, device, date);
}

/* Not cut off: another file has it, and that is all that is known. */
static char *
describe_elsewhere (const LtLoss *loss, const LtWitness *witness)
{
  g_autofree char *device = name_device (&loss->stream);
  g_autofree char *date = lt_date_of (witness->time);
  const char *file = witness->of != NULL ? witness->of : witness->where;

  if (loss->changed)
    return g_strdup_printf (
        _ ("Log: this machine has seen operation %" PRIu64 " of device %s on %s in another file "
           "of this bureau, %s; here another one stands in its place: one is a copy of the other, "
           "and both were worked in. Sync both with the hub: both works are kept."),
        loss->last, device, date, file);
  return g_strdup_printf (
      _ ("Log: this machine has seen operations %" PRIu64 "–%" PRIu64 " of device %s on %s in "
         "another file of this bureau, %s; this file has not got them. Where it is an older copy "
         "of that one, nothing is lost: sync both with the hub, or work in that file."),
      loss->first, loss->last, device, date, file);
}

static gboolean
ask (LtSession *session,
     LtExamination *self,
     LtWitness *witness,
     const GArray *tips,
     char *(*describe) (const LtLoss *, const LtWitness *),
     GError **error)
{
  g_autoptr (GArray) losses = lt_store_find_losses (lt_session_get_store (session), tips, error);
  g_autoptr (GString) says = g_string_new (NULL);

  if (losses == NULL)
    return FALSE;
  for (guint i = 0; i < losses->len; i++)
    {
      g_autofree char *text = describe (&g_array_index (losses, LtLoss, i), witness);

      add_problem (self, text);
      g_string_append_printf (says, "%s%s", i == 0 ? "" : " ", text);
    }
  witness->agrees = losses->len == 0;
  g_free (witness->says);
  witness->says = losses->len == 0 ? g_strdup (_ ("the file holds all that was known of it"))
                                   : g_string_free (g_steal_pointer (&says), FALSE);
  return TRUE;
}

/* Under a new epoch: after a backup was restored that is as it should be, and
 * said; a copy that was put back is not. */
static gboolean
ask_former (LtSession *session, LtExamination *self, const LtMarker *marker, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GArray) losses = lt_store_find_losses (store, marker->former.tips, error);
  g_autoptr (GString) says = g_string_new (NULL);
  g_autofree char *date = lt_date_of (marker->since);
  LtWitness *witness;

  if (losses == NULL || losses->len == 0)
    return losses != NULL;
  witness = add_witness (self, "marker", marker->former.where, marker->since);
  if (marker->origin != LT_MARKER_RESTORED)
    return ask (session, self, witness, marker->former.tips, describe_loss, error);
  g_string_append_printf (says, _ ("a backup was restored on %s"), date);
  for (guint i = 0; i < losses->len; i++)
    {
      const LtLoss *loss = &g_array_index (losses, LtLoss, i);
      g_autofree char *device = name_device (&loss->stream);

      g_string_append_printf (says,
                              _ ("; operations %" PRIu64 "–%" PRIu64 " of device %s were written "
                                 "after it and come back from a hub or colleague that has them"),
                              loss->first, loss->last, device);
    }
  witness->says = g_string_free (g_steal_pointer (&says), FALSE);
  return TRUE;
}

static gboolean
ask_elsewhere (LtSession *session, LtExamination *self, const LtKnown *known, GError **error)
{
  g_autoptr (GArray) losses =
      lt_store_find_losses (lt_session_get_store (session), known->tips, error);

  if (losses == NULL || losses->len == 0)
    return losses != NULL;
  return ask (session, self, add_witness (self, "marker", known->where, known->time), known->tips,
              describe_elsewhere, error);
}

/* A backup or hub that this machine has seen, perhaps with the file of which this
 * is a copy. */
static gboolean
ask_known (LtSession *session,
           LtExamination *self,
           const char *kind,
           const LtKnown *known,
           GError **error)
{
  gboolean elsewhere = lt_marker_is_elsewhere (session, known->of);
  LtWitness *witness;

  if (known->time == 0)
    return TRUE;
  witness = add_witness (self, kind, known->where, known->time);
  witness->of = elsewhere ? g_strdup (known->of) : NULL;
  return ask (session, self, witness, known->tips, elsewhere ? describe_elsewhere : describe_loss,
              error);
}

static gboolean
ask_marker (LtSession *session, LtExamination *self, const LtMarker *marker, GError **error)
{
  if (marker->changed)
    add_problem (self, _ ("Marker: what this machine remembers of the file was changed by another "
                          "program. It is not believed, and everything was checked anew."));
  if (marker->own.time != 0
      && !ask (session, self, add_witness (self, "marker", marker->own.where, marker->own.time),
               marker->own.tips, describe_loss, error))
    return FALSE;
  return ask_known (session, self, "backup", &marker->backup, error)
         && ask_known (session, self, "hub", &marker->hub, error)
         && ask_former (session, self, marker, error)
         && ask_elsewhere (session, self, &marker->elsewhere, error);
}

static gboolean
is_database (const char *path)
{
  char head[16] = "";
  FILE *file = fopen (path, "re");
  gsize n = file == NULL ? 0 : fread (head, 1, sizeof head, file);

  if (file != NULL)
    fclose (file);
  return n == sizeof head && memcmp (head, "SQLite format 3", sizeof head) == 0;
}

static gboolean
ask_file (LtSession *session, LtExamination *self, const char *path, GError **error)
{
  g_autoptr (GArray) tips = NULL;
  LtWitness *witness;
  gint64 time = 0;
  gboolean hub;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: it is not there. Name a backup or a hub of this bureau."), path);
      return FALSE;
    }
  if (!lt_file_check_plain (path, error))
    return FALSE;
  hub = is_database (path);
  if (hub)
    {
      g_autoptr (LtHub) open =
          lt_hub_open (path, lt_store_get_bureau (lt_session_get_store (session)),
                       lt_session_get_random (session), error);

      tips = open == NULL ? NULL : lt_hub_get_tips (open, error);
      time = lt_session_get_now (session);
    }
  else
    tips = lt_work_read_backup (path, &time, error);
  if (tips == NULL)
    return FALSE;
  witness = add_witness (self, hub ? "hub" : "backup", path, time);
  return ask (session, self, witness, tips, describe_loss, error);
}

static void
compare_code (LtExamination *self, const char *code)
{
  g_autofree char *own = lt_check_code (&self->found->state);
  LtWitness *witness = add_witness (self, "code", NULL, 0);

  witness->agrees = g_ascii_strcasecmp (own, code) == 0;
  witness->says =
      witness->agrees
          ? g_strdup (_ ("the check codes are the same: the same records on both sides"))
          : g_strdup_printf (_ ("Check code: here it is %s, there %s. Sync both with "
                                "the hub and compare again."),
                             own, code);
  if (!witness->agrees)
    add_problem (self, witness->says);
}

/**
 * lt_work_verify:
 * @session: a session
 * @options: how
 * @error: return location, for what keeps the check from being made
 *
 * Checks the whole file, asks all witnesses, and remembers on this machine what
 * a sound file holds.
 *
 * Returns: (transfer full) (nullable): what was found
 */
LtExamination *
lt_work_verify (LtSession *session, const LtExamineOptions *options, GError **error)
{
  g_autoptr (LtExamination) self = g_new0 (LtExamination, 1);
  g_autoptr (LtMarker) marker = lt_marker_load (session);
  const LtVerifyOptions how = { .remembered = options->full ? NULL : marker->checked,
                                .progress = options->progress,
                                .user_data = options->user_data };

  self->witnesses = g_ptr_array_new_with_free_func ((GDestroyNotify) free_witness);
  self->found = lt_store_verify_with (lt_session_get_store (session), &how, error);
  if (self->found == NULL || !ask_marker (session, self, marker, error))
    return NULL;
  for (int i = 0; options->files != NULL && options->files[i] != NULL; i++)
    if (!ask_file (session, self, options->files[i], error))
      return NULL;
  if (options->code != NULL)
    compare_code (self, options->code);
  if (self->found->problems->len == 0 || marker->changed)
    lt_marker_note_state (session, self->found->remembered);
  return g_steal_pointer (&self);
}
