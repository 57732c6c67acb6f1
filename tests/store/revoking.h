/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office.h"

G_BEGIN_DECLS

/* What tests of revocations share. */

LtId add_mine (Office *office, LtStore *store, const LtAuthor *author);
gboolean has (LtStore *store, const LtId *id);
gboolean try_revoke (Office *office,
                     LtStore *store,
                     const LtAuthor *by,
                     const LtAuthor *whom,
                     const char *accepted,
                     GError **error);
void revoke_key (Office *office,
                 LtStore *store,
                 const LtAuthor *by,
                 const LtAuthor *whom,
                 const char *accepted);
void deliver_shuffled (LtStore *store, GPtrArray *groups, LtRandom *random);

G_END_DECLS
