/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "made-up-county.h"
#include "made-up-file.h"

G_BEGIN_DECLS

void made_up_file_add_mines (MadeUpFile *self, const MadeUpCounty *county);

G_END_DECLS
