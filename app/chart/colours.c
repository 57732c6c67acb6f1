/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/chart-private.h"

#include <math.h>

/* The colours of series are those of Okabe and Ito, which people see apart whose eyes
 * tell red from green badly; marks and dashes tell them apart without any. */
static const Colours light = {
  .ground = 0xffffff,
  .text = 0x24262b,
  .quiet = 0x63666c,
  .grid = 0xe1e2e5,
  .limit = 0xa51d2d,
  .missing = 0x9a9da3,
  .low = 0xe8eff8,
  .much = 0x14396b,
  .series = { 0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0x8a6d00, 0x56b4e9, 0x6a3d9a, 0x444444 },
};

static const Colours dark = {
  .ground = 0x1e2024,
  .text = 0xeeeef0,
  .quiet = 0xb4b7bd,
  .grid = 0x3a3d43,
  .limit = 0xff7b7b,
  .missing = 0x82858b,
  .low = 0x27303c,
  .much = 0xa9cdf8,
  .series = { 0x5eb5ee, 0xf39b55, 0x4fd0a8, 0xe6a3c8, 0xe0c34f, 0x9fd6f7, 0xc3a2ee, 0xd0d0d0 },
};

static const Colours plain = {
  .ground = 0xffffff,
  .text = 0x000000,
  .quiet = 0x333333,
  .grid = 0xcccccc,
  .limit = 0x000000,
  .missing = 0x777777,
  .low = 0xf2f2f2,
  .much = 0x1a1a1a,
  .series = { 0x000000, 0x000000, 0x000000, 0x000000, 0x555555, 0x555555, 0x555555, 0x555555 },
};

const Colours *
lt_chart_colours (LtInkStyle style)
{
  return style == LT_INK_DARK ? &dark : style == LT_INK_PLAIN ? &plain : &light;
}

static guint32
blend_part (guint32 from, guint32 to, double share, int shift)
{
  double a = (from >> shift) & 0xff;
  double b = (to >> shift) & 0xff;

  return (guint32) lround (a + (b - a) * share) << shift;
}

/* The colour that lies at @share of the way between two. */
guint32
lt_chart_blend (guint32 from, guint32 to, double share)
{
  share = CLAMP (share, 0, 1);
  return blend_part (from, to, share, 16) | blend_part (from, to, share, 8)
         | blend_part (from, to, share, 0);
}

/* Of a class, from the lowest. */
guint32
lt_chart_colour_of_class (const LtChart *self, guint level)
{
  const Colours *colours = lt_chart_colours (self->style);

  if (self->style != LT_INK_PLAIN)
    return self->classes.colours[level];
  return lt_chart_blend (colours->low, colours->much, (double) level / self->classes.n_breaks);
}

/* In which class a value is, from the lowest. */
guint
lt_chart_find_class (const LtChart *self, double value)
{
  guint level = 0;

  while (level < self->classes.n_breaks && value > self->classes.breaks[level])
    level++;
  return level;
}

/* Of a day's value in a calendar: of its class, or the darker the more. */
guint32
lt_chart_colour_of (const LtChart *self, double value)
{
  const Colours *colours = lt_chart_colours (self->style);

  if (self->classes.n_breaks == 0)
    return lt_chart_blend (colours->low, colours->much, self->most > 0 ? value / self->most : 0);
  return lt_chart_colour_of_class (self, lt_chart_find_class (self, value));
}

/* Whether dark letters are read upon it (relative luminance of WCAG 2.1). */
gboolean
lt_chart_is_light (guint32 colour)
{
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double luminance = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      double part = ((colour >> (16 - 8 * i)) & 0xff) / 255.0;

      luminance +=
          weights[i] * (part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return luminance > 0.179;
}
