/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lantian-config.h"
#include "work/readings.h"
#include "work/session-private.h"

/**
 * lt_work_items:
 *
 * Returns: (transfer full) (nullable): the items that can be measured: items.json in
 *   the folder `LANTIAN_DATA_DIR`, otherwise in the program's own
 */
LtItems *
lt_work_items (GError **error)
{
  const char *folder = g_getenv ("LANTIAN_DATA_DIR");
  g_autofree char *path =
      g_build_filename (folder != NULL && *folder != '\0' ? folder : LT_DATA_DIR, "items.json",
                        NULL);

  return lt_items_load (path, error);
}

/**
 * lt_work_plan_items:
 * @plan: how readings are read
 * @error: return location
 *
 * Returns: (transfer none) (nullable): the items that @plan knows, which are given
 *   to it if it has none yet
 */
const LtItems *
lt_work_plan_items (LtReadingPlan *plan, GError **error)
{
  if (lt_reading_plan_get_items (plan) == NULL)
    lt_reading_plan_take_items (plan, lt_work_items (error));
  return lt_reading_plan_get_items (plan);
}

static gint64
read_id_time (const LtId *id)
{
  gint64 ms = 0;

  for (int i = 0; i < 6; i++)
    ms = ms << 8 | id->bytes[i];
  return ms;
}

/**
 * lt_work_batch_new:
 * @session: a session
 * @corrects: (nullable): the batch that is corrected
 *
 * Returns: (transfer full): a batch to be filled: real-time hours from an unknown
 *   source, or what @corrects is
 */
LtRecord *
lt_work_batch_new (LtSession *session, const LtRecord *corrects)
{
  LtRecord *batch = lt_record_new (lt_kind_by_name ("batch"));
  gint64 now = lt_session_get_now (session);
  g_autofree char *id = NULL;

  lt_record_set_canonical (batch, "rank",
                           corrects == NULL ? "real-time" : lt_record_get (corrects, "rank"));
  lt_record_set_canonical (batch, "source",
                           corrects == NULL ? "unknown" : lt_record_get (corrects, "source"));
  lt_record_set_canonical (batch, "interval",
                           corrects == NULL ? "hour" : lt_record_get (corrects, "interval"));
  if (corrects != NULL)
    {
      id = lt_id_to_text (&corrects->id);
      lt_record_set_canonical (batch, "corrects", id);
      /* A correction is the younger by its id, whatever the clocks say. */
      now = MAX (now, read_id_time (&corrects->id) + 1);
    }
  lt_id_make (&batch->id, batch->kind->number, now, lt_session_get_random (session));
  return batch;
}
