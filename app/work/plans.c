/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/plans.h"

#include "base/error.h"
#include "base/file-copy.h"
#include "work/own-rules.h"
#include "work/rule-files.h"

#include <glib/gi18n-lib.h>

/* More than any plan has; what is longer is another file. */
#define MOST_BYTES (16 * 1024 * 1024)

/**
 * lt_work_plans_read:
 * @path: a file of a plan, or of its text
 * @size: (out): how many bytes it has
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what stands in it
 */
char *
lt_work_plans_read (const char *path, gsize *size, GError **error)
{
  g_autofree char *text = NULL;

  if (!lt_file_check_plain (path, error) || !g_file_get_contents (path, &text, size, error))
    return NULL;
  if (*size <= MOST_BYTES)
    return g_steal_pointer (&text);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s is longer than any plan. Is it a file of rules?"), path);
  return NULL;
}

static LtPlans *
new_plans (GError **error)
{
  g_autofree char *folder = lt_rule_files_folder (NULL);
  g_autofree char *path = g_build_filename (folder, "vocabulary.json", NULL);
  gsize size;
  g_autofree char *text = lt_work_plans_read (path, &size, error);
  LtRuleWords *words = text == NULL ? NULL : lt_rule_words_new (path, text, size, error);

  return words == NULL ? NULL : lt_plans_new (words);
}

/**
 * lt_work_plans_find_text:
 * @path: a file of rows
 * @rows: what stands in it
 * @size: how many bytes
 *
 * Returns: (transfer full) (nullable): the plan's own text; %NULL where it does not lie
 *   beside its rows
 */
char *
lt_work_plans_find_text (const char *path, const char *rows, gsize size)
{
  g_autofree char *name = lt_plans_read_text_name (rows, size);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text_path = name == NULL ? NULL : g_build_filename (folder, name, NULL);

  return text_path != NULL && g_file_test (text_path, G_FILE_TEST_EXISTS)
             ? g_steal_pointer (&text_path)
             : NULL;
}

static char *
read_plan_text (const char *path, const char *rows, gsize size, GError **error)
{
  g_autofree char *text_path = lt_work_plans_find_text (path, rows, size);
  gsize n;

  return text_path == NULL ? NULL : lt_work_plans_read (text_path, &n, error);
}

static gboolean
add_file (LtPlans *plans, const char *path, GPtrArray *problems, gboolean *has_text, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *plan_text = NULL;
  gsize size;
  g_autofree char *text = lt_work_plans_read (path, &size, error);

  if (text == NULL)
    return FALSE;
  plan_text = read_plan_text (path, text, size, &problem);
  *has_text = plan_text != NULL;
  if (problem == NULL)
    return lt_plans_add_with_text (plans, name, text, size, plan_text, problems, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static LtPlans *
load_files (GPtrArray *problems, GError **error)
{
  g_autofree char *folder = lt_rule_files_folder ("plans");
  g_autoptr (GPtrArray) names = lt_rule_files_list (folder, error);
  g_autoptr (LtPlans) plans = NULL;

  if (names == NULL)
    {
      g_prefix_error (error, _ ("Folder %s with the plans: "), folder);
      return NULL;
    }
  plans = new_plans (error);
  for (guint i = 0; plans != NULL && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      gboolean has_text;

      if (!add_file (plans, path, problems, &has_text, error))
        return NULL;
    }
  return g_steal_pointer (&plans);
}

/**
 * lt_work_plans_as_written:
 * @store: (nullable): a county file
 * @problems: (element-type LtRuleProblem): gets the rows that are refused
 * @error: return location
 *
 * As lt_work_plans(), without what the county has laid down instead.
 *
 * Returns: (transfer full) (nullable): the action plans
 */
LtPlans *
lt_work_plans_as_written (LtStore *store, GPtrArray *problems, GError **error)
{
  g_autoptr (LtPlans) plans = load_files (problems, error);

  if (plans == NULL || (store != NULL && !lt_own_rules_load (store, plans, problems, error)))
    return NULL;
  return g_steal_pointer (&plans);
}

/**
 * lt_work_plans:
 * @store: (nullable): a county file
 * @problems: (element-type LtRuleProblem): gets the rows that are refused
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the action plans: the files of rules/plans in the
 *   folder `LANTIAN_DATA_DIR`, otherwise in the program's own; with the county's own
 *   plans, and its own limits in the place of theirs
 */
LtPlans *
lt_work_plans (LtStore *store, GPtrArray *problems, GError **error)
{
  g_autoptr (LtPlans) plans = lt_work_plans_as_written (store, problems, error);

  if (plans == NULL || (store != NULL && !lt_overrides_load (store, plans, problems, error)))
    return NULL;
  return g_steal_pointer (&plans);
}

/**
 * lt_work_plans_read_file:
 * @path: a file of rows
 * @problems: (element-type LtRuleProblem): gets the rows that are refused
 * @has_text: (out): whether the plan's own text lay beside it, so that its quotes were
 *   looked for
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the program would take of it
 */
LtPlans *
lt_work_plans_read_file (const char *path, GPtrArray *problems, gboolean *has_text, GError **error)
{
  g_autoptr (LtPlans) plans = new_plans (error);

  if (plans == NULL || !add_file (plans, path, problems, has_text, error))
    return NULL;
  return g_steal_pointer (&plans);
}
