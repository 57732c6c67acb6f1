/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A stand-in for lantian-convert that goes wrong as the name of the file says that
 * it shall write. It is given two rows. */
#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

static void
say (const char *words)
{
  if (write (STDOUT_FILENO, words, strlen (words)) < 0)
    _exit (9);
}

static void
take_all (void)
{
  char bytes[4096];

  while (read (STDIN_FILENO, bytes, sizeof bytes) > 0)
    continue;
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = g_build_filename (argv[3], argv[4], NULL);
  const char *how = argv[4];

  if (g_str_has_prefix (how, "early"))
    {
      say ("!3 told in words\n");
      return 3;
    }
  if (g_str_has_prefix (how, "crash"))
    raise (SIGABRT);
  if (g_str_has_prefix (how, "hang"))
    pause ();
  take_all ();
  if (g_str_has_prefix (how, "mute"))
    return 4;
  if (g_str_has_prefix (how, "link"))
    {
      if (symlink ("/etc/passwd", path) != 0)
        return 9;
    }
  else if (!g_str_has_prefix (how, "nofile"))
    g_file_set_contents (path, "whole\n", -1, NULL);
  if (g_str_has_prefix (how, "count"))
    say ("3\n");
  else if (g_str_has_prefix (how, "bytes"))
    say ("\xff\xfe");
  else if (g_str_has_prefix (how, "late"))
    say ("!5 no room\n");
  else
    say ("2\n");
  return 0;
}
