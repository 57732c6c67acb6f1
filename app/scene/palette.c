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
  .zone = { 0xb5402a, 0xc4761a, 0x74787f, 0x5a55a0 },
  .zone_unknown = 0x74787f,
  .cluster = 0x5d3a19,
  .cluster_text = 0xffffff,
  .rim = 0xffffff,
  .mark = 0xa51d2d,
  .highlight = 0xe66100,
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
  .zone = { 0xe58570, 0xe0a458, 0x9a9fa7, 0x9d97e0 },
  .zone_unknown = 0x9a9fa7,
  .cluster = 0xd9a066,
  .cluster_text = 0x1f1408,
  .rim = 0x17191c,
  .mark = 0xff8a80,
  .highlight = 0xffa348,
};

/**
 * lt_palette_get:
 *
 * Returns: (transfer none): the colours for a dark or for a light window
 */
const LtPalette *
lt_palette_get (gboolean for_dark)
{
  return for_dark ? &dark : &light;
}

/**
 * lt_palette_set:
 * @cr: where it is used next
 * @colour: 0xRRGGBB
 * @alpha: 0 to 1
 */
void
lt_palette_set (cairo_t *cr, guint32 colour, double alpha)
{
  cairo_set_source_rgba (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0,
                         (colour & 0xff) / 255.0, alpha);
}

guint32
lt_palette_of_mine (const LtPalette *self, int variety)
{
  return variety >= 0 && variety < 4 ? self->mine[variety] : self->mine_unknown;
}

guint32
lt_palette_of_zone (const LtPalette *self, int variety)
{
  return variety >= 0 && variety < 4 ? self->zone[variety] : self->zone_unknown;
}
