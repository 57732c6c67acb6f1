/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/digest.h"
#include "base/id.h"
#include "base/signature.h"

G_BEGIN_DECLS

char *lt_key_proof_make (const LtKeyPair *key,
                         const LtDigest *bureau,
                         const LtId *record,
                         const LtId *officer);
gboolean lt_key_proof_is_valid (const char *proof,
                                const char *public_key,
                                const LtDigest *bureau,
                                const LtId *record,
                                const LtId *officer);

G_END_DECLS
