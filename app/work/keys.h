/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

G_BEGIN_DECLS

/**
 * LtPassphraseRating:
 * @LT_PASSPHRASE_REFUSED: lt_work_check_passphrase() does not take it
 * @LT_PASSPHRASE_WEAK: soon guessed by who has the file of keys
 * @LT_PASSPHRASE_FAIR: not soon
 * @LT_PASSPHRASE_STRONG: not in years
 *
 * How hard a passphrase is to guess, as far as its characters tell: a program that
 * counts characters knows neither names nor quotations.
 */
typedef enum
{
  LT_PASSPHRASE_REFUSED,
  LT_PASSPHRASE_WEAK,
  LT_PASSPHRASE_FAIR,
  LT_PASSPHRASE_STRONG,
} LtPassphraseRating;

LtPassphraseRating lt_work_rate_passphrase (const char *passphrase, const char *card);
gboolean lt_work_check_passphrase (const char *passphrase, const char *card, GError **error);
gboolean lt_work_key_passphrase (LtSession *session, const char *passphrase, GError **error);
gboolean
lt_work_key_make_sheets (LtSession *session, const char *path1, const char *path2, GError **error);
gboolean lt_work_key_recover (LtSession *session,
                              const char *card,
                              const char *path1,
                              const char *path2,
                              const char *passphrase,
                              GError **error);

G_END_DECLS
