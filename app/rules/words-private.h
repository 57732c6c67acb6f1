/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/words.h"

G_BEGIN_DECLS

/* For words.c and its parts. */

struct _LtRuleWords
{
  GHashTable *lists;      /* name of a list → GHashTable of code → LtRuleChoice */
  GHashTable *quantities; /* code → LtRuleMeasure */
  GHashTable *statistics;
  GHashTable *places; /* code → LtRulePlaces */
  GHashTable *areas;  /* code → LtRuleArea */
};

G_END_DECLS
