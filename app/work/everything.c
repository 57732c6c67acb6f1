/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything of a county file in open forms, from a damaged file too: it is not
 * opened as a county file, which a damaged one would refuse. */

#include "work/everything.h"

#include "base/error.h"
#include "base/file-copy.h"
#include "base/file.h"
#include "store/key-file.h"
#include "store/originals.h"
#include "work/county.h"
#include "work/workbench.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MOST_ORIGINAL (G_GUINT64_CONSTANT (16) << 30)

/* What stands beside the lines, so that they can be read without this program. */
static const char readme[] =
    "groups.jsonl      one group a line: what was saved and signed together\n"
    "operations.jsonl  one operation a line, in the order of each stream\n"
    "files/            originals of attachments, named by their SHA-256\n"
    "rows/             measured rows of a batch, named by its field \"blob\": place (id of a\n"
    "                  record), item, minutes of Asia/Shanghai since 1970, value, quality\n"
    "\n"
    "Bytes are in hexadecimal. \"says\" and \"fields\" repeat a value in words.\n"
    "action: 1 the record is made (value: its fields, each a 32-bit number, a 32-bit length and\n"
    "the bytes), 2 a field is set, 3 the record is removed, 4 it is there again, 5 and 6 one\n"
    "member of a set comes or goes. Field 0 is the record itself. A value holds until an\n"
    "operation on the same record and field names it among its parents.\n"
    "\n"
    "The id of an operation is the SHA-256 of (integers big-endian): u8 1; replica (16); epoch\n"
    "(8); u64 seq; prev (32); u64 time; u64 wall; u8 clock_source; u32 kind; record (16); u32\n"
    "field; u8 action; u32 number of parents and each (32); u8 1, u32 length and the value, or\n"
    "u8 0 without one.\n"
    "The id of a group is the SHA-256 of, and its signature (Ed25519, by key) is over: u8 1;\n"
    "bureau (32; zeros in the first group of all, whose id is the bureau); replica; epoch; u64\n"
    "first_seq; u32 n; actor (16); key (32); u32 schema; u32 length and the note; u32 number of\n"
    "seen groups and each (32); the ids of its operations.\n"
    "\n"
    "每行一个 JSON 对象：groups.jsonl 为签名的操作组，operations.jsonl 为操作，files/ "
    "为附件原件。\n";

static gboolean
refuse_folder (const char *path, int problem, GError **error)
{
  if (problem == ENOSPC || problem == EDQUOT)
    return lt_file_refuse (path, g_strerror (problem), error);
  g_set_error (error, LT_ERROR, problem == EEXIST ? LT_ERROR_BAD_INPUT : LT_ERROR_UNAVAILABLE,
               _ ("Folder %s: %s. Choose another folder for the export."), path,
               g_strerror (problem));
  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  return g_mkdir (path, 0700) == 0 || refuse_folder (path, errno, error);
}

static gboolean
copy_folder (const char *from, const char *to, LtEverything *tally, guint *n, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  if (dir == NULL)
    return TRUE;
  if (!make_folder (to, error))
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autoptr (GError) problem = NULL;
      guint64 size;
      LtDigest digest;

      if (g_file_test (inner, G_FILE_TEST_IS_DIR)
          && !g_hash_table_contains (tally->originals, name))
        {
          if (!copy_folder (inner, target, tally, n, error))
            return FALSE;
        }
      else if (lt_file_copy (inner, target, MOST_ORIGINAL, NULL, &digest, &size, &problem))
        {
          g_autofree char *hex = lt_digest_to_hex (&digest);

          (*n)++;
          if (g_hash_table_contains (tally->originals, name) && !g_str_equal (hex, name))
            g_ptr_array_add (tally->gaps,
                             g_strdup_printf (_ ("Original %s: its bytes were altered. It was "
                                                 "exported as it is."),
                                              name));
        }
      else if (lt_file_digest (inner, NULL, &digest, &size, NULL))
        {
          /* It can be read, so there it could not be written. */
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      else
        g_ptr_array_add (tally->gaps, g_strdup (problem->message));
    }
  return TRUE;
}

static void
tell_missing (const char *path, LtEverything *tally)
{
  g_autoptr (GList) digests = g_hash_table_get_keys (tally->originals);

  digests = g_list_sort (digests, (GCompareFunc) g_strcmp0);
  for (GList *item = digests; item != NULL; item = item->next)
    {
      g_autofree char *original = lt_original_path (path, item->data);

      if (!g_file_test (original, G_FILE_TEST_EXISTS))
        g_ptr_array_add (
            tally->gaps,
            g_strdup_printf (_ ("Attachment %s: its original %s is not beside the county file, so "
                                "it is not in the export."),
                             (const char *) g_hash_table_lookup (tally->originals, item->data),
                             (const char *) item->data));
    }
}

/**
 * lt_work_export_needs_key:
 * @path: a county file
 *
 * Returns: whether it belongs to officers who have their keys on this device; a copy
 *   without any can be read by whoever holds it, and so exported
 */
gboolean
lt_work_export_needs_key (const char *path)
{
  g_auto (GStrv) cards = lt_key_file_list_cards (path);

  return cards[0] != NULL;
}

/* All personal data leave at once: who takes them says his passphrase for it. */
static gboolean
confirm (const char *path, const char *card, const char *passphrase, gint64 now, GError **error)
{
  LtKeyPair key;
  LtId officer;
  gboolean right;

  if (!lt_work_export_needs_key (path))
    return TRUE;
  if (card == NULL)
    {
      g_set_error_literal (
          error, LT_ERROR, LT_ERROR_REFUSED,
          _ ("Everything leaves the file at once, personal data too. Say who takes "
             "it, with card and passphrase (--as CARD)."));
      return FALSE;
    }
  /* The sample's passphrase is published; no other key opens with it. */
  right = lt_key_file_open (path, card, passphrase == NULL ? LT_SAMPLE_PASSPHRASE : passphrase, now,
                            &officer, &key, error);
  lt_key_pair_clear (&key);
  return right;
}

static gboolean
check_place (const char *folder, GError **error)
{
  return !g_file_test (folder, G_FILE_TEST_EXISTS) || refuse_folder (folder, EEXIST, error);
}

static gboolean
move_into_place (const char *from, const char *folder, GError **error)
{
  return g_rename (from, folder) == 0 ? lt_file_sync_folder (folder, error)
                                      : refuse_folder (folder, errno, error);
}

/* What is told names the place that was asked for. */
static void
name_place (const char *from, const char *folder, GError *problem)
{
  GString *text = g_string_new (problem->message);

  g_string_replace (text, from, folder, 0);
  g_free (problem->message);
  problem->message = g_string_free (text, FALSE);
}

/* All of it in a folder of its own, which comes into place when it is whole. */
static LtEverything *
fill_folder (const char *path, const char *folder, guint *n_originals, GError **error)
{
  g_autofree char *originals = lt_originals_folder (path);
  g_autofree char *files = g_build_filename (folder, "files", NULL);
  g_autofree char *text = g_build_filename (folder, "README.txt", NULL);
  g_autoptr (LtEverything) tally = NULL;

  if (!make_folder (folder, error))
    return NULL;
  tally = lt_store_export_everything (path, folder, error);
  if (tally == NULL || !lt_file_write (text, readme, -1, 0600, error)
      || !copy_folder (originals, files, tally, n_originals, error))
    return NULL;
  tell_missing (path, tally);
  return g_steal_pointer (&tally);
}

/**
 * lt_work_export_everything:
 * @path: a county file, sound or damaged
 * @card: (nullable): card of the officer who takes it, a key of his on this device;
 *   asked for only where there are keys at all
 * @passphrase: (nullable): his passphrase
 * @now: the time
 * @folder: a folder that is not there yet
 * @n_originals: (out): how many originals of attachments were copied
 * @error: return location
 *
 * Writes the log as lines of JSON, the originals, and a text that says how to read
 * them.
 *
 * Returns: (transfer full) (nullable): what was written, and what could not be read
 */
LtEverything *
lt_work_export_everything (const char *path,
                           const char *card,
                           const char *passphrase,
                           gint64 now,
                           const char *folder,
                           guint *n_originals,
                           GError **error)
{
  g_autofree char *place = g_canonicalize_filename (folder, NULL);
  g_autofree char *coming = NULL;
  g_auto (LtWorkbench) bench = { .lock = -1 };
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtEverything) tally = NULL;

  *n_originals = 0;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s: it is not there. Name the county file."), path);
      return NULL;
    }
  if (!check_place (folder, error) || !confirm (path, card, passphrase, now, error))
    return NULL;
  if (!lt_workbench_set_up (&bench, place, "lantian-export"))
    {
      refuse_folder (folder, errno, error);
      return NULL;
    }
  coming = g_build_filename (bench.folder, "all", NULL);
  tally = fill_folder (path, coming, n_originals, &problem);
  if (tally != NULL && move_into_place (coming, place, &problem))
    return g_steal_pointer (&tally);
  name_place (coming, folder, problem);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
