/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/id.h"
#include "base/signature.h"

G_BEGIN_DECLS

/* NAME.keys beside NAME.gpkg: the sealed keys of the officers who work on this
 * device. It is never synced and readable by its owner only. */

char *lt_key_file_path (const char *county_path);
gboolean lt_key_file_add (const char *county_path,
                          const char *card,
                          const LtId *officer,
                          const LtKeyPair *key,
                          const char *passphrase,
                          guint cost,
                          LtRandom *random,
                          GError **error);
gboolean lt_key_file_open (const char *county_path,
                           const char *card,
                           const char *passphrase,
                           gint64 now,
                           LtId *officer,
                           LtKeyPair *key,
                           GError **error);
gboolean lt_key_file_add_missing (const char *county_path, const char *from, GError **error);
char **lt_key_file_list_cards (const char *county_path);

G_END_DECLS
