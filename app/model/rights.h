/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kind.h"

G_BEGIN_DECLS

gboolean
lt_rights_allow (const char *roles, const LtKind *kind, const LtField *field, const char *value);
const char *lt_rights_needed (const LtKind *kind, const LtField *field, const char *value);

G_END_DECLS
