/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits of this machine's own: imports that were broken off, forms that were not
 * saved, what nobody else has, backups, originals. */

#include "work/today-private.h"

#include "base/civil-time.h"
#include "store/due.h"
#include "store/feed.h"
#include "store/half-imports.h"
#include "work/marker.h"

#include <glib/gi18n-lib.h>

#define DAY_MS (G_GINT64_CONSTANT (86400) * 1000)

/* A backup that is older is asked for. */
#define BACKUP_DAYS 7

static gboolean
gather_imports (LtGathering *self, GError **error)
{
  g_autoptr (GPtrArray) halves = lt_store_list_half_imports (self->store, NULL, FALSE, error);

  for (guint i = 0; halves != NULL && i < halves->len; i++)
    {
      const LtHalfImport *half = g_ptr_array_index (halves, i);
      g_autofree char *words = lt_half_import_count_words (half, self->store);

      if (half->own)
        lt_gathering_add (self, LT_TODAY_HALF_IMPORT, g_strdup (half->name), words);
    }
  return halves != NULL;
}

static void
gather_unsaved (LtGathering *self)
{
  for (guint i = 0; i < self->wish->unsaved->len; i++)
    lt_gathering_add (self, LT_TODAY_UNSAVED, g_strdup (g_ptr_array_index (self->wish->unsaved, i)),
                      _ ("Typed and not saved"));
}

static void
gather_unsynced (LtGathering *self)
{
  gulong n = (gulong) lt_store_count_unsynced (self->store);
  gint64 last = lt_store_get_last_sync (self->store);
  g_autofree char *date = last == 0 ? NULL : lt_date_of (last);
  g_autofree char *words = date == NULL
                               ? g_strdup (_ ("Never synced: colleagues have nothing of this file"))
                               : g_strdup_printf (_ ("Sync: last done on %s"), date);

  /* A hub may hold all of it, or nothing. */
  if (n > 0 && last == 0 && lt_marker_is_restored (self->store))
    lt_gathering_add (self, LT_TODAY_UNSYNCED, g_strdup (_ ("Restored, and not synced since")),
                      _ ("What colleagues have of it is known after the first sync"));
  else if (n > 0)
    lt_gathering_add (self, LT_TODAY_UNSYNCED,
                      g_strdup_printf (ngettext ("%lu change that nobody else has",
                                                 "%lu changes that nobody else has", n),
                                       n),
                      words);
}

static void
gather_backup (LtGathering *self)
{
  gint64 last = lt_marker_get_backup_time (self->store);
  int days = (int) ((self->wish->now - last) / DAY_MS);

  if (last == 0)
    lt_gathering_add (self, LT_TODAY_BACKUP, g_strdup (_ ("No backup")),
                      _ ("On this machine this file was never backed up"));
  else if (days > BACKUP_DAYS)
    {
      g_autofree char *date = lt_date_of (last);
      g_autofree char *words = g_strdup_printf (_ ("Last backed up on %s: back it up again"), date);

      lt_gathering_add (self, LT_TODAY_BACKUP,
                        g_strdup_printf (ngettext ("Backup is %d day old", "Backup is %d days old",
                                                   (gulong) days),
                                         days),
                        words);
    }
}

/* What it is attached to is gone to: there the attachment is. */
static void
set_owner (LtGathering *self, LtTodayLine *line, const LtRecord *attachment)
{
  g_autoptr (LtRecord) owner = NULL;
  LtId id;

  if (line == NULL || !lt_id_from_text (&id, lt_record_get (attachment, "record")))
    return;
  owner = lt_store_get (self->store, NULL, &id, NULL);
  if (owner != NULL)
    lt_gathering_set_record (line, owner->kind, &id);
}

static gboolean
gather_originals (LtGathering *self, GError **error)
{
  g_autoptr (GArray) keys = lt_store_list_lost_originals (self->store, error);
  guint n = keys == NULL            ? 0
            : self->wish->most == 0 ? keys->len
                                    : MIN (keys->len, self->wish->most);
  g_autoptr (GPtrArray) records =
      keys == NULL ? NULL
                   : lt_store_list_by_keys (self->store, lt_kind_by_name ("attachment"),
                                            (const gint64 *) keys->data, n, error);

  for (guint i = 0; records != NULL && i < n; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);

      if (record != NULL)
        set_owner (
            self,
            lt_gathering_add (self, LT_TODAY_ORIGINAL, g_strdup (lt_record_get_title (record)),
                              _ ("The original is not beside the file: put it back from a backup")),
            record);
    }
  if (records != NULL)
    self->today->counts[LT_TODAY_ORIGINAL] += keys->len - n;
  return records != NULL;
}

/**
 * lt_gathering_add_own:
 * @self: a gathering
 * @error: return location
 *
 * Adds what waits of this machine's own.
 */
gboolean
lt_gathering_add_own (LtGathering *self, GError **error)
{
  if (!gather_imports (self, error) || !gather_originals (self, error))
    return FALSE;
  gather_unsaved (self);
  gather_unsynced (self);
  gather_backup (self);
  return TRUE;
}
