/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What this machine remembers of its county files, outside of them. Each life of
 * a file (bureau, replica, epoch) has two small files in the folder for states:
 * NAME.tip is written after each save and holds no more than the end of the own
 * stream; NAME.json is written after each sync, check and backup. Neither is
 * synced to the disk: a marker that is behind misses something, and raises no
 * false alarm; one that is ahead tells that the county file went back. */

#include "work/marker.h"

#include "store/feed.h"
#include "store/witness.h"
#include "work/marker-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define FORMAT "lantian-marker-1"
static const char *const origins[] = { "grew", "restored", "put-back" };

/* The part of the name that all lives of one file have. */
static char *
name_replica (LtStore *store)
{
  g_autofree char *bureau = lt_hex_encode (lt_store_get_bureau (store), 8);
  g_autofree char *replica = lt_store_get_replica (store);

  return g_strdup_printf ("%s-%s-", bureau, replica);
}

/* Where what is remembered of the file lies. */
char *
lt_marker_find_path (LtStore *store, const char *ending)
{
  LtTip own;
  g_autofree char *folder = lt_marker_folder ();
  g_autofree char *replica = name_replica (store);
  g_autofree char *epoch = NULL;
  g_autofree char *name = NULL;

  if (!lt_store_get_own_tip (store, &own, NULL))
    return NULL;
  epoch = lt_hex_encode (own.stream.epoch, sizeof own.stream.epoch);
  name = g_strconcat (replica, epoch, ending, NULL);
  return g_build_filename (folder, name, NULL);
}

static void
clear_known (LtKnown *known)
{
  g_free (known->where);
  g_free (known->of);
  g_array_unref (known->tips);
}

static void
put_known (JsonObject *marker, const char *member, const LtKnown *known)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "time", known->time);
  json_object_set_string_member (object, "where", known->where == NULL ? "" : known->where);
  if (known->of != NULL)
    json_object_set_string_member (object, "of", known->of);
  json_object_set_array_member (object, "tips", lt_tips_to_json (known->tips));
  json_object_set_object_member (marker, member, object);
}

static void
take_known (JsonObject *marker, const char *member, LtKnown *known)
{
  JsonNode *node = json_object_get_member (marker, member);
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  clear_known (known);
  known->time = json_object_get_int_member_with_default (object, "time", 0);
  known->where = g_strdup (json_object_get_string_member_with_default (object, "where", ""));
  known->of = g_strdup (json_object_get_string_member_with_default (object, "of", NULL));
  known->tips = lt_tips_from_json (lt_marker_get_array (object, "tips"));
}

void
lt_marker_free (LtMarker *self)
{
  if (self == NULL)
    return;
  clear_known (&self->own);
  clear_known (&self->backup);
  clear_known (&self->hub);
  clear_known (&self->former);
  clear_known (&self->elsewhere);
  g_array_unref (self->checked);
  g_free (self);
}

static LtMarker *
make_marker (void)
{
  LtMarker *self = g_new0 (LtMarker, 1);

  self->own.tips = lt_tips_from_json (NULL);
  self->backup.tips = lt_tips_from_json (NULL);
  self->hub.tips = lt_tips_from_json (NULL);
  self->former.tips = lt_tips_from_json (NULL);
  self->elsewhere.tips = lt_tips_from_json (NULL);
  self->checked = lt_checked_from_json (NULL);
  return self;
}

static gboolean
read_marker (LtMarker *self, const char *path)
{
  g_autoptr (JsonNode) root = lt_marker_load_file (path, &self->changed);
  JsonObject *object = root == NULL ? NULL : json_node_get_object (root);
  const char *origin;

  if (object == NULL)
    return FALSE;
  take_known (object, "own", &self->own);
  take_known (object, "backup", &self->backup);
  take_known (object, "hub", &self->hub);
  take_known (object, "former", &self->former);
  take_known (object, "elsewhere", &self->elsewhere);
  g_array_unref (self->checked);
  self->checked = lt_checked_from_json (lt_marker_get_array (object, "checked"));
  self->since = json_object_get_int_member_with_default (object, "since", 0);
  origin = json_object_get_string_member_with_default (object, "origin", "");
  for (gsize i = 0; i < G_N_ELEMENTS (origins); i++)
    if (g_str_equal (origin, origins[i]))
      self->origin = (LtMarkerOrigin) i;
  return TRUE;
}

static void
save_marker (LtSession *session, const LtMarker *self)
{
  g_autofree char *path = lt_marker_find_path (lt_session_get_store (session), ".json");
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "format", FORMAT);
  put_known (object, "own", &self->own);
  put_known (object, "backup", &self->backup);
  put_known (object, "hub", &self->hub);
  put_known (object, "former", &self->former);
  put_known (object, "elsewhere", &self->elsewhere);
  json_object_set_string_member (object, "origin", origins[self->origin]);
  json_object_set_int_member (object, "since", self->since);
  json_object_set_array_member (object, "checked", lt_checked_to_json (self->checked));
  lt_marker_save_file (path, object);
}

/* The end of a file's own stream after its last save. */
static gboolean
read_tip (const char *path, LtTip *tip, LtKnown *known, gboolean *changed)
{
  g_autoptr (JsonNode) root = lt_marker_load_file (path, changed);
  g_autoptr (GArray) tips = NULL;

  if (root == NULL)
    return FALSE;
  tips = lt_tips_from_json (lt_marker_get_array (json_node_get_object (root), "tips"));
  if (tips->len == 0)
    return FALSE;
  *tip = g_array_index (tips, LtTip, 0);
  if (known == NULL)
    return TRUE;
  known->time = json_object_get_int_member_with_default (json_node_get_object (root), "time", 0);
  known->where = g_strdup (
      json_object_get_string_member_with_default (json_node_get_object (root), "where", NULL));
  return TRUE;
}

/* Keeps of @old what the file lacks: what was known once is not forgotten. */
static void
add_lost (LtStore *store, GArray *tips, const GArray *old)
{
  for (guint i = 0; i < old->len; i++)
    {
      const LtTip *tip = &g_array_index (old, LtTip, i);

      if (!lt_store_holds (store, tip))
        g_array_append_val (tips, *tip);
    }
}

static gboolean
is_news (const LtKnown *known, const LtTip *tip)
{
  for (guint i = 0; i < known->tips->len; i++)
    {
      const LtTip *other = &g_array_index (known->tips, LtTip, i);

      if (memcmp (&other->stream, &tip->stream, sizeof tip->stream) == 0 && other->seq >= tip->seq)
        return FALSE;
    }
  return tip->seq > 0;
}

/* The end of the own stream, in @own where it was seen in this file, or nobody
 * knows where. */
static void
add_tip (LtMarker *self, LtSession *session, LtKnown *own, const char *path, gboolean *changed)
{
  LtKnown known = { 0 };
  LtTip tip;

  if (read_tip (path, &tip, &known, changed) && is_news (own, &tip))
    {
      if (!lt_marker_is_elsewhere (session, known.where))
        {
          own->time = known.time;
          g_array_append_val (own->tips, tip);
        }
      else if (!lt_store_holds (lt_session_get_store (session), &tip))
        lt_marker_add_elsewhere (self, &tip, &known);
      /* It is the same file, which came here from another place. */
      else if (own->time == 0)
        own->time = known.time;
    }
  g_free (known.where);
}

static char *
swap_ending (const char *path, const char *ending)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".json"));

  return g_strconcat (stem, ending, NULL);
}

/* What the file's other lives on this machine knew. */
static void
add_siblings (LtMarker *self, LtSession *session, const char *own_path)
{
  g_autofree char *folder = lt_marker_folder ();
  g_autofree char *prefix = name_replica (lt_session_get_store (session));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *tip_path = NULL;
      g_autoptr (LtMarker) other = NULL;

      if (!g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, ".json")
          || g_strcmp0 (path, own_path) == 0)
        continue;
      other = make_marker ();
      if (!read_marker (other, path))
        continue;
      tip_path = swap_ending (path, ".tip");
      lt_marker_set_apart (self, session, &other->own);
      add_tip (self, session, &other->own, tip_path, &other->changed);
      self->former.time = MAX (self->former.time, other->own.time);
      g_array_append_vals (self->former.tips, other->own.tips->data, other->own.tips->len);
    }
}

/**
 * lt_marker_load:
 * @session: a session
 *
 * Returns: (transfer full): what this machine remembers of the session's file; all
 *   times 0 where it remembers nothing
 */
LtMarker *
lt_marker_load (LtSession *session)
{
  LtMarker *self = make_marker ();
  g_autofree char *path = lt_marker_find_path (lt_session_get_store (session), ".json");
  g_autofree char *tip_path = path == NULL ? NULL : swap_ending (path, ".tip");
  gboolean changed = FALSE;

  /* A file under a name that is not known here, though it has been here under
   * another: nobody but this program gives it a new one and says so. */
  if (!read_marker (self, path) && path != NULL)
    {
      add_siblings (self, session, path);
      self->origin = self->former.tips->len > 0 ? LT_MARKER_PUT_BACK : LT_MARKER_GREW;
      self->since = self->former.time;
    }
  lt_marker_set_apart (self, session, &self->own);
  add_tip (self, session, &self->own, tip_path, &changed);
  self->changed |= changed;
  return self;
}

/**
 * lt_marker_forget:
 * @session: a session in a file that was made just now
 *
 * Samples bear the same name each time they are made.
 */
void
lt_marker_forget (LtSession *session)
{
  static const char *const endings[] = { ".json", ".tip" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = lt_marker_find_path (lt_session_get_store (session), endings[i]);

      if (path != NULL)
        g_unlink (path);
    }
}

/**
 * lt_marker_is_ahead:
 * @session: a session
 *
 * Returns: whether this machine knows operations of the file's own stream which
 *   the file has not: it went back, and what is written into it now must not
 *   bear the numbers of what is gone
 */
gboolean
lt_marker_is_ahead (LtSession *session)
{
  LtStore *store = lt_session_get_store (session);
  g_autofree char *path = lt_marker_find_path (store, ".tip");
  gboolean changed = FALSE;
  LtTip tip;

  return read_tip (path, &tip, NULL, &changed) && !lt_store_holds (store, &tip);
}

/**
 * lt_marker_note_write:
 * @session: a session that has just written
 *
 * Remembers the end of the file's own stream.
 */
void
lt_marker_note_write (LtSession *session)
{
  LtStore *store = lt_session_get_store (session);
  g_autofree char *path = lt_marker_find_path (store, ".tip");
  g_autofree char *where = g_canonicalize_filename (lt_session_get_path (session), NULL);
  g_autoptr (GArray) tips = lt_tips_from_json (NULL);
  JsonObject *object;
  LtTip tip;

  if (!lt_store_get_own_tip (store, &tip, NULL))
    return;
  g_array_append_val (tips, tip);
  object = json_object_new ();
  json_object_set_array_member (object, "tips", lt_tips_to_json (tips));
  json_object_set_int_member (object, "time", lt_session_get_now (session));
  json_object_set_string_member (object, "where", where);
  lt_marker_save_file (path, object);
}

static void
take_state (LtMarker *marker, LtSession *session)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (GArray) tips = lt_store_get_tips (store, NULL);
  g_autoptr (GArray) former = lt_tips_from_json (NULL);
  g_autoptr (GArray) elsewhere = lt_tips_from_json (NULL);

  if (tips == NULL)
    return;
  add_lost (store, tips, marker->own.tips);
  add_lost (store, former, marker->former.tips);
  add_lost (store, elsewhere, marker->elsewhere.tips);
  clear_known (&marker->own);
  marker->own = (LtKnown){ .time = lt_session_get_now (session),
                           .where = g_canonicalize_filename (lt_session_get_path (session), NULL),
                           .tips = g_steal_pointer (&tips) };
  g_array_unref (marker->former.tips);
  marker->former.tips = g_steal_pointer (&former);
  g_array_unref (marker->elsewhere.tips);
  marker->elsewhere.tips = g_steal_pointer (&elsewhere);
}

/**
 * lt_marker_note_state:
 * @session: a session
 * @checked: (nullable) (element-type LtRemembered): signatures that were checked
 *
 * Remembers what the file holds now.
 */
void
lt_marker_note_state (LtSession *session, const GArray *checked)
{
  g_autoptr (LtMarker) marker = lt_marker_load (session);

  take_state (marker, session);
  if (checked != NULL)
    {
      g_array_set_size (marker->checked, 0);
      g_array_append_vals (marker->checked, checked->data, checked->len);
    }
  save_marker (session, marker);
}

/**
 * lt_marker_note_hub:
 * @session: a session
 * @path: a hub that holds what the file holds
 */
void
lt_marker_note_hub (LtSession *session, const char *path)
{
  g_autoptr (LtMarker) marker = lt_marker_load (session);
  GArray *tips = lt_store_get_tips (lt_session_get_store (session), NULL);

  if (tips == NULL)
    return;
  take_state (marker, session);
  clear_known (&marker->hub);
  marker->hub = (LtKnown){ .time = lt_session_get_now (session),
                           .where = g_canonicalize_filename (path, NULL),
                           .of = g_canonicalize_filename (lt_session_get_path (session), NULL),
                           .tips = tips };
  save_marker (session, marker);
}

/**
 * lt_marker_note_backup:
 * @session: a session
 * @path: a backup of its file
 * @time: when it was made
 */
void
lt_marker_note_backup (LtSession *session, const char *path, gint64 time)
{
  g_autoptr (LtMarker) marker = lt_marker_load (session);
  GArray *tips = lt_store_get_tips (lt_session_get_store (session), NULL);

  if (tips == NULL)
    return;
  take_state (marker, session);
  clear_known (&marker->backup);
  marker->backup = (LtKnown){ .time = time,
                              .where = g_canonicalize_filename (path, NULL),
                              .of = g_canonicalize_filename (lt_session_get_path (session), NULL),
                              .tips = tips };
  save_marker (session, marker);
}

/**
 * lt_marker_note_origin:
 * @session: a session in a file that has just got a new epoch
 * @origin: why
 * @where: (nullable): the backup that was restored
 */
void
lt_marker_note_origin (LtSession *session, LtMarkerOrigin origin, const char *where)
{
  g_autoptr (LtMarker) marker = lt_marker_load (session);

  marker->origin = origin;
  marker->since = lt_session_get_now (session);
  if (origin == LT_MARKER_RESTORED)
    {
      /* What a backup lacks of the file that it was made of. */
      g_array_append_vals (marker->former.tips, marker->elsewhere.tips->data,
                           marker->elsewhere.tips->len);
      g_array_set_size (marker->elsewhere.tips, 0);
    }
  g_free (marker->former.where);
  marker->former.where = where == NULL ? NULL : g_canonicalize_filename (where, NULL);
  take_state (marker, session);
  save_marker (session, marker);
}
