/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows from the program that reads foreign files, which is not trusted: the decoder
 * and what the importers make of what it gives. The first byte says who takes them:
 * S stations, Z zones, R measured values; anything else the decoder alone, in
 * pieces of as many bytes. After a small letter comes not the stream but what to
 * put into it, line by line, parted by tabs:
 *
 *   format, encoding, datum, shape, title
 *   names of the columns
 *   cells of a row; the last one is its shape, in hex, if it begins with @
 *   or !, column, value, problem */

#include "base/row-stream.h"
#include "exchange/import-private.h"
#include "exchange/reading-import.h"
#include "exchange/reading-private.h"
#include "target.h"

#include <string.h>

static LtMemoryFile stream;

static GBytes *
read_hex (const char *text)
{
  gsize n = strlen (text) / 2;
  guint8 *bytes = g_malloc0 (n + 1);

  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8) ((g_ascii_xdigit_value (text[2 * i]) & 15) << 4
                         | (g_ascii_xdigit_value (text[2 * i + 1]) & 15));
  return g_bytes_new_take (bytes, n);
}

static void
put_row (GByteArray *out, guint64 line, char **words)
{
  guint n = g_strv_length (words);
  g_autofree LtRowCell *cells = g_new0 (LtRowCell, n + 1);
  g_autoptr (GBytes) wkb = NULL;
  gsize size = 0;
  gconstpointer bytes;

  for (guint i = 0; i < n; i++)
    cells[i] = (LtRowCell){ *words[i] == '\0' ? NULL : words[i], strlen (words[i]) };
  if (n > 0 && *words[n - 1] == '@')
    wkb = read_hex (words[--n] + 1);
  bytes = wkb == NULL ? NULL : g_bytes_get_data (wkb, &size);
  lt_row_put_cells (out, line, cells, n, bytes, size);
}

static const char *
get_word (char **words, guint i)
{
  return i < g_strv_length (words) ? words[i] : "";
}

static void
put_line (GByteArray *out, guint64 line, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, "\t", -1);

  if (*get_word (words, 0) == '!')
    lt_row_put_problem (out, line, get_word (words, 1), get_word (words, 2), get_word (words, 3),
                        line % 2 == 0);
  else
    put_row (out, line, words);
}

/* The stream that @bytes describe. */
static GByteArray *
make_stream (const guint8 *bytes, gsize size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) bytes, (gssize) size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GByteArray *out = g_byte_array_new ();
  guint n = g_strv_length (lines);
  guint64 rows = 0;

  lt_row_put_start (out);
  if (n >= 2)
    {
      g_auto (GStrv) words = g_strsplit (lines[0], "\t", -1);
      g_auto (GStrv) columns = g_strsplit (lines[1], "\t", -1);

      lt_row_put_header (out, get_word (words, 0), get_word (words, 1), get_word (words, 2),
                         get_word (words, 3), get_word (words, 4), (const char *const *) columns);
    }
  for (guint i = 2; i < n; i++)
    {
      put_line (out, i, lines[i]);
      rows += *lines[i] != '!' || i % 2 != 0;
    }
  lt_row_put_end (out, rows);
  return out;
}

/* In pieces, it gives what it gives as a whole. */
static void
decode (const guint8 *bytes, gsize size, gsize piece)
{
  g_autoptr (LtRowDecoder) decoder = lt_row_decoder_new ();
  g_autoptr (GError) error = NULL;
  gboolean ended = FALSE;
  LtRowType type;

  for (gsize at = 0; at < size && error == NULL; at += piece)
    {
      lt_row_decoder_push (decoder, bytes + at, MIN (piece, size - at));
      while (error == NULL && lt_row_decoder_next (decoder, &type, &error))
        {
          const char *const *columns =
              (const char *const *) lt_row_decoder_get_header (decoder)->columns;
          const LtRow *row = lt_row_decoder_get_row (decoder);

          g_assert_false (ended);
          ended = type == LT_ROW_END || type == LT_ROW_FAILURE;
          for (guint i = 0; type == LT_ROW_ROW && columns[i] != NULL; i++)
            g_assert_true (row->cells[i] == NULL || g_utf8_validate (row->cells[i], -1, NULL));
          g_assert_true (type != LT_ROW_FAILURE
                         || lt_row_decoder_get_failure (decoder, NULL) != NULL);
        }
    }
  g_assert_true (!lt_row_decoder_finish (decoder, NULL) || (ended && error == NULL));
}

/* What comes of a row is a good record, and its shape one that is drawn and kept. */
static gboolean
on_record (LtRecord *record, gint64 line, gpointer user_data, GError **error)
{
  g_autoptr (GError) problem = NULL;
  int geometry = lt_kind_geometry_field (record->kind);

  g_assert_true (lt_record_check (record, &problem));
  g_assert_no_error (problem);
  if (geometry >= 0 && record->values[geometry] != NULL)
    {
      gsize size;
      gconstpointer bytes = lt_value_bytes (record->values[geometry], &size);
      g_autoptr (LtShape) shape = lt_shape_from_wkb (bytes, size, &problem);

      g_assert_no_error (problem);
      g_assert_true (lt_shape_check (shape, NULL));
    }
  lt_record_free (record);
  return TRUE;
}

static gboolean
on_row (const LtReadingRow *row, LtReadingFault *fault, gpointer user_data, GError **error)
{
  g_assert_true (row->place->code != NULL || row->place->name != NULL);
  g_assert_true (row->has_value || row->value == 0);
  /* a place and an item that nobody knows */
  if (row->place_number == 1)
    *fault = (LtReadingFault){ LT_READING_PLACE, g_strdup ("no such place") };
  else if (row->item_number == 1)
    *fault = (LtReadingFault){ LT_READING_ITEM, g_strdup ("no such item") };
  return TRUE;
}

static void
on_problem (const LtImportProblem *problem, gpointer user_data)
{
  g_assert_true (g_utf8_validate (problem->problem, -1, NULL));
}

static void
import_records (const char *kind, const char *datum)
{
  static GHashTable *plans = NULL; /* reading the known shapes each time takes long */
  LtImportPlan *plan;
  LtImportTally tally;
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (plans == NULL)
    plans = g_hash_table_new (g_str_hash, g_str_equal);
  plan = g_hash_table_lookup (plans, kind);
  if (plan == NULL)
    {
      plan = lt_import_plan_new (lt_kind_by_name (kind));
      lt_import_plan_set_datum (plan, datum, &error);
      g_assert_no_error (error);
      plan->pipe = stream.fd;
      g_hash_table_insert (plans, g_strdup (kind), plan);
    }
  good = lt_import_run (plan, "file", on_record, on_problem, NULL, &tally, NULL, &error);
  g_assert_true (good == (error == NULL));
  lt_import_tally_clear (&tally);
}

static void
import_readings (void)
{
  static LtReadingPlan *plan = NULL;
  LtReadingTally tally;
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (plan == NULL)
    {
      g_autofree char *path = g_build_filename (g_getenv ("LANTIAN_DATA_DIR"), "items.json", NULL);

      plan = lt_reading_plan_new ();
      lt_reading_plan_take_items (plan, lt_items_load (path, &error));
      g_assert_no_error (error);
      plan->file->pipe = stream.fd;
    }
  good = lt_reading_import_run (plan, "file", on_row, on_problem, NULL, &tally, NULL, &error);
  g_assert_true (good == (error == NULL));
  lt_reading_tally_clear (&tally);
}

int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t size)
{
  g_autoptr (GByteArray) made = NULL;
  guint8 who = size == 0 ? 0 : *bytes;

  if (size == 0)
    return 0;
  bytes++;
  size--;
  if (g_ascii_islower (who))
    {
      made = make_stream (bytes, size);
      bytes = made->data;
      size = made->len;
    }
  lt_memory_file_fill (&stream, bytes, size);
  switch (g_ascii_toupper ((char) who))
    {
    case 'S':
      import_records ("station", "wgs84");
      break;
    case 'Z':
      import_records ("zone", "gcj02");
      break;
    case 'R':
      import_readings ();
      break;
    default:
      decode (bytes, size, MAX (who, 1));
    }
  return 0;
}
