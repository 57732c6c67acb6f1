/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene/palette.h"

static const LtPalette light = {
  .ground = 0xe6e8e4,
  .land = 0xfbfaf5,
  .border = 0x8b7fa3,
  .border_casing = 0xe3dcea,
  .text = 0x24262b,
  .name = 0x57524c,
  .quiet_text = 0x7b7089,
  .halo = 0xfdfcf9,
  .water = 0x86b7dc,
  .water_text = 0x2f6f9f,
  .town = 0x3d4047,
  .station = 0x1a5fb4,
  .dust = 0xa65cc4,
  .dust_edge = 0x613583,
  .mine = { 0x6e3f14, 0xa8691f, 0x6b6e73, 0x23834a },
  .mine_unknown = 0x7d6a58,
  .zone = { 0xb5402a, 0xc4761a, 0x74787f, 0x5a55a0, 0x8a5a2b, 0x2f7f86, 0x7d7a3a, 0x9b3d73,
            0x2f8a4f, 0xb3302f, 0x44609a },
  .zone_unknown = 0x74787f,
  .site = 0x2f5d62,
  .road = 0xa8772c,
  .track = 0x8a2be2,
  .cluster = 0x5d3a19,
  .cluster_text = 0xffffff,
  .rim = 0xffffff,
  .mark = 0xa51d2d,
  .highlight = 0xe66100,
  .missing = 0x9a9da3,
  .levels = { 0xfff3d6, 0xfbd9a0, 0xf4b46a, 0xe68a45, 0xcf5f2f, 0xab3a22, 0x7c2119, 0x4f120f },
  .areas = { 0xf3eefa, 0xe4d8f2, 0xd2bfe8, 0xbda3dc, 0xa685cd, 0x8c66ba, 0x7048a3, 0x552d86 },
};

static const LtPalette dark = {
  .ground = 0x181a1e,
  .land = 0x25282e,
  .border = 0x8d81a8,
  .border_casing = 0x373344,
  .text = 0xeeeef0,
  .name = 0xbdb8b0,
  .quiet_text = 0xa79cb9,
  .halo = 0x1a1c20,
  .water = 0x3f7096,
  .water_text = 0x8fc1e6,
  .town = 0xc9ccd2,
  .station = 0x78aeed,
  .dust = 0xb77fd0,
  .dust_edge = 0xdcb3ee,
  .mine = { 0xd9a066, 0xe0b057, 0xa4a8ae, 0x57c785 },
  .mine_unknown = 0xb8a795,
  .zone = { 0xe58570, 0xe0a458, 0x9a9fa7, 0x9d97e0, 0xcfa06b, 0x6fc3ca, 0xc4c07a, 0xdd8ab8,
            0x74cf92, 0xf08080, 0x8faae0 },
  .zone_unknown = 0x9a9fa7,
  .site = 0x8fd0d6,
  .road = 0xd8b071,
  .track = 0xc79bff,
  .cluster = 0xd9a066,
  .cluster_text = 0x1f1408,
  .rim = 0x17191c,
  .mark = 0xff8a80,
  .highlight = 0xffa348,
  .missing = 0x7c8087,
  .levels = { 0x4a3f2c, 0x6a5230, 0x8e6433, 0xb3733a, 0xd38246, 0xe79a66, 0xf3b792, 0xfbd8c4 },
  .areas = { 0x332d3d, 0x433654, 0x55406f, 0x684b8b, 0x7d5aa5, 0x9570bb, 0xb08dcf, 0xccb0e1 },
};

/* For paper without colour: kinds by shape, varieties by filling and strokes, classes by
 * how dark they are. */
static const LtPalette plain = {
  .ground = 0xffffff,
  .land = 0xffffff,
  .border = 0x404040,
  .border_casing = 0xe0e0e0,
  .text = 0x000000,
  .name = 0x202020,
  .quiet_text = 0x505050,
  .halo = 0xffffff,
  .water = 0x909090,
  .water_text = 0x505050,
  .town = 0x000000,
  .station = 0x000000,
  .dust = 0xb0b0b0,
  .dust_edge = 0x000000,
  .mine = { 0x000000, 0x000000, 0x000000, 0x000000 },
  .mine_unknown = 0x707070,
  .zone = { 0x303030, 0x303030, 0x505050, 0x303030, 0x303030, 0x303030, 0x303030, 0x303030,
            0x303030, 0x303030, 0x303030 },
  .zone_unknown = 0x707070,
  .site = 0x000000,
  .road = 0x202020,
  .track = 0x000000,
  .cluster = 0x202020,
  .cluster_text = 0xffffff,
  .rim = 0xffffff,
  .mark = 0x000000,
  .highlight = 0x000000,
  .missing = 0x808080,
  .levels = { 0xffffff, 0xe6e6e6, 0xcccccc, 0xb0b0b0, 0x909090, 0x707070, 0x505050, 0x303030 },
  .areas = { 0xffffff, 0xffffff, 0xffffff, 0xffffff, 0xffffff, 0xffffff, 0xffffff, 0xffffff },
};

/**
 * lt_palette_get:
 *
 * Returns: (transfer none): the colours of the style
 */
const LtPalette *
lt_palette_get (LtInkStyle style)
{
  switch (style)
    {
    case LT_INK_DARK:
      return &dark;
    case LT_INK_PLAIN:
      return &plain;
    case LT_INK_LIGHT:
    default:
      return &light;
    }
}

guint32
lt_palette_of_mine (const LtPalette *self, int variety)
{
  return variety >= 0 && variety < 4 ? self->mine[variety] : self->mine_unknown;
}

guint32
lt_palette_of_zone (const LtPalette *self, int variety)
{
  return variety >= 0 && variety < N_ZONES ? self->zone[variety] : self->zone_unknown;
}

/* So many of a row as there are classes, evenly spread. */
static guint32
pick_level (const guint32 *row, guint n_row, const LtSceneScale *scale, guint level)
{
  return row[scale->n_breaks == 0 ? 0
                                  : MIN (level, scale->n_breaks) * (n_row - 1) / scale->n_breaks];
}

/**
 * lt_palette_of_level:
 * @self: a palette
 * @scale: what has the classes
 * @level: one of them
 *
 * Returns: the class's colour: the scale's own, but on paper without colour, or of the
 *   palette's row so many as there are classes, evenly spread
 */
guint32
lt_palette_of_level (const LtPalette *self, const LtSceneScale *scale, guint level)
{
  if (scale->has_colours && self != &plain)
    return scale->colours[MIN (level, scale->n_breaks)];
  return pick_level (self->levels, G_N_ELEMENTS (self->levels), scale, level);
}

/**
 * lt_palette_of_area:
 *
 * Returns: the tint of a class of what is of a whole area: never a colour that the value of
 *   a station has, unless the scale has colours of its own
 */
guint32
lt_palette_of_area (const LtPalette *self, const LtSceneScale *scale, guint level)
{
  if (scale->has_colours && self != &plain)
    return scale->colours[MIN (level, scale->n_breaks)];
  return pick_level (self->areas, G_N_ELEMENTS (self->areas), scale, level);
}
