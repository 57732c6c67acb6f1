/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs of photos and other files that belong to records. */

#include "base/error.h"
#include "work/attaching.h"
#include "work/attachment-place.h"
#include "work/records.h"
#include "work/sketching.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Members that say where the original of an attachment is, and what is odd. */
static void
add_original (LtSession *session, JsonObject *object, const LtRecord *attachment)
{
  g_autoptr (LtAttached) attached = lt_work_attachment_look (session, attachment);
  g_autoptr (GPtrArray) remarks = lt_work_attachment_remarks (session, attachment);
  g_autofree char *words = lt_attached_describe (attached);
  JsonArray *array = json_array_new ();
  double metres, most;

  if (lt_work_attachment_away (session, attachment, &metres, &most))
    json_object_set_int_member (object, "metres_from_place", (gint64) round (metres));
  for (guint i = 0; i < remarks->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (remarks, i));
  json_object_set_string_member (object, "original", words);
  json_object_set_array_member (object, "remarks", array);
}

/**
 * lt_verb_add_original:
 * @session: a session
 * @object: what is told of a record
 * @record: any record
 *
 * Tells of an attachment where its original is.
 */
void
lt_verb_add_original (LtSession *session, JsonObject *object, const LtRecord *record)
{
  if (g_str_equal (record->kind->name, "attachment"))
    add_original (session, object, record);
}

/* Ids of what was attached to the record before. */
static GHashTable *
list_known (LtSession *session, const LtRecord *record)
{
  GHashTable *known = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, NULL);
  g_autoptr (GPtrArray) there = lt_work_attachments (session, &record->id, NULL);

  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      const LtRecord *attachment = g_ptr_array_index (there, i);

      g_hash_table_add (known, g_memdup2 (&attachment->id, sizeof attachment->id));
    }
  return known;
}

JsonNode *
lt_verb_attach (LtCall *call, GError **error)
{
  const LtKind *kind = lt_verb_kind (call->words[0], error);
  g_autoptr (LtRecord) record =
      kind == NULL ? NULL : lt_work_show (call->session, kind, call->words[1], error);
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GHashTable) known = NULL;
  JsonArray *array;

  if (record == NULL)
    return NULL;
  known = list_known (call->session, record);
  attachments =
      lt_work_attach (call->session, record, call->words + 2, lt_call_option (call, "note"), error);
  if (attachments == NULL)
    return NULL;
  array = json_array_new ();
  for (guint i = 0; i < attachments->len; i++)
    {
      const LtRecord *attachment = g_ptr_array_index (attachments, i);
      JsonObject *object = lt_json_from_record (call->session, attachment);

      json_object_remove_member (object, "thumbnail");
      add_original (call->session, object, attachment);
      if (g_hash_table_contains (known, &attachment->id))
        {
          json_object_set_boolean_member (object, "already_attached", TRUE);
          json_array_add_string_element (
              json_object_get_array_member (object, "remarks"),
              _ ("This file was attached to this record already: nothing was added."));
        }
      json_array_add_object_element (array, object);
    }
  return lt_json_node_take_array (array);
}

JsonNode *
lt_verb_attachment_get (LtCall *call, GError **error)
{
  g_autoptr (LtRecord) attachment =
      lt_work_show (call->session, lt_kind_by_name ("attachment"), call->words[0], error);
  JsonObject *object;

  if (attachment == NULL
      || !lt_work_attachment_get (call->session, attachment, call->words[1], error))
    return NULL;
  object = json_object_new ();
  json_object_set_string_member (object, "file", call->words[1]);
  json_object_set_string_member (object, "digest", lt_record_get (attachment, "digest"));
  return lt_json_node_take_object (object);
}

/* "20,30,5" in per cent, as parts. */
static gboolean
read_parts (const char *text, guint n, double *parts)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  gboolean good = g_strv_length (words) == n;

  for (guint i = 0; i < n && good; i++)
    {
      char *end;

      parts[i] = g_ascii_strtod (words[i], &end) / 100;
      good = end != words[i] && *end == '\0' && parts[i] >= 0 && parts[i] <= 1;
    }
  return good;
}

static gboolean
read_marks (LtCall *call, LtMarkShape shape, GArray *marks, GError **error)
{
  const char *text = lt_call_option (call, shape == LT_MARK_ARROW ? "arrow" : "circle");
  g_auto (GStrv) lines = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  for (int i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      double at[4];
      LtMark mark = { .shape = shape };

      if (!read_parts (lines[i], shape == LT_MARK_ARROW ? 4 : 3, at))
        {
          g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("The mark \"%s\" is none: an arrow is where it begins and where it "
                          "points, such as 10,20,40,50, a circle its middle and its radius, such "
                          "as 50,50,10, in per cent of the picture."),
                       lines[i]);
          return FALSE;
        }
      mark.x = at[0];
      mark.y = at[1];
      if (shape == LT_MARK_ARROW)
        {
          mark.to_x = at[2];
          mark.to_y = at[3];
        }
      else
        mark.radius = at[2];
      g_array_append_val (marks, mark);
    }
  return TRUE;
}

JsonNode *
lt_verb_attachment_sketch (LtCall *call, GError **error)
{
  g_autoptr (LtRecord) attachment =
      lt_work_show (call->session, lt_kind_by_name ("attachment"), call->words[0], error);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (LtMark));
  g_autoptr (LtRecord) copy = NULL;
  JsonObject *object;

  if (attachment == NULL || !read_marks (call, LT_MARK_ARROW, marks, error)
      || !read_marks (call, LT_MARK_CIRCLE, marks, error))
    return NULL;
  copy = lt_work_sketch (call->session, attachment, (const LtMark *) (void *) marks->data,
                         marks->len, error);
  if (copy == NULL)
    return NULL;
  object = lt_json_from_record (call->session, copy);
  json_object_remove_member (object, "thumbnail");
  add_original (call->session, object, copy);
  return lt_json_node_take_object (object);
}

/**
 * lt_verb_add_originals:
 * @call: a call
 * @object: the answer of `verify`
 * @error: return location
 *
 * Tells how it stands with the originals of attachments, apart from log and
 * records: what is gone or altered is named, and makes the file wanting.
 */
gboolean
lt_verb_add_originals (LtCall *call, JsonObject *object, GError **error)
{
  g_autoptr (LtOriginals) found = lt_work_check_originals (call->session, error);

  if (found == NULL)
    return FALSE;
  lt_json_add_originals (call->session, object, found);
  if (found->missing + found->altered > 0)
    call->wanting = TRUE;
  return TRUE;
}
