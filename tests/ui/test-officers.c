/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the officers: a keeper enters one, gives and takes a role and revokes keys,
 * by the keyboard; the others read it; everybody changes his own passphrase. */

#include "stage.h"

#include "store/key-streams.h"
#include "work/colleagues.h"
#include "work/county.h"
#include "work/officers.h"
#include "work/records.h"

#include <string.h>

#define INSPECTOR "14030001"
#define KEEPER    "14030005"
#define NEW_CARD  "14030088"
#define NEW_WORDS "three blind owls"

static LtSession *
session_of (Stage *stage)
{
  return lt_window_get_session (stage->window);
}

static void
sign_in (Stage *stage, const char *card, const char *passphrase)
{
  g_autoptr (GError) error = NULL;

  lt_session_sign_in (session_of (stage), card, passphrase, &error);
  g_assert_no_error (error);
}

/* By the box of Ctrl+K, as what is called @words. */
static void
do_command (Stage *stage, const char *words)
{
  stage_key (stage, GDK_KEY_k, GDK_CONTROL_MASK);
  stage_type (stage, words);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_page (stage, "officers");
}

static void
fill (Stage *stage, const char *name, const char *text)
{
  stage_tab_to (stage, name);
  stage_key (stage, GDK_KEY_a, GDK_CONTROL_MASK);
  stage_type (stage, text);
}

static LtRecord *
get_officer (Stage *stage, const char *card)
{
  return lt_work_show (session_of (stage), lt_kind_by_name ("officer"), card, NULL);
}

static gboolean
is_entered (gpointer stage)
{
  g_autoptr (LtRecord) officer = get_officer (stage, NEW_CARD);

  return officer != NULL;
}

/* What is made serves: the officer joins with it. */
static void
assert_joins (Stage *stage, const char *invite)
{
  g_autofree char *hub = g_build_filename (stage->folder, "bureau.hub", NULL);
  g_autofree char *path = g_build_filename (stage->folder, "theirs.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  LtSyncReport report;
  LtSession *theirs;

  lt_work_sync (session_of (stage), hub, &report, &error);
  g_assert_no_error (error);
  theirs = lt_work_join (path, hub, invite, NEW_WORDS, lt_session_get_now (session_of (stage)),
                         lt_random_new (), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lt_record_get (lt_session_get_officer (theirs), "card"), ==, NEW_CARD);
  lt_session_close (theirs);
}

static void
test_enrol (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *invite = g_build_filename (stage->folder, "new.invite", NULL);
  g_autoptr (LtRecord) officer = NULL;

  sign_in (stage, KEEPER, LT_SAMPLE_PASSPHRASE);
  stage_wait_map (stage);
  do_command (stage, "Enter an officer");
  stage_wait_shown (stage, "enrol-card");
  stage_type (stage, NEW_CARD);
  fill (stage, "enrol-name", "N");
  fill (stage, "enrol-from", "2026-13-01");
  fill (stage, "enrol-file", invite);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "enrol-from-problem");
  g_assert_false (is_entered (stage));
  fill (stage, "enrol-from", "2026-01-01");
  /* An inspector, if nobody says otherwise. */
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (stage_find (stage, "role-inspector"))));
  stage_tab_to (stage, "role-inspector");
  stage_key (stage, GDK_KEY_space, 0);
  stage_tab_to (stage, "officer-form-go");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_text (stage, "officer-form-said", "角色");
  g_assert_false (is_entered (stage));
  stage_tab_to (stage, "role-inspector");
  stage_key (stage, GDK_KEY_space, 0);
  stage_picture (stage, "officers-enrol");
  stage_tab_to (stage, "officer-form-go");
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait (is_entered, stage, "the officer");
  stage_wait_text (stage, "officers-said", invite);
  g_assert_true (stage_has_words (stage_find (stage, "officers-list"), NEW_CARD));
  officer = get_officer (stage, NEW_CARD);
  g_assert_cmpstr (lt_record_get (officer, "roles"), ==, "inspector");
  g_assert_cmpstr (lt_record_get (officer, "card_from"), ==, "2026-01-01");
  assert_joins (stage, invite);
}

static char *
get_roles (Stage *stage, const char *card, const char *date)
{
  g_autoptr (LtRecord) officer = get_officer (stage, card);

  return lt_store_get_roles (lt_session_get_store (session_of (stage)), &officer->id, date, NULL);
}

static gboolean
has_auditor (gpointer stage)
{
  g_autofree char *roles = get_roles (stage, INSPECTOR, "2027-06-30");

  return strstr (roles, "auditor") != NULL;
}

static gboolean
has_no_auditor (gpointer stage)
{
  return !has_auditor (stage);
}

static void
take (Stage *stage, const char *button)
{
  stage_tab_to (stage, button);
  stage_key (stage, GDK_KEY_space, 0);
  stage_wait_dialog (stage);
  stage_key (stage, GDK_KEY_t, GDK_ALT_MASK);
  stage_wait_no_dialog (stage);
}

/* For a period, and back; a keeper's last role is not taken. */
static void
test_roles (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autofree char *later = NULL;

  sign_in (stage, KEEPER, LT_SAMPLE_PASSPHRASE);
  stage_wait_map (stage);
  do_command (stage, "Officers, roles");
  stage_tab_to (stage, "officers-list");
  stage_key (stage, GDK_KEY_Home, 0);
  stage_settle (stage);
  stage_picture (stage, "officers");
  g_assert_true (stage_has_words (stage_find (stage, "officers-page"), "吊销密钥"));
  stage_tab_to (stage, "officer-give");
  stage_key (stage, GDK_KEY_space, 0);
  stage_settle (stage);
  stage_key (stage, GDK_KEY_space, 0);
  fill (stage, "give-from", "2027-01-01");
  fill (stage, "give-to", "2027-06-30");
  fill (stage, "give-document", "No. 5");
  stage_picture (stage, "officers-give");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (has_auditor, stage, "the role");
  later = get_roles (stage, INSPECTOR, "2027-07-01");
  g_assert_null (strstr (later, "auditor"));
  stage_wait_shown (stage, "take-auditor");
  /* Asked about once; Enter and Esc leave it. */
  stage_tab_to (stage, "take-auditor");
  stage_key (stage, GDK_KEY_space, 0);
  stage_picture_of (stage, GTK_WIDGET (stage_wait_dialog (stage)), "officers-take");
  stage_key (stage, GDK_KEY_Escape, 0);
  stage_wait_no_dialog (stage);
  g_assert_true (has_auditor (stage));
  take (stage, "take-auditor");
  stage_wait (has_no_auditor, stage, "that the role is taken");
  /* The list has the keyboard; the keeper is its last. */
  stage_tab_to (stage, "officers-list");
  stage_key (stage, GDK_KEY_End, 0);
  stage_wait_shown (stage, "take-keeper");
  take (stage, "take-keeper");
  stage_wait_text (stage, "officers-said", "管理员");
  g_assert_true (gtk_widget_has_css_class (stage_find (stage, "officers-said"), "problem"));
}

static guint
count_revoked (Stage *stage)
{
  g_autoptr (LtRecord) officer = get_officer (stage, INSPECTOR);
  g_autoptr (GPtrArray) list =
      lt_work_officer_list (session_of (stage), officer, "revocation", NULL);

  return list->len;
}

static gboolean
is_revoked (gpointer stage)
{
  return count_revoked (stage) == 1;
}

static gboolean
is_other_dialog (gpointer user_data)
{
  const gpointer *both = user_data;
  GtkWindow *now = stage_wait_dialog (both[0]);

  return now != both[1];
}

/* Waits for the question behind @before. */
static GtkWindow *
wait_next_dialog (Stage *stage, GtkWindow *before)
{
  gpointer both[] = { stage, before };

  stage_wait (is_other_dialog, both, "the next question");
  return stage_wait_dialog (stage);
}

/* The page is read anew beside the main loop. */
static gboolean
gives_reason (gpointer stage)
{
  return stage_has_words (stage_find (stage, "officers-page"), "laptop lost");
}

/* With its reason, and the passphrase again: a wrong one revokes nothing. */
static void
test_revoke (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  GtkWindow *dialog;

  sign_in (stage, KEEPER, LT_SAMPLE_PASSPHRASE);
  stage_wait_map (stage);
  do_command (stage, "Officers, roles");
  stage_tab_to (stage, "officers-list");
  stage_key (stage, GDK_KEY_Home, 0);
  stage_tab_to (stage, "officer-revoke");
  stage_key (stage, GDK_KEY_space, 0);
  dialog = stage_wait_dialog (stage);
  stage_type (stage, "laptop lost");
  stage_key (stage, GDK_KEY_Return, 0);
  dialog = wait_next_dialog (stage, dialog);
  stage_type (stage, "wrong");
  stage_key (stage, GDK_KEY_Return, 0);
  dialog = wait_next_dialog (stage, dialog);
  g_assert_cmpuint (count_revoked (stage), ==, 0);
  stage_type (stage, LT_SAMPLE_PASSPHRASE);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait (is_revoked, stage, "the revocation");
  stage_wait_no_dialog (stage);
  stage_wait_text (stage, "officers-said", "吊销");
  stage_wait (gives_reason, stage, "the reason of the revocation");
  stage_picture (stage, "officers-revoked");
}

/* Who is no keeper reads it, and is told whom to ask; nobody signed in, too. */
static void
test_reader (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();

  stage_wait_map (stage);
  do_command (stage, "Officers, roles");
  g_assert_nonnull (strstr (stage_get_text (stage, "officers-note"), KEEPER));
  sign_in (stage, INSPECTOR, LT_SAMPLE_PASSPHRASE);
  stage_settle (stage);
  g_assert_nonnull (strstr (stage_get_text (stage, "officers-note"), KEEPER));
  g_assert_false (gtk_widget_is_sensitive (stage_find (stage, "officers-enrol")));
  g_assert_false (stage_has_words (stage_find (stage, "officers-page"), "授予角色"));
  g_assert_false (stage_has_words (stage_find (stage, "officers-page"), "吊销密钥"));
  g_assert_nonnull (stage_find (stage, "officer-passphrase"));
  stage_picture (stage, "officers-reader");
}

static gboolean
is_changed (gpointer user_data)
{
  return lt_session_confirm (session_of (user_data), NEW_WORDS, NULL);
}

/* The old one is asked for; the new one opens the key from then on. */
static void
test_passphrase (void)
{
  g_autoptr (Stage) stage = stage_new_sample ();
  g_autoptr (GError) error = NULL;

  sign_in (stage, INSPECTOR, LT_SAMPLE_PASSPHRASE);
  stage_wait_map (stage);
  do_command (stage, "Change your passphrase");
  stage_wait_shown (stage, "passphrase-old");
  stage_type (stage, "wrong one");
  fill (stage, "passphrase-new", NEW_WORDS);
  fill (stage, "passphrase-again", "three blind mice");
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "passphrase-again-problem");
  fill (stage, "passphrase-again", NEW_WORDS);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_shown (stage, "passphrase-old-problem");
  fill (stage, "passphrase-old", LT_SAMPLE_PASSPHRASE);
  stage_key (stage, GDK_KEY_Return, 0);
  stage_wait_text (stage, "officers-said", "口令");
  g_assert_true (is_changed (stage));
  g_assert_false (lt_session_confirm (session_of (stage), LT_SAMPLE_PASSPHRASE, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/officers/enrol", test_enrol);
  g_test_add_func ("/ui/officers/roles", test_roles);
  g_test_add_func ("/ui/officers/revoke", test_revoke);
  g_test_add_func ("/ui/officers/reader", test_reader);
  g_test_add_func ("/ui/officers/passphrase", test_passphrase);
  return g_test_run ();
}
