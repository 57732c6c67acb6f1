/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LtReasonFunc:
 * @owner: who asked
 * @why: the reason, as it was typed, without blanks around it
 * @about: as given
 */
typedef void (*LtReasonFunc) (GtkWidget *owner, const char *why, const char *about);

void lt_reason_ask (GtkWidget *owner,
                    const char *title,
                    const char *words,
                    const char *answer,
                    LtReasonFunc func,
                    const char *about);

G_END_DECLS
