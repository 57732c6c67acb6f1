/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values as people write and read them, where what they name stands in the file. */

#include "base/civil-time.h"
#include "base/error.h"
#include "model/sets.h"
#include "store/conflicts.h"
#include "store/history.h"
#include "store/undoable.h"
#include "work/colleagues.h"
#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_work_find_place:
 * @session: a session
 * @text: KIND:CODE, an id, or a code or title of some place
 * @error: return location
 *
 * Returns: (transfer full) (nullable): that record
 */
LtRecord *
lt_work_find_place (LtSession *session, const char *text, GError **error)
{
  LtStore *store = lt_session_get_store (session);
  const char *colon = strchr (text, ':');
  guint n;
  const LtKind *const *kinds = lt_kinds (&n);
  LtId id;

  if (lt_id_from_text (&id, text))
    return lt_store_find_place (store, &id, error);
  if (colon != NULL)
    {
      g_autofree char *name = g_strndup (text, (gsize) (colon - text));
      const LtKind *kind = lt_kind_by_name (name);

      if (kind != NULL)
        return lt_store_find (store, kind, colon + 1, error);
    }
  for (guint i = 0; i < n; i++)
    {
      LtRecord *record =
          lt_kind_is_place (kinds[i]) ? lt_store_find (store, kinds[i], text, NULL) : NULL;

      if (record != NULL)
        return record;
    }
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("There is no place \"%s\". Write it as KIND:CODE, such as mine:SL-K01."), text);
  return NULL;
}

/**
 * lt_work_get_shape:
 * @session: a session
 * @record: a record
 * @error: return location; says so where it has none
 *
 * Returns: (transfer full) (nullable): where it is, in degrees of CGCS2000
 */
LtShape *
lt_work_get_shape (LtSession *session, const LtRecord *record, GError **error)
{
  int geometry = lt_kind_geometry_field (record->kind);
  const LtValue *value = geometry < 0 ? NULL : record->values[geometry];

  if (value != NULL)
    return lt_value_to_shape (value, error);
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("%s \"%s\" has no position on the map."),
               lt_kind_get_label (record->kind), lt_record_get_title (record));
  return NULL;
}

static char *
find_reference (LtSession *session, const LtField *field, const char *text, GError **error)
{
  g_autoptr (LtRecord) record =
      field->refers_to == NULL ? lt_work_find_place (session, text, error)
                               : lt_store_find (lt_session_get_store (session),
                                                lt_kind_by_name (field->refers_to), text, error);

  if (record != NULL)
    return lt_id_to_text (&record->id);
  g_prefix_error (error, _ ("Field %s (%s): "), field->name, lt_field_get_label (field));
  return NULL;
}

/* "14030001, 14030002", or with the separators of Chinese text. */
static LtValue *
find_references (LtSession *session, const LtField *field, const char *text, GError **error)
{
  g_autoptr (GRegex) between = g_regex_new ("[\\s,;，、；]+", 0, 0, NULL);
  g_auto (GStrv) names = g_regex_split (between, text, 0);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; names[i] != NULL; i++)
    {
      char *id = *names[i] == '\0' ? NULL : find_reference (session, field, names[i], error);

      if (id == NULL && *names[i] != '\0')
        return NULL;
      if (id != NULL)
        g_ptr_array_add (ids, id);
    }
  return lt_set_join (ids);
}

/* A day or time as officers type it; what is none stays as it was typed, and is
 * refused by the field. */
static char *
straighten_time (LtSession *session, const LtField *field, const char *text)
{
  gsize length = field->type == LT_TYPE_MINUTE  ? strlen ("2026-11-20T09:30")
                 : field->type == LT_TYPE_DATE  ? strlen ("2026-11-20")
                 : field->type == LT_TYPE_MONTH ? strlen ("2026-11")
                                                : 0;
  g_autofree char *today = NULL;
  g_autofree char *typed = NULL;

  if (length == 0 || text == NULL)
    return g_strdup (text);
  today = lt_date_of (lt_session_get_now (session));
  typed = lt_time_from_typed (text, today);
  return typed != NULL && strlen (typed) == length ? g_steal_pointer (&typed) : g_strdup (text);
}

/**
 * lt_work_parse_field:
 * @session: a session
 * @field: a field
 * @text: (nullable): what was typed
 * @error: return location
 *
 * Like lt_field_parse_input(), but a reference may be given by the code or the title
 * of the record, and a place as KIND:CODE; several references with commas
 * between.
 *
 * Returns: (transfer full) (nullable): the value; %NULL without @error for none
 */
LtValue *
lt_work_parse_field (LtSession *session, const LtField *field, const char *text, GError **error)
{
  LtValue *value = NULL;
  g_autofree char *id = NULL;
  g_autofree char *straight = NULL;

  if (text == NULL || *text == '\0' || !lt_field_refers (field))
    {
      straight = straighten_time (session, field, text);
      return lt_field_parse_input (field, straight, &value, error) ? value : NULL;
    }
  if (field->type == LT_TYPE_REFERENCES)
    return find_references (session, field, text, error);
  id = find_reference (session, field, text, error);
  return id == NULL ? NULL : lt_value_new_text (id);
}

static char *
format_reference (LtStore *store, const char *text)
{
  g_autoptr (LtRecord) record = NULL;
  LtId id;
  int title;

  if (lt_id_from_text (&id, text))
    record = lt_store_recall (store, &id, NULL, NULL);
  if (record == NULL)
    return g_strdup (text);
  if (g_str_equal (record->kind->name, "officer"))
    return g_strdup_printf ("%s %s", lt_record_get_title (record), lt_record_get (record, "card"));
  title = lt_kind_find_field (record->kind, record->kind->title);
  return lt_field_format (&record->kind->fields[title], record->values[title]);
}

/**
 * lt_work_format_in:
 * @store: the county file, of whatever thread
 * @field: a field
 * @value: (nullable): one of its values
 *
 * Returns: (transfer full): the value as people read it; a reference as the
 *   title of what it names
 */
char *
lt_work_format_in (LtStore *store, const LtField *field, const LtValue *value)
{
  g_auto (GStrv) ids = NULL;

  if (value == NULL || !lt_field_refers (field))
    return lt_field_format (field, value);
  ids = lt_set_split (value);
  for (int i = 0; ids[i] != NULL; i++)
    {
      char *title = format_reference (store, ids[i]);

      g_free (ids[i]);
      ids[i] = title;
    }
  return g_strjoinv (_ (", "), ids);
}

/**
 * lt_work_format_field:
 *
 * Returns: (transfer full): what lt_work_format_in() says of a session's file
 */
char *
lt_work_format_field (LtSession *session, const LtField *field, const LtValue *value)
{
  return lt_work_format_in (lt_session_get_store (session), field, value);
}

/**
 * lt_work_describe_breach:
 *
 * Returns: (transfer none): what merging brought about, in words
 */
const char *
lt_work_describe_breach (const LtBreach *breach)
{
  switch (breach->what)
    {
    case LT_BREACH_TAKEN_TWICE:
      return _ ("taken twice");
    case LT_BREACH_PARENT_REMOVED:
      return _ ("what it belongs to was removed");
    case LT_BREACH_OWN_WORK:
      return _ ("signed off by the officer who made it");
    }
  g_return_val_if_reached ("");
}

/**
 * lt_work_describe_record:
 *
 * Returns: (transfer full): kind and title, for people
 */
char *
lt_work_describe_record (const LtRecord *record)
{
  return g_strdup_printf ("%s · %s", lt_kind_get_label (record->kind),
                          lt_record_get_title (record));
}

/**
 * lt_work_describe_said:
 * @session: a session
 * @record: a record with its heads
 * @head: one of them
 *
 * Returns: (transfer full): who said it, on which device and when
 */
char *
lt_work_describe_said (LtSession *session, const LtRecord *record, const LtHead *head)
{
  LtStore *store = lt_session_get_store (session);
  g_autoptr (LtRecord) officer = NULL;
  g_autofree char *time = NULL;
  LtSaid said;

  if (!lt_store_who_said (store, &record->id, &head->operation, &said))
    return g_strdup ("");
  officer = lt_store_get (store, lt_kind_by_name ("officer"), &said.officer, NULL);
  time = lt_minute_of (said.wall);
  g_strdelimit (time, "T", ' ');
  return g_strdup_printf (_ ("%s %s, device %s, %s"),
                          officer == NULL ? "?" : lt_record_get_title (officer),
                          officer == NULL ? "" : lt_record_get (officer, "card"), said.device,
                          time);
}

/**
 * lt_work_fold_note:
 * @note: (nullable): a group's note
 * @shown: (out) (transfer full): what stands for all that belong together
 *
 * Returns: (transfer full) (nullable): the same for all groups of an import, or of
 *   its undoing; %NULL for the note of another group
 */
char *
lt_work_fold_note (const char *note, char **shown)
{
  return lt_note_fold (note, shown);
}
