/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/shell/application.h"

G_BEGIN_DECLS

/* For application.c and its application-….c only. */

void lt_application_add_help_actions (LtApplication *self);

G_END_DECLS
