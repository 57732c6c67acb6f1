/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/people.h"
#include "store/verify.h"

G_BEGIN_DECLS

/**
 * LtCheck:
 * @store: the file
 * @result: what is found
 * @people: what the log says of people
 *
 * One full check on its way.
 */
typedef struct
{
  LtStore *store;
  LtVerification *result;
  LtPeople *people;
} LtCheck;

/* verify.c */
void lt_check_add (LtCheck *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* verify-records.c */
gboolean lt_check_records (LtCheck *self, GError **error);

G_END_DECLS
