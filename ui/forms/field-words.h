/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/record.h"

G_BEGIN_DECLS

const char *lt_field_describe_format (const LtField *field);
char *lt_field_describe_unit (const LtField *field);
char *lt_record_describe (const LtRecord *record);

G_END_DECLS
