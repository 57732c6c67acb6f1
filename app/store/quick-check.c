/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The check that every opening makes in the background: is the file readable
 * from end to end, and is everything there? What the records say is for
 * lt_store_verify(). */

#include "store/store-private.h"
#include "store/verify.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
set_damaged (LtStore *self, const char *what, GError **error)
{
  g_set_error (
      error, LT_ERROR, LT_ERROR_DAMAGED,
      _ ("File %s is damaged. Do not go on working in it: restore the last backup, or export "
         "what can still be read. (%s)"),
      self->path, what);
}

static gboolean
check_tables (LtStore *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *what = NULL;
  const char *missing;

  if (self->schema != LT_SCHEMA)
    return TRUE;
  missing = lt_schema_find_missing_table (self->db, &problem);
  if (missing == NULL && problem == NULL)
    return TRUE;
  what = problem != NULL ? NULL : g_strdup_printf (_ ("table %s is missing"), missing);
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    set_damaged (self, what, error);
  return FALSE;
}

/**
 * lt_store_check_quickly:
 * @self: a county file; a reader's, since it takes a second or more
 * @error: return location; %LT_ERROR_DAMAGED where it is
 *
 * Returns: whether the file's pages and tables are whole
 */
gboolean
lt_store_check_quickly (LtStore *self, GError **error)
{
  g_autofree char *answer = NULL;
  const char *what;

  if (self->refusal != NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_DAMAGED, self->refusal);
      return FALSE;
    }
  if (!check_tables (self, error))
    return FALSE;
  answer = lt_db_get_text (self->db, error, "PRAGMA quick_check(1)", "");
  if (answer == NULL)
    return FALSE;
  if (g_str_equal (answer, "ok"))
    return TRUE;
  /* "*** in database main ***", a line end, and what it is. */
  what = strrchr (answer, '\n');
  set_damaged (self, what == NULL ? answer : what + 1, error);
  return FALSE;
}
