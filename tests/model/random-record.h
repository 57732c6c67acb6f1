/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/random.h"
#include "model/record.h"

G_BEGIN_DECLS

/* Values made up by the field tables: every kind and field there will be takes part. */

char *random_text (const LtField *field, LtRandom *random);
LtRecord *random_record (const LtKind *kind, LtRandom *random);

G_END_DECLS
