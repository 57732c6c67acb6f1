/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of real files (files.json), and what its lines say done and compared. */

#include "real-files.h"

#include "shuffle.h"

#include <string.h>

#define SEED 20260402

/* What an answer counts; what the table does not name is none. */
static const char *const counts[] = { "read",    "added",   "updated",    "unchanged",
                                      "refused", "skipped", "candidates", NULL };
static const char *const reading_counts[] = { "repeated", "values", "values_refused", NULL };

/* (nullable): %NULL, and the test is skipped, where there are no real files */
const char *
real_files_folder (void)
{
  const char *folder = g_getenv ("LANTIAN_SHARED_DATA");

  if (folder == NULL)
    g_test_skip ("LANTIAN_SHARED_DATA is not set: no real files");
  return folder;
}

RealFiles *
real_files_new (void)
{
  RealFiles *self = g_new0 (RealFiles, 1);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "real-files", "files.json", NULL);
  g_autoptr (GError) error = NULL;
  JsonArray *array;

  self->parser = json_parser_new ();
  json_parser_load_from_file (self->parser, path, &error);
  g_assert_no_error (error);
  self->files = g_array_new (FALSE, TRUE, sizeof (RealFile));
  array = json_node_get_array (json_parser_get_root (self->parser));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      RealFile file = { .object = json_array_get_object_element (array, i) };

      file.name = json_object_get_string_member (file.object, "file");
      g_array_append_val (self->files, file);
    }
  return self;
}

void
real_files_free (RealFiles *self)
{
  g_array_unref (self->files);
  g_object_unref (self->parser);
  g_free (self);
}

const char *
real_file_text (const RealFile *self, const char *member)
{
  return json_object_get_string_member_with_default (self->object, member, "");
}

gboolean
real_file_is (const RealFile *self, const char *outcome)
{
  return g_str_equal (real_file_text (self, "outcome"), outcome);
}

static gboolean
is_reading (const RealFile *self)
{
  return g_str_equal (real_file_text (self, "as"), "reading");
}

static gint64
expect (const RealFile *self, const char *count)
{
  return json_object_get_int_member_with_default (self->object, count, 0);
}

/* All are told, so that one run of the test shows the whole table. */
void
real_file_fail (const char *name, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  g_test_message ("FAILED %s: %s", name, text);
  g_test_fail_printf ("%s: %s", name, text);
}

static void
compare (const RealFile *self, const char *what, gint64 got, gint64 wanted)
{
  if (got != wanted)
    real_file_fail (self->name, "%s is %d and not %d", what, (int) got, (int) wanted);
}

static gint64
expect_at (const RealFile *self, const char *count, RealTime time)
{
  if (time == REAL_FIRST)
    return expect (self, count);
  if (g_str_equal (count, "added") || g_str_equal (count, "updated"))
    return 0;
  if (g_str_equal (count, "problems") && json_object_has_member (self->object, "problems_again"))
    return expect (self, "problems_again");
  return g_str_equal (count, "unchanged") ? self->taken : expect (self, count);
}

static void
compare_counts (const RealFile *self, const Ctl *ctl, const char *const *names, RealTime time)
{
  for (int i = 0; names[i] != NULL; i++)
    compare (self, names[i], ctl_int (ctl, names[i]), expect_at (self, names[i], time));
}

static char *
build_path (const RealFile *self)
{
  return g_build_filename (g_getenv ("LANTIAN_SHARED_DATA"), self->name, NULL);
}

/* Of formats that are text; the others have an order of their own. */
static char *
write_shuffled (const RealFile *self, const Ctl *ctl)
{
  g_autofree char *path = build_path (self);
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GBytes) shuffled = NULL;
  gint64 head = json_object_get_int_member_with_default (self->object, "head", 1);

  if (g_str_has_suffix (base, ".gz"))
    base[strlen (base) - 3] = '\0';
  if (g_str_has_suffix (base, ".geojson"))
    shuffled = shuffle_features (text = shuffle_read (path), SEED);
  else if (g_str_has_suffix (base, ".csv"))
    shuffled = shuffle_rows (text = shuffle_read (path), (guint) head, SEED);
  else
    return g_steal_pointer (&path);
  ctl_write (ctl, base, g_bytes_get_data (shuffled, NULL), (gssize) g_bytes_get_size (shuffled));
  return ctl_path (ctl, base);
}

static void
run_import (const RealFile *self, Ctl *ctl, const char *path)
{
  ctl_run (ctl, "'%s' --json --as 14030100 --at 2026-11-20T10:00 import %s '%s' %s",
           g_getenv ("LANTIANCTL"), real_file_text (self, "as"), path,
           real_file_text (self, "options"));
}

/**
 * real_file_take_in:
 * @self: a line of the table
 * @ctl: a machine with a county file
 * @time: how often it was taken in
 *
 * Imports the file and compares what the answer counts.
 */
void
real_file_take_in (RealFile *self, Ctl *ctl, RealTime time)
{
  g_autofree char *path = time == REAL_SHUFFLED ? write_shuffled (self, ctl) : build_path (self);
  gboolean wanting =
      expect (self, "refused") + expect (self, "candidates") + expect (self, "values_refused") > 0;

  run_import (self, ctl, path);
  if (ctl->json == NULL)
    {
      real_file_fail (self->name, "status %d, %s", ctl->status, ctl->err);
      return;
    }
  compare (self, "status", ctl->status, wanting);
  compare_counts (self, ctl, counts, time);
  if (is_reading (self))
    compare_counts (self, ctl, reading_counts, time);
  compare (self, "number of problems", ctl_count (ctl, "problems"),
           expect_at (self, "problems", time));
  if (time == REAL_FIRST)
    self->taken = ctl_int (ctl, "added") + ctl_int (ctl, "updated") + ctl_int (ctl, "unchanged");
}

static void
expect_words (const RealFile *self, const char *said)
{
  JsonArray *words = json_object_get_array_member (self->object, "says");

  for (guint i = 0; i < json_array_get_length (words); i++)
    if (strstr (said, json_array_get_string_element (words, i)) == NULL)
      real_file_fail (self->name, "it does not say \"%s\" but: %s",
                      json_array_get_string_element (words, i), said);
}

/**
 * real_file_refuse:
 * @self: a line of the table
 * @ctl: a machine with a county file
 *
 * Tries to import the file; status and words of the refusal must be those of the table.
 */
void
real_file_refuse (const RealFile *self, Ctl *ctl)
{
  g_autofree char *path = build_path (self);

  run_import (self, ctl, path);
  compare (self, "status", ctl->status, expect (self, "status"));
  expect_words (self, ctl->status == 1 ? ctl->out : ctl->err);
  /* Usage: an option would make it good, and is named. All else is the file's fault. */
  if (ctl->status == 2 && strstr (ctl->err, "--") == NULL)
    real_file_fail (self->name, "its refusal names no option, and has the status of a wrong call");
}

/**
 * real_county_new:
 *
 * Returns: (transfer full): a machine with a county file that has nothing in it
 */
Ctl *
real_county_new (void)
{
  Ctl *ctl = ctl_new ();

  ctl_write (ctl, "passphrase", "sheng tai huan jing\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_do (ctl, 0,
          "--json --at 2026-11-20T08:00 new county.gpkg --keeper 14030100:管理员 --area 140300 "
          "--bureau 阳泉市生态环境局 --prefix 阳环责改");
  ctl_set (ctl, "LANTIAN_DB", "county.gpkg");
  return ctl;
}
