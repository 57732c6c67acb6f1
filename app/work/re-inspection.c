/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/re-inspection.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "store/due.h"
#include "work/casework.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_work_find_order:
 * @session: a session
 * @inspection: an inspection
 * @order: (out) (transfer full) (nullable): the order that was drafted from it, of several
 *   the latest; %NULL where there is none
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
lt_work_find_order (LtSession *session, const LtId *inspection, LtRecord **order, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  g_autofree char *id = lt_id_to_text (inspection);
  LtQuery query = { .filters = filters };
  g_autoptr (GPtrArray) orders = NULL;

  *order = NULL;
  g_ptr_array_add (filters, lt_filter_new ("inspection", "=", id));
  orders = lt_store_list (lt_session_get_store (session), lt_kind_by_name ("order"), &query, error);
  if (orders != NULL && orders->len > 0)
    *order = lt_record_copy (g_ptr_array_index (orders, orders->len - 1));
  return orders != NULL;
}

/* Until when, and how long that is. */
static char *
tell_days (const char *today, const char *deadline)
{
  int days = lt_date_count_days (today, deadline);

  if (days > 0)
    return g_strdup_printf (ngettext ("Issued. The deadline is %s, %d day from now.",
                                      "Issued. The deadline is %s, %d days from now.", days),
                            deadline, days);
  if (days == 0)
    return g_strdup_printf (_ ("Issued. The deadline is today, %s."), deadline);
  return g_strdup_printf (ngettext ("Issued. The deadline was %s, %d day ago.",
                                    "Issued. The deadline was %s, %d days ago.", -days),
                          deadline, -days);
}

static char *
tell_look (LtSession *session, const LtRecord *look)
{
  const LtField *field = &look->kind->fields[lt_kind_find_field (look->kind, "result")];
  const char *result = lt_record_get (look, "result");
  g_autofree char *started = g_strdelimit (g_strdup (lt_record_get (look, "started")), "T", ' ');

  return g_strdup_printf (_ ("Re-inspected on %s (%s): no longer on the list of what is to do."),
                          started,
                          result == NULL ? _ ("no result said yet")
                                         : lt_field_choice_label (field, result));
}

/**
 * lt_work_tell_re_inspection:
 * @session: a session
 * @order: an issued order
 * @waits: (out): whether a re-inspection is still to come
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what comes next, in words
 */
char *
lt_work_tell_re_inspection (LtSession *session,
                            const LtRecord *order,
                            gboolean *waits,
                            GError **error)
{
  const char *deadline = lt_record_get (order, "deadline");
  g_autofree char *today = lt_date_of (lt_session_get_now (session));
  g_autofree char *days = NULL;
  g_autoptr (LtRecord) look = NULL;

  *waits = FALSE;
  if (!lt_store_find_look (lt_session_get_store (session), order, &look, error))
    return NULL;
  if (look != NULL)
    return tell_look (session, look);
  *waits = TRUE;
  if (deadline == NULL)
    return g_strdup (_ ("Issued. Next: a re-inspection."));
  days = tell_days (today, deadline);
  return g_strdup_printf (_ ("%s Next: a re-inspection."), days);
}

/* The officers who went there first, without who is at work now: he leads. */
static void
copy_assisting (LtRecord *again, const LtRecord *first)
{
  const char *lead = lt_record_get (again, "lead_officer");
  const char *const fields[] = { "assisting_officer", "lead_officer" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *officer = lt_record_get (first, fields[i]);

      if (officer != NULL && g_strcmp0 (officer, lead) != 0)
        {
          lt_record_set_text (again, "assisting_officer", officer);
          return;
        }
    }
}

/**
 * lt_work_re_inspection_new:
 * @session: a session, signed in
 * @order: an issued order
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an inspection of its place, not yet kept, filled
 *   with what the order and its own inspection tell
 */
LtRecord *
lt_work_re_inspection_new (LtSession *session, const LtRecord *order, GError **error)
{
  g_autoptr (LtRecord) place = NULL;
  g_autoptr (LtRecord) first = NULL;
  g_autofree char *finding = NULL;
  LtRecord *again;

  if (g_strcmp0 (lt_record_get (order, "state"), "issued") != 0)
    {
      lt_error_refuse (error, _ ("Order %s is not issued yet: there is nothing to re-inspect."),
                       lt_record_get_title (order));
      return NULL;
    }
  place = lt_work_get_reference (session, order, "place", error);
  if (place == NULL)
    return NULL;
  again = lt_work_inspection_new (session, place);
  finding = g_strdup_printf (_ ("Re-inspection of %s: "), lt_record_get (order, "number"));
  lt_record_set_text (again, "finding", finding);
  /* Its own inspection may be gone since; the rest holds all the same. */
  first = lt_work_get_reference (session, order, "inspection", NULL);
  if (first != NULL)
    {
      lt_record_set_text (again, "inspection_type", lt_record_get (first, "inspection_type"));
      copy_assisting (again, first);
    }
  return again;
}
