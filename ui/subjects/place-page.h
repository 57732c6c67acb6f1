/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "work/drafting.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LT_TYPE_PLACE_PAGE (lt_place_page_get_type ())
G_DECLARE_FINAL_TYPE (LtPlacePage, lt_place_page, LT, PLACE_PAGE, GtkWidget)

/**
 * LtPlacePage:
 *
 * One place, new or of the file: its form, and its shape, which the map draws.
 * While something is drawn the form keeps it as its draft.
 *
 * Signal `saved` (id): it is in the file.
 */
void lt_place_page_set_session (LtPlacePage *self, LtSession *session);
void lt_place_page_begin (LtPlacePage *self, const LtKind *kind, const char *variety);
gboolean lt_place_page_open (LtPlacePage *self, const LtId *id, GError **error);
gboolean lt_place_page_restore (LtPlacePage *self, const LtDraft *draft, GError **error);
void lt_place_page_give_up (LtPlacePage *self);
gboolean lt_place_page_keep (LtPlacePage *self, GError **error);
gboolean lt_place_page_is_changed (LtPlacePage *self);
void lt_place_page_focus (LtPlacePage *self);
const LtRecord *lt_place_page_get_seen (LtPlacePage *self);
char *lt_place_page_describe (LtPlacePage *self);
char *lt_place_page_get_drawn (LtPlacePage *self);
void lt_place_page_set_drawn (LtPlacePage *self, const char *text);
gboolean lt_place_page_append (LtPlacePage *self, const char *field, const char *words);
gboolean lt_place_page_save (LtPlacePage *self, GError **error);

G_END_DECLS
