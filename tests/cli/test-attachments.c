/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include "photo.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Photos and other files of a record: kept to the byte, told of themselves, and
 * missed in words when they are gone. */

static const PhotoSpec usual = { .width = 640,
                                 .height = 480,
                                 .taken = "2026:11:20 09:12:33",
                                 .make = "HUAWEI",
                                 .model = "P60",
                                 .latitude = { 37, 52, 26 },
                                 .longitude = { 113, 45, 43 } };

static void
write_photo (Ctl *ctl, const char *name, const PhotoSpec *spec)
{
  g_autoptr (GBytes) bytes = photo_make (spec);

  ctl_write (ctl, name, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static void
begin (Ctl *ctl)
{
  ctl_sample (ctl, "county.gpkg");
  write_photo (ctl, "采场.jpg", &usual);
  ctl_set (ctl, "LANTIAN_AS", "14030001");
}

static char *
sha256_of (Ctl *ctl, const char *name)
{
  ctl_run (ctl, "sha256sum '%s'", name);
  g_assert_cmpint (ctl->status, ==, 0);
  return g_strndup (ctl->out, 64);
}

static char *
place_of (const char *digest)
{
  return g_strdup_printf ("county.files/%.2s/%s", digest, digest);
}

static void
test_photo (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *digest = NULL;
  g_autofree char *place = NULL;
  const char *id;

  begin (ctl);
  digest = sha256_of (ctl, "采场.jpg");
  place = place_of (digest);
  ctl_do (ctl, 0, "--json --at 2026-11-20T10:00 attach mine SL-K01 采场.jpg --note 东侧");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "0.name"), ==, "采场.jpg");
  g_assert_cmpstr (ctl_get (ctl, "0.digest"), ==, digest);
  g_assert_cmpstr (ctl_get (ctl, "0.media_type"), ==, "image/jpeg");
  g_assert_cmpstr (ctl_get (ctl, "0.taken"), ==, "2026-11-20T09:12");
  g_assert_cmpstr (ctl_get (ctl, "0.camera"), ==, "HUAWEI P60");
  g_assert_cmpstr (ctl_get (ctl, "0.note"), ==, "东侧");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (ctl_get (ctl, "0.latitude"), NULL),
                                  37 + 52.0 / 60 + 26.0 / 3600, 1e-6);
  /* The mine is kept at 113.762, 37.874: 0.4" of latitude and 0.2" of longitude away. */
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (ctl_get (ctl, "0.metres_from_place"), NULL), 13,
                                  1);
  g_assert_cmpstr (ctl_get (ctl, "0.original"), ==, "original here");
  g_assert_cmpuint (ctl_count (ctl, "0.remarks"), ==, 0);
  id = ctl_get (ctl, "0.id");
  g_assert_true (ctl_has (ctl, place));
  ctl_run (ctl, "cmp 采场.jpg %s", place);
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_do (ctl, 0, "--json show attachment %s", id);
  g_assert_cmpstr (ctl_get (ctl, "original"), ==, "original here");
  g_assert_nonnull (ctl_get (ctl, "thumbnail"));
  ctl_do (ctl, 0, "show attachment %s", id);
  g_assert_null (strstr (ctl->out, "thumbnail"));
  ctl_do (ctl, 0, "attachment get %s out.jpg", id);
  ctl_run (ctl, "cmp 采场.jpg out.jpg");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_refuse (ctl, 3, "there already", "attachment get %s out.jpg", id);
  ctl_do (ctl, 0, "--json verify");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 1);
  ctl_do (ctl, 0, "--json list attachment --where name ~ 采场");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
}

/* A copy is drawn on, upright, and says when and where the photo was taken. */
static void
test_sketch (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  PhotoSpec spec = usual;
  g_autofree char *id = NULL;
  g_autofree char *copy = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *place = NULL;

  begin (ctl);
  spec.orientation = 6;
  write_photo (ctl, "IMG_1.jpg", &spec);
  digest = sha256_of (ctl, "IMG_1.jpg");
  place = place_of (digest);
  ctl_do (ctl, 0, "--json attach mine SL-K01 IMG_1.jpg");
  id = g_strdup (ctl_get (ctl, "0.id"));
  ctl_do (ctl, 0,
          "--json attachment sketch %s --arrow 10,10,40,50 --circle 50,50,10 --circle 80,80,5", id);
  copy = g_strdup (ctl_get (ctl, "id"));
  g_assert_cmpstr (copy, !=, id);
  g_assert_cmpstr (ctl_get (ctl, "name"), ==, "IMG_1 (marked).jpg");
  g_assert_cmpstr (ctl_get (ctl, "note"), ==, "Drawn on IMG_1.jpg");
  g_assert_cmpstr (ctl_get (ctl, "taken"), ==, "2026-11-20T09:12");
  g_assert_cmpstr (ctl_get (ctl, "camera"), ==, "HUAWEI P60");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (ctl_get (ctl, "latitude"), NULL),
                                  37 + 52.0 / 60 + 26.0 / 3600, 1e-6);
  ctl_do (ctl, 0, "attachment get %s out.jpg", copy);
  ctl_run (ctl, "cmp IMG_1.jpg %s", place);
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_refuse (ctl, 2, "in per cent", "attachment sketch %s --arrow 10,10,40", id);
  ctl_refuse (ctl, 2, "in per cent", "attachment sketch %s --circle 10,10,140", id);
  ctl_refuse (ctl, 2, "Nothing is drawn", "attachment sketch %s", id);
  ctl_write (ctl, "notes.txt", "abc", 3);
  ctl_do (ctl, 0, "--json attach mine SL-K01 notes.txt");
  ctl_refuse (ctl, 3, "cannot be drawn on", "attachment sketch %s --circle 10,10,14",
              ctl_get (ctl, "0.id"));
}

/* Once on the disk, whoever has it; the same record has it once. */
static void
test_same_file (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *first = NULL;

  begin (ctl);
  ctl_copy (ctl, "采场.jpg", "again.jpg");
  ctl_do (ctl, 0, "--json attach mine SL-K01 采场.jpg again.jpg");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
  first = g_strdup (ctl_get (ctl, "0.id"));
  g_assert_null (ctl_get (ctl, "0.already_attached"));
  ctl_do (ctl, 0, "--json attach mine SL-K01 again.jpg");
  g_assert_cmpstr (ctl_get (ctl, "0.id"), ==, first);
  g_assert_cmpstr (ctl_get (ctl, "0.already_attached"), ==, "true");
  ctl_do (ctl, 0, "attach mine SL-K01 again.jpg");
  g_assert_nonnull (strstr (ctl->out, "attached to this record already: nothing was added"));
  ctl_do (ctl, 0, "--json attach mine SL-K02 again.jpg");
  g_assert_cmpstr (ctl_get (ctl, "0.id"), !=, first);
  ctl_run (ctl, "find county.files -type f");
  g_assert_cmpuint (strlen (ctl->out), ==, strlen ("county.files/ab/\n") + 64);
  ctl_do (ctl, 0, "--json verify");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 2);
}

/* A file that cannot be had: none of them is attached, nothing stays behind. */
static void
test_refused (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *large = NULL;

  begin (ctl);
  before = ctl_state (ctl);
  large = ctl_path (ctl, "large.mp4");
  ctl_write (ctl, "large.mp4", "", 0);
  g_assert_cmpint (truncate (large, (G_GINT64_CONSTANT (1) << 30) + 1), ==, 0);
  ctl_refuse (ctl, 3, "larger than", "attach mine SL-K01 采场.jpg large.mp4");
  ctl_refuse (ctl, 3, "none.jpg: there is no such file", "attach mine SL-K01 采场.jpg none.jpg");
  ctl_refuse (ctl, 3, "no plain file", "attach mine SL-K01 采场.jpg .");
  ctl_run (ctl, "mkfifo pipe");
  ctl_refuse (ctl, 3, "no plain file", "attach mine SL-K01 pipe");
  ctl_write (ctl, "empty.jpg", "", 0);
  ctl_refuse (ctl, 3, "empty.jpg: it is empty", "attach mine SL-K01 采场.jpg empty.jpg");
  ctl_refuse (ctl, 3, "there is no \"", "attach mine NONE 采场.jpg");
  ctl_refuse (ctl, 2, "", "attach mine SL-K01");
  ctl_set (ctl, "LANTIAN_AS", NULL);
  ctl_refuse (ctl, 4, "Nobody is signed in", "attach mine SL-K01 采场.jpg");
  after = ctl_state (ctl);
  g_assert_cmpstr (before, ==, after);
  ctl_run (ctl, "find . -path './county.files/*' -type f");
  g_assert_cmpstr (ctl->out, ==, "");
}

/* Odd clocks: kept, and said. */
static void
test_remarks (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  static const struct
  {
    const char *taken;
    const char *words;
  } odd[] = {
    { NULL, "does not say when" },
    { "1970:01:01 08:00:00", "clock was not set" },
    { "2027:01:01 08:00:00", "still to come" },
    { "2026:11:14 09:00:00", "6 days before" },
  };
  const char *inspection;

  begin (ctl);
  ctl_do (ctl, 0,
          "--json --at 2026-11-20T09:50 inspection record mine:SL-K01 started=2026-11-20T09:10 "
          "inspection_type=routine lead_officer=14030001 assisting_officer=14030002");
  inspection = ctl_get (ctl, "id");
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      PhotoSpec spec = usual;

      spec.taken = odd[i].taken;
      write_photo (ctl, "odd.jpg", &spec);
      ctl_do (ctl, 0, "--json --at 2026-11-20T10:00 attach inspection %s odd.jpg", inspection);
      g_assert_cmpuint (ctl_count (ctl, "0.remarks"), ==, 1);
      g_assert_nonnull (strstr (ctl_get (ctl, "0.remarks.0"), odd[i].words));
    }
  ctl_do (ctl, 0, "--json --at 2026-11-20T10:00 attach inspection %s 采场.jpg", inspection);
  g_assert_cmpuint (ctl_count (ctl, "0.remarks"), ==, 0);
  ctl_write (ctl, "cut.jpg", "\xff\xd8\xff\xe0 no more", -1);
  ctl_do (ctl, 0, "--json --at 2026-11-20T10:00 attach inspection %s cut.jpg", inspection);
  g_assert_nonnull (strstr (ctl_get (ctl, "0.remarks.1"), "cannot be shown"));
  ctl_write (ctl, "记录.txt", "现场记录", -1);
  ctl_do (ctl, 0, "--json attach inspection %s 记录.txt", inspection);
  g_assert_cmpuint (ctl_count (ctl, "0.remarks"), ==, 0);
  /* What has evidence stays. */
  ctl_refuse (ctl, 4, "attachment", "remove inspection %s --why x", inspection);
}

/* A place that is not the record's, and one in GCJ-02 as some telephones write it. */
static void
test_wrong_place (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  /* GCJ-02 of 113.762, 37.874 is 113.76853, 37.87468 (eviltransform, rounded to a second). */
  const PhotoSpec gcj02 = { .width = 64,
                            .height = 48,
                            .taken = "2026:11:20 09:12:33",
                            .latitude = { 37, 52, 29 },
                            .longitude = { 113, 46, 7 } };
  PhotoSpec far = gcj02;
  const PhotoSpec bare = { .width = 64, .height = 48 };

  begin (ctl);
  write_photo (ctl, "gcj02.jpg", &gcj02);
  ctl_do (ctl, 0, "--json --at 2026-11-20T10:00 attach mine SL-K01 gcj02.jpg");
  g_assert_cmpuint (ctl_count (ctl, "0.remarks"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "0.remarks.0"), "from the place"));
  /* A degree of latitude too far north: 110 990 m at 38.4 degrees (WGS 84 series). */
  far.latitude[0]++;
  far.latitude[2] = 26;
  far.longitude[1] = 45;
  far.longitude[2] = 43;
  write_photo (ctl, "far.jpg", &far);
  ctl_do (ctl, 0, "--json --at 2026-11-20T10:00 attach mine SL-K01 far.jpg");
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (ctl_get (ctl, "0.metres_from_place"), NULL),
                                  110990, 60);
  g_assert_cmpuint (ctl_count (ctl, "0.remarks"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "0.remarks.0"), "111"));
  /* Nothing in it at all: said, and not refused. */
  write_photo (ctl, "bare.jpg", &bare);
  ctl_do (ctl, 0, "--json --at 2026-11-20T10:00 attach mine SL-K01 bare.jpg");
  g_assert_cmpuint (ctl_count (ctl, "0.remarks"), ==, 1);
  g_assert_nonnull (strstr (ctl_get (ctl, "0.remarks.0"), "no EXIF"));
}

/* Gone, altered: named by name and record, the log is sound all the same. */
static void
test_missing_and_altered (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *digest = NULL;
  g_autofree char *place = NULL;
  const char *id;

  begin (ctl);
  digest = sha256_of (ctl, "采场.jpg");
  place = place_of (digest);
  ctl_do (ctl, 0, "--json attach mine SL-K01 采场.jpg");
  id = ctl_get (ctl, "0.id");
  ctl_run (ctl, "mv %s gone.jpg", place);
  ctl_do (ctl, 1, "--json verify");
  g_assert_cmpstr (ctl_get (ctl, "ok"), ==, "true");
  g_assert_cmpuint (ctl_count (ctl, "problems"), ==, 0);
  g_assert_cmpint (ctl_int (ctl, "originals_missing"), ==, 1);
  g_assert_cmpstr (ctl_get (ctl, "originals_not_here.0.name"), ==, "采场.jpg");
  g_assert_nonnull (ctl_get (ctl, "originals_not_here.0.of"));
  g_assert_cmpstr (ctl_get (ctl, "originals_not_here.0.original"), ==, "original missing");
  ctl_refuse (ctl, 5, "original missing", "attachment get %s out.jpg", id);
  /* One byte, the size the same. */
  ctl_write (ctl, place, "", 0);
  ctl_run (ctl, "cp gone.jpg %s", place);
  ctl_run (ctl, "sh -c 'printf X | dd of=%s bs=1 seek=300 conv=notrunc'", place);
  ctl_do (ctl, 1, "--json verify");
  g_assert_cmpint (ctl_int (ctl, "originals_altered"), ==, 1);
  ctl_refuse (ctl, 6, "altered", "attachment get %s out.jpg", id);
  g_assert_false (ctl_has (ctl, "out.jpg"));
  /* Attached again, it is not put right behind anybody's back. */
  ctl_refuse (ctl, 6, "altered", "attach mine SL-K02 采场.jpg");
  ctl_run (ctl, "mv %s aside", place);
  ctl_do (ctl, 0, "attach mine SL-K02 采场.jpg");
  ctl_do (ctl, 0, "--json verify");
  g_assert_cmpint (ctl_int (ctl, "originals"), ==, 2);
}

/* The record and its small picture travel; the original is where it was made. */
static void
test_colleague (void)
{
  g_autoptr (Ctl) here = ctl_new ();
  g_autoptr (Ctl) there = ctl_new ();
  g_autofree char *hub = NULL;
  g_autofree char *invite = NULL;
  g_autofree char *id = NULL;

  begin (here);
  hub = ctl_path (here, "bureau.hub");
  invite = ctl_path (here, "invite.json");
  ctl_do (here, 0, "--json --at 2026-11-20T10:00 attach mine SL-K01 采场.jpg");
  id = g_strdup (ctl_get (here, "0.id"));
  ctl_do (here, 0,
          "--as 14030005 --at 2026-11-20T10:10 officer enrol 14030009:执法员丙 --roles inspector "
          "--invite %s",
          invite);
  ctl_do (here, 0, "--at 2026-11-20T10:20 sync %s", hub);
  ctl_write (there, "passphrase", "another secret", -1);
  ctl_set (there, "LANTIAN_PASSPHRASE_FILE", "passphrase");
  ctl_do (there, 0, "--at 2026-11-20T10:30 join mine.gpkg %s --invite %s", hub, invite);
  ctl_set (there, "LANTIAN_DB", "mine.gpkg");
  ctl_do (there, 0, "--json show attachment %s", id);
  g_assert_nonnull (strstr (ctl_get (there, "original"), "original on device "));
  g_assert_nonnull (ctl_get (there, "thumbnail"));
  /* Not here is no fault of this file. */
  ctl_do (there, 0, "--json verify");
  g_assert_cmpint (ctl_int (there, "originals_elsewhere"), ==, 1);
  g_assert_cmpint (ctl_int (there, "originals_missing"), ==, 0);
  ctl_refuse (there, 5, "original on device ", "attachment get %s out.jpg", id);
}

/* Removed, undone: the original was kept for it. */
static void
test_remove_and_undo (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *id = NULL;

  begin (ctl);
  ctl_do (ctl, 0, "--json attach mine SL-K01 采场.jpg");
  id = g_strdup (ctl_get (ctl, "0.id"));
  ctl_do (ctl, 0, "remove attachment %s --why 重复", id);
  ctl_refuse (ctl, 3, "(Attachments)", "show attachment %s", id);
  ctl_do (ctl, 0, "undo");
  ctl_do (ctl, 0, "attachment get %s out.jpg", id);
  ctl_run (ctl, "cmp 采场.jpg out.jpg");
  g_assert_cmpint (ctl->status, ==, 0);
  ctl_refuse (ctl, 4, "verbs of their own", "add attachment name=x");
  ctl_refuse (ctl, 4, "set by verbs", "set attachment %s name=x", id);
  ctl_do (ctl, 0, "--json set attachment %s note=西侧", id);
  g_assert_cmpstr (ctl_get (ctl, "note"), ==, "西侧");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/attachments/sketch", test_sketch);
  g_test_add_func ("/cli/attachments/photo", test_photo);
  g_test_add_func ("/cli/attachments/same-file", test_same_file);
  g_test_add_func ("/cli/attachments/refused", test_refused);
  g_test_add_func ("/cli/attachments/remarks", test_remarks);
  g_test_add_func ("/cli/attachments/wrong-place", test_wrong_place);
  g_test_add_func ("/cli/attachments/missing-and-altered", test_missing_and_altered);
  g_test_add_func ("/cli/attachments/colleague", test_colleague);
  g_test_add_func ("/cli/attachments/remove-and-undo", test_remove_and_undo);
  return g_test_run ();
}
