/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/json-peek.h"

#include <string.h>

typedef struct
{
  const char *at;
  const char *end;
  guint line;
  guint depth;
} Scan;

static void
skip_spaces (Scan *scan)
{
  for (; scan->at < scan->end && g_ascii_isspace (*scan->at); scan->at++)
    scan->line += *scan->at == '\n';
}

/* From the quote that opens to behind the one that closes. */
static char *
take_text (Scan *scan)
{
  const char *begin = ++scan->at;
  char *text;

  while (scan->at < scan->end && *scan->at != '"')
    scan->at += *scan->at == '\\' ? 2 : 1;
  if (scan->at >= scan->end)
    {
      scan->at = scan->end;
      return NULL;
    }
  text = scan->depth == 1 ? g_strndup (begin, MIN ((gsize) (scan->at - begin), 100)) : NULL;
  scan->at++;
  return text;
}

/* A name of the outermost object was read; what follows its colon is its value. */
static void
take_member (LtJsonPeek *self, Scan *scan, const char *name)
{
  skip_spaces (scan);
  if (scan->at >= scan->end || *scan->at != ':')
    return;
  scan->at++;
  skip_spaces (scan);
  if (scan->at >= scan->end)
    return;
  if (g_str_equal (name, "crs"))
    self->has_crs = *scan->at != 'n';
  else if (g_str_equal (name, "type") && *scan->at == '"' && self->type == NULL)
    self->type = take_text (scan);
}

/**
 * lt_json_peek:
 * @self: (out caller-allocates): what was seen
 * @text: a file that begins with a brace
 * @size: how many bytes
 *
 * Looks at the outermost object of a JSON text without parsing it, because
 * GDAL does not tell a reference system that a file names from the one it
 * assumes, nor a file that is cut off from one with fewer features.
 */
void
lt_json_peek (LtJsonPeek *self, const char *text, gsize size)
{
  Scan scan = { text, text + size, 1, 0 };

  *self = (LtJsonPeek){ 0 };
  for (skip_spaces (&scan); scan.at < scan.end; skip_spaces (&scan))
    {
      if (*scan.at == '"')
        {
          g_autofree char *name = take_text (&scan);

          if (name != NULL && scan.depth == 1)
            take_member (self, &scan, name);
          continue;
        }
      if (*scan.at == '{' || *scan.at == '[')
        scan.depth++;
      else if ((*scan.at == '}' || *scan.at == ']') && scan.depth-- <= 1)
        {
          scan.at++;
          skip_spaces (&scan);
          self->whole = scan.depth == 0 && scan.at == scan.end;
          break;
        }
      scan.at++;
    }
  self->line = scan.line;
}

void
lt_json_peek_clear (LtJsonPeek *self)
{
  g_clear_pointer (&self->type, g_free);
}
