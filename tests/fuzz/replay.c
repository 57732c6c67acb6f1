/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The short run of a target, without libFuzzer: every seed as it is, then every
 * seed made worse in as many ways as a test has time for. What is drawn is the
 * same each time: a case that fails fails again.
 *
 *   replay-NAME SEEDS [FILE]
 *
 * With FILE, each input is put there before it is tried: after a crash it is the
 * one, ready to become a seed. */

#include "target.h"

#include <string.h>

#define N_CHANGED  200 /* of each seed */
#define MOST_STEPS 6   /* changes of one */
#define MOST_SIZE  (64 * 1024)

static GPtrArray *seeds; /* (element-type GBytes) */
static const char *keep; /* (nullable) */

static void
try_bytes (const guint8 *bytes, gsize size)
{
  /* a block of just this size: what is read beyond it is found */
  g_autofree guint8 *exact = g_memdup2 (bytes, MAX (size, 1));

  if (keep != NULL)
    g_file_set_contents (keep, (const char *) bytes, (gssize) size, NULL);
  LLVMFuzzerTestOneInput (exact, size);
}

static guint
draw (GRand *rand, guint below)
{
  return below == 0 ? 0 : (guint) g_rand_int_range (rand, 0, (gint32) below);
}

/* Values at which counts, lengths and signs turn over. */
static guint8
draw_byte (GRand *rand)
{
  static const guint8 edges[] = {
    0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff, '"', ',', '\n', '\r', '[', '{'
  };

  return g_rand_boolean (rand) ? edges[draw (rand, G_N_ELEMENTS (edges))]
                               : (guint8) draw (rand, 256);
}

static void
insert (GByteArray *bytes, guint at, const guint8 *what, guint size)
{
  g_autofree guint8 *piece = g_memdup2 (what, MAX (size, 1));
  guint before = bytes->len;

  if (before + size > MOST_SIZE)
    return;
  g_byte_array_set_size (bytes, before + size);
  memmove (bytes->data + at + size, bytes->data + at, before - at);
  memcpy (bytes->data + at, piece, size);
}

/* A piece of the same input, or of another one. */
static void
insert_piece (GByteArray *bytes, GRand *rand, const guint8 *from, gsize size)
{
  guint begin = draw (rand, (guint) size);
  guint length = draw (rand, (guint) size - begin + 1);

  insert (bytes, draw (rand, bytes->len + 1), from + begin, length);
}

static void
change (GByteArray *bytes, GRand *rand)
{
  GBytes *other = g_ptr_array_index (seeds, draw (rand, seeds->len));
  guint at = draw (rand, bytes->len);
  guint8 byte = draw_byte (rand);
  gsize size;
  const guint8 *foreign = g_bytes_get_data (other, &size);

  switch (draw (rand, 7))
    {
    case 0:
      if (bytes->len > 0)
        bytes->data[at] ^= (guint8) (1 << draw (rand, 8));
      break;
    case 1:
      if (bytes->len > 0)
        bytes->data[at] = byte;
      break;
    case 2:
      insert (bytes, at, &byte, 1);
      break;
    case 3:
      g_byte_array_set_size (bytes, at);
      break;
    case 4:
      g_byte_array_remove_range (bytes, at, draw (rand, bytes->len - at + 1));
      break;
    case 5:
      insert_piece (bytes, rand, bytes->data, bytes->len);
      break;
    default:
      insert_piece (bytes, rand, foreign, size);
    }
}

static void
test_seed (gconstpointer data)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data ((GBytes *) data, &size);

  try_bytes (bytes, size);
}

static void
test_changed (gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  gsize size;
  const guint8 *seed = g_bytes_get_data ((GBytes *) data, &size);

  for (guint i = 0; i < N_CHANGED; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, seed, (guint) size);
      for (guint steps = 1 + draw (rand, MOST_STEPS); steps > 0; steps--)
        change (bytes, rand);
      try_bytes (bytes->data, bytes->len);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_seed (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *case_name = g_strconcat ("/fuzz/seed/", name, NULL);
  g_autofree char *changed_name = g_strconcat ("/fuzz/changed/", name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;
  char *text;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, size);
  g_ptr_array_add (seeds, bytes);
  g_test_add_data_func (case_name, bytes, test_seed);
  g_test_add_data_func (changed_name, bytes, test_changed);
}

/* In the order of their names: whatever the folder's own is. */
static void
add_seeds (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_seed (path, g_ptr_array_index (names, i));
  g_assert_cmpuint (seeds->len, >, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >=, 2);
  keep = argc > 2 ? argv[2] : NULL;
  seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  add_seeds (argv[1]);
  status = g_test_run ();
  g_ptr_array_unref (seeds);
  return status;
}
