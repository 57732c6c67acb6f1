/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A sheet is text that is printed and one day typed again. Six lines count, each
 * "N: XXXX XXXX XXXX XXXX  CCCC": eight bytes and the first two bytes of the
 * SHA-256 of "lantian-recovery-1", the sheet's number, the line's and the eight
 * bytes, so that a mistake is found in its line. Line 1 names the pair, line 2 the
 * key (the first eight bytes of its public key's SHA-256), 3 to 6 are the share. */

#include "work/recovery-sheet.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/file-copy.h"
#include "base/file.h"
#include "base/seal.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define FORMAT     "lantian-recovery-1"
#define LINES      6
#define LINE_BYTES 8

typedef struct
{
  guint8 number;
  guint8 lines[LINES][LINE_BYTES];
} Sheet;

/* One line as it was typed. */
typedef struct
{
  gboolean there;
  guint8 bytes[LINE_BYTES];
  guint8 check[2];
} Typed;

static void
compute_check (guint8 sheet, guint8 line, const guint8 bytes[LINE_BYTES], guint8 check[2])
{
  guint8 all[sizeof FORMAT + 1 + LINE_BYTES];
  LtDigest digest;

  memcpy (all, FORMAT, sizeof FORMAT - 1);
  all[sizeof FORMAT - 1] = sheet;
  all[sizeof FORMAT] = line;
  memcpy (all + sizeof FORMAT + 1, bytes, LINE_BYTES);
  lt_digest_of (&digest, all, sizeof all);
  memcpy (check, digest.bytes, 2);
}

static void
fill_sheet (Sheet *sheet,
            guint8 number,
            const guint8 pair[LINE_BYTES],
            const LtKeyPair *key,
            const guint8 share[LT_KEY_SIZE])
{
  LtDigest name;

  lt_digest_of (&name, key->public_key, LT_KEY_SIZE);
  sheet->number = number;
  memcpy (sheet->lines[0], pair, LINE_BYTES);
  memcpy (sheet->lines[1], name.bytes, LINE_BYTES);
  memcpy (sheet->lines[2], share, LT_KEY_SIZE);
}

static void
append_line (GString *text, const Sheet *sheet, guint line)
{
  const guint8 *bytes = sheet->lines[line];
  guint8 check[2];

  compute_check (sheet->number, (guint8) (line + 1), bytes, check);
  g_string_append_printf (text, "  %u:  ", line + 1);
  for (int i = 0; i < LINE_BYTES; i += 2)
    g_string_append_printf (text, "%02X%02X ", bytes[i], bytes[i + 1]);
  g_string_append_printf (text, "  %02X%02X\n\n", check[0], check[1]);
}

static gboolean
save_sheet (const Sheet *sheet, const char *about, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Recovery sheet %u of 2"), sheet->number);
  g_string_append_printf (text, "\n\n%s\n\n", about);
  for (guint i = 0; i < LINES; i++)
    append_line (text, sheet, i);
  g_string_append (
      text, _ ("Print this sheet and delete its file. Give each of the two sheets to another "
               "keeper, who keeps it in a sealed envelope under lock, not beside the computer. "
               "Alone it opens nothing; with the other one it is the key. To use both, type the "
               "numbered lines into two text files: the last four figures of a line show a "
               "mistake of typing."));
  g_string_append_c (text, '\n');
  return lt_file_write (path, text->str, (gssize) text->len, 0600, error);
}

static gboolean
check_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it is there already, and was left as it is. Choose another name."),
               path);
  return FALSE;
}

/**
 * lt_recovery_sheets_write:
 * @key: a key
 * @about: whose it is, for people
 * @random: where the pair's name and the first share come from
 * @path1: a file that is not there yet, for the first sheet
 * @path2: another one, for the second
 * @error: return location; then neither is there
 */
gboolean
lt_recovery_sheets_write (const LtKeyPair *key,
                          const char *about,
                          LtRandom *random,
                          const char *path1,
                          const char *path2,
                          GError **error)
{
  guint8 pair[LINE_BYTES];
  guint8 share[LT_KEY_SIZE];
  Sheet first;
  Sheet second;
  gboolean done;

  if (g_str_equal (path1, path2))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("Name two files: each sheet goes to another keeper."));
      return FALSE;
    }
  if (!check_free (path1, error) || !check_free (path2, error))
    return FALSE;
  lt_random_fill (random, pair, sizeof pair);
  lt_random_fill (random, share, sizeof share);
  fill_sheet (&first, 1, pair, key, share);
  for (int i = 0; i < LT_KEY_SIZE; i++)
    share[i] ^= key->secret[i];
  fill_sheet (&second, 2, pair, key, share);
  done = save_sheet (&first, about, path1, error) && save_sheet (&second, about, path2, error);
  if (!done)
    {
      g_unlink (path1);
      g_unlink (path2);
    }
  lt_wipe_memory (share, sizeof share);
  lt_wipe_memory (&first, sizeof first);
  lt_wipe_memory (&second, sizeof second);
  return done;
}

/* Letters that hands write for figures. */
static char
read_figure (char c)
{
  if (c == 'O' || c == 'o')
    return '0';
  return c == 'I' || c == 'l' ? '1' : c;
}

static gboolean
read_line (const char *text, Typed *typed)
{
  char figures[2 * (LINE_BYTES + 2) + 1] = { 0 };
  guint n = 0;

  for (; *text != '\0'; text++)
    {
      char c = read_figure (*text);

      if (g_ascii_isspace (c))
        continue;
      if (!g_ascii_isxdigit (c) || n == sizeof figures - 1)
        return FALSE;
      figures[n++] = g_ascii_tolower (c);
    }
  if (n != sizeof figures - 1)
    return FALSE;
  lt_hex_decode (figures + 2 * LINE_BYTES, typed->check, sizeof typed->check);
  figures[2 * LINE_BYTES] = '\0';
  return lt_hex_decode (figures, typed->bytes, LINE_BYTES);
}

static gboolean
refuse_line (GError **error, const char *path, guint line)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("Sheet %s, line %u: a mistake of typing: its figures do not fit the last four. "
                  "Compare it with the paper."),
               path, line);
  return FALSE;
}

static gboolean
read_lines (const char *path, Typed typed[LINES], GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!lt_file_check_plain (path, error))
    return FALSE;
  if (!g_file_get_contents (path, &text, NULL, error))
    {
      g_prefix_error (error, _ ("Sheet %s: "), path);
      return FALSE;
    }
  memset (typed, 0, LINES * sizeof typed[0]);
  lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      guint number = (guint) (line[0] - '1');

      if (number >= LINES || line[1] != ':')
        continue;
      if (!read_line (line + 2, &typed[number]))
        return refuse_line (error, path, number + 1);
      typed[number].there = TRUE;
    }
  for (guint i = 0; i < LINES; i++)
    if (!typed[i].there)
      {
        g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                     _ ("Sheet %s: line %u is missing. Type all six numbered lines from the "
                        "paper."),
                     path, i + 1);
        return FALSE;
      }
  return TRUE;
}

static guint
count_fitting (const Typed typed[LINES], guint8 sheet, guint *first_wrong)
{
  guint n = 0;

  *first_wrong = 0;
  for (guint i = 0; i < LINES; i++)
    {
      guint8 check[2];

      compute_check (sheet, (guint8) (i + 1), typed[i].bytes, check);
      if (memcmp (check, typed[i].check, sizeof check) == 0)
        n++;
      else if (*first_wrong == 0)
        *first_wrong = i + 1;
    }
  return n;
}

/* Which of the two it is shows by what its lines fit. */
static gboolean
fit_sheet (Sheet *sheet, const char *path, Typed typed[LINES], GError **error)
{
  guint wrong[2];
  guint fitting[2];

  if (!read_lines (path, typed, error))
    return FALSE;
  for (guint8 i = 0; i < 2; i++)
    fitting[i] = count_fitting (typed, i + 1, &wrong[i]);
  sheet->number = fitting[0] >= fitting[1] ? 1 : 2;
  if (fitting[sheet->number - 1] < LINES)
    return refuse_line (error, path, wrong[sheet->number - 1]);
  for (guint i = 0; i < LINES; i++)
    memcpy (sheet->lines[i], typed[i].bytes, LINE_BYTES);
  return TRUE;
}

static gboolean
load_sheet (Sheet *sheet, const char *path, GError **error)
{
  Typed typed[LINES] = { 0 };
  gboolean loaded = fit_sheet (sheet, path, typed, error);

  lt_wipe_memory (typed, sizeof typed);
  return loaded;
}

static gboolean
refuse_pair (GError **error)
{
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("The two sheets do not belong together: they were made at different "
                          "times, or for different keys. Line 1 must be the same on both."));
  return FALSE;
}

/* One sheet alone says nothing; both of them are the key. */
static gboolean
join_sheets (LtKeyPair *key, const Sheet *first, const Sheet *second, GError **error)
{
  guint8 secret[LT_KEY_SIZE];
  LtDigest name;

  if (first->number == second->number)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("Both files are sheet %u. Take the other one from the other keeper."),
                   first->number);
      return FALSE;
    }
  if (memcmp (first->lines, second->lines, 2 * LINE_BYTES) != 0)
    return refuse_pair (error);
  for (int i = 0; i < LT_KEY_SIZE; i++)
    secret[i] = first->lines[2 + i / LINE_BYTES][i % LINE_BYTES]
                ^ second->lines[2 + i / LINE_BYTES][i % LINE_BYTES];
  lt_key_pair_from_secret (key, secret);
  lt_wipe_memory (secret, sizeof secret);
  lt_digest_of (&name, key->public_key, LT_KEY_SIZE);
  return memcmp (name.bytes, first->lines[1], LINE_BYTES) == 0 || refuse_pair (error);
}

/**
 * lt_recovery_sheets_read:
 * @key: (out caller-allocates): the key
 * @path1: one sheet, as it was typed
 * @path2: the other
 * @error: return location; says which line of which sheet is wrong
 */
gboolean
lt_recovery_sheets_read (LtKeyPair *key, const char *path1, const char *path2, GError **error)
{
  Sheet first = { 0 };
  Sheet second = { 0 };
  gboolean read = load_sheet (&first, path1, error) && load_sheet (&second, path2, error)
                  && join_sheets (key, &first, &second, error);

  lt_wipe_memory (&first, sizeof first);
  lt_wipe_memory (&second, sizeof second);
  return read;
}
