/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <string.h>

/**
 * lt_text_compare:
 * @a: where a text is pointed to
 * @b: where another one is
 *
 * Sorts arrays of texts by their bytes: the same order on every machine.
 */
int
lt_text_compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}
