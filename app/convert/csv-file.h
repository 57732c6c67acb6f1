/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/reading.h"

G_BEGIN_DECLS

gboolean lt_csv_file_read (LtSource *source, const LtReading *reading, GError **error);

G_END_DECLS
