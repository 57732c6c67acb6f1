/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/format.h"

G_BEGIN_DECLS

gboolean lt_sheet_file_read (LtSource *source, const LtReading *reading, GError **error);
gboolean
lt_sheet_file_list (LtSource *source, const LtReading *reading, GPtrArray *parts, GError **error);

G_END_DECLS
