/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *lt_field_describe_format (const LtField *field);
char *lt_field_describe_unit (const LtField *field);
char *lt_plain_words (const char *words);
void lt_plain_words_show (GtkLabel *label, const char *words);
char *lt_record_describe (const LtRecord *record);
GPtrArray *lt_field_list_referable (const LtField *field, LtSession *session);

G_END_DECLS
