/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/ticket.h"

#include "base/error.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LtTicket
{
  char *path;
  LtDigest bureau;
  gint64 now; /* 0: the device's clock */
  LtRecord *officer;
  LtKeyPair key;
  gboolean wants_passphrase;
};

/**
 * lt_ticket_new:
 * @session: the session
 * @flags: in whose name is worked
 *
 * Who signs out afterwards does not stop what was begun.
 *
 * Returns: (transfer full): a ticket, for lt_ticket_return()
 */
LtTicket *
lt_ticket_new (LtSession *session, LtTicketFlags flags)
{
  LtTicket *self = g_new0 (LtTicket, 1);

  self->path = g_strdup (lt_session_get_path (session));
  self->bureau = *lt_store_get_bureau (session->store);
  self->now = session->now;
  if (session->officer == NULL || (flags & LT_TICKET_OFFICER) == 0)
    return self;
  self->officer = lt_record_copy (session->officer);
  self->key = session->key;
  return self;
}

/**
 * lt_ticket_open:
 * @self: a ticket
 * @error: return location; see lt_store_open()
 *
 * In the thread that works.
 *
 * Returns: (transfer full) (nullable): a session of that thread, for lt_ticket_close()
 */
LtSession *
lt_ticket_open (const LtTicket *self, GError **error)
{
  LtSession *session = lt_session_open (self->path, error);

  if (session == NULL)
    return NULL;
  if (memcmp (lt_store_get_bureau (session->store), &self->bureau, sizeof self->bureau) != 0)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
                   _ ("Another bureau's file was put in the place of %s meanwhile. Open the file "
                      "again. Nothing was changed."),
                   self->path);
      lt_session_close (session);
      return NULL;
    }
  lt_session_set_now (session, self->now);
  if (self->officer != NULL)
    lt_session_use_key (session, self->officer, &self->key);
  return session;
}

/**
 * lt_ticket_close:
 * @self: a ticket
 * @session: (transfer full): the session opened by it
 *
 * In the thread that worked.
 */
void
lt_ticket_close (LtTicket *self, LtSession *session)
{
  self->wants_passphrase = lt_session_wants_passphrase (session);
  lt_session_close (session);
}

/**
 * lt_ticket_return:
 * @self: (transfer full): a ticket
 * @session: the session that it was made of
 *
 * The session knows then what the other one has written, and whether the passphrase
 * was wanting, see lt_session_wants_passphrase().
 */
void
lt_ticket_return (LtTicket *self, LtSession *session)
{
  if (session->officer != NULL && self->officer != NULL
      && lt_id_equal (&session->officer->id, &self->officer->id))
    session->wants_passphrase = self->wants_passphrase;
  lt_session_refresh (session);
  lt_key_pair_clear (&self->key);
  g_clear_pointer (&self->officer, lt_record_free);
  g_free (self->path);
  g_free (self);
}
