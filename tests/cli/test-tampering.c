/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <string.h>

/* What a stranger does with SQLite's own shell once he has dropped the guards:
 * `verify` finds it and names the place. */

/* Opens the file for everybody. */
static void
drop_guards (Ctl *ctl)
{
  g_autofree char *script = NULL;

  ctl_sql (ctl, "county.gpkg",
           "SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_master WHERE type='trigger' "
           "AND name LIKE 'lt\\_guard%' ESCAPE '\\'");
  script = g_strdup (ctl->out);
  g_assert_cmpuint (strlen (script), >, 0);
  ctl_sql (ctl, "county.gpkg", script);
  g_assert_cmpint (ctl->status, ==, 0);
}

/* Does @sql to a fresh sample and looks for @places in what `verify` finds. */
static void
tamper (const char *sql, const char *const *places)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autoptr (GString) whole = g_string_new (sql);

  ctl_sample (ctl, "county.gpkg");
  ctl_do (ctl, 0, "--as 14030001 --at 2026-11-20T10:00 set mine SL-K01 mineral=页岩");
  drop_guards (ctl);
  g_string_append (whole, "; SELECT changes()");
  ctl_sql (ctl, "county.gpkg", whole->str);
  g_assert_cmpint (ctl->status, ==, 0);
  g_assert_cmpstr (ctl->out, !=, "0\n");
  g_assert_false (ctl_verify (ctl));
  for (; *places != NULL; places++)
    if (strstr (ctl->out, *places) == NULL)
      g_error ("after %s: verify does not name \"%s\": %s", sql, *places, ctl->out);
}

static void
test_operation (void)
{
  const char *const places[] = { "Log: device ", "operation 288 (mine ", "not what was signed",
                                 "field mineral", NULL };

  /* One byte of one value. */
  tamper ("UPDATE lt_op SET value=CAST(replace(CAST(value AS TEXT), '页岩', '页岪') AS BLOB) "
          "WHERE seq=288",
          places);
}

static void
test_time (void)
{
  const char *const places[] = { "operation 100 (", "not what was signed", NULL };

  tamper ("UPDATE lt_op SET wall=wall+60000 WHERE seq=100", places);
}

static void
test_table (void)
{
  const char *const places[] = { "Table mine, record ", "field pit_surface", NULL };

  tamper ("UPDATE mine SET pit_surface=1 WHERE code='SL-K01'", places);
}

static void
test_shape (void)
{
  const char *const places[] = { "Table mine, record ", "field position", NULL };

  tamper ("UPDATE mine SET position=(SELECT position FROM mine WHERE code='SL-K02') "
          "WHERE code='SL-K01'",
          places);
}

static void
test_row (void)
{
  const char *const gone[] = { "Table mine: the row of ", NULL };
  const char *const more[] = { "Table mine: it has 1 rows more", NULL };

  tamper ("DELETE FROM mine WHERE code='SL-K03'", gone);
  tamper ("INSERT INTO mine (id, code, name) VALUES ('01a1f677-aa80-7000-8000-000000000000', "
          "'SL-K99', 'x')",
          more);
}

/* The last group, as a shortened log would lack it. */
static void
test_last_group (void)
{
  const char *const only_group[] = { "should end with operation 288 and ends with 287", NULL };
  const char *const all[] = { "should end with operation 288 and ends with 287", "field mineral",
                              NULL };

  tamper ("DELETE FROM lt_group WHERE gid=(SELECT max(gid) FROM lt_group)", only_group);
  tamper ("DELETE FROM lt_op WHERE gid=(SELECT max(gid) FROM lt_group); "
          "DELETE FROM lt_group WHERE gid=(SELECT max(gid) FROM lt_group)",
          all);
}

static void
test_middle_group (void)
{
  const char *const places[] = { "what came before it is missing", NULL };

  tamper ("DELETE FROM lt_op WHERE gid=3; DELETE FROM lt_group WHERE gid=3", places);
}

static void
test_signature (void)
{
  const char *const places[] = { "operations 13–62", "signature does not fit", NULL };

  tamper ("UPDATE lt_group SET sig=zeroblob(64) WHERE gid=3", places);
}

/* Another officer's name under what was done. */
static void
test_actor (void)
{
  const char *const places[] = { "operations 288–288", NULL };

  tamper ("UPDATE lt_group SET actor=(SELECT id FROM lt_record WHERE kind=2 AND id<>actor "
          "LIMIT 1) WHERE gid=(SELECT max(gid) FROM lt_group)",
          places);
}

static void
test_map (void)
{
  const char *const places[] = { "Map: the place of mine ", NULL };

  tamper ("UPDATE lt_place SET min_x=min_x+1e-6 WHERE kind=7", places);
}

/* What is derived from the log and could be derived again. */
static void
test_derived (void)
{
  const char *const sum[] = { "State: the sum of kind 7", NULL };
  const char *const heads[] = { "Record mine ", "its heads or conflicts", NULL };
  const char *const box[] = { "Map: the place of ", NULL };

  tamper ("UPDATE lt_state SET n=n+1 WHERE kind=7", sum);
  tamper ("DELETE FROM lt_state WHERE kind=7", sum);
  tamper ("DELETE FROM lt_head WHERE record=(SELECT record FROM lt_op WHERE seq=288)", heads);
  tamper ("INSERT INTO lt_conflict SELECT record, field, kind FROM lt_op WHERE seq=288", heads);
  tamper ("DELETE FROM lt_place_box WHERE number=5", box);
}

static void
test_bureau (void)
{
  const char *const places[] = { "founds another bureau", NULL };

  tamper ("UPDATE lt_meta SET v=zeroblob(32) WHERE k='bureau'", places);
}

/* A byte in the middle of a page, below SQLite. */
static void
test_page (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *path = ctl_path (ctl, "county.gpkg");
  g_autofree char *bytes = NULL;
  gsize size = 0;
  guint found = 0;

  ctl_sample (ctl, "county.gpkg");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize i = 0; i + 9 < size; i++)
    if (memcmp (bytes + i, "示例第", 9) == 0)
      {
        bytes[i + 8] ^= 1;
        found++;
      }
  g_assert_cmpuint (found, >, 1);
  ctl_write (ctl, "county.gpkg", bytes, (gssize) size);
  g_assert_false (ctl_verify (ctl));
  g_assert_nonnull (strstr (ctl->out, "not what was signed"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/tampering/operation", test_operation);
  g_test_add_func ("/cli/tampering/time", test_time);
  g_test_add_func ("/cli/tampering/table", test_table);
  g_test_add_func ("/cli/tampering/shape", test_shape);
  g_test_add_func ("/cli/tampering/row", test_row);
  g_test_add_func ("/cli/tampering/last-group", test_last_group);
  g_test_add_func ("/cli/tampering/middle-group", test_middle_group);
  g_test_add_func ("/cli/tampering/signature", test_signature);
  g_test_add_func ("/cli/tampering/actor", test_actor);
  g_test_add_func ("/cli/tampering/map", test_map);
  g_test_add_func ("/cli/tampering/derived", test_derived);
  g_test_add_func ("/cli/tampering/bureau", test_bureau);
  g_test_add_func ("/cli/tampering/page", test_page);
  return g_test_run ();
}
