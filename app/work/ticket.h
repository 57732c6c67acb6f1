/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtTicket:
 *
 * What another thread needs to work in the file of a session, on a connection of
 * its own: which file, by what clock, and, where it is to write, in whose name. The
 * officer's key is a copy, wiped with the ticket and with the session opened by it.
 *
 * Made on the session's thread, handed over, handed back and freed there:
 *
 *   ticket = lt_ticket_new (session, LT_TICKET_OFFICER);
 *   … in the other thread:
 *   other = lt_ticket_open (ticket, &error);
 *   lt_ticket_close (ticket, other);
 *   … on the session's thread:
 *   lt_ticket_return (ticket, session);
 */
typedef struct _LtTicket LtTicket;

/**
 * LtTicketFlags:
 * @LT_TICKET_NOBODY: nothing is written in anybody's name
 * @LT_TICKET_OFFICER: in the name of who is signed in, if somebody is; a passphrase
 *   that he gave for one act stays behind
 */
typedef enum
{
  LT_TICKET_NOBODY = 0,
  LT_TICKET_OFFICER = 1 << 0,
} LtTicketFlags;

LtTicket *lt_ticket_new (LtSession *session, LtTicketFlags flags);
LtSession *lt_ticket_open (const LtTicket *self, GError **error);
void lt_ticket_close (LtTicket *self, LtSession *session);
void lt_ticket_return (LtTicket *self, LtSession *session);

G_END_DECLS
