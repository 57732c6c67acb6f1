/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/xlsx-private.h"

#include <math.h>
#include <string.h>

#define DAY_SECONDS  86400
#define DAYS_TO_1970 25569   /* from the zero of the 1900 system, 1899-12-30 */
#define DAYS_TO_1904 1462    /* between the two systems */
#define LEAP_1900    60      /* a day that never was, 1900-02-29, in the 1900 system */
#define LAST_DAY     2958465 /* 9999-12-31 */

/**
 * lt_xlsx_show_of_number:
 * @number: of one of the formats that a workbook need not write out (ECMA-376
 *   part 1, 18.8.30, those of Chinese with them)
 */
LtXlsxShow
lt_xlsx_show_of_number (guint number)
{
  if (number == 9 || number == 10)
    return LT_XLSX_PERCENT;
  if (number == 17 || number == 57)
    return LT_XLSX_MONTH;
  if ((number >= 18 && number <= 21) || (number >= 32 && number <= 35)
      || (number >= 45 && number <= 47) || number == 55 || number == 56)
    return LT_XLSX_TIME;
  if (number == 22)
    return LT_XLSX_DATE_TIME;
  return (number >= 14 && number <= 16) || (number >= 27 && number <= 31) || number == 36
                 || (number >= 50 && number <= 54) || number == 58
             ? LT_XLSX_DATE
             : LT_XLSX_NUMBER;
}

/* A format's code without what is only written: texts, colours, spaces. */
static char *
strip_code (const char *code)
{
  g_autoptr (GString) bare = g_string_new (NULL);

  for (; *code != '\0' && *code != ';'; code++)
    if (*code == '"' || *code == '[')
      {
        const char *end = strchr (code + 1, *code == '"' ? '"' : ']');

        if (end == NULL)
          break;
        code = end;
      }
    else if (strchr ("\\_*", *code) != NULL)
      code += code[1] != '\0';
    else
      g_string_append_c (bare, g_ascii_tolower (*code));
  return g_string_free (g_steal_pointer (&bare), FALSE);
}

/**
 * lt_xlsx_show_of_code:
 * @code: of a format, such as `yyyy"年"m"月"`
 */
LtXlsxShow
lt_xlsx_show_of_code (const char *code)
{
  g_autofree char *bare = strip_code (code);
  gboolean clock;
  gboolean year;
  gboolean day;

  if (strstr (bare, "general") != NULL)
    return LT_XLSX_NUMBER;
  clock = strpbrk (bare, "hs") != NULL;
  year = strpbrk (bare, "ye") != NULL && strpbrk (bare, "0#") == NULL;
  day = strchr (bare, 'd') != NULL;
  if (clock)
    return year || day ? LT_XLSX_DATE_TIME : LT_XLSX_TIME;
  if (day || year)
    return day || strchr (bare, 'm') == NULL ? LT_XLSX_DATE : LT_XLSX_MONTH;
  if (strchr (bare, 'm') != NULL && strpbrk (bare, "0#") == NULL)
    return LT_XLSX_DATE;
  return strchr (bare, '%') != NULL ? LT_XLSX_PERCENT : LT_XLSX_NUMBER;
}

static char *
print_number (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (text, sizeof text, "%.15g", value));
}

static char *
print_time (double serial, LtXlsxShow show, gboolean from_1904)
{
  gint64 seconds = (gint64) floor (serial * DAY_SECONDS + 0.5);
  gint64 days = seconds / DAY_SECONDS;
  guint clock = (guint) (seconds % DAY_SECONDS);
  g_autoptr (GString) text = g_string_new (NULL);
  GDate date;
  gboolean has_day = days > 0 || show == LT_XLSX_DATE || show == LT_XLSX_MONTH;

  if (from_1904)
    days += DAYS_TO_1904;
  else if (days < LEAP_1900)
    days++;
  if (has_day)
    {
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, 1, 1, 1970);
      if (days >= DAYS_TO_1970)
        g_date_add_days (&date, (guint) (days - DAYS_TO_1970));
      else
        g_date_subtract_days (&date, (guint) (DAYS_TO_1970 - days));
      g_string_append_printf (text, "%04d-%02d", g_date_get_year (&date), g_date_get_month (&date));
      if (show != LT_XLSX_MONTH)
        g_string_append_printf (text, "-%02d", g_date_get_day (&date));
    }
  if (show == LT_XLSX_TIME || show == LT_XLSX_DATE_TIME)
    {
      g_string_append_printf (text, "%s%02u:%02u", has_day ? "T" : "", clock / 3600,
                              clock / 60 % 60);
      if (clock % 60 > 0)
        g_string_append_printf (text, ":%02u", clock % 60);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * lt_xlsx_value_print:
 * @value: a number as it stands in the file
 * @show: how it is shown
 * @from_1904: whether days are counted from 1904
 *
 * Dates and times are ISO 8601, percent has its sign. Other numbers have the 15
 * digits that a spreadsheet has.
 *
 * Returns: (transfer full): it as text
 */
char *
lt_xlsx_value_print (const char *value, LtXlsxShow show, gboolean from_1904)
{
  char *end;
  double number = g_ascii_strtod (value, &end);
  char *text = NULL;

  if (end == value || *end != '\0' || !isfinite (number))
    return g_strdup (value);
  if (show == LT_XLSX_PERCENT)
    {
      g_autofree char *percent = print_number (number * 100);

      return g_strconcat (percent, "%", NULL);
    }
  if (show != LT_XLSX_NUMBER && number >= 0 && number <= LAST_DAY)
    text = print_time (number, show, from_1904);
  return text != NULL ? text : print_number (number);
}
