/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/mapping.h"
#include "exchange/refused-rows.h"
#include "work/import-wish.h"

G_BEGIN_DECLS

GPtrArray *lt_work_list_parts (const char *path, GCancellable *cancellable, GError **error);
gboolean
lt_work_remember_mapping (LtMapping *mapping, const char *name, const char *datum, GError **error);
LtRefusedRows *lt_work_refused_of (const LtImportWish *wish, const LtImportReport *report);
gboolean lt_work_save_refused (LtRefusedRows *rows,
                               const char *path,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
