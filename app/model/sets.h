/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/value.h"

G_BEGIN_DECLS

/* The value of a field that holds a set: its members' names, sorted, with
 * commas between. */

char **lt_set_split (const LtValue *set);
LtValue *lt_set_join (GPtrArray *members);
gboolean lt_set_has (const LtValue *set, const char *member);

G_END_DECLS
