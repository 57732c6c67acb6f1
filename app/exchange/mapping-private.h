/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/import-private.h"
#include "exchange/mapping.h"

G_BEGIN_DECLS

/* mapping.c */
LtMappingColumn *lt_mapping_get_column (const LtMapping *self, guint i);
gboolean lt_mapping_is_by_shape (const LtMapping *self, const LtMappingColumn *column);

G_END_DECLS
