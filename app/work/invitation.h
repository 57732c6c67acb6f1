/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/digest.h"
#include "base/id.h"
#include "base/signature.h"

G_BEGIN_DECLS

/**
 * LtInvitation:
 * @bureau: the bureau's id
 * @keeper: public key of the keeper who invites
 * @officer: record of the officer who is invited
 * @key: record of his key, which he puts his own key into
 * @card: his card number
 * @once: the one-time key
 *
 * What the keeper hands an officer, by stick or by hand: good for one use.
 */
typedef struct
{
  LtDigest bureau;
  guint8 keeper[LT_KEY_SIZE];
  LtId officer;
  LtId key;
  char *card;
  LtKeyPair once;
} LtInvitation;

gboolean lt_invitation_save (const LtInvitation *self, const char *path, GError **error);
gboolean lt_invitation_load (LtInvitation *self, const char *path, GError **error);
void lt_invitation_clear (LtInvitation *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtInvitation, lt_invitation_clear)

G_END_DECLS
