/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* An issued paper never changes: not by what is set around it, and not by what a
 * colleague wrote meanwhile without knowing that it was issued. */

typedef struct
{
  Ctl *here;
  Ctl *there;
  char *hub;
  char *inspection;
  char *order;
} Case;

static void
clear_case (Case *self)
{
  ctl_free (self->here);
  ctl_free (self->there);
  g_free (self->hub);
  g_free (self->inspection);
  g_free (self->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, clear_case)

/* An order under review that a colleague has too. */
static void
set_up (Case *self)
{
  g_autofree char *invite = NULL;

  self->here = ctl_new ();
  self->there = ctl_new ();
  self->hub = ctl_path (self->here, "bureau.hub");
  invite = ctl_path (self->here, "invitation.json");
  ctl_sample (self->here, "county.gpkg");
  ctl_do (self->here, 0,
          "--json --as 14030001 --at 2026-11-20T09:40 inspection record mine:SL-K01 "
          "assisting_officer=14030002 finding=运输道路积尘。 result=order");
  self->inspection = g_strdup (ctl_get (self->here, "id"));
  ctl_do (self->here, 0,
          "--json --as 14030001 --at 2026-11-20T10:00 order draft %s measures=洒水抑尘。 "
          "deadline=2026-11-30",
          self->inspection);
  self->order = g_strdup (ctl_get (self->here, "id"));
  ctl_do (self->here, 0, "--as 14030001 --at 2026-11-20T10:10 order submit %s", self->order);
  ctl_do (self->here, 0,
          "--as 14030005 --at 2026-11-20T10:20 officer enrol 14030009:执法员丙 --roles inspector "
          "--invite '%s'",
          invite);
  ctl_do (self->here, 0, "--at 2026-11-20T10:30 sync '%s'", self->hub);
  ctl_write (self->there, "passphrase", "xxxx xxxx\n", -1);
  ctl_set (self->there, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_set (self->there, "LANTIAN_DB", "own.gpkg");
  ctl_do (self->there, 0, "--at 2026-11-20T10:40 join own.gpkg '%s' --invite '%s'", self->hub,
          invite);
  ctl_do (self->here, 0, "--at 2026-11-20T10:50 sync '%s'", self->hub);
}

static char *
read_paper (Ctl *ctl, const char *order)
{
  ctl_do (ctl, 0, "print order %s --pdf order.pdf", order);
  ctl_run (ctl, "pdftotext -raw order.pdf -");
  g_assert_cmpint (ctl->status, ==, 0);
  return g_strdup (ctl->out);
}

static void
test_what_stands_around_it (void)
{
  g_auto (Case) self = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  set_up (&self);
  ctl_do (self.here, 0, "--as 14030004 --at 2026-11-20T11:00 order issue %s", self.order);
  before = read_paper (self.here, self.order);
  ctl_do (self.here, 0, "--as 14030001 --at 2026-11-20T11:10 set mine SL-K01 name=改名 party=改名");
  ctl_do (self.here, 0, "--as 14030005 --at 2026-11-20T11:10 set officer 14030001 name=改名");
  ctl_refuse (self.here, 4, "never changes",
              "--as 14030001 --at 2026-11-20T11:20 set inspection %s finding=改", self.inspection);
  ctl_refuse (self.here, 4, "never changes",
              "--as 14030001 --at 2026-11-20T11:20 remove inspection %s --why 改", self.inspection);
  after = read_paper (self.here, self.order);
  g_assert_cmpstr (before, ==, after);
}

static void
test_what_a_colleague_wrote (void)
{
  g_auto (Case) self = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *theirs = NULL;

  set_up (&self);
  ctl_do (self.there, 0, "--as 14030009 --at 2026-11-20T11:00 set order %s facts=改过的事实",
          self.order);
  ctl_do (self.here, 0, "--as 14030004 --at 2026-11-20T11:00 order issue %s", self.order);
  before = read_paper (self.here, self.order);
  ctl_do (self.there, 0, "--at 2026-11-20T11:10 sync '%s'", self.hub);
  ctl_do (self.here, 1, "--json --at 2026-11-20T11:20 sync '%s'", self.hub);
  g_assert_cmpint (ctl_int (self.here, "conflicts"), ==, 1);
  ctl_do (self.there, 1, "--at 2026-11-20T11:30 sync '%s'", self.hub);
  after = read_paper (self.here, self.order);
  theirs = read_paper (self.there, self.order);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (before, ==, theirs);
  ctl_do (self.here, 0, "--as 14030004 --at 2026-11-20T11:40 resolve order %s facts=运输道路积尘。",
          self.order);
  ctl_do (self.here, 0, "--json --at 2026-11-20T11:50 sync '%s'", self.hub);
  g_assert_cmpint (ctl_int (self.here, "conflicts"), ==, 0);
  g_assert_true (ctl_verify (self.here));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/issued/what-stands-around-it", test_what_stands_around_it);
  g_test_add_func ("/cli/issued/what-a-colleague-wrote", test_what_a_colleague_wrote);
  return g_test_run ();
}
