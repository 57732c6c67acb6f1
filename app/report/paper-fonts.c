/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/paper-fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

/* TeX's fonts lie where fontconfig does not look. */
static const char *const tex_folders[] = {
  "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
  "/usr/share/texmf/fonts/opentype/public/fandol",
};

/* The last of every chain has every character; Fandol has those of GB 2312. */
static const char *const families[] = {
  [LT_PAPER_FONT_FANGSONG] =
      "FangSong, FangSong_GB2312, STFangsong, FandolFang R, FandolFang, Noto Serif CJK SC",
  [LT_PAPER_FONT_HEITI] = "SimHei, Noto Sans CJK SC",
  [LT_PAPER_FONT_XIAOBIAO] = "FZXiaoBiaoSong-B05, FZXiaoBiaoSong-B05S, Noto Serif CJK SC",
  [LT_PAPER_FONT_SONG] = "SimSun, Noto Serif CJK SC",
};

static gpointer
make_config (gpointer data)
{
  FcConfig *config = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tex_folders); i++)
    if (g_file_test (tex_folders[i], G_FILE_TEST_IS_DIR))
      {
        if (config == NULL)
          config = FcInitLoadConfigAndFonts ();
        FcConfigAppFontAddDir (config, (const FcChar8 *) tex_folders[i]);
      }
  return config;
}

static PangoFontMap *
get_font_map (void)
{
  static GPrivate of_thread = G_PRIVATE_INIT (g_object_unref);
  static GOnce config = G_ONCE_INIT;
  PangoFontMap *map = g_private_get (&of_thread);

  if (map != NULL)
    return map;
  map = pango_cairo_font_map_new ();
  g_once (&config, make_config, NULL);
  if (config.retval != NULL && PANGO_IS_FC_FONT_MAP (map))
    pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (map), config.retval);
  g_private_set (&of_thread, map);
  return map;
}

/**
 * lt_paper_fonts_create_context:
 *
 * Returns: (transfer full): a context for paper: one unit is a point of 1/72
 *   inch, nothing is rounded to pixels; for the calling thread
 */
PangoContext *
lt_paper_fonts_create_context (void)
{
  PangoContext *context = pango_font_map_create_context (get_font_map ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("zh-cn"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  return context;
}

/**
 * lt_paper_fonts_describe:
 * @font: which
 * @size: in points
 *
 * Returns: (transfer full): the font with what stands in for it
 */
PangoFontDescription *
lt_paper_fonts_describe (LtPaperFont font, double size)
{
  PangoFontDescription *description = pango_font_description_new ();

  pango_font_description_set_family (description, families[font]);
  pango_font_description_set_absolute_size (description, size * PANGO_SCALE);
  pango_font_description_set_weight (description, font == LT_PAPER_FONT_XIAOBIAO
                                                      ? PANGO_WEIGHT_BOLD
                                                      : PANGO_WEIGHT_NORMAL);
  return description;
}

/**
 * lt_paper_fonts_find_substitute:
 * @context: from lt_paper_fonts_create_context()
 *
 * Returns: (transfer full) (nullable): the family that stands in for 仿宋; %NULL
 *   where the machine has a 仿宋
 */
char *
lt_paper_fonts_find_substitute (PangoContext *context)
{
  PangoFontDescription *wanted = lt_paper_fonts_describe (LT_PAPER_FONT_FANGSONG, 16);
  g_autoptr (PangoFont) font = pango_context_load_font (context, wanted);
  PangoFontDescription *found = font != NULL ? pango_font_describe (font) : NULL;
  const char *family = found != NULL ? pango_font_description_get_family (found) : NULL;
  char *substitute = NULL;

  if (family != NULL && strcasestr (family, "fang") == NULL && strstr (family, "仿宋") == NULL)
    substitute = g_strdup (family);
  pango_font_description_free (wanted);
  if (found != NULL)
    pango_font_description_free (found);
  return substitute;
}
