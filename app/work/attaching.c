/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/attaching.h"

#include "base/error.h"
#include "work/media.h"
#include "work/records-private.h"
#include "work/records.h"
#include "work/session-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MOST_NAME 200

/* One file on its way in. */
typedef struct
{
  LtRecord *attachment;
  char *original;  /* where it was put */
  gboolean is_new; /* and was not before */
} Coming;

/* What comes, and who looks on. */
typedef struct
{
  GPtrArray *comings; /* (element-type Coming) */
  const LtAttachWatch *watch;
  guint file; /* which one is taken in */
} Taking;

static void
free_coming (gpointer data)
{
  Coming *coming = data;

  lt_record_free (coming->attachment);
  g_free (coming->original);
  g_free (coming);
}

/* A name is one line that every file system takes. */
static char *
make_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *valid = g_utf8_make_valid (base, -1);

  for (char *at = valid; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) || *at == '/')
      *at = ' ';
  return g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MOST_NAME));
}

static void
set_degrees (LtRecord *record, const char *field, double degrees)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  lt_record_set_text (record, field, g_ascii_formatd (text, sizeof text, "%.7f", degrees));
}

static void
set_facts (LtRecord *attachment, const LtMedia *media)
{
  gsize size;
  gconstpointer bytes;
  g_autofree char *thumbnail = NULL;

  lt_record_set_text (attachment, "media_type", media->type);
  lt_record_set_text (attachment, "taken", media->taken);
  lt_record_set_text (attachment, "camera", media->camera);
  if (media->has_position)
    {
      set_degrees (attachment, "longitude", media->longitude);
      set_degrees (attachment, "latitude", media->latitude);
    }
  if (media->thumbnail == NULL)
    return;
  bytes = g_bytes_get_data (media->thumbnail, &size);
  thumbnail = g_base64_encode (bytes, size);
  lt_record_set_text (attachment, "thumbnail", thumbnail);
}

static LtRecord *
make_attachment (const LtRecord *record,
                 const char *path,
                 const char *original,
                 const LtDigest *digest,
                 guint64 size)
{
  LtRecord *attachment = lt_record_new (lt_kind_by_name ("attachment"));
  g_autofree char *name = make_name (path);
  g_autofree char *id = lt_id_to_text (&record->id);
  g_autofree char *hex = lt_digest_to_hex (digest);
  g_autofree char *bytes = g_strdup_printf ("%" G_GUINT64_FORMAT, size);
  /* What is described is what was kept, and not what the file may be by now. */
  g_autoptr (LtMedia) media = lt_media_read (original, name);

  lt_record_set_text (attachment, "record", id);
  lt_record_set_text (attachment, "name", name);
  lt_record_set_text (attachment, "digest", hex);
  lt_record_set_text (attachment, "size", bytes);
  set_facts (attachment, media);
  return attachment;
}

/* The attachment of that record with these bytes; NULL for none. */
static LtRecord *
find_same (LtSession *session, const LtRecord *record, const char *digest)
{
  g_autoptr (GPtrArray) there = lt_work_attachments (session, &record->id, NULL);

  for (guint i = 0; there != NULL && i < there->len; i++)
    if (g_str_equal (lt_record_get (g_ptr_array_index (there, i), "digest"), digest))
      return lt_record_copy (g_ptr_array_index (there, i));
  return NULL;
}

static gboolean
is_coming (GPtrArray *comings, const char *digest)
{
  for (guint i = 0; i < comings->len; i++)
    {
      const Coming *coming = g_ptr_array_index (comings, i);

      if (g_str_equal (lt_record_get (coming->attachment, "digest"), digest))
        return TRUE;
    }
  return FALSE;
}

/* It shows nothing, and nobody would know later that it never did. */
static gboolean
refuse_empty (LtSession *session,
              const char *path,
              const char *digest,
              gboolean is_new,
              GError **error)
{
  g_autofree char *original = lt_original_path (lt_session_get_path (session), digest);

  if (is_new)
    g_unlink (original);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("File %s: it is empty, so it was not attached. Copy it anew from the camera or "
                  "the stick."),
               path);
  return FALSE;
}

static void
on_copied (guint64 done, guint64 all, gpointer user_data)
{
  const Taking *taking = user_data;

  if (taking->watch->on_progress != NULL)
    taking->watch->on_progress (taking->file, done, all, taking->watch->user_data);
}

static gboolean
take_in (LtSession *session,
         const LtRecord *record,
         const char *path,
         const char *note,
         Taking *taking,
         GError **error)
{
  const LtCopyWatch watch = { on_copied, taking,
                              taking->watch == NULL ? NULL : taking->watch->cancellable };
  GPtrArray *comings = taking->comings;
  g_autofree char *hex = NULL;
  Coming *coming;
  LtDigest digest;
  guint64 size;
  gboolean is_new;

  if (!lt_original_put (lt_session_get_path (session), path, taking->watch == NULL ? NULL : &watch,
                        &digest, &size, &is_new, error))
    return FALSE;
  hex = lt_digest_to_hex (&digest);
  if (size == 0)
    return refuse_empty (session, path, hex, is_new, error);
  if (is_coming (comings, hex))
    return TRUE;
  coming = g_new0 (Coming, 1);
  coming->is_new = is_new;
  coming->original = lt_original_path (lt_session_get_path (session), hex);
  coming->attachment = find_same (session, record, hex);
  if (coming->attachment == NULL)
    coming->attachment = make_attachment (record, path, coming->original, &digest, size);
  g_ptr_array_add (comings, coming);
  return lt_id_is_zero (&coming->attachment->id)
             ? lt_record_set (coming->attachment, "note", note, error)
             : TRUE;
}

static gboolean
check_who_and_what (LtSession *session, const LtRecord *record, GError **error)
{
  if (!lt_session_check_signed_in (session, error)
      || !lt_store_check_writable (lt_session_get_store (session), error))
    return FALSE;
  if ((record->kind->flags & LT_KIND_INNER) == 0 && !g_str_equal (record->kind->name, "attachment"))
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_REFUSED, _ ("Nothing is attached to records of kind %s."),
               record->kind->name);
  return FALSE;
}

static gboolean
keep_all (LtSession *session, GPtrArray *comings, GError **error)
{
  g_autoptr (LtChange) change = lt_change_new ();

  for (guint i = 0; i < comings->len; i++)
    {
      Coming *coming = g_ptr_array_index (comings, i);

      if (!lt_id_is_zero (&coming->attachment->id))
        continue;
      if (!lt_work_check_record (session, coming->attachment, error))
        return FALSE;
      lt_session_make_id (session, coming->attachment);
      lt_change_create (change, coming->attachment);
    }
  return lt_session_append (session, change, NULL, error);
}

/**
 * lt_work_attach:
 * @session: a session, signed in
 * @record: what the files belong to
 * @paths: (array zero-terminated=1): plain files
 * @note: (nullable): what they show, in the officer's words
 * @watch: (nullable): who looks on
 * @error: return location; on failure none of them is attached; %G_IO_ERROR_CANCELLED where
 *   @watch has broken it off
 *
 * Attaches files to a record: the originals first, then one group with what they
 * say of themselves. What is attached to it already is not attached twice. Takes long for
 * large files.
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): their records
 */
GPtrArray *
lt_work_attach (LtSession *session,
                const LtRecord *record,
                const char *const *paths,
                const char *note,
                const LtAttachWatch *watch,
                GError **error)
{
  g_autoptr (GPtrArray) comings = g_ptr_array_new_with_free_func (free_coming);
  Taking taking = { .comings = comings, .watch = watch };
  GPtrArray *attachments;
  gboolean kept = check_who_and_what (session, record, error);

  for (; kept && paths[taking.file] != NULL; taking.file++)
    kept = take_in (session, record, paths[taking.file], note, &taking, error)
           && (watch == NULL || !g_cancellable_set_error_if_cancelled (watch->cancellable, error));
  if (!kept)
    {
      for (guint i = 0; i < comings->len; i++)
        if (((Coming *) g_ptr_array_index (comings, i))->is_new)
          g_unlink (((Coming *) g_ptr_array_index (comings, i))->original);
      return NULL;
    }
  /* Once they may be named in the file they stay: another program may have named the
   * same bytes, and a write that failed may yet be found done after a crash. */
  if (!keep_all (session, comings, error))
    return NULL;
  attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  for (guint i = 0; i < comings->len; i++)
    g_ptr_array_add (attachments,
                     g_steal_pointer (&((Coming *) g_ptr_array_index (comings, i))->attachment));
  return attachments;
}
