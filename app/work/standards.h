/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/standards.h"

G_BEGIN_DECLS

LtStandards *lt_work_standards (GPtrArray *problems, GError **error);

G_END_DECLS
