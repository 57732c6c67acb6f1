/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define COUNTY "work/county.gpkg"

static void
make_sample (Ctl *ctl)
{
  ctl_sample (ctl, COUNTY);
}

static gboolean
has_rows (Ctl *ctl, guint n, const char *list)
{
  guint found;

  ctl_do (ctl, 0, "--json list %s", list);
  found = ctl_count (ctl, "");
  if (found != 0)
    g_assert_cmpuint (found, ==, n);
  return found == n;
}

static char *
prepare_add (Ctl *ctl)
{
  make_sample (ctl);
  return g_strdup ("--as 14030001 --at 2026-11-20T10:00 add mine code=K-1 name=新矿 "
                   "mineral=煤 position='POINT (113.5 37.8)'");
}

static gboolean
is_added (Ctl *ctl)
{
  return has_rows (ctl, 1, "mine --where code = K-1 --where name = 新矿 --where mineral = 煤");
}

const Scenario scenario_add = { "add", prepare_add, COUNTY, 0, 3, is_added };

static char *
prepare_set (Ctl *ctl)
{
  make_sample (ctl);
  return g_strdup ("--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=煤矸石 "
                   "party=新业主 position='POINT (113.6 37.9)'");
}

/* Without is_done: the state is a digest of what the records are. */
const Scenario scenario_set = { "set", prepare_set, COUNTY, 0, 0, NULL };

static char *
prepare_issue (Ctl *ctl)
{
  g_autofree char *order = NULL;

  make_sample (ctl);
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T09:40 inspection record mine:SL-K01 "
          "assisting_officer=14030002 finding=运输道路积尘。 result=order");
  ctl_do (ctl, 0,
          "--json --as 14030001 --at 2026-11-20T10:00 order draft %s measures=洒水抑尘。 "
          "deadline=2026-11-30",
          ctl_get (ctl, "id"));
  order = g_strdup (ctl_get (ctl, "id"));
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:10 order submit %s", order);
  return g_strdup_printf ("--as 14030004 --at 2026-11-20T11:00 order issue %s", order);
}

/* Number, state, day and frozen text come together or not at all. */
static gboolean
is_issued (Ctl *ctl)
{
  gboolean issued = has_rows (ctl, 1, "order --where state = issued");

  ctl_do (ctl, 0, "--json list order");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpint (ctl_get (ctl, "0.number") != NULL, ==, issued);
  g_assert_cmpint (ctl_get (ctl, "0.issued_on") != NULL, ==, issued);
  g_assert_cmpint (ctl_get (ctl, "0.issued_by") != NULL, ==, issued);
  return issued;
}

const Scenario scenario_issue = { "issue", prepare_issue, COUNTY, 0, 4, is_issued };

static void
unpack (Ctl *ctl, const char *fixture, const char *to)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "store", "fixtures", fixture, NULL);

  ctl_run (ctl, "sh -c 'zcat \"%s\" > %s'", path, to);
  g_assert_cmpint (ctl->status, ==, 0);
}

/* Nobody's name is needed to bring a file up to date before a sync; the hub has
 * all of its operations already. */
static char *
prepare_migrate (Ctl *ctl)
{
  unpack (ctl, "schema-1.gpkg.gz", "first.gpkg");
  ctl_do (ctl, 1, "--db first.gpkg --at 2026-11-20T12:00 sync bureau.hub");
  unpack (ctl, "schema-1.gpkg.gz", COUNTY);
  return g_strdup ("--at 2026-11-20T12:00 sync bureau.hub");
}

static gboolean
is_migrated (Ctl *ctl)
{
  g_autofree char *schema = NULL;

  /* The copy is whole as soon as it is there, whatever became of the file. */
  if (ctl_has (ctl, "work/county.schema-1.gpkg"))
    {
      ctl_do (ctl, 0, "--json --db work/county.schema-1.gpkg verify");
      g_assert_cmpstr (ctl_get (ctl, "code"), ==, "88C4-CC53");
    }
  ctl_sql (ctl, COUNTY, "SELECT v FROM lt_meta WHERE k='schema'");
  g_assert_cmpint (ctl->status, ==, 0);
  schema = g_strdup (g_strstrip (ctl->out));
  if (g_str_equal (schema, "1"))
    return FALSE;
  g_assert_true (ctl_has (ctl, "work/county.schema-1.gpkg"));
  return TRUE;
}

const Scenario scenario_migrate = { "migrate", prepare_migrate, COUNTY, 1, 1, is_migrated };

/* A former backup is there, of an older state. */
static char *
prepare_backup (Ctl *ctl)
{
  make_sample (ctl);
  ctl_do (ctl, 0, "--at 2026-11-20T09:30 backup work/county.tar");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=煤矸石");
  return g_strdup ("--at 2026-11-20T10:30 backup work/county.tar --replace");
}

/* There is a backup that can be restored: the former one or the new one. */
static gboolean
is_backed_up (Ctl *ctl)
{
  gboolean new;

  ctl_run (ctl, "rm -f tried.gpkg tried.keys");
  ctl_do (ctl, 0, "--at 2026-11-20T11:00 restore work/county.tar tried.gpkg");
  ctl_do (ctl, 0, "--db tried.gpkg verify");
  ctl_do (ctl, 0, "--json --db tried.gpkg show mine SL-K01");
  new = g_strcmp0 (ctl_get (ctl, "mineral"), "煤矸石") == 0;
  ctl_do (ctl, 0, "--db tried.gpkg --as 14030001 --at 2026-11-20T11:00 set mine SL-K01 name=x");
  return new;
}

const Scenario scenario_backup = { "backup", prepare_backup, COUNTY, 0, 0, is_backed_up };

static char *
prepare_restore (Ctl *ctl)
{
  make_sample (ctl);
  ctl_do (ctl, 0, "--at 2026-11-20T09:30 backup work/county.tar");
  return g_strdup ("--at 2026-11-20T10:30 restore work/county.tar work/again.gpkg");
}

static gboolean
is_restored (Ctl *ctl)
{
  if (!ctl_has (ctl, "work/again.gpkg"))
    return FALSE;
  g_assert_true (ctl_has (ctl, "work/again.keys"));
  return TRUE;
}

const Scenario scenario_restore = {
  "restore", prepare_restore, "work/again.gpkg", 0, 3, is_restored
};

/* What is in the folder itself: a new hub is filled. */
static char *
prepare_give (Ctl *ctl)
{
  make_sample (ctl);
  return g_strdup ("--at 2026-11-20T10:30 sync work/bureau.hub");
}

static gboolean
is_given (Ctl *ctl)
{
  if (!ctl_has (ctl, "work/bureau.hub"))
    return FALSE;
  ctl_run (ctl, "cp -a work tried-work");
  ctl_do (ctl, 0,
          "--json --db tried-work/county.gpkg --at 2026-11-20T10:40 sync "
          "tried-work/bureau.hub");
  g_assert_cmpstr (ctl_get (ctl, "equal"), ==, "true");
  {
    gboolean given = ctl_int (ctl, "pushed") == 0;

    ctl_run (ctl, "rm -rf tried-work");
    return given;
  }
}

const Scenario scenario_give = { "give", prepare_give, COUNTY, 0, 0, is_given };

static void
enrol (Ctl *ctl)
{
  make_sample (ctl);
  ctl_do (ctl, 0,
          "--as 14030005 --at 2026-11-20T09:10 officer enrol 14030009:执法员丙 "
          "--roles inspector --invite work/invitation.json");
  ctl_do (ctl, 0, "--at 2026-11-20T09:20 sync work/bureau.hub");
  ctl_write (ctl, "passphrase", "xxxx xxxx\n", -1);
}

/* A colleague's work comes in. */
static char *
prepare_take (Ctl *ctl)
{
  enrol (ctl);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_do (ctl, 0,
          "--at 2026-11-20T09:30 join other.gpkg work/bureau.hub --invite work/invitation.json");
  ctl_do (ctl, 0,
          "--db other.gpkg --as 14030009 --at 2026-11-20T09:40 add mine code=K-1 name=新矿");
  ctl_do (ctl, 0, "--db other.gpkg --at 2026-11-20T09:50 sync work/bureau.hub");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", NULL);
  return g_strdup ("--at 2026-11-20T10:00 sync work/bureau.hub");
}

static gboolean
is_taken (Ctl *ctl)
{
  return has_rows (ctl, 1, "mine --where code = K-1 --where name = 新矿");
}

const Scenario scenario_take = { "take", prepare_take, COUNTY, 0, 0, is_taken, TRUE };

static char *
prepare_join (Ctl *ctl)
{
  enrol (ctl);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  return g_strdup ("--at 2026-11-20T10:00 join work/own.gpkg work/bureau.hub "
                   "--invite work/invitation.json");
}

static gboolean
is_joined (Ctl *ctl)
{
  if (!ctl_has (ctl, "work/own.gpkg"))
    return FALSE;
  g_assert_true (ctl_has (ctl, "work/own.keys"));
  return TRUE;
}

const Scenario scenario_join = { "join", prepare_join, "work/own.gpkg", 0, 3, is_joined };

static char *
prepare_new (Ctl *ctl)
{
  return g_strdup ("--at 2026-11-20T09:00 new work/county.gpkg --sample");
}

static gboolean
is_new (Ctl *ctl)
{
  if (!ctl_has (ctl, COUNTY))
    return FALSE;
  g_assert_true (ctl_has (ctl, "work/county.keys"));
  return TRUE;
}

const Scenario scenario_new = { "new", prepare_new, COUNTY, 0, 3, is_new };

/* Two files come in one group; one of them is on the disk already, of another record. */
static char *
prepare_attach (Ctl *ctl)
{
  make_sample (ctl);
  ctl_write (ctl, "采场.txt", "采场西侧未覆盖，面积约二百平方米。", -1);
  ctl_write (ctl, "路口.txt", "路口无人值守。", -1);
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T09:40 attach mine SL-K02 路口.txt");
  return g_strdup ("--as 14030001 --at 2026-11-20T10:00 attach mine SL-K01 采场.txt 路口.txt");
}

/* What is named is there to the byte. */
static gboolean
is_attached (Ctl *ctl)
{
  gboolean attached;

  ctl_do (ctl, 0, "--json list attachment --where name = 采场.txt");
  attached = ctl_count (ctl, "") == 1;
  if (attached)
    {
      g_autofree char *id = g_strdup (ctl_get (ctl, "0.id"));

      ctl_run (ctl, "rm -f out.txt");
      ctl_do (ctl, 0, "attachment get %s out.txt", id);
      ctl_run (ctl, "cmp 采场.txt out.txt");
      g_assert_cmpint (ctl->status, ==, 0);
    }
  ctl_do (ctl, 0, "--json list attachment");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, attached ? 3 : 1);
  ctl_do (ctl, 0, "--json verify");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, attached ? 3 : 1);
  return attached;
}

const Scenario scenario_attach = { "attach", prepare_attach, COUNTY, 0, 0, is_attached };

/* What is typed, step by step; with it is kept what another form has. */
static const char *const typed[] = { "煤",       "煤矸",       "煤矸石",
                                     "煤矸石、", "煤矸石、页", "煤矸石、页岩" };

static char *
prepare_draft (Ctl *ctl)
{
  GString *line = g_string_new (COUNTY " 14030001 mine SL-K01");

  make_sample (ctl);
  ctl_run (ctl, "'%s' " COUNTY " 14030001 mine SL-K02 mineral=石英", g_getenv ("TYPIST"));
  g_assert_cmpint (ctl->status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    g_string_append_printf (line, " mineral=%s", typed[i]);
  return g_string_free (line, FALSE);
}

/* How many steps are known to be on the disk. */
static int
count_acknowledged (Ctl *ctl)
{
  g_autofree char *path = ctl_path (ctl, "kept");
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? atoi (text) : 0;
}

static int
find_step (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    if (g_strcmp0 (text, typed[i]) == 0)
      return (int) i + 1;
  g_error ("\"%s\" was never typed", text);
}

/* Nothing that was acknowledged is lost, what is there was typed so, and the other
 * form has what it had. */
static gboolean
is_drafted (Ctl *ctl)
{
  int step = 0;
  guint n;

  ctl_do (ctl, 0, "--json --as 14030001 --at 2026-11-20T16:30 drafts");
  n = ctl_count (ctl, "");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = g_strdup_printf ("%u.typed.mineral", i);

      if (g_strcmp0 (ctl_get (ctl, words), "石英") != 0)
        step = find_step (ctl_get (ctl, words));
    }
  g_assert_cmpuint (n, ==, step > 0 ? 2 : 1);
  g_assert_cmpint (step, >=, count_acknowledged (ctl));
  return step == (int) G_N_ELEMENTS (typed);
}

const Scenario scenario_draft = { "draft",    prepare_draft,      COUNTY, 0, 0,
                                  is_drafted, .program = "TYPIST" };
