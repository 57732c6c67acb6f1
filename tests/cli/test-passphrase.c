/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl.h"

#include <errno.h>
#include <pty.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A passphrase typed at a terminal: asked for, not shown, and asked for nowhere
 * else. */

/* What a terminal shows, and what somebody types when he has read it. */
typedef struct
{
  int terminal;
  pid_t child;
  GString *shown;
} Typist;

static void
start (Typist *self, Ctl *ctl, const char *rest)
{
  g_autofree char *line = g_strdup_printf ("'%s' %s", g_getenv ("LANTIANCTL"), rest);
  char **words = NULL;

  g_test_message ("$ %s", line);
  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  self->shown = g_string_new (NULL);
  self->child = forkpty (&self->terminal, NULL, NULL, NULL);
  g_assert_cmpint (self->child, >=, 0);
  if (self->child == 0)
    {
      if (chdir (ctl->folder) == 0)
        execv (words[0], words);
      _exit (127);
    }
  g_strfreev (words);
}

/* A terminal whose program has ended reads as an error. */
static gboolean
read_some (Typist *self)
{
  char bytes[256];
  gssize n = read (self->terminal, bytes, sizeof bytes);

  if (n < 0 && errno == EINTR)
    return TRUE;
  if (n <= 0)
    return FALSE;
  g_string_append_len (self->shown, bytes, n);
  return TRUE;
}

static void
answer (Typist *self, const char *prompt, const char *text)
{
  while (!g_str_has_suffix (self->shown->str, prompt))
    if (!read_some (self))
      g_error ("it does not ask \"%s\" but says: %s", prompt, self->shown->str);
  g_assert_cmpint (write (self->terminal, text, strlen (text)), ==, (gssize) strlen (text));
}

static int
finish (Typist *self)
{
  int status = 0;

  while (read_some (self))
    ;
  g_assert_cmpint (waitpid (self->child, &status, 0), ==, self->child);
  close (self->terminal);
  g_test_message ("%s", self->shown->str);
  return WIFEXITED (status) ? WEXITSTATUS (status) : 128;
}

static void
expect (Typist *self, int status, const char *words, const char *secret)
{
  g_assert_cmpint (finish (self), ==, status);
  if (strstr (self->shown->str, words) == NULL)
    g_error ("it does not say \"%s\" but: %s", words, self->shown->str);
  g_assert_null (strstr (self->shown->str, secret));
  g_string_free (self->shown, TRUE);
}

/* The environment that ctl.c gives its own children. */
static void
set_environment (Ctl *ctl)
{
  g_setenv ("LANTIAN_LANGUAGE", "en", TRUE);
  g_setenv ("HOME", ctl->folder, TRUE);
  g_setenv ("XDG_STATE_HOME", "/dev/null", TRUE);
  g_unsetenv ("LANTIAN_PASSPHRASE_FILE");
  g_unsetenv ("LANTIAN_NEW_PASSPHRASE_FILE");
  g_unsetenv ("LANTIAN_AS");
}

static void
test_terminal (void)
{
  static const char new[] = "--at 2026-11-20T09:00 new own.gpkg --area 140321 --keeper 1:保管人";
  static const char add[] = "--db own.gpkg --as 1 --at 2026-11-20T10:00 add town name=%s";
  g_autoptr (Ctl) ctl = ctl_new ();
  g_autofree char *first = g_strdup_printf (add, "甲");
  g_autofree char *second = g_strdup_printf (add, "乙");
  Typist typist;

  set_environment (ctl);
  /* A new key's twice, until both are the same. */
  start (&typist, ctl, new);
  answer (&typist, "keeper's key: ", "a long one\n");
  answer (&typist, "once more: ", "a lonk one\n");
  answer (&typist, "keeper's key: ", "a long one\n");
  answer (&typist, "once more: ", "a long one\n");
  expect (&typist, 0, "They are not the same", "long one");
  /* Ctrl+U and the backspace key take back what is not seen, letters of several
   * bytes whole. */
  start (&typist, ctl, first);
  answer (&typist, "Passphrase of card 1: ",
          "wrong\x15"
          "a long oné\x7f"
          "e\n");
  expect (&typist, 0, "甲", "long one");
  start (&typist, ctl, second);
  answer (&typist, "Passphrase of card 1: ", "something else\n");
  expect (&typist, 4, "passphrase", "something else");
  start (&typist, ctl, second);
  answer (&typist, "Passphrase of card 1: ", "a lo\x03");
  expect (&typist, 2, "No passphrase was given", "a lo\n");
  ctl_do (ctl, 0, "--db own.gpkg --json list town");
  g_assert_cmpuint (ctl_count (ctl, ""), ==, 1);
}

static void
test_change (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();
  Typist typist;

  set_environment (ctl);
  ctl_write (ctl, "word", "the first one\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "word");
  ctl_do (ctl, 0, "--at 2026-11-20T09:00 new own.gpkg --area 140321 --keeper 1:保管人");
  start (&typist, ctl, "--db own.gpkg --as 1 key passphrase");
  answer (&typist, "Passphrase of card 1: ", "the first one\n");
  answer (&typist, "New passphrase: ", "the second one\n");
  answer (&typist, "once more: ", "the second one\n");
  expect (&typist, 0, "1", "second one");
  ctl_write (ctl, "word", "the second one\n", -1);
  ctl_do (ctl, 0, "--db own.gpkg --as 1 --at 2026-11-20T10:00 add town name=甲");
  /* The sample's is published: nobody is asked. */
  ctl_sample (ctl, "county.gpkg");
  start (&typist, ctl, "--db county.gpkg --as 14030001 --at 2026-11-20T10:00 add town name=乙");
  expect (&typist, 0, "乙", "Passphrase");
}

/* A script has no terminal: it is told where the passphrase belongs. */
static void
test_script (void)
{
  g_autoptr (Ctl) ctl = ctl_new ();

  ctl_refuse (ctl, 2, "LANTIAN_PASSPHRASE_FILE", "new own.gpkg --area 140321 --keeper 1:保管人");
  g_assert_false (ctl_has (ctl, "own.gpkg"));
  ctl_write (ctl, "word", "a long one\n", -1);
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", "word");
  ctl_do (ctl, 0, "--at 2026-11-20T09:00 new own.gpkg --area 140321 --keeper 1:保管人");
  ctl_refuse (ctl, 2, "LANTIAN_NEW_PASSPHRASE_FILE", "--db own.gpkg --as 1 key passphrase");
  ctl_set (ctl, "LANTIAN_PASSPHRASE_FILE", NULL);
  ctl_refuse (ctl, 2, "LANTIAN_PASSPHRASE_FILE", "--db own.gpkg --as 1 add town name=甲");
  ctl_refuse (ctl, 2, "LANTIAN_PASSPHRASE_FILE", "--db own.gpkg --as 1 export --everything all");
  ctl_set (ctl, "LANTIAN_LANGUAGE", "zh_CN");
  ctl_refuse (ctl, 2, "需要口令", "--db own.gpkg --as 1 add town name=甲");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/passphrase/terminal", test_terminal);
  g_test_add_func ("/cli/passphrase/change", test_change);
  g_test_add_func ("/cli/passphrase/script", test_script);
  return g_test_run ();
}
