/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/plans.h"

/* The plans' files as they are shipped. */

static inline char *
read_data (const char *name, gsize *size)
{
  g_autofree char *path = g_build_filename (g_getenv ("LANTIAN_DATA_DIR"), "rules", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, size, &error);
  g_assert_no_error (error);
  return text;
}

static inline LtPlans *
new_plans (void)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  g_autofree char *text = read_data ("vocabulary.json", &size);
  LtRuleWords *words = lt_rule_words_new ("vocabulary.json", text, size, &error);

  g_assert_no_error (error);
  return lt_plans_new (words);
}
