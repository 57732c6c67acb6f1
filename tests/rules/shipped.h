/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/standards.h"

G_BEGIN_DECLS

LtStandards *shipped_standards (void);

G_END_DECLS
