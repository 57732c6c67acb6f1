/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys and passphrases: guessing is slowed down, a lost key comes back from two
 * sheets of paper. */

#include "desk.h"

#include "base/error.h"
#include "base/signature.h"
#include "work/keys.h"
#include "work/recovery-sheet.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
try_at (Desk *desk, const char *passphrase, gint64 now, const char *words)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  lt_session_set_now (desk->session, now);
  done = lt_session_sign_in (desk->session, OFFICER, passphrase, &error);
  g_assert_true (done || g_error_matches (error, LT_ERROR, LT_ERROR_REFUSED));
  if (words != NULL)
    {
      g_assert_false (done);
      if (strstr (error->message, words) == NULL)
        g_error ("\"%s\" lacks \"%s\"", error->message, words);
    }
  return done;
}

/* Two may be wrong and the third too; then 5 s, 10 s, 20 s … at most 15 minutes. */
static void
test_slowed_down (void)
{
  g_autoptr (Desk) desk = desk_new ();
  gint64 now = DESK_NOW;
  gint64 delay = 5000;

  for (int i = 0; i < 3; i++)
    try_at (desk, "wrong", now, "wrong");
  for (int i = 3; i < 15; i++)
    {
      g_autofree char *seconds = g_strdup_printf (" %d ", (int) (delay / 1000));

      /* Not even the right one. */
      try_at (desk, LT_SAMPLE_PASSPHRASE, now, seconds);
      try_at (desk, LT_SAMPLE_PASSPHRASE, now + delay - 1, " 1 ");
      now += delay;
      try_at (desk, "wrong", now, "wrong");
      delay = MIN (delay * 2, 900000);
    }
  g_assert_cmpint (delay, ==, 900000);
  g_assert_true (try_at (desk, LT_SAMPLE_PASSPHRASE, now + delay, NULL));
  /* And all is forgotten. */
  try_at (desk, "wrong", now + delay, "wrong");
  g_assert_true (try_at (desk, LT_SAMPLE_PASSPHRASE, now + delay, NULL));
}

/* Whoever closes the program and comes again waits all the same. */
static void
test_survives_restart (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = g_strdup (lt_session_get_path (desk->session));
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++)
    try_at (desk, "wrong", DESK_NOW, "wrong");
  lt_session_close (desk->session);
  desk->session = lt_session_open (path, &error);
  g_assert_no_error (error);
  try_at (desk, LT_SAMPLE_PASSPHRASE, DESK_NOW + 4000, " 1 ");
  /* Another officer on this device is not kept out. */
  g_assert_true (lt_session_sign_in (desk->session, OTHER, LT_SAMPLE_PASSPHRASE, NULL));
  g_assert_true (try_at (desk, LT_SAMPLE_PASSPHRASE, DESK_NOW + 5000, NULL));
}

/* A clock that was a year ahead keeps nobody out for a year. */
static void
test_clock_set_back (void)
{
  g_autoptr (Desk) desk = desk_new ();
  gint64 ahead = DESK_NOW + 365 * DESK_DAY_MS;

  for (int i = 0; i < 3; i++)
    try_at (desk, "wrong", ahead, "wrong");
  try_at (desk, LT_SAMPLE_PASSPHRASE, DESK_NOW, " 5 ");
  try_at (desk, LT_SAMPLE_PASSPHRASE, DESK_NOW + 4999, " 1 ");
  g_assert_true (try_at (desk, LT_SAMPLE_PASSPHRASE, DESK_NOW + 5000, NULL));
}

static void
test_passphrase (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (GError) error = NULL;

  desk_act_as (desk, OFFICER);
  g_assert_false (lt_work_key_passphrase (desk->session, NULL, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_false (lt_work_key_passphrase (desk->session, "", NULL));
  g_assert_false (lt_work_key_passphrase (desk->session, " \t ", NULL));
  g_assert_false (lt_work_key_passphrase (desk->session, "岩石 流水 砂", NULL));
  g_assert_false (lt_work_key_passphrase (desk->session, "  1234567  ", NULL));
  g_assert_false (lt_work_key_passphrase (desk->session, OFFICER, NULL));
  lt_work_key_passphrase (desk->session, "岩石 流水 细砂", &error);
  g_assert_no_error (error);
  lt_session_sign_out (desk->session);
  g_assert_false (lt_session_sign_in (desk->session, OFFICER, LT_SAMPLE_PASSPHRASE, NULL));
  g_assert_true (lt_session_sign_in (desk->session, OFFICER, "岩石 流水 细砂", NULL));
  g_assert_true (lt_session_sign_in (desk->session, OTHER, LT_SAMPLE_PASSPHRASE, NULL));
}

typedef struct
{
  Desk *desk;
  char *first;
  char *second;
  char *keys;
} Sheets;

static void
make_sheets (Sheets *self, const char *card)
{
  g_autoptr (GError) error = NULL;

  self->desk = desk_new ();
  self->first = desk_path (self->desk, "one.txt");
  self->second = desk_path (self->desk, "two.txt");
  self->keys = desk_path (self->desk, "county.keys");
  desk_act_as (self->desk, card);
  lt_work_key_make_sheets (self->desk->session, self->first, self->second, &error);
  g_assert_no_error (error);
}

static void
clear_sheets (Sheets *self)
{
  desk_free (self->desk);
  g_free (self->first);
  g_free (self->second);
  g_free (self->keys);
}

static char *
read_file (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);

  g_assert_nonnull (file);
  return g_strndup (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
}

static void
assert_refused (Sheets *self,
                const char *first,
                const char *second,
                LtError code,
                const char *words)
{
  g_autofree char *before = read_file (self->keys);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (
      lt_work_key_recover (self->desk->session, KEEPER, first, second, "新的口令一二三四", &error));
  g_assert_error (error, LT_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("\"%s\" lacks \"%s\"", error->message, words);
  after = read_file (self->keys);
  g_assert_cmpstr (before, ==, after);
}

static void
test_recover (void)
{
  Sheets sheets;
  g_autoptr (GError) error = NULL;
  g_autoptr (LtRecord) officer = NULL;

  make_sheets (&sheets, KEEPER);
  lt_session_sign_out (sheets.desk->session);
  /* The file with the keys is gone. */
  g_assert_cmpint (g_unlink (sheets.keys), ==, 0);
  g_assert_false (lt_session_sign_in (sheets.desk->session, KEEPER, LT_SAMPLE_PASSPHRASE, NULL));
  lt_work_key_recover (sheets.desk->session, KEEPER, sheets.second, sheets.first,
                       "新的口令一二三四", &error);
  g_assert_no_error (error);
  lt_session_sign_in (sheets.desk->session, KEEPER, "新的口令一二三四", &error);
  g_assert_no_error (error);
  /* And it signs. */
  officer = desk_officer (sheets.desk, OFFICER);
  desk_set (sheets.desk, officer, "name", "执法员甲甲", &error);
  g_assert_no_error (error);
  desk_assert_sound (sheets.desk);
  clear_sheets (&sheets);
}

/* A figure that was typed wrong is found in its line; letters for figures, small
 * letters and other spaces are none. */
static void
test_typing (void)
{
  Sheets sheets;
  g_autofree char *text = NULL;
  g_autofree char *small = NULL;
  g_autofree char *bad = NULL;
  g_autoptr (GString) back = NULL;
  g_autoptr (GError) error = NULL;

  make_sheets (&sheets, KEEPER);
  text = read_file (sheets.first);
  bad = desk_path (sheets.desk, "typed.txt");
  for (char line = '1'; line <= '6'; line++)
    {
      g_autofree char *start = g_strdup_printf ("  %c:  ", line);
      g_autofree char *typed = g_strdup (text);
      g_autofree char *words = g_strdup_printf ("line %c", line);
      char *at = strstr (typed, start);

      g_assert_nonnull (at);
      at[6] = at[6] == '7' ? '8' : '7';
      g_assert_true (g_file_set_contents (bad, typed, -1, NULL));
      assert_refused (&sheets, bad, sheets.second, LT_ERROR_BAD_INPUT, words);
      at[6] = '\0';
      g_assert_true (g_file_set_contents (bad, typed, -1, NULL));
      assert_refused (&sheets, bad, sheets.second, LT_ERROR_BAD_INPUT, "line");
    }
  small = g_ascii_strdown (text, -1);
  g_strdelimit (small, "0", 'O');
  g_strdelimit (small, "1", 'l');
  /* The number that stands before a line is not a figure of it. */
  back = g_string_new (small);
  g_string_replace (back, "  l:", "1:", 0);
  g_assert_true (g_file_set_contents (bad, back->str, -1, NULL));
  lt_work_key_recover (sheets.desk->session, KEEPER, bad, sheets.second, "新的口令一二三四",
                       &error);
  g_assert_no_error (error);
  clear_sheets (&sheets);
}

static void
test_wrong_sheets (void)
{
  Sheets sheets;
  g_autofree char *third = NULL;
  g_autofree char *fourth = NULL;
  g_autofree char *none = NULL;

  make_sheets (&sheets, KEEPER);
  third = desk_path (sheets.desk, "three.txt");
  fourth = desk_path (sheets.desk, "four.txt");
  none = desk_path (sheets.desk, "none.txt");
  g_assert_true (lt_work_key_make_sheets (sheets.desk->session, third, fourth, NULL));
  assert_refused (&sheets, sheets.first, sheets.first, LT_ERROR_BAD_INPUT, "sheet 1");
  assert_refused (&sheets, sheets.second, fourth, LT_ERROR_BAD_INPUT, "sheet 2");
  assert_refused (&sheets, sheets.first, fourth, LT_ERROR_BAD_INPUT, "together");
  /* Another's sheets. */
  desk_act_as (sheets.desk, OFFICER);
  g_unlink (third);
  g_unlink (fourth);
  g_assert_true (lt_work_key_make_sheets (sheets.desk->session, third, fourth, NULL));
  assert_refused (&sheets, third, fourth, LT_ERROR_REFUSED, KEEPER);
  g_assert_false (lt_work_key_recover (sheets.desk->session, KEEPER, none, sheets.second,
                                       "新的口令一二三四", NULL));
  /* What is there is not written over. */
  g_assert_false (lt_work_key_make_sheets (sheets.desk->session, third, none, NULL));
  g_assert_false (g_file_test (none, G_FILE_TEST_EXISTS));
  g_assert_false (lt_work_key_make_sheets (sheets.desk->session, none, none, NULL));
  clear_sheets (&sheets);
}

/* One sheet has nothing of the key: the first is made before the key is looked at,
 * and the second is not the key. Secret and shares here are known. */
static void
test_alone_nothing (void)
{
  g_autoptr (LtRandom) random = lt_random_new_seeded (5);
  g_autoptr (LtRandom) again = lt_random_new_seeded (5);
  g_autofree char *folder = g_dir_make_tmp ("lantian-sheets-XXXXXX", NULL);
  char *names[4];
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  LtKeyPair first, second, read;
  guint8 secret[LT_KEY_SIZE] = { 1 };

  for (int i = 0; i < 4; i++)
    names[i] = g_strdup_printf ("%s/%d", folder, i);
  lt_key_pair_from_secret (&first, secret);
  secret[0] = 2;
  lt_key_pair_from_secret (&second, secret);
  g_assert_true (lt_recovery_sheets_write (&first, "", random, names[0], names[1], NULL));
  g_assert_true (lt_recovery_sheets_write (&second, "", again, names[2], names[3], NULL));
  one = read_file (names[0]);
  other = read_file (names[2]);
  g_assert_nonnull (strstr (one, "  3:"));
  g_assert_cmpstr (strstr (one, "  3:"), ==, strstr (other, "  3:"));
  g_assert_true (lt_recovery_sheets_read (&read, names[2], names[3], NULL));
  g_assert_cmpmem (read.secret, LT_KEY_SIZE, second.secret, LT_KEY_SIZE);
  for (int i = 0; i < 4; i++)
    {
      g_unlink (names[i]);
      g_free (names[i]);
    }
  g_rmdir (folder);
}

/* A laptop left open issues nothing: each issue wants the passphrase for itself. */
static void
test_confirmed (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) draft = desk_order (desk);
  g_autoptr (LtRecord) submitted = NULL;
  g_autoptr (LtRecord) issued = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before;

  g_assert_true (lt_work_order_submit (desk->session, draft, NULL));
  submitted = desk_again (desk, draft);
  desk_act_as (desk, SIGNATORY);
  before = desk_operations (desk);
  /* Signed in two minutes and a moment ago. */
  lt_session_set_now (desk->session, DESK_NOW + 120001);
  g_assert_false (lt_work_order_issue (desk->session, submitted, &error));
  g_assert_error (error, LT_ERROR, LT_ERROR_REFUSED);
  g_assert_true (lt_session_wants_passphrase (desk->session));
  g_clear_error (&error);
  g_assert_false (lt_session_confirm (desk->session, "wrong", NULL));
  g_assert_false (lt_work_order_issue (desk->session, submitted, NULL));
  /* A clock that was set back does not make it fresh. */
  lt_session_set_now (desk->session, DESK_NOW + 240002);
  g_assert_true (lt_session_confirm (desk->session, LT_SAMPLE_PASSPHRASE, NULL));
  lt_session_set_now (desk->session, DESK_NOW + 240001);
  g_assert_false (lt_work_order_issue (desk->session, submitted, NULL));
  g_assert_cmpint (desk_operations (desk), ==, before);
  g_assert_true (lt_session_confirm (desk->session, LT_SAMPLE_PASSPHRASE, NULL));
  g_assert_false (lt_session_wants_passphrase (desk->session));
  lt_work_order_issue (desk->session, submitted, &error);
  g_assert_no_error (error);
  issued = desk_again (desk, draft);
  g_assert_cmpstr (lt_record_get (issued, "state"), ==, "issued");
}

/* The passphrase serves for one act. */
static void
test_confirmed_once (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (LtRecord) first = desk_order (desk);
  g_autoptr (LtRecord) second = desk_order (desk);
  g_autoptr (LtRecord) one = NULL;
  g_autoptr (LtRecord) two = NULL;

  g_assert_true (lt_work_order_submit (desk->session, first, NULL));
  g_assert_true (lt_work_order_submit (desk->session, second, NULL));
  one = desk_again (desk, first);
  two = desk_again (desk, second);
  desk_act_as (desk, SIGNATORY);
  g_assert_true (lt_work_order_issue (desk->session, one, NULL));
  g_assert_false (lt_work_order_issue (desk->session, two, NULL));
  g_assert_true (lt_session_confirm (desk->session, LT_SAMPLE_PASSPHRASE, NULL));
  g_assert_true (lt_work_order_issue (desk->session, two, NULL));
}

#define MINUTE_MS G_GINT64_CONSTANT (60000)

static void
test_idle (void)
{
  g_autoptr (Desk) desk = desk_new ();
  LtSession *session = desk->session;

  desk_act_as (desk, OFFICER);
  lt_session_note_action (session, DESK_NOW);
  g_assert_false (lt_session_lock_if_idle (session, DESK_NOW + 10 * MINUTE_MS - 1, 10));
  lt_session_note_action (session, DESK_NOW + 9 * MINUTE_MS);
  g_assert_false (lt_session_lock_if_idle (session, DESK_NOW + 18 * MINUTE_MS, 10));
  g_assert_false (lt_session_lock_if_idle (session, DESK_NOW + 500 * MINUTE_MS, 0));
  /* A clock set back begins the time again, and does not put it off for ever. */
  g_assert_false (lt_session_lock_if_idle (session, DESK_NOW, 10));
  g_assert_nonnull (lt_session_get_officer (session));
  g_assert_true (lt_session_lock_if_idle (session, DESK_NOW + 10 * MINUTE_MS, 10));
  g_assert_null (lt_session_get_officer (session));
  g_assert_false (lt_session_lock_if_idle (session, DESK_NOW + 30 * MINUTE_MS, 10));
  /* Who signs in again is not the idle one. */
  desk_act_as (desk, OFFICER);
  g_assert_false (lt_session_lock_if_idle (session, DESK_NOW + 30 * MINUTE_MS, 10));
}

/* Bits by hand: figures log2 10 = 3.32 each, small letters log2 26 = 4.70, both with a
 * blank log2 59 = 5.88, Han beyond. What repeats or counts up adds nothing. */
static void
test_rating (void)
{
  static const struct
  {
    const char *passphrase;
    LtPassphraseRating rating;
  } cases[] = {
    { NULL, LT_PASSPHRASE_REFUSED },
    { "1234567", LT_PASSPHRASE_REFUSED },
    { "14030005", LT_PASSPHRASE_REFUSED }, /* the card */
    { "12345678", LT_PASSPHRASE_WEAK },    /* one new figure */
    { "aaaaaaaaaaaaaaaaaaaa", LT_PASSPHRASE_WEAK },
    { "ykykykykykykykykykyk", LT_PASSPHRASE_WEAK },
    { "20260815", LT_PASSPHRASE_WEAK },          /* at most 8 x 3.32 */
    { "14030005kw", LT_PASSPHRASE_WEAK },        /* the card and two letters */
    { "kwbzpdtf", LT_PASSPHRASE_WEAK },          /* 8 x 4.70 = 37.6 */
    { "kwbzpdtfhm", LT_PASSPHRASE_FAIR },        /* 10 x 4.70 = 47.0 */
    { "kwbzpdtfhmrxgq", LT_PASSPHRASE_FAIR },    /* 14 x 4.70 = 65.8 */
    { "kwbzpdtfhmrxgqy", LT_PASSPHRASE_STRONG }, /* 15 x 4.70 = 70.5 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lt_work_rate_passphrase (cases[i].passphrase, "14030005"), ==,
                     cases[i].rating);
  /* Without a card, too. */
  g_assert_cmpint (lt_work_rate_passphrase ("kwbzpdtf", NULL), ==, LT_PASSPHRASE_WEAK);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/slowed-down", test_slowed_down);
  g_test_add_func ("/keys/survives-restart", test_survives_restart);
  g_test_add_func ("/keys/clock-set-back", test_clock_set_back);
  g_test_add_func ("/keys/passphrase", test_passphrase);
  g_test_add_func ("/keys/rating", test_rating);
  g_test_add_func ("/keys/recover", test_recover);
  g_test_add_func ("/keys/typing", test_typing);
  g_test_add_func ("/keys/wrong-sheets", test_wrong_sheets);
  g_test_add_func ("/keys/alone-nothing", test_alone_nothing);
  g_test_add_func ("/keys/confirmed", test_confirmed);
  g_test_add_func ("/keys/confirmed-once", test_confirmed_once);
  g_test_add_func ("/keys/idle", test_idle);
  return g_test_run ();
}
