/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kind.h"

G_BEGIN_DECLS

gboolean
lt_rights_allow (const char *roles, const LtKind *kind, const LtField *field, const char *value);
const char *lt_rights_needed (const LtKind *kind, const LtField *field, const char *value);
gboolean lt_rights_covers (const char *from, const char *to, const char *date);
char *lt_rights_without_card (const char *roles);
const char *lt_rights_author_field (const LtKind *kind, const char *field, const char *value);

G_END_DECLS
