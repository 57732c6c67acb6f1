/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits for somebody. */

#include "work/today.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

static JsonObject *
line_to_json (const LtTodayLine *line)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "sort", lt_today_sort_get_name (line->sort));
  json_object_set_string_member (object, "record", line->title);
  json_object_set_string_member (object, "to_do", line->words);
  if (line->date != NULL)
    {
      g_autofree char *left = lt_today_line_describe_time (line);

      json_object_set_string_member (object, "by", line->date);
      json_object_set_int_member (object, "days_left", line->days);
      json_object_set_string_member (object, "left", left);
    }
  if (line->target != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (line->target, "/", 2);

      json_object_set_string_member (object, "rule", parts[0]);
    }
  if (line->kind != NULL)
    {
      g_autofree char *id = lt_id_to_text (&line->record);

      json_object_set_string_member (object, "kind", line->kind->name);
      json_object_set_string_member (object, "id", id);
    }
  return object;
}

static JsonObject *
count_to_json (LtTodaySort sort, guint n)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "sort", lt_today_sort_get_name (sort));
  json_object_set_int_member (object, "how_many", n);
  return object;
}

/* Forms that were not saved are told only to whose they are. */
JsonNode *
lt_verb_today (LtCall *call, GError **error)
{
  g_autoptr (LtToday) today = NULL;
  JsonObject *object;
  JsonArray *counts;
  JsonArray *lines;
  guint most;

  if (!lt_verb_read_limit (call, &most, error)
      || (call->card != NULL && !lt_call_sign_in (call, error)))
    return NULL;
  today = lt_work_today (call->session, most, error);
  if (today == NULL)
    return NULL;
  object = json_object_new ();
  counts = json_array_new ();
  lines = json_array_new ();
  json_object_set_string_member (object, "date", today->date);
  for (guint i = 0; i < LT_TODAY_N_SORTS; i++)
    if (today->counts[i] > 0)
      json_array_add_object_element (counts, count_to_json (i, today->counts[i]));
  json_object_set_array_member (object, "counts", counts);
  for (guint i = 0; i < today->lines->len; i++)
    json_array_add_object_element (lines, line_to_json (g_ptr_array_index (today->lines, i)));
  json_object_set_array_member (object, "waiting", lines);
  call->wanting = today->counts[LT_TODAY_OVERDUE] > 0;
  return lt_json_node_take_object (object);
}
