/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/beginning/begin-job.h"
#include "ui/beginning/begin-line.h"

G_BEGIN_DECLS

#define LT_BEGIN_LINES 8 /* the most that a page has */

/**
 * LtBeginForm:
 * @name: the page's, as its property `what` says it
 * @what: how the county file begins
 * @title: of the page, to be translated
 * @about: what it is for, to be translated
 * @go: what the button says, to be translated
 * @lines: what is asked for; those after the last one have no name
 */
typedef struct
{
  const char *name;
  LtBeginWhat what;
  const char *title;
  const char *about;
  const char *go;
  LtBeginLineSpec lines[LT_BEGIN_LINES];
} LtBeginForm;

const LtBeginForm *lt_begin_form_get (const char *name);
char *lt_begin_form_propose_place (const char *name);
char *lt_begin_form_describe_strength (const char *passphrase, const char *card);
gboolean lt_begin_form_check_line (LtBeginLine *line, GError **error);

G_END_DECLS
