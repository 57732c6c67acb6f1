/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints, when the program is built, what ICU's transliterators know of each Han
 * character: its simplified form and the first letter of its reading. Opening
 * them takes a quarter of a second, too long for a save; and an index must not
 * change with a library on somebody's machine. */

#include "base/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/utrans.h>

static UTransliterator *
open_rules (const char *name)
{
  UErrorCode code = U_ZERO_ERROR;
  UChar id[64];
  UTransliterator *rules;
  int i = 0;

  for (; name[i] != '\0'; i++)
    id[i] = (UChar) name[i];
  rules = utrans_openU (id, i, UTRANS_FORWARD, NULL, 0, NULL, &code);
  if (U_FAILURE (code))
    {
      fprintf (stderr, "%s: %s\n", name, u_errorName (code));
      exit (1);
    }
  return rules;
}

/* The first unit of what @rules make of one character; 0 where they make several
 * of it and @single is asked for. */
static UChar
apply (UTransliterator *rules, UChar character, UBool single)
{
  UErrorCode code = U_ZERO_ERROR;
  UChar text[64] = { character };
  int32_t length = 1;
  int32_t limit = 1;

  utrans_transUChars (rules, text, &length, 64, 0, &limit, &code);
  return U_FAILURE (code) || (single && length != 1) ? 0 : text[0];
}

int
main (void)
{
  UTransliterator *simplify = open_rules ("Hant-Hans");
  UTransliterator *read = open_rules ("Han-Latin; Latin-ASCII; Lower");

  printf ("#include \"base/fold.h\"\n\nconst guint16 lt_fold_simplified[] = {");
  for (UChar c = LT_FOLD_FIRST; c <= LT_FOLD_LAST; c++)
    {
      UChar other = apply (simplify, c, 1);

      printf ("%s0x%04x,", (c - LT_FOLD_FIRST) % 10 == 0 ? "\n  " : " ", other == 0 ? c : other);
    }
  printf ("\n};\n\nconst char lt_fold_initials[] = {");
  for (UChar c = LT_FOLD_FIRST; c <= LT_FOLD_LAST; c++)
    {
      UChar other = apply (read, c, 0);

      printf ("%s%d,", (c - LT_FOLD_FIRST) % 16 == 0 ? "\n  " : " ",
              other >= 'a' && other <= 'z' ? other : 0);
    }
  printf ("\n};\n");
  utrans_close (simplify);
  utrans_close (read);
  return 0;
}
