/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the rows of the standards and what is made of them say in codes. */

#include "cli/table-private.h"

#include <glib/gi18n-lib.h>

static const LtTableWord averages[] = {
  { "year", N_ ("year's mean") },
  { "season", N_ ("season's mean") },
  { "day", N_ ("24-hour mean") },
  { "24h", N_ ("sliding 24-hour mean") },
  { "hour", N_ ("1-hour mean") },
  { "8h", N_ ("sliding 8-hour mean") },
  { "day-max-8h", N_ ("day's greatest 8-hour mean") },
  { "day-max-1h", N_ ("day's greatest 1-hour mean") },
};

static const LtTableWord air_classes[] = {
  { "1", N_ ("class 1") },
  { "2", N_ ("class 2") },
};

/* Instead of an item. */
static const LtTableWord whole[] = {
  { "all", N_ ("all items") },
};

/* Whether the standard is attained. */
static const LtTableWord attained[] = {
  { "yes", N_ ("attained") },
  { "no", N_ ("not attained") },
  { "not valid", N_ ("too few valid days") },
};

static const LtTableWord stages[] = {
  { "transition", N_ ("transition") },
  { "final", N_ ("final") },
};

static const LtTableWord ways_of_reading[] = {
  { "official-scan", N_ ("official scan, page by page") },
  { "official-text", N_ ("official text") },
  { "excerpt", N_ ("an excerpt only") },
  { "public-page", N_ ("a public page's transcript") },
  { "third-party-code", N_ ("another program") },
  { "press", N_ ("press reports") },
  { "practice", N_ ("practice") },
  { "data", N_ ("confirmed by published data") },
  { "memory-checked", N_ ("from memory, checked against programs and press") },
  { "memory", N_ ("from memory") },
  { "program", N_ ("agreed by this program") },
};

static const LtTableWord doubts[] = {
  { "memory", N_ ("from memory, the text was not seen") },
  { "not-written", N_ ("the text does not say") },
  { "text-not-read", N_ ("the new edition's text was not read") },
  { "third-party-only", N_ ("only others say so") },
  { "press-only", N_ ("only press reports say so") },
  { "practice-only", N_ ("only seen in practice") },
  { "successor-unsure", N_ ("whether the new standard keeps it is not clear") },
  { "document-unknown", N_ ("which document says so is not clear") },
};

/* (nullable): %NULL for a member that no standard has */
const char *
lt_table_translate_standard (const char *member, const char *text)
{
  static const struct
  {
    const char *member;
    const LtTableWord *words;
    gsize n;
  } tables[] = {
    { "average", averages, G_N_ELEMENTS (averages) },
    { "air_class", air_classes, G_N_ELEMENTS (air_classes) },
    { "item", whole, G_N_ELEMENTS (whole) },
    { "attained", attained, G_N_ELEMENTS (attained) },
    { "stage", stages, G_N_ELEMENTS (stages) },
    { "proof_read", ways_of_reading, G_N_ELEMENTS (ways_of_reading) },
    { "unsure", doubts, G_N_ELEMENTS (doubts) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].member, member))
      return *text == '\0' || g_str_equal (text, "only")
                 ? ""
                 : lt_table_look_up (tables[i].words, tables[i].n, text);
  return NULL;
}
