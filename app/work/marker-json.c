/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a marker remembers, as JSON and back. */

#include "work/marker-file.h"

#include "base/json.h"
#include "store/feed.h"

void
lt_marker_set_hex (JsonObject *object, const char *member, gconstpointer bytes, gsize size)
{
  g_autofree char *hex = lt_hex_encode (bytes, size);

  json_object_set_string_member (object, member, hex);
}

gboolean
lt_marker_get_hex (JsonObject *object, const char *member, gpointer bytes, gsize size)
{
  return lt_hex_decode (lt_json_get_text (object, member), bytes, size);
}

static JsonObject *
stream_to_json (const LtStream *stream)
{
  JsonObject *object = json_object_new ();

  lt_marker_set_hex (object, "replica", stream->replica, sizeof stream->replica);
  lt_marker_set_hex (object, "epoch", stream->epoch, sizeof stream->epoch);
  return object;
}

static gboolean
stream_from_json (JsonObject *object, LtStream *stream)
{
  return lt_marker_get_hex (object, "replica", stream->replica, sizeof stream->replica)
         && lt_marker_get_hex (object, "epoch", stream->epoch, sizeof stream->epoch);
}

/**
 * lt_tips_to_json:
 * @tips: (element-type LtTip): ends of streams
 *
 * Returns: (transfer full): replica, epoch, number and digest of each
 */
JsonArray *
lt_tips_to_json (const GArray *tips)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < tips->len; i++)
    {
      const LtTip *tip = &g_array_index (tips, LtTip, i);
      JsonObject *object = stream_to_json (&tip->stream);

      json_object_set_int_member (object, "seq", (gint64) tip->seq);
      lt_marker_set_hex (object, "operation", &tip->operation, sizeof tip->operation);
      json_array_add_object_element (array, object);
    }
  return array;
}

/**
 * lt_tips_from_json:
 * @array: (nullable): what lt_tips_to_json() made
 *
 * Returns: (transfer full) (element-type LtTip): the ends; what is none is left out
 */
GArray *
lt_tips_from_json (JsonArray *array)
{
  GArray *tips = g_array_new (FALSE, FALSE, sizeof (LtTip));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      LtTip tip = { 0 };

      if (object == NULL || !stream_from_json (object, &tip.stream)
          || !lt_marker_get_hex (object, "operation", &tip.operation, sizeof tip.operation))
        continue;
      tip.seq = (guint64) json_object_get_int_member_with_default (object, "seq", 0);
      g_array_append_val (tips, tip);
    }
  return tips;
}

JsonArray *
lt_marker_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonArray *
lt_checked_to_json (const GArray *checked)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < checked->len; i++)
    {
      const LtRemembered *one = &g_array_index (checked, LtRemembered, i);
      JsonObject *object = stream_to_json (&one->stream);

      json_object_set_int_member (object, "groups", (gint64) one->groups);
      lt_marker_set_hex (object, "digest", &one->digest, sizeof one->digest);
      json_array_add_object_element (array, object);
    }
  return array;
}

GArray *
lt_checked_from_json (JsonArray *array)
{
  GArray *checked = g_array_new (FALSE, FALSE, sizeof (LtRemembered));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      LtRemembered one = { 0 };

      if (!stream_from_json (object, &one.stream)
          || !lt_marker_get_hex (object, "digest", &one.digest, sizeof one.digest))
        continue;
      one.groups = (guint64) json_object_get_int_member_with_default (object, "groups", 0);
      g_array_append_val (checked, one);
    }
  return checked;
}
