/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

/* What is masked where personal data are not to be seen: the names, identity
 * numbers and addresses of people, never those of firms, and telephone and
 * identity numbers wherever they stand in a text. */

char *lt_mask_name (const char *name);
char *lt_mask_numbers (const char *text);
char *lt_mask_field (const LtRecord *record, guint field);
gboolean lt_mask_is_masked (const LtField *field, const char *text);

G_END_DECLS
