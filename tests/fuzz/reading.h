/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "convert/reading.h"

G_BEGIN_DECLS

typedef gboolean (*LtFuzzReadFunc) (LtSource *source, const LtReading *reading, GError **error);

void lt_fuzz_read (gconstpointer bytes,
                   gsize size,
                   const char *encoding,
                   gboolean columns_only,
                   LtFuzzReadFunc read);

G_END_DECLS
