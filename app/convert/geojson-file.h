/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/output.h"
#include "convert/text-file.h"

G_BEGIN_DECLS

gboolean lt_geojson_file_read (const LtTextFile *text,
                               gboolean columns_only,
                               LtOutput *output,
                               GError **error);

G_END_DECLS
