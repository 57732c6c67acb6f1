/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kind.h"

G_BEGIN_DECLS

/**
 * LtOwnWork:
 * @kind: a kind of record
 * @field: a field of it
 * @value: what the field is not given by the record's author; the choices before
 *   it are the steps before it
 * @author: the field that names him
 *
 * One's own work is signed off by somebody else, whatever roles one has.
 */
typedef struct
{
  const char *kind;
  const char *field;
  const char *value;
  const char *author;
} LtOwnWork;

gboolean
lt_rights_allow (const char *roles, const LtKind *kind, const LtField *field, const char *value);
const char *lt_rights_needed (const LtKind *kind, const LtField *field, const char *value);
gboolean lt_rights_covers (const char *from, const char *to, const char *date);
char *lt_rights_without_card (const char *roles);
const LtOwnWork *lt_rights_own_work (guint *n);
gboolean lt_rights_see_personal (const char *roles);
const char *lt_rights_author_field (const LtKind *kind, const char *field, const char *value);

G_END_DECLS
