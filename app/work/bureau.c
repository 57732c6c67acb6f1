/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/bureau.h"

#include "base/error.h"
#include "model/rights.h"
#include "store/key-streams.h"
#include "work/records-private.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>

/**
 * lt_work_bureau_may_set:
 * @field: a field of the bureau
 *
 * The division code names the bureau towards its colleagues' files and stays.
 *
 * Returns: whether the field is a setting
 */
gboolean
lt_work_bureau_may_set (const LtField *field)
{
  return (field->flags & LT_FIELD_FIXED) == 0 && !g_str_equal (field->name, "code");
}

/**
 * lt_work_may_set_bureau:
 * @session: a session
 *
 * Returns: whether who is signed in may change the settings
 */
gboolean
lt_work_may_set_bureau (LtSession *session)
{
  g_autofree char *roles = lt_session_get_roles (session);

  return roles != NULL && lt_store_is_writable (lt_session_get_store (session))
         && lt_rights_allow (roles, lt_kind_by_name ("bureau"), NULL, NULL);
}

static gboolean
add_changes (LtSession *session,
             const LtRecord *seen,
             const LtRecord *wanted,
             LtChange *change,
             GError **error)
{
  for (guint i = 0; i < seen->kind->n_fields; i++)
    {
      const LtField *field = &seen->kind->fields[i];

      if (lt_value_equal (seen->values[i], wanted->values[i]))
        continue;
      if (!lt_work_bureau_may_set (field))
        return lt_error_refuse (error,
                                _ ("%s (%s) belongs to the county file since it was made and stays "
                                   "as it is."),
                                lt_field_get_label (field), field->name);
      lt_change_set (change, seen, i, wanted->values[i]);
    }
  return TRUE;
}

/**
 * lt_work_set_bureau:
 * @session: a session, the keeper signed in
 * @wanted: what the bureau shall be; its id and heads are of no matter
 * @error: return location
 *
 * Changes the bureau's name, its order prefix (机关代字), and whom its papers name for
 * reconsideration and lawsuit. Papers that are issued already stay as they are.
 *
 * Returns: whether it is so now
 */
gboolean
lt_work_set_bureau (LtSession *session, const LtRecord *wanted, GError **error)
{
  const LtRecord *bureau = lt_session_get_bureau (session);
  g_autoptr (LtChange) change = lt_change_new ();
  g_autoptr (LtRecord) seen = NULL;

  if (bureau == NULL)
    return lt_error_refuse (error,
                            _ ("This file has no bureau. Was it joined and not synced yet?"));
  seen = lt_store_get (lt_session_get_store (session), bureau->kind, &bureau->id, error);
  return seen != NULL && add_changes (session, seen, wanted, change, error)
         && (lt_change_count (change) == 0
             || (lt_work_check_record (session, wanted, error)
                 && lt_session_append (session, change, NULL, error)));
}
