/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "convert/format.h"

#include <glib/gi18n-lib.h>

#define MAX_NAMED 40 /* parts in a message */

static void
free_part (gpointer data)
{
  LtPart *part = data;

  g_free (part->name);
  g_free (part->shape);
  g_free (part);
}

static char *
name_all (GPtrArray *parts)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < parts->len && i < MAX_NAMED; i++)
    g_string_append_printf (names, "%s\"%s\"", i == 0 ? "" : ", ",
                            ((LtPart *) g_ptr_array_index (parts, i))->name);
  if (parts->len > MAX_NAMED)
    g_string_append (names, " …");
  return g_string_free (g_steal_pointer (&names), FALSE);
}

GPtrArray *
lt_parts_new (void)
{
  return g_ptr_array_new_with_free_func (free_part);
}

LtPart *
lt_part_add (GPtrArray *parts,
             const char *name,
             const char *format,
             const char *shape,
             gint64 n_rows)
{
  LtPart *part = g_new0 (LtPart, 1);

  *part = (LtPart){ .name = g_utf8_make_valid (name, -1),
                    .format = format,
                    .shape = g_strdup (shape),
                    .n_rows = n_rows };
  g_ptr_array_add (parts, part);
  return part;
}

static gboolean
has_rows (const LtPart *part, gboolean hidden)
{
  return part->n_rows != 0 && part->hidden == hidden;
}

/* The parts one of which may be meant: what is hidden only where nothing else is. */
static guint
find_full (GPtrArray *parts, const LtPart **full)
{
  guint n = 0;

  for (gboolean hidden = FALSE; n == 0 && hidden <= TRUE; hidden++)
    for (guint i = 0; i < parts->len; i++)
      if (has_rows (g_ptr_array_index (parts, i), hidden))
        {
          *full = g_ptr_array_index (parts, i);
          n++;
        }
  return n;
}

/**
 * lt_parts_choose:
 * @parts: (element-type LtPart): of a file
 * @file: its name
 * @wanted: (nullable): name of the part that is wanted
 * @error: return location; %LT_ERROR_USAGE names the parts there are
 *
 * A part that is alone, or alone in having rows, need not be named; hidden ones do
 * not count beside others.
 *
 * Returns: (transfer none) (nullable): the part to be read
 */
const LtPart *
lt_parts_choose (GPtrArray *parts, const char *file, const char *wanted, GError **error)
{
  g_autofree char *names = name_all (parts);
  const LtPart *full = NULL;
  guint n_full = find_full (parts, &full);

  for (guint i = 0; i < parts->len; i++)
    {
      const LtPart *part = g_ptr_array_index (parts, i);

      if (wanted != NULL && g_str_equal (wanted, part->name))
        return part;
    }
  if (wanted != NULL)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE, _ ("%s has no part \"%s\". It has: %s."), file,
                 wanted, names);
  else if (parts->len == 0 || n_full == 0)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has no row."), file);
  else if (n_full > 1)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("%s has several parts. Choose one with --part: %s."), file, names);
  else
    return full;
  return NULL;
}
