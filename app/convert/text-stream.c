/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/text-stream.h"

#include "base/error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <iconv.h>
#include <inttypes.h>
#include <string.h>

#define PIECE     (128 * 1024)
#define GROWTH    3          /* a byte of foreign text is no more bytes of UTF-8 */
#define BEGINNING (16 << 20) /* what is looked at where only the header is wanted */
#define LONGEST   6          /* bytes of a character, in any of the encodings */
#define NO_ICONV  ((iconv_t) -1)

typedef enum
{
  ENCODING_UTF8,
  ENCODING_GB18030,
  ENCODING_BIG5,
  ENCODING_UTF16LE,
  ENCODING_UTF16BE,
  N_ENCODINGS
} Encoding;

/* What they are called here and by iconv, and the mark that may stand before. */
static const struct
{
  const char *name;
  const char *iconv;
  const char *mark;
  gsize mark_size;
} encodings[N_ENCODINGS] = {
  [ENCODING_UTF8] = { "utf-8", NULL, "\xef\xbb\xbf", 3 },
  [ENCODING_GB18030] = { "gb18030", "GB18030", NULL, 0 },
  [ENCODING_BIG5] = { "big5", "BIG5-HKSCS", NULL, 0 },
  [ENCODING_UTF16LE] = { "utf-16", "UTF-16LE", "\xff\xfe", 2 },
  [ENCODING_UTF16BE] = { "utf-16", "UTF-16BE", "\xfe\xff", 2 },
};

struct _LtTextStream
{
  LtSource *source;
  Encoding encoding;
  gsize mark; /* bytes of it, to be passed over */
  iconv_t iconv;
  guint8 *raw;
  guint8 tail[LONGEST]; /* of the last piece: a character that is not whole */
  gsize n_tail;
  char *text; /* (nullable): what iconv gave */
  gboolean begun;
  gboolean bad;       /* the text is not in this encoding */
  guint64 lines;      /* ended so far */
  guint64 since_line; /* bytes since the last end of a line */
  guint64 pairs;      /* characters of two bytes, if this is GBK … */
  guint64 rare;       /* … and of them those that GB 2312 lacks */
};

static guint64
count_lines (const char *text, gsize size)
{
  const char *end = text + size;
  guint64 lines = 0;

  while ((text = memchr (text, '\n', (gsize) (end - text))) != NULL)
    {
      lines++;
      text++;
    }
  return lines;
}

static void
refuse_binary (LtTextStream *self, guint64 line, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s, line %" PRIu64 ": this is not a text file. It may be a program's own file; "
                  "save it there as CSV or Excel."),
               lt_source_name (self->source), line);
}

/* Of @size bytes the one at @at is no text; where a zero is among them they never
 * were, whatever the encoding. */
static gboolean
refuse (LtTextStream *self, gsize at, gsize size, GError **error)
{
  guint64 line = self->lines + 1 + count_lines ((const char *) self->raw, at);
  const char *name = lt_source_name (self->source);

  self->bad = TRUE;
  if (encodings[self->encoding].mark_size != 2 && memchr (self->raw, 0, size) != NULL)
    refuse_binary (self, line, error);
  else if (self->encoding == ENCODING_UTF8)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": this is not UTF-8 text. Try the encoding gb18030."),
                 name, line);
  else if (self->encoding == ENCODING_GB18030)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": this is neither UTF-8 nor GB18030 text."), name, line);
  else
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": this is not text in %s as it says."), name, line,
                 encodings[self->encoding].name);
  return FALSE;
}

/* All of @size bytes but a character cut in two at their end. */
static gboolean
take_utf8 (LtTextStream *self, gsize size, gboolean last, gsize *taken, GError **error)
{
  const char *text = (const char *) self->raw;
  const char *end;

  *taken = size;
  if (g_utf8_validate_len (text, size, &end))
    return TRUE;
  *taken = (gsize) (end - text);
  if (!last && size - *taken < LONGEST
      && g_utf8_get_char_validated (end, (gssize) (size - *taken)) == (gunichar) -2)
    return TRUE;
  return refuse (self, *taken, size, error);
}

static gboolean
take_foreign (LtTextStream *self, gsize size, gboolean last, gsize *taken, gsize *n, GError **error)
{
  char *from = (char *) self->raw;
  char *to = self->text;
  gsize left = size;
  gsize room = PIECE * GROWTH;

  if (iconv (self->iconv, &from, &left, &to, &room) == (size_t) -1 && (errno != EINVAL || last))
    return refuse (self, size - left, size, error);
  *taken = size - left;
  *n = (gsize) (to - self->text);
  return TRUE;
}

/* Half of all Big5 is outside of what GB 2312 has, when it is read as GBK. */
static void
count_pairs (LtTextStream *self, gsize size)
{
  for (gsize i = 0; i + 1 < size; i++)
    if (self->raw[i] >= 0x81)
      {
        i++;
        self->pairs += self->raw[i] >= 0x40;
        self->rare += self->raw[i] >= 0x40 && self->raw[i] < 0xa1;
      }
}

static gboolean
pass_over_mark (LtTextStream *self, GError **error)
{
  guint8 mark[4];
  gsize at = 0;
  gssize n;

  while (at < self->mark
         && (n = lt_source_read (self->source, mark + at, self->mark - at, error)) != 0)
    {
      if (n < 0)
        return FALSE;
      at += (gsize) n;
    }
  return TRUE;
}

static void
set_encoding (LtTextStream *self, Encoding encoding)
{
  self->encoding = encoding;
  if (self->iconv != NO_ICONV)
    iconv_close (self->iconv);
  self->iconv = NO_ICONV;
  if (encodings[encoding].iconv == NULL)
    return;
  self->iconv = iconv_open ("UTF-8", encodings[encoding].iconv);
  if (self->iconv == NO_ICONV)
    g_error ("this machine cannot read %s", encodings[encoding].iconv);
  if (self->text == NULL)
    self->text = g_malloc (PIECE * GROWTH);
}

static gboolean
check_piece (LtTextStream *self, const char *text, gsize size, guint64 longest_line, GError **error)
{
  const char *nul = memchr (text, '\0', size);
  const char *end = memrchr (text, '\n', size);

  if (end == NULL)
    end = memrchr (text, '\r', size);
  self->since_line = end == NULL ? self->since_line + size : (guint64) (text + size - end);
  if (nul != NULL)
    refuse_binary (self, self->lines + 1 + count_lines (text, (gsize) (nul - text)), error);
  else if (self->since_line > longest_line)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": the line has no end. This is not a table."),
                 lt_source_name (self->source), self->lines + 1 + count_lines (text, size));
  else
    return TRUE;
  return FALSE;
}

/* Reads everything once, and holds it to its encoding. */
static gboolean
pass_over (LtTextStream *self,
           gboolean beginning_only,
           guint64 longest_line,
           LtOutput *output,
           GError **error)
{
  guint64 total = 0;
  const char *text;
  gsize size;

  if (!lt_text_stream_rewind (self, error))
    return FALSE;
  for (;;)
    {
      if (!lt_text_stream_next (self, &text, &size, error))
        return FALSE;
      if (size == 0 || (beginning_only && (total += size) > BEGINNING))
        return TRUE;
      if (!check_piece (self, text, size, longest_line, error))
        return FALSE;
      self->lines += count_lines (text, size);
      if (!lt_output_progress (output, lt_source_progress (self->source) / 2, error))
        return FALSE;
    }
}

static gboolean
find_encoding (LtTextStream *self,
               const char *wanted,
               gboolean beginning_only,
               guint64 longest_line,
               LtOutput *output,
               GError **error)
{
  g_autoptr (GError) first = NULL;

  if (!g_str_equal (wanted, "gb18030") || self->mark > 0)
    {
      if (pass_over (self, beginning_only, longest_line, output, &first))
        return TRUE;
      if (!self->bad || self->mark > 0 || g_str_equal (wanted, "utf-8"))
        {
          g_propagate_error (error, g_steal_pointer (&first));
          return FALSE;
        }
    }
  set_encoding (self, ENCODING_GB18030);
  if (pass_over (self, beginning_only, longest_line, output, error)
      && (self->rare * 4 < self->pairs || g_str_equal (wanted, "gb18030")))
    return TRUE;
  if (!g_str_equal (wanted, "auto") || (error != NULL && *error != NULL && !self->bad))
    return FALSE;
  set_encoding (self, ENCODING_BIG5);
  g_clear_error (&first);
  if (pass_over (self, beginning_only, longest_line, output, &first))
    {
      g_clear_error (error);
      return TRUE;
    }
  if (error != NULL && *error != NULL)
    return FALSE;
  set_encoding (self, ENCODING_GB18030);
  return TRUE;
}

static gboolean
find_mark (LtTextStream *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  guint8 first[4];
  gsize n = lt_source_peek (self->source, first, sizeof first, &problem);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  for (Encoding e = 0; e < N_ENCODINGS; e++)
    if (encodings[e].mark != NULL && n >= encodings[e].mark_size
        && memcmp (first, encodings[e].mark, encodings[e].mark_size) == 0)
      {
        self->mark = encodings[e].mark_size;
        set_encoding (self, e);
      }
  if (n > self->mark)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s is empty."),
               lt_source_name (self->source));
  return FALSE;
}

/**
 * lt_text_stream_open:
 * @source: (transfer none): a file; must outlive the stream
 * @encoding: "auto", "utf-8" or "gb18030"
 * @beginning_only: whether the first 16 MiB may decide for all of it
 * @longest_line: bytes of a line that are too many
 * @output: who is told how far it is
 * @error: return location; names the line that cannot be read
 *
 * A byte order mark decides. Else "auto" takes UTF-8 where all of the file is
 * valid UTF-8; then GB18030, which has GBK and GB 2312 in it; and Big5 where it
 * is valid and a quarter of what would be GBK is none of the characters in use
 * (GB 2312). What is taken is then held to strictly.
 *
 * Returns: (transfer full) (nullable): the text
 */
LtTextStream *
lt_text_stream_open (LtSource *source,
                     const char *encoding,
                     gboolean beginning_only,
                     guint64 longest_line,
                     LtOutput *output,
                     GError **error)
{
  g_autoptr (LtTextStream) self = g_new0 (LtTextStream, 1);
  g_autoptr (GError) problem = NULL;

  self->source = source;
  self->iconv = NO_ICONV;
  self->raw = g_malloc (PIECE);
  if (find_mark (self, &problem)
      && find_encoding (self, encoding, beginning_only, longest_line, output, &problem)
      && lt_text_stream_rewind (self, &problem))
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

void
lt_text_stream_close (LtTextStream *self)
{
  if (self == NULL)
    return;
  if (self->iconv != NO_ICONV)
    iconv_close (self->iconv);
  g_free (self->raw);
  g_free (self->text);
  g_free (self);
}

/**
 * lt_text_stream_encoding:
 *
 * Returns: (transfer none): "utf-8", "gb18030", "big5" or "utf-16"
 */
const char *
lt_text_stream_encoding (const LtTextStream *self)
{
  return encodings[self->encoding].name;
}

LtSource *
lt_text_stream_source (const LtTextStream *self)
{
  return self->source;
}

/**
 * lt_text_stream_next:
 * @self: a text
 * @text: (out): the next piece, until the next call
 * @size: (out): its bytes; 0 at the end
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
lt_text_stream_next (LtTextStream *self, const char **text, gsize *size, GError **error)
{
  gboolean last = FALSE;
  gsize taken = 0;

  *text = "";
  *size = 0;
  if (!self->begun)
    {
      self->begun = TRUE;
      if (!pass_over_mark (self, error))
        return FALSE;
    }
  while (*size == 0 && !last)
    {
      gsize begin = self->n_tail;
      gssize n = lt_source_read (self->source, self->raw + begin, PIECE - begin, error);

      if (n < 0)
        return FALSE;
      last = n == 0;
      memcpy (self->raw, self->tail, begin);
      if (self->iconv == NO_ICONV
              ? !take_utf8 (self, begin + (gsize) n, last, &taken, error)
              : !take_foreign (self, begin + (gsize) n, last, &taken, size, error))
        return FALSE;
      if (self->encoding == ENCODING_GB18030)
        count_pairs (self, taken);
      if (self->iconv == NO_ICONV)
        *size = taken;
      self->n_tail = begin + (gsize) n - taken;
      g_assert (self->n_tail <= LONGEST);
      memcpy (self->tail, self->raw + taken, self->n_tail);
    }
  *text = self->iconv == NO_ICONV ? (const char *) self->raw : self->text;
  return TRUE;
}

gboolean
lt_text_stream_rewind (LtTextStream *self, GError **error)
{
  if (self->iconv != NO_ICONV)
    iconv (self->iconv, NULL, NULL, NULL, NULL);
  self->begun = FALSE;
  self->bad = FALSE;
  self->n_tail = 0;
  self->lines = 0;
  self->since_line = 0;
  self->pairs = 0;
  self->rare = 0;
  return lt_source_rewind (self->source, error);
}
