/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LtLooks:
 * @style: "light", "dark", or "" to follow the system
 * @contrast: "high", or "" to follow the system
 * @text: size of the text, per cent of the system's
 * @field: whether it is the mode for work outdoors: large, with strong contrast
 */
typedef struct
{
  const char *style;
  const char *contrast;
  int text;
  gboolean field;
} LtLooks;

void lt_looks_start (void);
void lt_looks_apply (void);
void lt_looks_show (const LtLooks *looks);
double lt_looks_get_text_scale (void);
void lt_looks_stack_when_large (GtkOrientable *box);

G_END_DECLS
