/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A passphrase typed at a terminal, unseen. The terminal is told to hand over
 * every key at once, Ctrl+C too: so there is one way out, and it is left as it was. */

#include "cli/passphrase.h"

#include "base/error.h"
#include "base/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MOST_BYTES 1024
#define MOST_TRIES 3

typedef enum
{
  KEY_MORE,
  KEY_DONE,
  KEY_CANCEL,
} Key;

static void
say (int terminal, const char *text)
{
  gsize size = strlen (text);

  while (size > 0)
    {
      gssize n = write (terminal, text, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return;
      text += n;
      size -= (gsize) n;
    }
}

/* Takes one letter back, of however many bytes. */
static gsize
take_back (const char *text, gsize length)
{
  while (length > 0 && ((guint8) text[length - 1] & 0xc0) == 0x80)
    length--;
  return length > 0 ? length - 1 : 0;
}

static Key
take_key (char key, char *text, gsize *length)
{
  switch (key)
    {
    case '\r':
    case '\n':
      return KEY_DONE;
    case 0x03: /* Ctrl+C */
    case 0x04: /* Ctrl+D */
      return KEY_CANCEL;
    case 0x15: /* Ctrl+U */
      *length = 0;
      return KEY_MORE;
    case 0x08:
    case 0x7f:
      *length = take_back (text, *length);
      return KEY_MORE;
    default:
      if (*length < MOST_BYTES)
        text[(*length)++] = key;
      return KEY_MORE;
    }
}

static char *
read_line (int terminal)
{
  char *text = g_malloc0 (MOST_BYTES + 1);
  gsize length = 0;
  Key state = KEY_MORE;

  while (state == KEY_MORE)
    {
      char key;
      gssize n = read (terminal, &key, 1);

      if (n < 0 && errno == EINTR)
        continue;
      state = n == 1 ? take_key (key, text, &length) : KEY_CANCEL;
    }
  text[length] = '\0';
  if (state == KEY_DONE)
    return text;
  lt_passphrase_clear (text);
  return NULL;
}

static char *
ask_once (int terminal, const char *prompt)
{
  struct termios before;
  struct termios unseen;
  char *text;

  if (tcgetattr (terminal, &before) != 0)
    return NULL;
  unseen = before;
  unseen.c_lflag &= (tcflag_t) ~(ECHO | ECHONL | ICANON | ISIG);
  unseen.c_cc[VMIN] = 1;
  unseen.c_cc[VTIME] = 0;
  if (tcsetattr (terminal, TCSAFLUSH, &unseen) != 0)
    return NULL;
  say (terminal, prompt);
  text = read_line (terminal);
  tcsetattr (terminal, TCSAFLUSH, &before);
  say (terminal, "\n");
  return text;
}

/* Nobody sees what he types: a new one is typed again. */
static char *
ask_twice (int terminal, const char *prompt)
{
  for (int i = 0; i < MOST_TRIES; i++)
    {
      char *first = ask_once (terminal, prompt);
      char *second = first == NULL ? NULL : ask_once (terminal, _ ("The same once more: "));
      gboolean same = second != NULL && g_str_equal (first, second);
      gboolean given_up = second == NULL;

      lt_passphrase_clear (second);
      if (same)
        return first;
      lt_passphrase_clear (first);
      if (given_up)
        return NULL;
      say (terminal, _ ("They are not the same.\n"));
    }
  return NULL;
}

/**
 * lt_passphrase_ask:
 * @prompt: what to ask for
 * @twice: whether it is a new one
 * @text: (out) (transfer full) (nullable): what was typed; %NULL where nobody sits at a
 *   terminal
 * @error: return location, for who gave up
 *
 * Asks at the terminal, and never a pipe or file: what stands there is for the
 * verb.
 */
gboolean
lt_passphrase_ask (const char *prompt, gboolean twice, char **text, GError **error)
{
  int terminal;

  *text = NULL;
  if (!isatty (STDIN_FILENO))
    return TRUE;
  terminal = open ("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0)
    return TRUE;
  *text = twice ? ask_twice (terminal, prompt) : ask_once (terminal, prompt);
  close (terminal);
  if (*text != NULL && **text != '\0')
    return TRUE;
  g_clear_pointer (text, lt_passphrase_clear);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("No passphrase was given. Nothing was changed."));
  return FALSE;
}

/**
 * lt_passphrase_clear:
 * @text: (nullable) (transfer full): a passphrase
 *
 * Frees it and leaves nothing of it in memory.
 */
void
lt_passphrase_clear (char *text)
{
  if (text == NULL)
    return;
  lt_wipe_memory (text, strlen (text));
  g_free (text);
}
