/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* The whole thread by verbs, on two machines: a mine on the map, inspected,
 * ordered, printed, and on a colleague's machine. */

typedef struct
{
  Ctl *here;
  Ctl *there;
  char *hub;
  char *invite;
  const char *order; /* provisional number */
  const char *number;
} Thread;

static void
look_at_map (Thread *thread)
{
  static const char head[] = "\x89PNG\r\n\x1a\n";
  g_autofree char *path = ctl_path (thread->here, "map.png");
  g_autofree char *bytes = NULL;
  gsize size = 0;

  ctl_do (thread->here, 0, "--json list mine --where mine_type = open-pit --sort code");
  g_assert_cmpstr (ctl_get (thread->here, "0.code"), ==, "SL-K01");
  ctl_do (thread->here, 0, "map map.png --size 640x480");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  /* PNG, 2nd edition, 5.2 and 11.2.2: signature; width and height at 16 and 20. */
  g_assert_cmpuint (size, >, 1000);
  g_assert_cmpmem (bytes, 8, head, 8);
  g_assert_cmpmem (bytes + 16, 8, "\0\0\x02\x80\0\0\x01\xe0", 8);
}

static void
inspect_mine (Thread *thread)
{
  Ctl *here = thread->here;

  ctl_do (here, 0,
          "--json --as 14030001 --at 2026-11-20T09:40 inspection record mine:SL-K01 "
          "started=2026-11-20T09:10 ended=2026-11-20T09:35 assisting_officer=14030002 "
          "finding=采场爆堆未洒水，运输道路积尘。 result=order");
  g_assert_cmpstr (ctl_get (here, "started"), ==, "2026-11-20T09:10");
  ctl_do (here, 0,
          "--json --as 14030001 --at 2026-11-20T10:00 order draft %s "
          "measures=对爆堆和运输道路洒水抑尘。 deadline=2026-11-30",
          ctl_get (here, "id"));
  thread->order = ctl_get (here, "provisional_number");
  g_assert_cmpstr (ctl_get (here, "state"), ==, "draft");
  g_assert_cmpstr (ctl_get (here, "party"), ==, "示例石料有限公司");
  g_assert_cmpstr (ctl_get (here, "facts"), ==, "采场爆堆未洒水，运输道路积尘。");
  g_assert_null (ctl_get (here, "number"));
}

static void
issue_order (Thread *thread)
{
  Ctl *here = thread->here;

  ctl_refuse (here, 4, "starts from \"Review\"",
              "--as 14030004 --at 2026-11-20T10:05 order issue %s", thread->order);
  ctl_do (here, 0, "--json --as 14030001 --at 2026-11-20T10:10 order submit %s", thread->order);
  g_assert_cmpstr (ctl_get (here, "state"), ==, "review");
  ctl_refuse (here, 4, "your own draft", "--as 14030001 --at 2026-11-20T10:15 order issue %s",
              thread->order);
  ctl_refuse (here, 4, "signatory", "--as 14030002 --at 2026-11-20T10:15 order issue %s",
              thread->order);
  ctl_do (here, 0, "--json --as 14030004 --at 2026-11-20T10:20 order issue %s", thread->order);
  g_assert_cmpstr (ctl_get (here, "state"), ==, "issued");
  g_assert_cmpstr (ctl_get (here, "issued_on"), ==, "2026-11-20");
  thread->number = ctl_get (here, "number");
  /* GB/T 9704-2012, 7.2.5: six-cornered brackets, full year, no leading zero. */
  g_assert_true (g_str_has_suffix (thread->number, "〔2026〕1号"));
  ctl_refuse (here, 4, "never changes", "--as 14030001 --at 2026-11-20T10:25 set order %s facts=x",
              thread->order);
}

static void
print_order (Thread *thread)
{
  static const char *const words[] = { "示例石料有限公司",
                                       "采场爆堆未洒水，运输道路积尘。",
                                       "对爆堆和运输道路洒水抑尘。",
                                       "2026年11月30日",
                                       "2026年11月20日",
                                       "执法员甲（14030001）",
                                       "执法员乙（14030002）",
                                       "责令改正" };
  Ctl *here = thread->here;
  g_autoptr (GString) text = NULL;

  ctl_do (here, 0, "print order %s --pdf order.pdf", thread->number);
  ctl_run (here, "pdfinfo order.pdf");
  g_assert_nonnull (strstr (here->out, "Pages:           1\n"));
  ctl_run (here, "pdftotext -raw order.pdf -");
  g_assert_cmpint (here->status, ==, 0);
  /* Lines break anywhere between Han characters. */
  text = g_string_new (here->out);
  g_string_replace (text, "\n", "", 0);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text->str, words[i]) == NULL)
      g_error ("the order lacks \"%s\": %s", words[i], text->str);
  g_assert_nonnull (strstr (text->str, thread->number));
}

static void
invite_colleague (Thread *thread)
{
  Ctl *here = thread->here;
  Ctl *there = thread->there;

  ctl_refuse (here, 4, "keeper",
              "--as 14030001 --at 2026-11-20T10:55 officer enrol 14030009:执法员丙 "
              "--roles inspector --invite %s",
              thread->invite);
  g_assert_false (ctl_has (here, thread->invite));
  ctl_do (here, 0,
          "--as 14030005 --at 2026-11-20T11:00 officer enrol 14030009:执法员丙 "
          "--roles inspector --invite %s",
          thread->invite);
  ctl_refuse (there, 5, "is not there", "--at 2026-11-20T11:01 join mine.gpkg %s --invite %s",
              thread->hub, thread->invite);
  ctl_do (here, 0, "--json --at 2026-11-20T11:05 sync %s", thread->hub);
  g_assert_cmpstr (ctl_get (here, "equal"), ==, "true");
  g_assert_cmpint (ctl_int (here, "pulled"), ==, 0);
  ctl_do (there, 0, "--json --at 2026-11-20T11:10 join mine.gpkg %s --invite %s", thread->hub,
          thread->invite);
  g_assert_cmpstr (ctl_get (there, "card"), ==, "14030009");
  ctl_refuse (there, 4, "has been used", "--at 2026-11-20T11:11 join other.gpkg %s --invite %s",
              thread->hub, thread->invite);
  g_assert_false (ctl_has (there, "other.gpkg"));
  g_assert_false (ctl_has (there, "other.keys"));
}

static void
read_order_there (Thread *thread)
{
  Ctl *there = thread->there;
  const char *code;

  ctl_set (there, "LANTIAN_DB", "mine.gpkg");
  ctl_do (there, 0, "--json show order %s", thread->order);
  g_assert_cmpstr (ctl_get (there, "number"), ==, thread->number);
  g_assert_cmpstr (ctl_get (there, "state"), ==, "issued");
  g_assert_cmpstr (ctl_get (there, "facts"), ==, "采场爆堆未洒水，运输道路积尘。");
  ctl_do (there, 0, "--json --at 2026-11-20T11:15 sync %s", thread->hub);
  code = ctl_get (there, "code");
  ctl_do (thread->here, 0, "--json --at 2026-11-20T11:16 sync %s", thread->hub);
  g_assert_cmpstr (ctl_get (thread->here, "code"), ==, code);
  g_assert_cmpuint (strlen (code), ==, 9);
  /* The same order prints the same text there. */
  ctl_do (there, 0, "print order %s --pdf order.pdf", thread->number);
  ctl_run (there, "pdftotext -raw order.pdf -");
  ctl_run (thread->here, "pdftotext -raw order.pdf -");
  g_assert_cmpstr (there->out, ==, thread->here->out);
}

static void
check_conflict (Ctl *ctl)
{
  ctl_do (ctl, 1, "--json conflicts");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 2);
  g_assert_cmpstr (ctl_get (ctl, "0.kind"), ==, "mine");
  g_assert_cmpstr (ctl_get (ctl, "0.in_field"), ==, "party");
  g_assert_cmpstr (ctl_get (ctl, "0.said"), ==, "丙方有限公司");
  g_assert_cmpstr (ctl_get (ctl, "1.said"), ==, "甲方有限公司");
}

static void
change_on_both_sides (Thread *thread)
{
  Ctl *here = thread->here;
  Ctl *there = thread->there;
  g_autofree char *state = NULL;
  g_autofree char *other = NULL;

  ctl_do (here, 0, "--as 14030001 --at 2026-11-20T13:00 set mine SL-K02 party=甲方有限公司");
  ctl_do (there, 0, "--as 14030009 --at 2026-11-20T13:01 set mine SL-K02 party=丙方有限公司");
  /* Another field of the same record is no conflict. */
  ctl_do (there, 0, "--as 14030009 --at 2026-11-20T13:02 set mine SL-K02 mineral=页岩");
  ctl_do (here, 0, "--json --at 2026-11-20T13:05 sync %s", thread->hub);
  ctl_do (there, 1, "--json --at 2026-11-20T13:06 sync %s", thread->hub);
  g_assert_cmpint (ctl_int (there, "conflicts"), ==, 1);
  ctl_do (here, 1, "--json --at 2026-11-20T13:07 sync %s", thread->hub);
  g_assert_cmpint (ctl_int (here, "conflicts"), ==, 1);
  g_assert_cmpint (ctl_int (here, "quarantined"), ==, 0);
  check_conflict (here);
  check_conflict (there);
  ctl_do (here, 0, "--json show mine SL-K02");
  g_assert_cmpstr (ctl_get (here, "mineral"), ==, "页岩");
  state = ctl_state (here);
  other = ctl_state (there);
  g_assert_cmpstr (state, ==, other);
}

static void
test_thread (void)
{
  g_autoptr (Ctl) here = ctl_new ();
  g_autoptr (Ctl) there = ctl_new ();
  g_autofree char *hub = ctl_path (here, "bureau.hub");
  g_autofree char *invite = ctl_path (here, "invitation.json");
  Thread thread = { .here = here, .there = there, .hub = hub, .invite = invite };

  ctl_write (there, "passphrase", "三人行，必有我师焉\n", -1);
  ctl_set (there, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_sample (here, "county.gpkg");
  look_at_map (&thread);
  inspect_mine (&thread);
  issue_order (&thread);
  print_order (&thread);
  invite_colleague (&thread);
  read_order_there (&thread);
  change_on_both_sides (&thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/thread", test_thread);
  return g_test_run ();
}
