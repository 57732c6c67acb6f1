/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of batches: what they hold, and which of two holds. */

#include "base/error.h"
#include "store/batch.h"
#include "work/readings.h"
#include "work/records.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_EXAMPLES 5

static JsonArray *
examples_to_json (LtStore *store, const LtBatchConflict *conflict)
{
  g_autoptr (GPtrArray) examples =
      lt_store_list_batch_examples (store, &conflict->a, &conflict->b, N_EXAMPLES, NULL);
  JsonArray *array = json_array_new ();

  for (guint i = 0; examples != NULL && i < examples->len; i++)
    {
      const LtBatchExample *example = g_ptr_array_index (examples, i);
      JsonObject *object = json_object_new ();
      g_autoptr (LtRecord) place = lt_store_get (store, NULL, &example->place, NULL);
      g_autofree char *id = lt_id_to_text (&example->place);
      g_autofree char *time = lt_reading_format_time (example->time, LT_INTERVAL_HOUR);

      json_object_set_string_member (object, "place",
                                     place == NULL ? id : lt_record_get_title (place));
      json_object_set_string_member (object, "item", example->item);
      json_object_set_string_member (object, "time", time);
      json_object_set_string_member (object, "value", example->a == NULL ? "" : example->a);
      json_object_set_string_member (object, "other", example->b == NULL ? "" : example->b);
      json_array_add_object_element (array, object);
    }
  return array;
}

/**
 * lt_verb_add_batch_conflicts:
 * @session: a session
 * @array: gets an object for each pair of batches in conflict
 * @error: return location
 */
gboolean
lt_verb_add_batch_conflicts (LtSession *session, JsonArray *array, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GArray) conflicts = lt_store_list_batch_conflicts (store, error);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const LtBatchConflict *conflict = &g_array_index (conflicts, LtBatchConflict, i);
      g_autoptr (LtRecord) batch = lt_store_get (store, NULL, &conflict->a, error);
      g_autoptr (LtRecord) second = lt_store_get (store, NULL, &conflict->b, error);
      g_autofree char *id = lt_id_to_text (&conflict->a);
      g_autofree char *other = lt_id_to_text (&conflict->b);
      g_autofree char *problem = NULL;
      JsonObject *object;

      if (batch == NULL || second == NULL)
        return FALSE;
      problem = g_strdup_printf (_ ("%d rows are others than in batch %s"),
                                 (int) conflict->differing, lt_record_get_title (second));
      object = json_object_new ();
      json_object_set_string_member (object, "kind", batch->kind->name);
      json_object_set_string_member (object, "id", id);
      json_object_set_string_member (object, "record", lt_record_get_title (batch));
      json_object_set_string_member (object, "in_field", "rows");
      json_object_set_string_member (object, "problem", problem);
      json_object_set_string_member (object, "other", other);
      json_object_set_int_member (object, "same", conflict->same);
      json_object_set_int_member (object, "differing", conflict->differing);
      json_object_set_array_member (object, "examples", examples_to_json (store, conflict));
      json_array_add_object_element (array, object);
    }
  return conflicts != NULL;
}

/**
 * lt_verb_resolve_batch:
 * @call: a `resolve` with --over
 * @holds: the batch that holds
 * @error: return location
 */
JsonNode *
lt_verb_resolve_batch (LtCall *call, const LtRecord *holds, GError **error)
{
  g_autoptr (LtRecord) yields = NULL;

  if (!g_str_equal (holds->kind->name, "batch"))
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--over is for batches: resolve batch BATCH --over BATCH."));
      return NULL;
    }
  yields = lt_work_show (call->session, holds->kind, lt_call_option (call, "over"), error);
  if (yields == NULL || !lt_work_choose_batch (call->session, holds, yields, error))
    return NULL;
  return lt_verb_show_again (call->session, holds, error);
}

/**
 * lt_verb_describe_batch:
 * @session: a session
 * @batch: a batch
 * @object: what is told of it; gets what is here of its rows
 */
void
lt_verb_describe_batch (LtSession *session, const LtRecord *batch, JsonObject *object)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GPtrArray) series = lt_store_list_batch_series (store, &batch->id, NULL);
  g_autoptr (GHashTable) places = g_hash_table_new (lt_id_hash, lt_id_equal);
  g_autoptr (GHashTable) items = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *names = json_array_new ();
  guint gone = 0;

  for (guint i = 0; series != NULL && i < series->len; i++)
    {
      LtBatchSeries *one = g_ptr_array_index (series, i);

      if (g_hash_table_add (places, &one->place))
        {
          g_autoptr (LtRecord) place = lt_store_find_place (store, &one->place, NULL);

          gone += place == NULL;
        }
      if (g_hash_table_add (items, one->item))
        json_array_add_string_element (names, one->item);
    }
  json_object_set_boolean_member (object, "rows_here", series != NULL && series->len > 0);
  json_object_set_int_member (object, "places", g_hash_table_size (places));
  json_object_set_array_member (object, "items", names);
  if (series != NULL && series->len == 0)
    json_object_set_string_member (object, "note",
                                   _ ("Its rows are not here. Sync with a hub that has them."));
  else if (gone > 0)
    {
      g_autofree char *note =
          g_strdup_printf (_ ("Of its places %u were removed; their readings are kept."), gone);

      json_object_set_string_member (object, "note", note);
    }
}

/**
 * lt_verb_list_missing_rows:
 *
 * Returns: (transfer full): names of the batches whose rows are not here
 */
JsonArray *
lt_verb_list_missing_rows (LtSession *session)
{
  g_autoptr (GPtrArray) batches = lt_store_list_batch_rows (lt_session_get_store (session), NULL);
  JsonArray *array = json_array_new ();

  for (guint i = 0; batches != NULL && i < batches->len; i++)
    {
      const LtBatchRows *batch = g_ptr_array_index (batches, i);
      g_autofree char *id = lt_id_to_text (&batch->batch);
      g_autofree char *name = g_strdup_printf ("%s %s", id, batch->file);

      if (!batch->here)
        json_array_add_string_element (array, name);
    }
  return array;
}
