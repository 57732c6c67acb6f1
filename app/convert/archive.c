/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "convert/archive.h"

#include "base/error.h"
#include "convert/limits.h"
#include "convert/source-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK (64 * 1024)

typedef struct archive LtZip;

static void
free_zip (LtZip *zip)
{
  archive_read_free (zip);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LtZip, free_zip)

static void
free_member (gpointer data)
{
  LtArchiveMember *member = data;

  g_free (member->name);
  g_free (member);
}

static gboolean
refuse (const char *name, struct archive *zip, GError **error)
{
  const char *cause = archive_error_string (zip);
  g_autofree char *valid = g_utf8_make_valid (cause == NULL ? "?" : cause, -1);

  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s is a damaged ZIP archive (%s). Fetch it again."), name, valid);
  return FALSE;
}

/* Names without the UTF-8 mark are in what the packing program took for text:
 * here GBK, if they are not UTF-8 anyway. */
static char *
read_name (struct archive_entry *entry)
{
  const char *raw = archive_entry_pathname (entry);
  char *name;

  if (raw == NULL)
    raw = archive_entry_pathname_utf8 (entry);
  if (raw == NULL)
    return g_strdup ("?");
  if (g_utf8_validate (raw, -1, NULL))
    return g_strdup (raw);
  name = g_convert (raw, -1, "UTF-8", "GB18030", NULL, NULL, NULL);
  return name != NULL ? name : g_utf8_make_valid (raw, -1);
}

/* Two members may have one name. The second of x.csv is called x (2).csv, so that
 * either can be chosen, and told of; @seen holds how many of a name there were. */
static char *
name_apart (GHashTable *seen, char *name)
{
  const char *slash = strrchr (name, '/');
  const char *dot = strrchr (name, '.');
  gboolean has_ending = dot != NULL && (slash == NULL || dot > slash);
  int stem = has_ending ? (int) (dot - name) : (int) strlen (name);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, name));
  char *apart = g_strdup (name);

  while (g_hash_table_contains (seen, apart))
    {
      g_free (apart);
      apart = g_strdup_printf ("%.*s (%u)%s", stem, name, ++n, name + stem);
    }
  g_hash_table_insert (seen, g_strdup (apart), GUINT_TO_POINTER (1));
  g_hash_table_insert (seen, name, GUINT_TO_POINTER (MAX (n, 1)));
  return apart;
}

static gboolean
leads_outside (const char *name)
{
  g_auto (GStrv) steps = g_strsplit_set (name, "/\\", -1);

  return *name == '/' || *name == '\\' || (g_ascii_isalpha (name[0]) && name[1] == ':')
         || g_strv_contains ((const char *const *) steps, "..");
}

static char *
name_entry (struct archive_entry *entry, GHashTable *seen)
{
  char *name = read_name (entry);

  return archive_entry_filetype (entry) == AE_IFREG ? name_apart (seen, name) : name;
}

/* What systems leave in archives without being asked. */
static gboolean
is_litter (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);

  return *base == '.' || g_str_has_prefix (name, "__MACOSX/") || g_str_equal (base, "Thumbs.db")
         || g_str_equal (base, "desktop.ini");
}

/* From memory where the archive lies in an archive itself. */
static LtZip *
open_zip (LtSource *self, GBytes *held, GError **error)
{
  g_autoptr (LtZip) zip = archive_read_new ();

  archive_read_support_format_zip_seekable (zip);
  if (held != NULL
      && archive_read_open_memory (zip, g_bytes_get_data (held, NULL), g_bytes_get_size (held))
             == ARCHIVE_OK)
    return g_steal_pointer (&zip);
  if (held == NULL && lseek (self->fd, 0, SEEK_SET) == 0
      && archive_read_open_fd (zip, self->fd, BLOCK) == ARCHIVE_OK)
    return g_steal_pointer (&zip);
  refuse (self->name, zip, error);
  return NULL;
}

static gboolean
take_entry (LtSource *self,
            struct archive_entry *entry,
            GHashTable *seen,
            GPtrArray *members,
            GError **error)
{
  g_autofree char *name = name_entry (entry, seen);
  LtArchiveMember *member;

  if (leads_outside (name))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s has a member that leads outside of it: %s. Somebody made it to do harm; it "
                    "is not read."),
                 self->name, name);
  else if (archive_entry_is_encrypted (entry))
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s is locked with a passphrase. Unpack it, then read what was in it."),
                 self->name);
  else if (members->len >= LT_MAX_MEMBERS)
    g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                 _ ("%s has more than %d members. Unpack it and read what is wanted of it."),
                 self->name, LT_MAX_MEMBERS);
  else
    {
      if (archive_entry_filetype (entry) != AE_IFREG || is_litter (name))
        return TRUE;
      member = g_new0 (LtArchiveMember, 1);
      member->name = g_steal_pointer (&name);
      member->size = archive_entry_size_is_set (entry) ? (guint64) archive_entry_size (entry) : 0;
      g_ptr_array_add (members, member);
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_bomb (LtSource *self, GPtrArray *members, GError **error)
{
  guint64 total = 0;

  for (guint i = 0; i < members->len; i++)
    total += ((LtArchiveMember *) g_ptr_array_index (members, i))->size;
  if (total <= LT_MAX_UNPACKED_FREE || total / MAX (lt_source_size (self), 1) <= LT_MAX_RATIO)
    return TRUE;
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("%s unpacks to more than %u times its size. No table does that; it is not read."),
               self->name, LT_MAX_RATIO);
  return FALSE;
}

/**
 * lt_archive_list:
 * @source: a ZIP archive
 * @error: return location
 *
 * Folders, links and what systems leave in archives unasked are passed over; an
 * archive that is locked, too large, or made to harm is refused as a whole.
 *
 * Returns: (transfer full) (nullable) (element-type LtArchiveMember): the files in it
 */
GPtrArray *
lt_archive_list (LtSource *source, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (free_member);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (LtZip) zip = NULL;
  struct archive_entry *entry;
  int code;

  if (lt_source_hold_archive (source, error))
    zip = open_zip (source, source->unpacked, error);
  if (zip == NULL)
    return NULL;
  while ((code = archive_read_next_header (zip, &entry)) == ARCHIVE_OK || code == ARCHIVE_WARN)
    if (!take_entry (source, entry, seen, members, error))
      return NULL;
  if (code != ARCHIVE_EOF)
    {
      refuse (source->name, zip, error);
      return NULL;
    }
  return check_bomb (source, members, error) ? g_steal_pointer (&members) : NULL;
}

const LtArchiveMember *
lt_archive_find (GPtrArray *members, const char *name)
{
  for (guint i = 0; i < members->len; i++)
    {
      const LtArchiveMember *member = g_ptr_array_index (members, i);

      if (g_str_equal (member->name, name))
        return member;
    }
  return NULL;
}

/* Goes to the member in the archive. */
gboolean
lt_archive_open_member (LtSource *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (LtZip) zip = open_zip (self, self->held, error);
  struct archive_entry *entry;
  int code;

  if (zip == NULL)
    return FALSE;
  while ((code = archive_read_next_header (zip, &entry)) == ARCHIVE_OK || code == ARCHIVE_WARN)
    {
      g_autofree char *name = name_entry (entry, seen);

      if (archive_entry_filetype (entry) == AE_IFREG && g_str_equal (name, self->member))
        {
          self->archive = g_steal_pointer (&zip);
          return TRUE;
        }
    }
  if (code != ARCHIVE_EOF)
    return refuse (self->name, zip, error);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s has no member %s."), self->name,
               self->member);
  return FALSE;
}

void
lt_archive_close_member (LtSource *self)
{
  if (self->archive != NULL)
    archive_read_free (self->archive);
  self->archive = NULL;
}

gssize
lt_archive_read_member (LtSource *self, gpointer bytes, gsize size, GError **error)
{
  gssize n;

  do
    n = archive_read_data (self->archive, bytes, size);
  while (n == ARCHIVE_RETRY);
  if (n < 0)
    {
      refuse (self->name, self->archive, error);
      return -1;
    }
  /* the whole archive is the measure: members may lie over each other in it */
  if (self->given + (guint64) n > LT_MAX_UNPACKED_FREE
      && (self->given + (guint64) n) / lt_source_size (self) > LT_MAX_RATIO)
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("%s unpacks to more than %u times its size. No table does that; it is not "
                      "read."),
                   self->name, LT_MAX_RATIO);
      return -1;
    }
  return n;
}
