/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/masking.h"

#include <string.h>

#define STARS            "**"
#define MOST_OF_NAME     4 /* ideographs of a Han name, the double surname included */
#define IDENTITY_FIGURES 18
#define IDENTITY_SHOWN   6 /* the division that gave it out */
#define MOBILE_FIGURES   11
#define MOBILE_FIRST     3
#define MOBILE_LAST      4

/* What firms, offices and villages end with; a short name without one is a person's. */
static const char *const bodies[] = { "公司", "集团", "厂", "矿", "场",   "站",   "店",
                                      "部",   "社",   "局", "院", "中心", "基地", "村",
                                      "行",   "馆",   "园", "校", "组",   "会",   "所",
                                      "队",   "户",   "县", "镇", "乡",   "府",   NULL };

static gboolean
is_body (const char *name)
{
  for (int i = 0; bodies[i] != NULL; i++)
    if (g_str_has_suffix (name, bodies[i]))
      return TRUE;
  return FALSE;
}

/* 张三, 欧阳小明, 买买提·艾力; not 晋东煤业有限公司. */
static gboolean
is_person (const char *name)
{
  gboolean dotted = strstr (name, "·") != NULL || strstr (name, "•") != NULL;
  glong n = 0;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at), n++)
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_get_script (c) != G_UNICODE_SCRIPT_HAN && c != 0xb7 && c != 0x2022)
        return FALSE;
    }
  return n >= 2 && (dotted || n <= MOST_OF_NAME) && !is_body (name);
}

/**
 * lt_mask_name:
 * @name: a name
 *
 * Returns: (transfer full) (nullable): the surname's first character and stars;
 *   %NULL for the name of a firm
 */
char *
lt_mask_name (const char *name)
{
  g_autofree char *first = NULL;

  if (!is_person (name))
    return NULL;
  first = g_utf8_substring (name, 0, 1);
  return g_strconcat (first, STARS, NULL);
}

static int
read_figures (const char *figures, gsize n)
{
  int number = 0;

  for (gsize i = 0; i < n; i++)
    number = number * 10 + (figures[i] - '0');
  return number;
}

/* GB 11643: the division that gave it out, a date of birth, an order and a check
 * character; the latter is not asked for, since a number with a slip in it is still
 * somebody's. A firm's code (GB 32100) begins with 9 or has letters. */
static gboolean
is_identity (const char *figures, gsize n)
{
  int province, year;

  if (n != IDENTITY_FIGURES)
    return FALSE;
  province = read_figures (figures, 2);
  year = read_figures (figures + 6, 4);
  return province >= 11 && province <= 83 && year >= 1850 && year <= 2099
         && g_date_valid_dmy ((GDateDay) read_figures (figures + 12, 2),
                              (GDateMonth) read_figures (figures + 10, 2), (GDateYear) year);
}

static gboolean
is_mobile (const char *figures, gsize n)
{
  return n == MOBILE_FIGURES && figures[0] == '1' && figures[1] >= '3';
}

static void
put_masked (GString *out, const char *figures, gsize n, gsize first, gsize last)
{
  g_string_append_len (out, figures, (gssize) first);
  for (gsize i = first; i < n - last; i++)
    g_string_append_c (out, '*');
  g_string_append_len (out, figures + n - last, (gssize) last);
}

/* Figures in a row; of an identity number the X at its end too. */
static gsize
measure_figures (const char *text)
{
  gsize n = strspn (text, "0123456789");

  return n + (n == IDENTITY_FIGURES - 1 && (text[n] == 'X' || text[n] == 'x'));
}

/**
 * lt_mask_numbers:
 * @text: a text
 *
 * Returns: (transfer full) (nullable): the same with stars in its telephone and
 *   identity card numbers; %NULL where it has none
 */
char *
lt_mask_numbers (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean found = FALSE;

  while (*text != '\0')
    {
      gsize n = measure_figures (text);
      gboolean identity = is_identity (text, n);

      if (identity || is_mobile (text, n))
        {
          put_masked (out, text, n, identity ? IDENTITY_SHOWN : MOBILE_FIRST,
                      identity ? 0 : MOBILE_LAST);
          found = TRUE;
        }
      else
        {
          /* Passed over whole: a piece of a longer number is none. */
          n = n > 0 ? n : 1;
          g_string_append_len (out, text, (gssize) n);
        }
      text += n;
    }
  return found ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* A person's address up to the county or town. */
static char *
mask_address (const char *address)
{
  static const char *const ends[] = { "县", "区", "市", NULL };
  gsize shown = 0;

  for (int i = 0; ends[i] != NULL; i++)
    {
      const char *at = strstr (address, ends[i]);

      if (at != NULL)
        shown = MAX (shown, (gsize) (at - address) + strlen (ends[i]));
    }
  return shown == strlen (address) ? NULL : g_strdup_printf ("%.*s" STARS, (int) shown, address);
}

static gboolean
names_person (const LtRecord *record)
{
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const char *text = lt_value_text (record->values[i]);

      if (record->kind->fields[i].personal == LT_PERSONAL_NAME && text != NULL && is_person (text))
        return TRUE;
    }
  return FALSE;
}

/**
 * lt_mask_field:
 * @record: a record
 * @field: place of one of its fields
 *
 * Returns: (transfer full) (nullable): what may be seen of the value; %NULL where all
 *   of it may
 */
char *
lt_mask_field (const LtRecord *record, guint field)
{
  const char *text = lt_value_text (record->values[field]);

  if (text == NULL)
    return NULL;
  switch (record->kind->fields[field].personal)
    {
    case LT_PERSONAL_NONE:
      return NULL;
    case LT_PERSONAL_NAME:
      return lt_mask_name (text);
    case LT_PERSONAL_NUMBER:
    case LT_PERSONAL_TEXT:
      return lt_mask_numbers (text);
    case LT_PERSONAL_ADDRESS:
      return names_person (record) ? mask_address (text) : lt_mask_numbers (text);
    }
  g_return_val_if_reached (NULL);
}

/**
 * lt_mask_is_masked:
 * @field: a field
 * @text: what a file says of it
 *
 * Returns: whether @text came out of a masked export, and so says nothing
 */
gboolean
lt_mask_is_masked (const LtField *field, const char *text)
{
  return field->personal != LT_PERSONAL_NONE && strstr (text, STARS) != NULL;
}
