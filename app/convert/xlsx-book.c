/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/xlsx-private.h"

#include "base/error.h"
#include "convert/archive.h"
#include "convert/limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PIECE      (64 * 1024)
#define MAX_STYLES 65536
#define MAX_SHEETS 4096

/* What is known while the workbook's small files are read. */
typedef struct
{
  LtXlsxBook *book;
  GPtrArray *ids;    /* (element-type utf8): of the sheets, by their order */
  GHashTable *codes; /* number of a format → LtXlsxShow */
  gboolean in_cell_formats;
  gboolean in_phonetic;
  gboolean in_text;
  GString *string;
  guint64 size; /* of all strings */
} Parse;

static void
free_sheet (gpointer data)
{
  LtXlsxSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->member);
  g_free (sheet);
}

/**
 * lt_xlsx_local_name:
 *
 * Returns: (transfer none): the name of an element without its name space
 */
const char *
lt_xlsx_local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon == NULL ? name : colon + 1;
}

/**
 * lt_xlsx_attribute:
 *
 * Returns: (transfer none) (nullable): the value of an element's attribute
 */
const char *
lt_xlsx_attribute (const char *const *names, const char *const *values, const char *wanted)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], wanted))
      return values[i];
  return NULL;
}

/* The attribute r:id, whatever its name space is called. */
static const char *
get_id (const char *const *names, const char *const *values)
{
  for (int i = 0; names[i] != NULL; i++)
    if (strchr (names[i], ':') != NULL && g_str_equal (lt_xlsx_local_name (names[i]), "id"))
      return values[i];
  return NULL;
}

static void
on_workbook_start (GMarkupParseContext *context,
                   const char *name,
                   const char **names,
                   const char **values,
                   gpointer user_data,
                   GError **error)
{
  Parse *parse = user_data;
  const char *local = lt_xlsx_local_name (name);
  const char *const *n = (const char *const *) names;
  const char *const *v = (const char *const *) values;

  if (g_str_equal (local, "workbookPr"))
    {
      const char *from = lt_xlsx_attribute (n, v, "date1904");

      parse->book->from_1904 = from != NULL && (*from == '1' || *from == 't');
    }
  else if (g_str_equal (local, "sheet") && parse->book->sheets->len < MAX_SHEETS)
    {
      LtXlsxSheet *sheet = g_new0 (LtXlsxSheet, 1);
      const char *id = get_id (n, v);
      const char *state = lt_xlsx_attribute (n, v, "state"); /* ECMA-376 part 1, 18.18.68 */

      sheet->name = g_strdup (lt_xlsx_attribute (n, v, "name"));
      if (sheet->name == NULL)
        sheet->name = g_strdup ("");
      sheet->hidden = state != NULL && !g_str_equal (state, "visible");
      g_ptr_array_add (parse->book->sheets, sheet);
      g_ptr_array_add (parse->ids, g_strdup (id == NULL ? "" : id));
    }
}

static void
on_relation_start (GMarkupParseContext *context,
                   const char *name,
                   const char **names,
                   const char **values,
                   gpointer user_data,
                   GError **error)
{
  Parse *parse = user_data;
  const char *id =
      lt_xlsx_attribute ((const char *const *) names, (const char *const *) values, "Id");
  const char *target =
      lt_xlsx_attribute ((const char *const *) names, (const char *const *) values, "Target");

  for (guint i = 0; id != NULL && target != NULL && i < parse->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (parse->ids, i), id))
      {
        LtXlsxSheet *sheet = g_ptr_array_index (parse->book->sheets, i);

        g_free (sheet->member);
        sheet->member = *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL);
      }
}

static LtXlsxShow
find_show (Parse *parse, guint number)
{
  gpointer show;

  if (g_hash_table_lookup_extended (parse->codes, GUINT_TO_POINTER (number), NULL, &show))
    return (LtXlsxShow) GPOINTER_TO_UINT (show);
  return lt_xlsx_show_of_number (number);
}

static void
on_style_start (GMarkupParseContext *context,
                const char *name,
                const char **names,
                const char **values,
                gpointer user_data,
                GError **error)
{
  Parse *parse = user_data;
  const char *local = lt_xlsx_local_name (name);
  const char *number =
      lt_xlsx_attribute ((const char *const *) names, (const char *const *) values, "numFmtId");
  const char *code =
      lt_xlsx_attribute ((const char *const *) names, (const char *const *) values, "formatCode");
  guint n = number == NULL ? 0 : (guint) g_ascii_strtoull (number, NULL, 10);

  if (g_str_equal (local, "cellXfs"))
    parse->in_cell_formats = TRUE;
  else if (g_str_equal (local, "numFmt") && code != NULL)
    g_hash_table_insert (parse->codes, GUINT_TO_POINTER (n),
                         GUINT_TO_POINTER (lt_xlsx_show_of_code (code)));
  else if (g_str_equal (local, "xf") && parse->in_cell_formats
           && parse->book->styles->len < MAX_STYLES)
    {
      LtXlsxShow show = find_show (parse, n);

      g_array_append_val (parse->book->styles, show);
    }
}

static void
on_style_end (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Parse *parse = user_data;

  if (g_str_equal (lt_xlsx_local_name (name), "cellXfs"))
    parse->in_cell_formats = FALSE;
}

static void
on_string_start (GMarkupParseContext *context,
                 const char *name,
                 const char **names,
                 const char **values,
                 gpointer user_data,
                 GError **error)
{
  Parse *parse = user_data;
  const char *local = lt_xlsx_local_name (name);

  if (g_str_equal (local, "si"))
    g_string_truncate (parse->string, 0);
  else if (g_str_equal (local, "rPh")) /* how it is pronounced */
    parse->in_phonetic = TRUE;
  else if (g_str_equal (local, "t"))
    parse->in_text = !parse->in_phonetic;
}

static void
on_string_text (GMarkupParseContext *context,
                const char *text,
                gsize size,
                gpointer user_data,
                GError **error)
{
  Parse *parse = user_data;

  if (parse->in_text)
    g_string_append_len (parse->string, text, (gssize) size);
}

static void
on_string_end (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Parse *parse = user_data;
  const char *local = lt_xlsx_local_name (name);

  if (g_str_equal (local, "t"))
    parse->in_text = FALSE;
  else if (g_str_equal (local, "rPh"))
    parse->in_phonetic = FALSE;
  else if (g_str_equal (local, "si"))
    {
      parse->size += parse->string->len + sizeof (char *);
      if (parse->size > LT_MAX_HELD)
        g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                     _ ("The workbook has more than %u MB of texts. Cut it into pieces."),
                     (guint) (LT_MAX_HELD >> 20));
      else
        g_ptr_array_add (parse->book->strings,
                         g_string_chunk_insert_len (parse->book->text, parse->string->str,
                                                    (gssize) parse->string->len));
    }
}

/**
 * lt_xlsx_each_piece:
 * @source: the workbook
 * @member: of it
 * @func: called for each piece
 * @user_data: for it
 * @error: return location
 */
gboolean
lt_xlsx_each_piece (LtSource *source,
                    const char *member,
                    LtXlsxPieceFunc func,
                    gpointer user_data,
                    GError **error)
{
  g_autoptr (LtSource) from = lt_source_open_member (source, member, error);
  g_autofree char *bytes = g_malloc (PIECE);
  gssize n = 0;

  if (from == NULL)
    return FALSE;
  while ((n = lt_source_read (from, bytes, PIECE, error)) > 0)
    if (!func (bytes, (gsize) n, user_data, error))
      return FALSE;
  return n == 0;
}

/* Some programs put a byte order mark before the XML. */
static gboolean
on_piece (const char *bytes, gsize size, gpointer user_data, GError **error)
{
  if (size >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      size -= 3;
    }
  return g_markup_parse_context_parse (user_data, bytes, (gssize) size, error);
}

/**
 * lt_xlsx_parse:
 * @source: the workbook
 * @member: an XML file of it; GMarkup knows no entities but XML's own, so that
 *   none can unfold to billions
 * @parser: what is called
 * @user_data: for it
 * @error: return location
 */
gboolean
lt_xlsx_parse (LtSource *source,
               const char *member,
               const GMarkupParser *parser,
               gpointer user_data,
               GError **error)
{
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (parser, G_MARKUP_TREAT_CDATA_AS_TEXT, user_data, NULL);
  g_autoptr (GError) problem = NULL;

  if (lt_xlsx_each_piece (source, member, on_piece, context, &problem)
      && g_markup_parse_context_end_parse (context, &problem))
    return TRUE;
  if (problem->domain == LT_ERROR)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s is a damaged workbook (%s: %s). Save it again in Excel or WPS."),
                 lt_source_name (source), member, problem->message);
  return FALSE;
}

static gboolean
read_strings (Parse *parse, GError **error)
{
  static const GMarkupParser parser = { .start_element = on_string_start,
                                        .end_element = on_string_end,
                                        .text = on_string_text };

  return lt_xlsx_parse (parse->book->source, "xl/sharedStrings.xml", &parser, parse, error);
}

static gboolean
read_small (Parse *parse, GPtrArray *members, gboolean texts, GError **error)
{
  static const GMarkupParser workbook = { .start_element = on_workbook_start };
  static const GMarkupParser relations = { .start_element = on_relation_start };
  static const GMarkupParser styles = { .start_element = on_style_start,
                                        .end_element = on_style_end };
  LtSource *source = parse->book->source;

  if (!lt_xlsx_parse (source, "xl/workbook.xml", &workbook, parse, error)
      || !lt_xlsx_parse (source, "xl/_rels/workbook.xml.rels", &relations, parse, error))
    return FALSE;
  if (!texts)
    return TRUE;
  if (lt_archive_find (members, "xl/styles.xml") != NULL
      && !lt_xlsx_parse (source, "xl/styles.xml", &styles, parse, error))
    return FALSE;
  return lt_archive_find (members, "xl/sharedStrings.xml") == NULL || read_strings (parse, error);
}

/* Diagrams are sheets that are none. */
static void
drop_others (LtXlsxBook *self, GPtrArray *members)
{
  for (guint i = self->sheets->len; i > 0; i--)
    {
      LtXlsxSheet *sheet = g_ptr_array_index (self->sheets, i - 1);

      if (sheet->member == NULL || strstr (sheet->member, "worksheets") == NULL
          || lt_archive_find (members, sheet->member) == NULL)
        g_ptr_array_remove_index (self->sheets, i - 1);
    }
}

/**
 * lt_xlsx_book_open:
 * @self: (out caller-allocates): the workbook; to be closed on failure too
 * @source: the file
 * @texts: whether its texts and styles are wanted too
 * @error: return location
 */
gboolean
lt_xlsx_book_open (LtXlsxBook *self, LtSource *source, gboolean texts, GError **error)
{
  g_autoptr (GPtrArray) members = NULL;
  Parse parse = { .book = self };
  gboolean good;

  *self = (LtXlsxBook){ .source = source,
                        .sheets = g_ptr_array_new_with_free_func (free_sheet),
                        .styles = g_array_new (FALSE, FALSE, sizeof (LtXlsxShow)),
                        .strings = g_ptr_array_new (),
                        .text = g_string_chunk_new (PIECE) };
  if (lt_source_size (source) > LT_MAX_SHEETS)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s has more than %u MB, too much for a spreadsheet. Save it as CSV."),
                   lt_source_name (source), (guint) (LT_MAX_SHEETS >> 20));
      return FALSE;
    }
  members = lt_archive_list (source, error);
  if (members == NULL)
    return FALSE;
  parse.ids = g_ptr_array_new_with_free_func (g_free);
  parse.codes = g_hash_table_new (NULL, NULL);
  parse.string = g_string_new (NULL);
  good = read_small (&parse, members, texts, error);
  drop_others (self, members);
  g_ptr_array_unref (parse.ids);
  g_hash_table_unref (parse.codes);
  g_string_free (parse.string, TRUE);
  return good;
}

void
lt_xlsx_book_close (LtXlsxBook *self)
{
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  g_clear_pointer (&self->styles, g_array_unref);
  g_clear_pointer (&self->strings, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_string_chunk_free);
}
