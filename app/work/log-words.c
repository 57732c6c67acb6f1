/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the log says, for people: which record, which field, from what to what. */

#include "work/log-words.h"

#include "store/history.h"
#include "store/undoable.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The whole of a longer value is in --json. */
#define MOST_LETTERS  60
#define MOST_CODE     20
#define GROUP_LETTERS 12

struct _LtLogWords
{
  LtSession *session;
  GHashTable *names; /* #LtId → how the record is called */
};

/**
 * lt_log_words_new:
 * @session: a session; it must outlive the answer
 *
 * Returns: (transfer full): words for the log of the session's file
 */
LtLogWords *
lt_log_words_new (LtSession *session)
{
  LtLogWords *self = g_new0 (LtLogWords, 1);

  self->session = session;
  self->names = g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, g_free);
  return self;
}

void
lt_log_words_free (LtLogWords *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->names);
  g_free (self);
}

/* In one line, and no longer than a line is. */
static char *
shorten (const char *text, glong most)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');
  g_autofree char *begin = NULL;

  if (g_utf8_strlen (line, -1) <= most)
    return g_steal_pointer (&line);
  begin = g_utf8_substring (line, 0, most);
  return g_strconcat (begin, "…", NULL);
}

/* What the program keeps for itself is told by its size. */
static char *
show_value (LtLogWords *self, const LtField *field, const LtValue *value)
{
  g_autofree char *text = NULL;
  gsize size;

  if (value == NULL)
    return g_strdup (_ ("(nothing)"));
  if ((field->flags & LT_FIELD_HIDDEN) != 0)
    {
      lt_value_bytes (value, &size);
      return g_strdup_printf (_ ("(%zu bytes)"), size);
    }
  text = lt_work_format_field (self->session, field, value);
  return shorten (text, MOST_LETTERS);
}

/* A record that is named by what it belongs to: the fall of dust of a site, the
 * inspection of a place, the role of an officer. */
static const LtField *
find_owner (const LtKind *kind)
{
  for (guint i = 0; i < kind->n_fields; i++)
    if (lt_field_is_reference (&kind->fields[i]) && (kind->fields[i].flags & LT_FIELD_REQUIRED) != 0
        && !g_str_equal (kind->fields[i].name, kind->title)
        && (kind->key == NULL || (kind->flags & LT_KIND_INNER) != 0))
      return &kind->fields[i];
  return NULL;
}

static void
add_field (LtLogWords *self, GString *out, const LtRecord *record, const char *name, glong most)
{
  int place = lt_kind_find_field (record->kind, name);
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  if (place < 0 || record->values[place] == NULL)
    return;
  text = lt_work_format_field (self->session, &record->kind->fields[place], record->values[place]);
  shown = shorten (text, most);
  g_string_append_printf (out, " %s", shown);
}

static char *
name_record (LtLogWords *self, const LtRecord *record, gboolean there)
{
  const LtField *owner = find_owner (record->kind);
  g_autoptr (GString) out = g_string_new (lt_kind_get_label (record->kind));

  if (owner != NULL)
    add_field (self, out, record, owner->name, MOST_LETTERS);
  if (record->kind->key != NULL)
    add_field (self, out, record, record->kind->key, MOST_CODE);
  if (g_strcmp0 (record->kind->key, record->kind->title) != 0)
    add_field (self, out, record, record->kind->title, MOST_LETTERS);
  if (!there)
    g_string_append (out, _ (" (removed)"));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A record that nothing accepted here has made, as the making says it. */
static char *
name_by_making (LtLogWords *self, const LtOperation *operation, const GPtrArray *group)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);

  for (guint i = 0; group != NULL && kind != NULL && i < group->len; i++)
    {
      const LtOperation *making = g_ptr_array_index (group, i);
      g_autoptr (LtRecord) record = NULL;

      if (making->action != LT_ACTION_CREATE || making->kind != operation->kind
          || !lt_id_equal (&making->record, &operation->record))
        continue;
      record = lt_record_new (kind);
      for (guint f = 0; f < kind->n_fields; f++)
        lt_record_take_value (record, f, lt_image_get (making->value, kind->fields[f].number));
      return name_record (self, record, TRUE);
    }
  return NULL;
}

/**
 * lt_log_words_name:
 * @self: words
 * @operation: an operation
 * @group: (nullable) (element-type LtOperation): those it came with
 *
 * Returns: (transfer none): kind, code and name of the record as it is now, or was
 *   when it was removed
 */
const char *
lt_log_words_name (LtLogWords *self, const LtOperation *operation, const GPtrArray *group)
{
  char *name = g_hash_table_lookup (self->names, &operation->record);
  g_autoptr (LtRecord) record = NULL;
  gboolean there = FALSE;

  if (name != NULL)
    return name;
  record = lt_store_recall (lt_session_get_store (self->session), &operation->record, &there, NULL);
  name =
      record != NULL ? name_record (self, record, there) : name_by_making (self, operation, group);
  if (name == NULL)
    {
      const LtKind *kind = lt_kind_by_number (operation->kind);
      g_autofree char *id = lt_id_to_text (&operation->record);

      name = g_strdup_printf (
          "%s %s", kind == NULL ? _ ("Kind of a newer version") : lt_kind_get_label (kind), id);
    }
  g_hash_table_insert (self->names, g_memdup2 (&operation->record, sizeof operation->record), name);
  return name;
}

/**
 * lt_log_words_list_before:
 * @self: words
 * @operation: an operation
 *
 * Returns: (transfer full) (element-type LtValue): the different values that the author
 *   of a SET saw, the latest first; empty of other operations
 */
GPtrArray *
lt_log_words_list_before (LtLogWords *self, const LtOperation *operation)
{
  g_autoptr (GPtrArray) values = NULL;
  GPtrArray *different = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_value_unref);

  if (operation->action != LT_ACTION_SET
      || !lt_store_list_before (lt_session_get_store (self->session), operation, &values, NULL))
    return different;
  for (guint i = 0; i < values->len; i++)
    {
      LtValue *value = g_ptr_array_index (values, i);
      gboolean known = FALSE;

      for (guint j = 0; j < different->len; j++)
        known |= lt_value_equal (g_ptr_array_index (different, j), value);
      if (!known)
        g_ptr_array_add (different, value == NULL ? NULL : lt_value_ref (value));
    }
  return different;
}

static char *
describe_set (LtLogWords *self, const LtOperation *operation, const LtField *field)
{
  g_autoptr (GPtrArray) before = lt_log_words_list_before (self, operation);
  g_autoptr (GString) from = g_string_new (NULL);
  g_autofree char *to = show_value (self, field, operation->value);

  for (guint i = 0; i < before->len; i++)
    {
      g_autofree char *text = show_value (self, field, g_ptr_array_index (before, i));

      g_string_append_printf (from, "%s%s", i == 0 ? "" : _ (" or "), text);
    }
  if (before->len == 0)
    return g_strdup_printf (_ ("%s: %s"), lt_field_get_label (field), to);
  /* From what to what. */
  return g_strdup_printf (_ ("%s: %s → %s"), lt_field_get_label (field), from->str, to);
}

static char *
describe_member (LtLogWords *self, const LtOperation *operation, const LtField *field)
{
  g_autofree char *member = show_value (self, field, operation->value);

  return g_strdup_printf (operation->action == LT_ACTION_ADD ? _ ("%s: %s added")
                                                             : _ ("%s: %s taken out"),
                          lt_field_get_label (field), member);
}

static char *
describe_making (LtLogWords *self, const LtOperation *operation, const LtKind *kind)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const LtField *field = &kind->fields[i];
      g_autoptr (LtValue) value = lt_image_get (operation->value, field->number);
      g_autofree char *text = NULL;
      g_autofree char *words = NULL;

      if (value == NULL || (field->flags & LT_FIELD_HIDDEN) != 0)
        continue;
      text = show_value (self, field, value);
      words = g_strdup_printf (_ ("%s: %s"), lt_field_get_label (field), text);
      g_string_append_printf (out, "%s%s", out->len == 0 ? "" : _ ("; "), words);
    }
  return g_strdup_printf (_ ("entered – %s"), out->str);
}

/**
 * lt_log_words_describe:
 * @self: words
 * @operation: an operation
 *
 * Returns: (transfer full): what it changed, from what to what, without the record
 */
char *
lt_log_words_describe (LtLogWords *self, const LtOperation *operation)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int place = kind == NULL ? -1 : lt_kind_field_by_number (kind, operation->field);

  if (kind != NULL && operation->action == LT_ACTION_CREATE)
    return describe_making (self, operation, kind);
  if (operation->action == LT_ACTION_REMOVE)
    return g_strdup (_ ("removed"));
  if (operation->action == LT_ACTION_REVIVE)
    return g_strdup (_ ("put back after its removal"));
  if (place >= 0 && operation->action == LT_ACTION_SET)
    return describe_set (self, operation, &kind->fields[place]);
  if (place >= 0 && (operation->action == LT_ACTION_ADD || operation->action == LT_ACTION_DROP))
    return describe_member (self, operation, &kind->fields[place]);
  return g_strdup (_ ("something that only a newer version of this program knows"));
}

/* The name of a file in the note of an import; all pages of one say the same. */
static char *
find_import (const char *note)
{
  gsize length = 0;

  return lt_note_find_import (note, &length) == 0
             ? NULL
             : g_strndup (note + strlen (LT_IMPORT_NOTE), length - strlen (LT_IMPORT_NOTE));
}

/**
 * lt_log_words_describe_note:
 * @note: a group's note
 *
 * Returns: (transfer full): what it says; of what the program noted itself, in the
 *   screen's language
 */
char *
lt_log_words_describe_note (const char *note)
{
  g_autofree char *import = find_import (note);
  g_autofree char *undone = NULL;
  g_autofree char *group = NULL;
  LtDigest id;

  if (import != NULL)
    return g_strdup_printf (_ ("import of %s"), import);
  if (!lt_note_find_undone (note, &id))
    return g_strdup (note);
  group = lt_digest_to_hex (&id);
  group[GROUP_LETTERS] = '\0';
  if (strlen (note) > strlen (LT_UNDO_NOTE) + 2 * sizeof id)
    undone = find_import (note + strlen (LT_UNDO_NOTE) + 2 * sizeof id + 1);
  return undone == NULL ? g_strdup_printf (_ ("undoes %s"), group)
                        : g_strdup_printf (_ ("undoes the import of %s"), undone);
}
