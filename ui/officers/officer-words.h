/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/beginning/beginning-lines.h"
#include "ui/officers/officer-form.h"

G_BEGIN_DECLS

#define LT_OFFICER_LINES 5 /* the most that a form has */

/**
 * LtOfficerWords:
 * @title: of the form, to be translated
 * @about: what comes of it, to be translated
 * @go: what the button says, to be translated
 * @roles: (nullable): the heading of the roles, one or several of which are chosen
 * @lines: what is asked for; those after the last one have no name
 */
typedef struct
{
  const char *title;
  const char *about;
  const char *go;
  const char *roles;
  LtBeginLineSpec lines[LT_OFFICER_LINES];
} LtOfficerWords;

const LtOfficerWords *lt_officer_words_get (LtOfficerAct act);

G_END_DECLS
