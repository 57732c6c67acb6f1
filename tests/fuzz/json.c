/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON from elsewhere. The first byte says what it should be:
 *
 *   g a GeoJSON file (c: only its columns)   d what was typed into a form
 *   t a shape in a cell                      k the sealed keys
 *   s the shape of a table                   i an invitation
 *   p the wording of a paper                 b what a backup says of itself
 *   m the measured items */

#include "base/json.h"
#include "convert/geojson-file.h"
#include "exchange/known-shapes-private.h"
#include "geo/shape.h"
#include "model/items.h"
#include "reading.h"
#include "report/paper-template.h"
#include "store/drafts-private.h"
#include "store/key-file.h"
#include "target.h"
#include "work/invitation.h"
#include "work/manifest.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static LtMemoryFile file;

static void
take_shape_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtShape) shape = lt_shape_from_text (text, &error);

  g_assert_true ((shape == NULL) == (error != NULL));
  if (shape != NULL && lt_shape_check (shape, NULL))
    g_bytes_unref (lt_shape_to_wkb (shape));
}

/* It can be asked whatever it says. */
static void
take_known_shape (void)
{
  static const char *const columns[] = { "编码", "name", "time", "1001A", NULL };
  static const char *const cells[] = { "1", NULL, "2026-11-20", "8.6", NULL };
  g_autoptr (GError) error = NULL;
  LtKnownShape *shape = lt_known_shape_read (file.path, &error);
  const char *missing;

  g_assert_true ((shape == NULL) == (error != NULL));
  if (shape == NULL)
    return;
  lt_known_shape_fits (shape, columns, cells, &missing);
  for (guint i = 0; i < shape->columns->len; i++)
    lt_known_column_translate (g_ptr_array_index (shape->columns, i), "x");
  lt_known_shape_free (shape);
}

static void
take_items (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtItems) items = lt_items_load (file.path, &error);

  g_assert_true ((items == NULL) == (error != NULL));
  if (items != NULL)
    {
      g_autofree char *list = lt_items_list (items);

      lt_items_find (items, "PM2.5");
    }
}

static void
take_paper (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LtPaperTemplate) paper =
      lt_paper_template_parse (text, (gssize) size, "paper.json", &error);

  g_assert_true ((paper == NULL) == (error != NULL));
}

/* What is taken of a draft is written and taken again. */
static void
take_draft (const char *text)
{
  g_autoptr (LtDraft) draft = lt_draft_new (lt_kind_by_name ("station"));
  g_autofree char *texts = NULL;
  g_autofree char *seen = NULL;

  if (lt_draft_texts_from_json (draft, text))
    texts = lt_draft_texts_to_json (draft);
  if (lt_draft_seen_from_json (draft, text))
    seen = lt_draft_seen_to_json (draft);
  if (texts != NULL)
    {
      g_autoptr (LtDraft) again = lt_draft_new (lt_kind_by_name ("station"));

      g_assert_true (lt_draft_texts_from_json (again, texts));
      for (guint i = 0; i < again->seen->kind->n_fields; i++)
        g_assert_cmpstr (again->texts[i], ==, draft->texts[i]);
    }
}

static char *county;

static void
on_end (void)
{
  g_autofree char *folder = g_path_get_dirname (county);
  g_autofree char *keys = lt_key_file_path (county);

  g_unlink (keys);
  g_rmdir (folder);
}

static const char *
get_county (void)
{
  g_autofree char *folder = NULL;

  if (county != NULL)
    return county;
  folder = g_dir_make_tmp ("fuzz-XXXXXX", NULL);
  county = g_build_filename (folder, "county.gpkg", NULL);
  atexit (on_end);
  return county;
}

/* The keys lie beside a county file. What could be a sealed key has 64 letters and
 * more; to try a passphrase on it takes seconds, as it should. */
static void
take_keys (const char *text, gsize size)
{
  g_autofree char *path = lt_key_file_path (get_county ());
  g_auto (GStrv) cards = NULL;
  LtKeyPair key;
  LtId officer;

  g_assert_true (
      g_file_set_contents_full (path, text, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  cards = lt_key_file_list_cards (county);
  for (guint i = 0; size < 64 && cards != NULL && cards[i] != NULL; i++)
    g_assert_false (lt_key_file_open (county, cards[i], "x", 0, &officer, &key, NULL));
}

static void
take_invitation (void)
{
  g_auto (LtInvitation) invitation = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (lt_invitation_load (&invitation, file.path, &error) == (error == NULL));
}

static void
take_manifest (void)
{
  g_auto (LtManifest) manifest = { 0 };
  g_autoptr (GHashTable) digests = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (digests, (gpointer) LT_BACKUP_COUNTY, (gpointer) "00");
  g_assert_true (lt_manifest_read (&manifest, file.path, "backup.tar", digests, &error)
                 == (error == NULL));
  lt_manifest_is_wanting (&manifest);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  g_autofree char *text = NULL;
  char what;

  if (size == 0)
    return 0;
  what = (char) *bytes++;
  size--;
  if (what == 'g' || what == 'c')
    {
      lt_fuzz_read (bytes, size, "auto", what == 'c', lt_geojson_file_read);
      return 0;
    }
  text = g_strndup ((const char *) bytes, size);
  lt_memory_file_fill (&file, bytes, size);
  switch (what)
    {
    case 't':
      take_shape_text (text);
      break;
    case 's':
      take_known_shape ();
      break;
    case 'm':
      take_items ();
      break;
    case 'p':
      take_paper ((const char *) bytes, size);
      break;
    case 'd':
      take_draft (text);
      break;
    case 'k':
      take_keys ((const char *) bytes, size);
      break;
    case 'i':
      take_invitation ();
      break;
    case 'b':
      take_manifest ();
      break;
    default:
      break;
    }
  return 0;
}
