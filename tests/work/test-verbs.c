/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/verb.h"

#include <string.h>

/* Every verb that DESIGN's table has and this version builds. */
static const char *const built[] = {
  "new",
  "kinds",
  "fields",
  "list",
  "show",
  "find",
  "add",
  "set",
  "remove",
  "undo",
  "log",
  "verify",
  "export",
  "map",
  "basemap list",
  "basemap add",
  "basemap choose",
  "basemap remove",
  "import",
  "inspection record",
  "order draft",
  "order submit",
  "order issue",
  "print order",
  "officer enrol",
  "officer roles",
  "officer revoke",
  "devices",
  "key passphrase",
  "key recover",
  "join",
  "sync",
  "conflicts",
  "drafts",
  "draft drop",
  "attach",
  "attachment get",
  "attachment sketch",
  "series",
  "shapes",
};

static void
test_all_there (void)
{
  guint n;
  const LtVerb *verbs = lt_verbs (&n);

  for (gsize i = 0; i < G_N_ELEMENTS (built); i++)
    {
      g_auto (GStrv) words = g_strsplit (built[i], " ", -1);
      guint used = 0;
      const LtVerb *verb = lt_verb_find ((const char *const *) words, &used);

      g_assert_nonnull (verb);
      g_assert_cmpstr (verb->name, ==, built[i]);
      g_assert_cmpuint (used, ==, g_strv_length (words));
    }
  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (verbs[i].run);
      g_assert_nonnull (verbs[i].usage);
      g_assert_true (verbs[i].summary != NULL && *verbs[i].summary != '\0');
      /* Who writes, writes in a file. */
      g_assert_true ((verbs[i].flags & LT_VERB_WRITES) == 0
                     || (verbs[i].flags & LT_VERB_FILE) != 0);
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (verbs[i].name, !=, verbs[j].name);
    }
}

/* What a laptop left open must not do asks for the passphrase again. */
static void
test_confirms (void)
{
  static const char *const names[] = { "order issue", "resolve" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) words = g_strsplit (names[i], " ", -1);
      guint used = 0;

      g_assert_cmpint (lt_verb_find ((const char *const *) words, &used)->flags & LT_VERB_CONFIRMS,
                       !=, 0);
    }
}

static void
test_none (void)
{
  guint used = 0;

  g_assert_null (lt_verb_find ((const char *const[]){ "order", NULL }, &used));
  g_assert_null (lt_verb_find ((const char *const[]){ "order", "shred", NULL }, &used));
  g_assert_null (lt_verb_find ((const char *const[]){ NULL }, &used));
  g_assert_null (lt_verb_find ((const char *const[]){ "List", NULL }, &used));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verbs/all-there", test_all_there);
  g_test_add_func ("/verbs/confirms", test_confirms);
  g_test_add_func ("/verbs/none", test_none);
  return g_test_run ();
}
