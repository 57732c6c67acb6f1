/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kind.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/id.h"
#include "base/text.h"
#include "model/record.h"
#include "model/sets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TEXT      1000
#define MAX_LONG_TEXT 100000
#define MAX_FIGURES   15

static gboolean
refuse (const LtField *field, const char *text, const char *what, GError **error)
{
  g_autofree char *shown = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 60));

  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Field %s (%s): \"%s\" %s"), field->name,
               lt_field_get_label (field), shown, what);
  return FALSE;
}

static gboolean
parse_text (const LtField *field, const char *text, LtValue **value, GError **error)
{
  gboolean line = field->type == LT_TYPE_TEXT;

  if (g_utf8_strlen (text, -1) > (line ? MAX_TEXT : MAX_LONG_TEXT))
    return refuse (field, text,
                   line ? _ ("is too long: 1000 characters are possible.")
                        : _ ("is too long: 100000 characters are possible."),
                   error);
  if (line && strpbrk (text, "\n\r") != NULL)
    return refuse (field, text, _ ("has a line break; write it in one line."), error);
  *value = lt_value_new_text (text);
  return TRUE;
}

/* Exact: figures are moved, never computed with. "008.60" becomes "8.6". */
static char *
normalise_decimal (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean negative = *text == '-';
  const char *point;
  gsize whole;
  gsize figures = 0;

  if (*text == '-' || *text == '+')
    text++;
  point = strchr (text, '.');
  whole = point == NULL ? strlen (text) : (gsize) (point - text);
  if (whole == 0 || (point != NULL && point[1] == '\0'))
    return NULL;
  for (const char *c = text; *c != '\0'; c++)
    if (c != point && !g_ascii_isdigit (*c))
      return NULL;
  while (whole > 1 && *text == '0')
    {
      text++;
      whole--;
    }
  g_string_append_len (out, text, (gssize) whole);
  figures = g_str_has_prefix (text, "0") ? 0 : whole;
  if (point != NULL)
    {
      gsize part = strlen (point + 1);

      while (part > 0 && point[part] == '0')
        part--;
      if (part > 0)
        {
          g_string_append_c (out, '.');
          g_string_append_len (out, point + 1, (gssize) part);
          figures += part;
        }
    }
  if (figures > MAX_FIGURES)
    return NULL;
  if (negative && !g_str_equal (out->str, "0"))
    g_string_prepend_c (out, '-');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
parse_number (const LtField *field, const char *text, LtValue **value, GError **error)
{
  g_autofree char *exact = normalise_decimal (text);
  double number;

  if (exact == NULL || (field->type == LT_TYPE_INTEGER && strchr (exact, '.') != NULL))
    return refuse (field, text,
                   field->type == LT_TYPE_INTEGER
                       ? _ ("is not a whole number. Write figures only, such as 12.")
                       : _ ("is not a number. Write figures with a point, such as 8.6."),
                   error);
  number = g_ascii_strtod (exact, NULL);
  if (field->max > field->min && (number < field->min || number > field->max))
    {
      g_autofree char *what =
          g_strdup_printf (_ ("is out of range: from %g to %g %s is possible."), field->min,
                           field->max, field->unit == NULL ? "" : field->unit);

      return refuse (field, text, what, error);
    }
  *value = lt_value_new_text (exact);
  return TRUE;
}

static gboolean
parse_flag (const LtField *field, const char *text, LtValue **value, GError **error)
{
  static const char *const yes[] = { "1", "yes", "true", "是", "y", NULL };
  static const char *const no[] = { "0", "no", "false", "否", "n", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);
  gboolean is = g_strv_contains (yes, lower);

  if (!is && !g_strv_contains (no, lower))
    return refuse (field, text, _ ("is neither yes nor no. Write 1 or 0."), error);
  *value = lt_value_new_text (is ? "1" : "0");
  return TRUE;
}

static gboolean
parse_time (const LtField *field, const char *text, LtValue **value, GError **error)
{
  g_autofree char *minute = g_strdelimit (g_strdup (text), " ", 'T');
  const char *what = NULL;

  if (field->type == LT_TYPE_DATE && !lt_date_is_valid (text))
    what = _ ("is not a date. Write year, month and day, such as 2026-11-20.");
  else if (field->type == LT_TYPE_MONTH && !lt_month_is_valid (text))
    what = _ ("is not a month. Write year and month, such as 2026-11.");
  else if (field->type == LT_TYPE_MINUTE && !lt_minute_is_valid (minute))
    what = _ ("is not a time. Write date, hour and minute, such as 2026-11-20 15:42.");
  if (what != NULL)
    return refuse (field, text, what, error);
  *value = lt_value_new_text (minute);
  return TRUE;
}

static int
find_choice (const LtField *field, const char *text)
{
  for (int i = 0; field->choices[i].name != NULL; i++)
    if (g_str_equal (field->choices[i].name, text)
        || g_str_equal (g_dgettext (GETTEXT_PACKAGE, field->choices[i].label), text))
      return i;
  return -1;
}

/* Either can be written; on the screen the word alone is shown, see lt_plain_words(). */
static gboolean
refuse_choice (const LtField *field, const char *text, GError **error)
{
  g_autoptr (GString) what = g_string_new (_ ("is not one of"));

  for (int i = 0; field->choices[i].name != NULL; i++)
    g_string_append_printf (what, "%s %s (%s)", i == 0 ? "" : ",",
                            g_dgettext (GETTEXT_PACKAGE, field->choices[i].label),
                            field->choices[i].name);
  return refuse (field, text, what->str, error);
}

static gboolean
parse_choices (const LtField *field, const char *text, LtValue **value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ", ", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  for (int i = 0; parts[i] != NULL; i++)
    {
      int found;

      if (*parts[i] == '\0')
        continue;
      found = find_choice (field, parts[i]);
      if (found < 0)
        return refuse_choice (field, parts[i], error);
      if (!g_ptr_array_find (names, field->choices[found].name, NULL))
        g_ptr_array_add (names, (gpointer) field->choices[found].name);
    }
  g_ptr_array_sort (names, lt_text_compare);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (",", (char **) names->pdata);
  *value = lt_value_new_text (joined);
  return TRUE;
}

static gboolean
parse_references (const LtField *field, const char *text, LtValue **value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit_set (text, ", \n", -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; parts[i] != NULL; i++)
    {
      LtId id;

      if (*parts[i] == '\0')
        continue;
      if (!lt_id_from_text (&id, parts[i]))
        return refuse (field, parts[i], _ ("is not the id of a record."), error);
      g_ptr_array_add (ids, lt_id_to_text (&id));
    }
  *value = lt_set_join (ids);
  return TRUE;
}

static gboolean
parse_geometry (const LtField *field, const char *text, LtValue **value, GError **error)
{
  static const char *const words[] = {
    [LT_SHAPE_POINT] = N_ ("a point"),
    [LT_SHAPE_LINE] = N_ ("a line"),
    [LT_SHAPE_POLYGON] = N_ ("a polygon"),
  };
  LtShapeClass wanted = field->type == LT_TYPE_POINT  ? LT_SHAPE_POINT
                        : field->type == LT_TYPE_LINE ? LT_SHAPE_LINE
                                                      : LT_SHAPE_POLYGON;
  g_autoptr (LtShape) shape = lt_shape_from_text (text, error);
  g_autoptr (GBytes) wkb = NULL;

  if (shape == NULL || !lt_shape_check (shape, error))
    {
      g_prefix_error (error, _ ("Field %s (%s): "), field->name, lt_field_get_label (field));
      return FALSE;
    }
  if (lt_shape_get_class (shape) != wanted)
    {
      g_autofree char *what = g_strdup_printf (_ ("is not %s."), _ (words[wanted]));

      return refuse (field, text, what, error);
    }
  wkb = lt_shape_to_wkb (shape);
  *value = lt_value_new (g_bytes_get_data (wkb, NULL), g_bytes_get_size (wkb));
  return TRUE;
}

/* Whether nothing in the text can be composed any further: ASCII, ideographs, and
 * the punctuation beside them but for its marks (Unicode 15, UAX #15: of these
 * blocks all have NFC_Quick_Check=Yes and class 0). Most text is of these, and
 * normalising is dear. */
static gboolean
is_composed (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = *(const guint8 *) text < 0x80 ? 0 : g_utf8_get_char (text);

      if (c != 0 && !(c >= 0x4e00 && c <= 0x9fff) && !(c >= 0x3000 && c <= 0x3029)
          && !(c >= 0xff00 && c <= 0xffef))
        return FALSE;
    }
  return TRUE;
}

/**
 * lt_field_parse:
 * @self: a field
 * @text: (nullable): what was typed or read; empty text is no value
 * @value: (out) (nullable): the canonical value
 * @error: return location; names the field and what it wants
 *
 * Checks @text against the field's type, range and choices. A choice may be
 * given by its name or by its label on the screen; a reference by its id.
 *
 * Returns: whether @text fits
 */
gboolean
lt_field_parse (const LtField *self, const char *text, LtValue **value, GError **error)
{
  g_autofree char *trimmed = NULL;
  LtId id;
  int choice;

  g_return_val_if_fail (value != NULL, FALSE);

  *value = NULL;
  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("Field %s (%s): the text is not UTF-8."),
                   self->name, lt_field_get_label (self));
      return FALSE;
    }
  trimmed = g_strstrip (is_composed (text) ? g_strdup (text)
                                           : g_utf8_normalize (text, -1, G_NORMALIZE_NFC));
  if (*trimmed == '\0')
    return TRUE;

  switch (self->type)
    {
    case LT_TYPE_TEXT:
    case LT_TYPE_LONG_TEXT:
      return parse_text (self, trimmed, value, error);
    case LT_TYPE_INTEGER:
    case LT_TYPE_DECIMAL:
      return parse_number (self, trimmed, value, error);
    case LT_TYPE_FLAG:
      return parse_flag (self, trimmed, value, error);
    case LT_TYPE_DATE:
    case LT_TYPE_MONTH:
    case LT_TYPE_MINUTE:
      return parse_time (self, trimmed, value, error);
    case LT_TYPE_CHOICE:
      choice = find_choice (self, trimmed);
      if (choice < 0)
        return refuse_choice (self, trimmed, error);
      *value = lt_value_new_text (self->choices[choice].name);
      return TRUE;
    case LT_TYPE_CHOICES:
      return parse_choices (self, trimmed, value, error);
    case LT_TYPE_REFERENCES:
      return parse_references (self, trimmed, value, error);
    case LT_TYPE_REFERENCE:
    case LT_TYPE_PLACE:
    case LT_TYPE_RECORD:
      if (!lt_id_from_text (&id, trimmed))
        return refuse (self, trimmed, _ ("is not the id of a record."), error);
      g_free (trimmed);
      trimmed = lt_id_to_text (&id);
      *value = lt_value_new_text (trimmed);
      return TRUE;
    case LT_TYPE_POINT:
    case LT_TYPE_LINE:
    case LT_TYPE_POLYGON:
      return parse_geometry (self, trimmed, value, error);
    }
  g_return_val_if_reached (FALSE);
}

/**
 * lt_field_to_text:
 * @self: a field
 * @value: (nullable): one of its values
 *
 * Returns: (transfer full) (nullable): the value as files have it, which
 *   lt_field_parse() reads back to the same value; geometry as GeoJSON
 */
char *
lt_field_to_text (const LtField *self, const LtValue *value)
{
  g_autoptr (LtShape) shape = NULL;

  if (value == NULL)
    return NULL;
  if (!lt_field_is_geometry (self))
    return g_strdup (lt_value_text (value));
  shape = lt_value_to_shape (value, NULL);
  return shape == NULL ? NULL : lt_shape_to_geojson (shape);
}

static char *
format_choices (const LtField *self, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (int i = 0; names[i] != NULL; i++)
    g_ptr_array_add (labels, (gpointer) lt_field_choice_label (self, names[i]));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (" ", (char **) labels->pdata);
}

static char *
format_geometry (const LtValue *value)
{
  g_autoptr (LtShape) shape = lt_value_to_shape (value, NULL);
  LtBox box;

  if (shape == NULL)
    return g_strdup ("?");
  box = lt_shape_get_box (shape);
  if (lt_shape_get_class (shape) == LT_SHAPE_POINT)
    return g_strdup_printf ("%.4f %.4f", box.min_x, box.min_y);
  return g_strdup_printf ("%.4f %.4f – %.4f %.4f", box.min_x, box.min_y, box.max_x, box.max_y);
}

/**
 * lt_field_format:
 * @self: a field
 * @value: (nullable): one of its values
 *
 * Returns: (transfer full): the value as people read it, in the screen's
 *   language; empty for none. A reference stays an id: who shows it, looks it up.
 */
char *
lt_field_format (const LtField *self, const LtValue *value)
{
  const char *text = lt_value_text (value);

  if (text == NULL)
    return g_strdup ("");
  switch (self->type)
    {
    case LT_TYPE_FLAG:
      return g_strdup (g_str_equal (text, "1") ? _ ("Yes") : _ ("No"));
    case LT_TYPE_CHOICE:
      return g_strdup (lt_field_choice_label (self, text));
    case LT_TYPE_CHOICES:
      return format_choices (self, text);
    case LT_TYPE_MINUTE:
      return g_strdelimit (g_strdup (text), "T", ' ');
    case LT_TYPE_POINT:
    case LT_TYPE_LINE:
    case LT_TYPE_POLYGON:
      return format_geometry (value);
    case LT_TYPE_INTEGER:
    case LT_TYPE_DECIMAL:
      return self->unit == NULL ? g_strdup (text) : g_strdup_printf ("%s %s", text, self->unit);
    default:
      return g_strdup (text);
    }
}

const char *
lt_field_get_label (const LtField *self)
{
  return g_dgettext (GETTEXT_PACKAGE, self->label);
}

gboolean
lt_field_is_geometry (const LtField *self)
{
  return self->type == LT_TYPE_POINT || self->type == LT_TYPE_LINE || self->type == LT_TYPE_POLYGON;
}

gboolean
lt_field_is_number (const LtField *self)
{
  return self->type == LT_TYPE_INTEGER || self->type == LT_TYPE_DECIMAL;
}

gboolean
lt_field_is_reference (const LtField *self)
{
  return self->type == LT_TYPE_REFERENCE || self->type == LT_TYPE_PLACE
         || self->type == LT_TYPE_RECORD;
}

/**
 * lt_field_refers:
 *
 * Returns: whether it names another record, or several
 */
gboolean
lt_field_refers (const LtField *self)
{
  return lt_field_is_reference (self) || self->type == LT_TYPE_REFERENCES;
}

/**
 * lt_field_choice_index:
 *
 * Returns: the place of the choice named @choice; -1 for none
 */
int
lt_field_choice_index (const LtField *self, const char *choice)
{
  for (int i = 0; choice != NULL && self->choices != NULL && self->choices[i].name != NULL; i++)
    if (g_str_equal (self->choices[i].name, choice))
      return i;
  return -1;
}

/**
 * lt_field_choice_label:
 *
 * Returns: (transfer none): what the choice is called on the screen; its bare
 *   name where the table does not have it (it came from a newer program)
 */
const char *
lt_field_choice_label (const LtField *self, const char *choice)
{
  int i = lt_field_choice_index (self, choice);

  return i < 0 ? choice : g_dgettext (GETTEXT_PACKAGE, self->choices[i].label);
}
