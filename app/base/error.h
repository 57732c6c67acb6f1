/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LT_ERROR:
 *
 * The one error domain of the program. Every message says what happened, to
 * what (file, line, field, value) and what to do next.
 */
#define LT_ERROR (lt_error_quark ())

/**
 * LtError:
 * @LT_ERROR_WANTING: checked, and found wanting (damage, conflicts, rows refused)
 * @LT_ERROR_USAGE: the call itself is wrong
 * @LT_ERROR_BAD_INPUT: the input is wrong; nothing was changed
 * @LT_ERROR_REFUSED: a rule, guard or right refuses; nothing was changed
 * @LT_ERROR_UNAVAILABLE: a carrier is away or a file is locked; nothing is lost
 * @LT_ERROR_DAMAGED: a file is damaged, or from a newer version and cannot be written
 * @LT_ERROR_BUG: the program contradicts itself
 *
 * The codes are the exit statuses of `lantianctl`.
 */
typedef enum
{
  LT_ERROR_WANTING = 1,
  LT_ERROR_USAGE = 2,
  LT_ERROR_BAD_INPUT = 3,
  LT_ERROR_REFUSED = 4,
  LT_ERROR_UNAVAILABLE = 5,
  LT_ERROR_DAMAGED = 6,
  LT_ERROR_BUG = 70,
} LtError;

GQuark lt_error_quark (void);
int lt_error_exit_status (const GError *error);
gboolean lt_error_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
