/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attachments that are there: where their originals are, and what is odd. */

#include "base/civil-time.h"
#include "base/error.h"
#include "work/attaching.h"
#include "work/attachment-place.h"
#include "work/media.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE   200
#define DAY_MS (G_GINT64_CONSTANT (86400) * 1000)
/* No camera in use is older; a clock that was never set says 1970 or 1980. */
#define FIRST_YEAR "2000"

void
lt_attached_free (LtAttached *self)
{
  lt_record_free (self->attachment);
  g_free (self->device);
  g_free (self);
}

void
lt_originals_free (LtOriginals *self)
{
  g_clear_pointer (&self->states, g_hash_table_unref);
  g_clear_pointer (&self->wanting, g_ptr_array_unref);
  g_free (self);
}

/**
 * lt_work_attachments:
 * @session: a session
 * @record: (nullable): of what; %NULL for all
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): its attachments,
 *   in the order in which they were made
 */
GPtrArray *
lt_work_attachments (LtSession *session, const LtId *record, GError **error)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_filter_free);
  LtQuery query = { .filters = filters };

  if (record != NULL)
    {
      g_autofree char *id = lt_id_to_text (record);

      g_ptr_array_add (filters, lt_filter_new ("record", "=", id));
    }
  return lt_store_list (lt_session_get_store (session), lt_kind_by_name ("attachment"), &query,
                        error);
}

/* Label of the device in whose file the record was made; NULL for this one. */
static char *
find_other_device (LtSession *session, const LtRecord *record)
{
  LtStore *store = lt_session_get_store (session);
  g_autofree char *own = lt_store_get_replica (store);
  g_autofree char *maker = lt_store_find_maker (store, &record->id);
  g_autoptr (LtRecord) device = NULL;

  if (maker == NULL || g_str_equal (maker, own))
    return NULL;
  device = lt_store_find_by_key (store, lt_kind_by_name ("device"), maker);
  return device == NULL ? g_strndup (maker, 4) : g_strdup (lt_record_get_title (device));
}

static LtAttached *
make_attached (LtSession *session, const LtRecord *attachment, LtOriginalState state)
{
  LtAttached *self = g_new0 (LtAttached, 1);

  self->attachment = lt_record_copy (attachment);
  self->state = state;
  if (state == LT_ORIGINAL_MISSING)
    self->device = find_other_device (session, attachment);
  return self;
}

/* Only what can be a digest is looked for in the folder: the record may be a
 * stranger's. */
static gboolean
has_digest (const LtRecord *attachment)
{
  const char *digest = lt_record_get (attachment, "digest");
  LtDigest parsed;

  return digest != NULL && strlen (digest) == 2 * LT_DIGEST_SIZE
         && lt_digest_from_hex (&parsed, digest);
}

/**
 * lt_work_attachment_look:
 * @session: a session
 * @attachment: an attachment
 *
 * Looks for its original, without reading it.
 */
LtAttached *
lt_work_attachment_look (LtSession *session, const LtRecord *attachment)
{
  const char *size = lt_record_get (attachment, "size");
  LtOriginalState state = LT_ORIGINAL_MISSING;

  if (has_digest (attachment))
    state = lt_original_look (lt_session_get_path (session), lt_record_get (attachment, "digest"),
                              size == NULL ? 0 : g_ascii_strtoull (size, NULL, 10));
  return make_attached (session, attachment, state);
}

/**
 * lt_attached_describe:
 *
 * Returns: (transfer full): where the original is, in words
 */
char *
lt_attached_describe (const LtAttached *self)
{
  if (self->state == LT_ORIGINAL_HERE)
    return g_strdup (_ ("original here"));
  if (self->state == LT_ORIGINAL_ALTERED)
    return g_strdup (_ ("original altered"));
  if (self->device != NULL)
    return g_strdup_printf (_ ("original on device %s"), self->device);
  return g_strdup (_ ("original missing"));
}

/**
 * lt_work_attachment_thumbnail:
 *
 * Returns: (transfer full) (nullable): its small picture, a JPEG;
 *   %NULL for what calls itself one and is none
 */
GBytes *
lt_work_attachment_thumbnail (const LtRecord *attachment)
{
  const char *text = lt_record_get (attachment, "thumbnail");
  gsize size = 0;
  guchar *bytes = text == NULL ? NULL : g_base64_decode (text, &size);

  if (bytes != NULL && lt_media_is_thumbnail (bytes, size))
    return g_bytes_new_take (bytes, size);
  g_free (bytes);
  return NULL;
}

/**
 * lt_work_attachment_get:
 * @session: a session
 * @attachment: an attachment
 * @to: a file that is not there yet
 * @watch: (nullable): who looks on
 * @error: return location
 *
 * Copies the original out, and looks whether it is what was attached.
 */
gboolean
lt_work_attachment_get (LtSession *session,
                        const LtRecord *attachment,
                        const char *to,
                        const LtCopyWatch *watch,
                        GError **error)
{
  g_autoptr (LtAttached) attached = lt_work_attachment_look (session, attachment);
  g_autofree char *words = lt_attached_describe (attached);

  if (attached->state != LT_ORIGINAL_MISSING)
    return lt_original_get (lt_session_get_path (session), lt_record_get (attachment, "digest"), to,
                            watch, error);
  g_set_error (error, LT_ERROR, LT_ERROR_UNAVAILABLE,
               _ ("Attachment %s: %s. Take it from there, or from a backup."),
               lt_record_get_title (attachment), words);
  return FALSE;
}

/* ---- what is odd about an attachment --------------------------------------- */

static gboolean
is_picture (const LtRecord *attachment)
{
  const char *type = lt_record_get (attachment, "media_type");

  return g_strcmp0 (type, "image/jpeg") == 0 || g_strcmp0 (type, "image/png") == 0;
}

/* When the thing happened that the record tells of; 0 where it does not say. */
static gint64
get_time_of_record (LtSession *session, const LtRecord *attachment)
{
  g_autoptr (LtRecord) record = NULL;
  const char *started;
  LtId id;

  if (!lt_id_from_text (&id, lt_record_get (attachment, "record")))
    return 0;
  record = lt_store_get (lt_session_get_store (session), NULL, &id, NULL);
  if (record == NULL || lt_kind_find_field (record->kind, "started") < 0)
    return 0;
  started = lt_record_get (record, "started");
  return started == NULL ? 0 : lt_time_parse (started, NULL);
}

static gboolean
has_no_exif (const LtRecord *attachment)
{
  return lt_record_get (attachment, "taken") == NULL && lt_record_get (attachment, "camera") == NULL
         && lt_record_get (attachment, "longitude") == NULL;
}

static void
remark_on_place (LtSession *session, const LtRecord *attachment, GPtrArray *remarks)
{
  double metres, most;

  if (lt_work_attachment_away (session, attachment, &metres, &most) && metres > most)
    g_ptr_array_add (remarks, lt_work_attachment_say_away (session, attachment));
}

static int
count_days (gint64 from, gint64 to)
{
  g_autofree char *first = lt_date_of (from);
  g_autofree char *last = lt_date_of (to);

  return lt_date_count_days (first, last);
}

static void
remark_on_time (LtSession *session, const LtRecord *attachment, GPtrArray *remarks)
{
  const char *taken = lt_record_get (attachment, "taken");
  g_autofree char *shown = taken == NULL ? NULL : g_strdelimit (g_strdup (taken), "T", ' ');
  gint64 time = taken == NULL ? 0 : lt_time_parse (taken, NULL);
  gint64 of_record = get_time_of_record (session, attachment);
  int days = of_record == 0 || ABS (time - of_record) < DAY_MS ? 0 : count_days (of_record, time);

  if (taken == NULL && has_no_exif (attachment))
    g_ptr_array_add (
        remarks, g_strdup (_ ("has no EXIF data: it does not say when and where it was taken")));
  else if (taken == NULL)
    g_ptr_array_add (remarks, g_strdup (_ ("does not say when it was taken")));
  else if (strcmp (taken, FIRST_YEAR) < 0)
    g_ptr_array_add (remarks,
                     g_strdup_printf (_ ("says %s: the camera's clock was not set"), shown));
  else if (time > lt_session_get_now (session) + DAY_MS)
    g_ptr_array_add (remarks, g_strdup_printf (_ ("says %s, which is still to come"), shown));
  else if (days > 0)
    g_ptr_array_add (remarks, g_strdup_printf (_ ("taken %d days after the record's time"), days));
  else if (days < 0)
    g_ptr_array_add (remarks,
                     g_strdup_printf (_ ("taken %d days before the record's time"), -days));
}

/**
 * lt_work_attachment_remarks:
 * @session: a session
 * @attachment: an attachment
 *
 * Returns: (transfer full) (element-type utf8): what is odd about it, in words.
 *   It is kept all the same: evidence is not put right
 */
GPtrArray *
lt_work_attachment_remarks (LtSession *session, const LtRecord *attachment)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func (g_free);

  if (!is_picture (attachment))
    return remarks;
  remark_on_time (session, attachment, remarks);
  remark_on_place (session, attachment, remarks);
  if (lt_record_get (attachment, "thumbnail") == NULL)
    g_ptr_array_add (remarks, g_strdup (_ ("cannot be shown: damaged, cut off or too large")));
  return remarks;
}

/* ---- the check of all -------------------------------------------------------- */

static void
count_original (LtSession *session,
                LtOriginals *found,
                const LtRecord *attachment,
                LtOriginalState state)
{
  LtAttached *attached;

  if (state == LT_ORIGINAL_HERE)
    {
      found->here++;
      return;
    }
  attached = make_attached (session, attachment, state);
  if (state == LT_ORIGINAL_ALTERED)
    found->altered++;
  else if (attached->device != NULL)
    found->elsewhere++;
  else
    found->missing++;
  g_ptr_array_add (found->wanting, attached);
}

static void
check_page (LtSession *session, GPtrArray *page, LtOriginals *found)
{
  for (guint i = 0; i < page->len; i++)
    {
      const LtRecord *attachment = g_ptr_array_index (page, i);
      const char *digest = lt_record_get (attachment, "digest");
      gpointer state = GINT_TO_POINTER (LT_ORIGINAL_MISSING);

      /* Several records may share an original: it is read once. */
      if (has_digest (attachment)
          && !g_hash_table_lookup_extended (found->states, digest, NULL, &state))
        {
          state = GINT_TO_POINTER (lt_original_check (lt_session_get_path (session), digest));
          g_hash_table_insert (found->states, g_strdup (digest), state);
        }
      count_original (session, found, attachment, GPOINTER_TO_INT (state));
    }
}

/**
 * lt_work_check_originals:
 * @session: a session
 * @error: return location
 *
 * Reads every original and holds it against its digest. What is wrong with one
 * is no damage of the log or of the records.
 *
 * Returns: (transfer full) (nullable): what was found
 */
LtOriginals *
lt_work_check_originals (LtSession *session, GError **error)
{
  g_autoptr (LtOriginals) found = g_new0 (LtOriginals, 1);
  LtQuery query = { .limit = PAGE };
  guint n = PAGE;

  found->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  found->wanting = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_attached_free);
  /* In pages: each has its small picture with it. */
  for (; n == PAGE; query.offset += PAGE)
    {
      g_autoptr (GPtrArray) page = lt_store_list (lt_session_get_store (session),
                                                  lt_kind_by_name ("attachment"), &query, error);

      if (page == NULL)
        return NULL;
      n = page->len;
      check_page (session, page, found);
    }
  return g_steal_pointer (&found);
}
