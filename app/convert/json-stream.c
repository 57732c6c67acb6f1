/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/json-stream.h"

#include "base/error.h"
#include "base/row-stream.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>
#include <yajl/yajl_gen.h>
#include <yajl/yajl_parse.h>

#define MAX_DEPTH 100
#define RECORD    '\x1e' /* before each text of a sequence, RFC 8142 §2.2 */
#define NAME      ':'    /* the kind of an event that is a member's name */

/* kind: the first character of the value, but NAME for a name. */
typedef struct
{
  char kind;
  guint word; /* where its text begins in the words */
  guint size;
  guint at; /* byte of the piece behind it */
} Event;

static guint64
count_lines (const LtJson *self, gsize size)
{
  guint64 lines = self->lines;

  for (gsize i = 0; i < MIN (size, self->piece_size); i++)
    lines += self->piece[i] == '\n';
  return lines;
}

/* On which line what was looked at last stands. */
static guint64
find_line (const LtJson *self)
{
  guint n = MIN (self->next + 1, self->events->len);

  return 1 + count_lines (self, n == 0 ? 0 : g_array_index (self->events, Event, n - 1).at);
}

static gboolean
refuse (LtJson *self, const char *what)
{
  const char *name = lt_source_name (lt_text_stream_source (self->text));

  if (self->error == NULL)
    g_set_error (&self->error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": this is not good JSON: %s."), name, find_line (self),
                 what);
  return FALSE;
}

static gboolean
refuse_rest (LtJson *self, guint64 line)
{
  const char *name = lt_source_name (lt_text_stream_source (self->text));

  g_set_error (&self->error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s, line %" PRIu64 ": something follows its end."), name, line);
  return FALSE;
}

/* \u0000 and half a pair are no characters, though JSON has a way to write them;
 * U+FFFD stands there then. */
static void
append_word (GString *words, const char *text, gsize size)
{
  g_autofree char *valid = NULL;

  if (g_utf8_validate_len (text, size, NULL))
    g_string_append_len (words, text, (gssize) size);
  else
    {
      valid = g_utf8_make_valid (text, (gssize) size);
      g_string_append (words, valid);
    }
}

static int
add_event (LtJson *self, char kind, const char *text, gsize size)
{
  Event event = { kind, (guint) self->words->len, 0,
                  (guint) (self->parsed + yajl_get_bytes_consumed (self->parser)) };

  if (size > LT_ROW_MAX_CELL)
    {
      self->silent = size;
      return 0;
    }
  if (text != NULL)
    append_word (self->words, text, size);
  event.size = (guint) self->words->len - event.word;
  g_array_append_val (self->events, event);
  self->silent = 0;
  return 1;
}

static int
on_null (void *data)
{
  return add_event (data, 'n', "null", 4);
}

static int
on_boolean (void *data, int value)
{
  return value ? add_event (data, 't', "true", 4) : add_event (data, 'f', "false", 5);
}

static int
on_number (void *data, const char *text, size_t size)
{
  return add_event (data, *text, text, size);
}

static int
on_string (void *data, const unsigned char *text, size_t size)
{
  return add_event (data, '"', (const char *) text, size);
}

static int
on_name (void *data, const unsigned char *text, size_t size)
{
  return add_event (data, NAME, (const char *) text, size);
}

static int
on_object (void *data)
{
  return add_event (data, '{', NULL, 0);
}

static int
on_object_end (void *data)
{
  return add_event (data, '}', NULL, 0);
}

static int
on_list (void *data)
{
  return add_event (data, '[', NULL, 0);
}

static int
on_list_end (void *data)
{
  return add_event (data, ']', NULL, 0);
}

/* What the parser says is for programmers; an officer needs the line. */
static void
keep_problem (LtJson *self, yajl_status status)
{
  const char *name = lt_source_name (lt_text_stream_source (self->text));
  gsize at = self->parsed + yajl_get_bytes_consumed (self->parser);
  guint64 line = 1 + count_lines (self, at);

  if (status == yajl_status_client_canceled)
    g_set_error (&self->wrong, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": a text is too long."), name, line);
  else
    g_set_error (&self->wrong, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": this is not good JSON: a sign stands where it cannot. "
                    "Look at this line in an editor, or fetch the file again."),
                 name, line);
}

/* The marks between the texts of a sequence are none of JSON's. */
static yajl_status
parse_piece (LtJson *self)
{
  yajl_status status = yajl_status_ok;

  for (self->parsed = 0; status == yajl_status_ok && self->parsed < self->piece_size;)
    {
      const char *from = self->piece + self->parsed;
      gsize left = self->piece_size - self->parsed;
      const char *mark = memchr (from, RECORD, left);
      gsize size = mark == NULL ? left : (gsize) (mark - from);

      status = yajl_parse (self->parser, (const unsigned char *) from, size);
      if (status == yajl_status_ok)
        self->parsed += size + (mark != NULL);
    }
  return status;
}

static void
end_text (LtJson *self)
{
  const char *name = lt_source_name (lt_text_stream_source (self->text));

  self->ended = TRUE;
  if (yajl_complete_parse (self->parser) != yajl_status_ok)
    g_set_error (&self->wrong, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s, line %" PRIu64 ": the file is cut off. Fetch it again."), name,
                 1 + self->lines);
}

static gboolean
take_piece (LtJson *self)
{
  yajl_status status;

  self->lines = count_lines (self, self->piece_size);
  g_array_set_size (self->events, 0);
  g_string_truncate (self->words, 0);
  self->next = 0;
  self->piece_size = 0;
  if (!lt_text_stream_next (self->text, &self->piece, &self->piece_size, &self->error))
    return FALSE;
  if (self->piece_size == 0)
    {
      end_text (self);
      return TRUE;
    }
  self->silent += self->piece_size;
  status = parse_piece (self);
  if (status == yajl_status_ok && self->silent > LT_ROW_MAX_CELL)
    status = yajl_status_client_canceled;
  if (status != yajl_status_ok)
    keep_problem (self, status);
  return TRUE;
}

/* The next event; none at the end, and where something is wrong. */
static const Event *
look (LtJson *self)
{
  while (self->error == NULL && self->next == self->events->len)
    {
      if (self->wrong != NULL && self->begun && self->depth == 0 && !self->ended)
        {
          refuse_rest (self, 1 + count_lines (self, self->parsed));
          return NULL;
        }
      if (self->wrong != NULL)
        self->error = g_steal_pointer (&self->wrong);
      if (self->error != NULL || self->ended || !take_piece (self))
        return NULL;
    }
  return self->error != NULL ? NULL : &g_array_index (self->events, Event, self->next);
}

static const char *
get_word (const LtJson *self, const Event *event)
{
  return self->words->str + event->word;
}

static gboolean
take_word (LtJson *self, char kind, GString *value, const char *problem)
{
  const Event *event = look (self);

  g_string_truncate (value, 0);
  if (event == NULL)
    return FALSE;
  if (event->kind != kind)
    return refuse (self, problem);
  g_string_append_len (value, get_word (self, event), event->size);
  self->next++;
  return TRUE;
}

void
lt_json_init (LtJson *self, LtTextStream *text)
{
  static const yajl_callbacks callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_object,
    .yajl_map_key = on_name,
    .yajl_end_map = on_object_end,
    .yajl_start_array = on_list,
    .yajl_end_array = on_list_end,
  };

  *self = (LtJson){ .text = text,
                    .events = g_array_new (FALSE, FALSE, sizeof (Event)),
                    .words = g_string_new (NULL) };
  self->parser = yajl_alloc (&callbacks, NULL, self);
  yajl_config (self->parser, yajl_allow_multiple_values, 1);
}

void
lt_json_clear (LtJson *self)
{
  yajl_free (self->parser);
  g_array_unref (self->events);
  g_string_free (self->words, TRUE);
  g_clear_error (&self->wrong);
  g_clear_error (&self->error);
}

/**
 * lt_json_peek:
 * @self: a text
 *
 * Returns: the first character of the next value, or the bracket that ends the
 *   object or list; -1 at the end of the text, and where something is wrong
 */
int
lt_json_peek (LtJson *self)
{
  const Event *event = look (self);

  return event == NULL ? -1 : (guchar) event->kind;
}

/**
 * lt_json_begin:
 * @self: a text
 * @bracket: { or [
 *
 * Goes into an object or an array.
 */
gboolean
lt_json_begin (LtJson *self, char bracket)
{
  const Event *event = look (self);

  if (event == NULL)
    return FALSE;
  if (event->kind != bracket)
    return refuse (self,
                   bracket == '{' ? _ ("an object { was expected") : _ ("a list [ was expected"));
  if (++self->depth > MAX_DEPTH)
    return refuse (self, _ ("it is nested too deeply"));
  self->begun = TRUE;
  self->next++;
  return TRUE;
}

/**
 * lt_json_more:
 * @self: a text, inside of an object or an array
 * @bracket: } or ], that ends it
 *
 * Returns: whether something follows in it; if not, it was left
 */
gboolean
lt_json_more (LtJson *self, char bracket)
{
  const Event *event = look (self);

  if (event == NULL)
    return FALSE;
  if (event->kind != bracket)
    return TRUE;
  self->next++;
  self->depth--;
  return FALSE;
}

/* The name of an object's member. */
gboolean
lt_json_name (LtJson *self, GString *name)
{
  return take_word (self, NAME, name, _ ("a name in quotes was expected"));
}

gboolean
lt_json_string (LtJson *self, GString *value)
{
  return take_word (self, '"', value, _ ("a text in quotes was expected"));
}

static gboolean
is_number (const Event *event)
{
  return event->kind == '-' || g_ascii_isdigit (event->kind);
}

gboolean
lt_json_number (LtJson *self, double *value)
{
  const Event *event = look (self);
  char text[G_ASCII_DTOSTR_BUF_SIZE * 2];

  *value = 0;
  if (event == NULL)
    return FALSE;
  if (!is_number (event))
    return refuse (self, _ ("a number was expected"));
  if (event->size >= sizeof text)
    return refuse (self, _ ("a number that is too long"));
  memcpy (text, get_word (self, event), event->size);
  text[event->size] = '\0';
  *value = g_ascii_strtod (text, NULL);
  self->next++;
  return TRUE;
}

static void
copy_event (const LtJson *self, const Event *event, yajl_gen writer)
{
  const char *word = get_word (self, event);

  switch (event->kind)
    {
    case '{':
      yajl_gen_map_open (writer);
      break;
    case '}':
      yajl_gen_map_close (writer);
      break;
    case '[':
      yajl_gen_array_open (writer);
      break;
    case ']':
      yajl_gen_array_close (writer);
      break;
    case '"':
    case NAME:
      yajl_gen_string (writer, (const unsigned char *) word, event->size);
      break;
    default: /* numbers and the three words, as they are written */
      yajl_gen_number (writer, word, event->size);
    }
}

static gboolean
skip_value (LtJson *self, yajl_gen writer)
{
  guint depth = 0;

  do
    {
      const Event *event = look (self);

      if (event == NULL)
        return FALSE;
      depth += event->kind == '{' || event->kind == '[';
      depth -= event->kind == '}' || event->kind == ']';
      if (self->depth + depth > MAX_DEPTH)
        return refuse (self, _ ("it is nested too deeply"));
      if (writer != NULL)
        copy_event (self, event, writer);
      self->next++;
    }
  while (depth > 0);
  return TRUE;
}

/**
 * lt_json_skip:
 * @self: a text
 * @copy: (nullable): where the value goes, without spaces
 *
 * Passes over a value of any kind.
 */
gboolean
lt_json_skip (LtJson *self, GString *copy)
{
  yajl_gen writer = copy == NULL ? NULL : yajl_gen_alloc (NULL);
  gboolean good = skip_value (self, writer);
  const unsigned char *text;
  size_t size;

  if (writer == NULL)
    return good;
  if (good && yajl_gen_get_buf (writer, &text, &size) == yajl_gen_status_ok)
    g_string_append_len (copy, (const char *) text, (gssize) size);
  yajl_gen_free (writer);
  return good;
}

/**
 * lt_json_end:
 *
 * Returns: whether nothing follows
 */
gboolean
lt_json_end (LtJson *self)
{
  if (look (self) != NULL)
    refuse_rest (self, find_line (self));
  return self->error == NULL;
}
