/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/file-copy.h"
#include "store/store.h"

G_BEGIN_DECLS

/* The originals of attachments: NAME.files/ab/DIGEST beside the county file,
 * each once, named by its digest. None is ever changed or removed here. */

/* What one may have at the most: 1 GiB. */
#define LT_ORIGINAL_MOST (G_GUINT64_CONSTANT (1) << 30)

/**
 * LtOriginalState:
 * @LT_ORIGINAL_HERE: it is here, and its bytes are those of its digest
 * @LT_ORIGINAL_MISSING: it is not here
 * @LT_ORIGINAL_ALTERED: what lies here has other bytes
 */
typedef enum
{
  LT_ORIGINAL_HERE,
  LT_ORIGINAL_MISSING,
  LT_ORIGINAL_ALTERED,
} LtOriginalState;

char *lt_originals_folder (const char *county_path);
char *lt_original_path (const char *county_path, const char *digest);
gboolean lt_original_put (const char *county_path,
                          const char *source,
                          const LtCopyWatch *watch,
                          LtDigest *digest,
                          guint64 *size,
                          gboolean *is_new,
                          GError **error);
LtOriginalState lt_original_look (const char *county_path, const char *digest, guint64 size);
LtOriginalState lt_original_check (const char *county_path, const char *digest);
gboolean lt_original_get (const char *county_path,
                          const char *digest,
                          const char *to,
                          const LtCopyWatch *watch,
                          GError **error);
GPtrArray *lt_originals_list (const char *county_path);
gboolean lt_originals_move (const char *from_county, const char *to_county, GError **error);
char *lt_store_find_maker (LtStore *self, const LtId *record);

G_END_DECLS
