/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes by which the log knows groups that belong together. */

#include "store/undoable.h"

#include <string.h>

#define MARK_LENGTH 8
#define HEX_LENGTH  (2 * sizeof (LtDigest))

/**
 * lt_import_note:
 * @name: name of the file
 * @mark: a number of this import alone
 * @page: number of the page, from 1
 * @pages: how many there are
 *
 * Returns: (transfer full): the note of one group of an import
 */
char *
lt_import_note (const char *name, guint32 mark, guint page, guint pages)
{
  return g_strdup_printf (LT_IMPORT_NOTE "%s #%08X %u/%u", name, mark, page, pages);
}

static gboolean
is_page (const char *text)
{
  gsize first = strspn (text, "0123456789");
  gsize second;

  if (first == 0 || text[first] != '/')
    return FALSE;
  second = strspn (text + first + 1, "0123456789");
  return second > 0 && text[first + 1 + second] == '\0';
}

/**
 * lt_note_find_import:
 * @note: (nullable): a group's note
 * @name_length: (out) (optional): how much of it names the file only
 *
 * Returns: how much of the note is the same in all groups of the import; 0 for
 *   the note of another group
 */
gsize
lt_note_find_import (const char *note, gsize *name_length)
{
  const char *mark = note == NULL ? NULL : strrchr (note, '#');

  if (mark == NULL || !g_str_has_prefix (note, LT_IMPORT_NOTE)
      || mark <= note + strlen (LT_IMPORT_NOTE) || mark[-1] != ' '
      || strspn (mark + 1, "0123456789ABCDEF") != MARK_LENGTH || mark[1 + MARK_LENGTH] != ' '
      || !is_page (mark + MARK_LENGTH + 2))
    return 0;
  if (name_length != NULL)
    *name_length = (gsize) (mark - 1 - note);
  return (gsize) (mark - note) + 1 + MARK_LENGTH;
}

/**
 * lt_note_find_mark:
 * @note: (nullable): a group's note
 * @mark: (out): what all groups of the import have in common, and no other has
 *
 * Returns: whether the note is that of an import
 */
gboolean
lt_note_find_mark (const char *note, guint32 *mark)
{
  gsize length = lt_note_find_import (note, NULL);

  if (length == 0)
    return FALSE;
  *mark = (guint32) g_ascii_strtoull (note + length - MARK_LENGTH, NULL, 16);
  return TRUE;
}

/**
 * lt_undo_note:
 * @group: id of the group that is undone
 * @note: (nullable): its note
 *
 * Returns: (transfer full): the note of the group that undoes it
 */
char *
lt_undo_note (const LtDigest *group, const char *note)
{
  g_autofree char *hex = lt_digest_to_hex (group);
  const char *import = note;

  if (note != NULL && g_str_has_prefix (note, LT_UNDO_NOTE)
      && strlen (note) > strlen (LT_UNDO_NOTE) + HEX_LENGTH)
    import = note + strlen (LT_UNDO_NOTE) + HEX_LENGTH + 1;
  if (lt_note_find_import (import, NULL) == 0)
    return g_strconcat (LT_UNDO_NOTE, hex, NULL);
  return g_strconcat (LT_UNDO_NOTE, hex, " ", import, NULL);
}

/**
 * lt_note_find_undone:
 * @note: (nullable): a group's note
 * @id: (out caller-allocates): the group that it names as undone
 *
 * Returns: whether the note says that its group undoes another
 */
gboolean
lt_note_find_undone (const char *note, LtDigest *id)
{
  const char *space = note == NULL ? NULL : strchr (note, ' ');
  g_auto (GStrv) words = space == NULL ? NULL : g_strsplit (space + 1, " ", 2);

  return words != NULL && g_str_has_prefix (note, LT_UNDO_NOTE) && words[0] != NULL
         && lt_digest_from_hex (id, words[0]);
}

/**
 * lt_note_of_user:
 * @text: (nullable): what somebody typed, or a file's name
 *
 * Only what undoes or imports says so in its note: what begins alike is quoted.
 *
 * Returns: (transfer full) (nullable): the note
 */
char *
lt_note_of_user (const char *text)
{
  if (text != NULL
      && (g_str_has_prefix (text, LT_UNDO_NOTE) || g_str_has_prefix (text, LT_IMPORT_NOTE)))
    return g_strdup_printf ("“%s”", text);
  return g_strdup (text);
}

/**
 * lt_note_fold:
 * @note: (nullable): a group's note
 * @shown: (out) (transfer full): what stands for all that belong together
 *
 * Returns: (transfer full) (nullable): the same for all pages of an import, and
 *   for all groups that undo them; %NULL for the note of another group
 */
char *
lt_note_fold (const char *note, char **shown)
{
  gboolean undoes = note != NULL && g_str_has_prefix (note, LT_UNDO_NOTE)
                    && strlen (note) > strlen (LT_UNDO_NOTE) + HEX_LENGTH;
  const char *import = undoes ? note + strlen (LT_UNDO_NOTE) + HEX_LENGTH + 1 : note;
  gsize name = 0;
  gsize length = lt_note_find_import (import, &name);

  if (length == 0)
    return NULL;
  *shown = g_strdup_printf ("%s%.*s", undoes ? LT_UNDO_NOTE : "", (int) name, import);
  return g_strdup_printf ("%s%.*s", undoes ? LT_UNDO_NOTE : "", (int) length, import);
}

/**
 * lt_note_may_end:
 * @note: (nullable): a group's note
 *
 * Returns: %FALSE for a page of an import, or what undoes one, that stands between
 *   others: what an import makes once stands on its first or on its last
 */
gboolean
lt_note_may_end (const char *note)
{
  g_autofree char *shown = NULL;
  g_autofree char *all = lt_note_fold (note, &shown);
  const char *page = all == NULL ? NULL : strrchr (note, ' ') + 1;
  const char *slash = page == NULL ? NULL : strchr (page, '/');

  return slash == NULL || g_ascii_strtoull (page, NULL, 10) == 1
         || g_ascii_strtoull (page, NULL, 10) == g_ascii_strtoull (slash + 1, NULL, 10);
}
