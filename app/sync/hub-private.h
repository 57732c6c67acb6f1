/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/db.h"
#include "sync/hub.h"

G_BEGIN_DECLS

struct _LtHub
{
  LtDb *db;
  char *name; /* "hub:" and its incarnation */
};

G_END_DECLS
