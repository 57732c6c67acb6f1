/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define LT_TYPE_BLANK_SOURCE (lt_blank_source_get_type ())
G_DECLARE_FINAL_TYPE (LtBlankSource, lt_blank_source, LT, BLANK_SOURCE, ShumateMapSource)

/**
 * LtBlankSource:
 *
 * A base map of nothing: every tile is done at once and empty. It gives the
 * viewport its projection and its zoom range where no tiles are installed.
 */
ShumateMapSource *lt_blank_source_new (void);

G_END_DECLS
