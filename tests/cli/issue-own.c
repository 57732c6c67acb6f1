/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A program of somebody who does not like the rules: FILE CARD ORDER, of a sample
 * county. It signs in as lantianctl does, and issues the order without asking whose it is. */

#include "work/county.h"
#include "work/records.h"
#include "work/session-private.h"
#include "work/session.h"

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  LtSession *session = lt_session_open (argv[1], &error);
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtValue) issued = lt_value_new_text ("issued");
  g_autoptr (LtRecord) order = NULL;
  gboolean done;

  g_assert_no_error (error);
  lt_session_set_now (session, G_GINT64_CONSTANT (1795161600000));
  done = lt_session_sign_in (session, argv[2], LT_SAMPLE_PASSPHRASE, &error)
         && (order = lt_work_show (session, lt_kind_by_name ("order"), argv[3], &error)) != NULL;
  if (done)
    {
      lt_change_set (change, order, (guint) lt_kind_find_field (order->kind, "state"), issued);
      done = lt_session_append (session, change, NULL, &error);
    }
  if (!done)
    g_printerr ("%s\n", error->message);
  lt_session_close (session);
  return done ? 0 : 1;
}
