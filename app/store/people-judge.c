/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a group may be, by what held when it was made: whose key, which roles,
 * on which day. The day is the one that the group itself carries: every machine
 * reads the same, and none asks its own clock. */

#include "store/people-private.h"

#include "base/civil-time.h"
#include "model/rights.h"

#include <glib/gi18n-lib.h>

/* Until the end of the year 9999: what lies outside is no time of a device. */
#define LATEST_WALL G_GINT64_CONSTANT (253402271999999)

/**
 * lt_people_is_founding:
 *
 * Returns: whether the group is one that founds a bureau: its keeper enters
 *   himself and the bureau
 */
gboolean
lt_people_is_founding (const LtGroup *group)
{
  g_autofree char *key = lt_hex_encode (group->key, sizeof group->key);
  gboolean officer = FALSE;
  gboolean own_key = FALSE;

  for (guint i = 0; i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      const LtKind *kind = lt_kind_by_number (operation->kind);
      g_autoptr (LtValue) public_key = NULL;

      if (operation->action != LT_ACTION_CREATE || kind == NULL)
        return FALSE;
      public_key = lt_image_get (operation->value, lt_people_field ("key", "public_key"));
      officer |=
          g_str_equal (kind->name, "officer") && lt_id_equal (&operation->record, &group->actor);
      own_key |=
          g_str_equal (kind->name, "key") && g_strcmp0 (lt_value_text (public_key), key) == 0;
    }
  return officer && own_key && group->seen->len == 0 && group->first_seq == 1;
}

/* A program of the first schema accepts its own invitations without a proof. Who
 * says of a group that it was made by one gains nothing by it with an invitation
 * of a later program. */
static gboolean
needs_proof (const LtGroup *group, const LtPeopleKey *key)
{
  return group->schema >= LT_PEOPLE_PROOF_SCHEMA || !key->unproven;
}

static gboolean
puts_key (const LtGroup *group)
{
  for (guint i = 0; i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);

      if (operation->kind == lt_kind_by_name ("key")->number
          && operation->field == lt_people_field ("key", "public_key"))
        return TRUE;
    }
  return FALSE;
}

/* An invitation is good for one thing: to put the officer's own key in its place. */
static gboolean
is_acceptance (const LtGroup *group, const LtPeopleKey *key)
{
  for (guint i = 0; i < group->operations->len; i++)
    {
      const LtOperation *operation = g_ptr_array_index (group->operations, i);
      const LtKind *kind = lt_kind_by_number (operation->kind);
      gboolean own_key;
      gboolean device;

      if (kind == NULL)
        return FALSE;
      own_key = g_str_equal (kind->name, "key") && lt_id_equal (&operation->record, &key->record)
                && ((operation->action == LT_ACTION_SET
                     && operation->field != lt_people_field ("key", "officer"))
                    || operation->field == lt_people_field ("key", "proof"));
      device = g_str_equal (kind->name, "device") && operation->action == LT_ACTION_CREATE;
      if (!own_key && !device)
        return FALSE;
    }
  return TRUE;
}

static LtVerdict
judge_acceptance (const LtGroup *group, const LtPeopleKey *key, gboolean proven, char **why)
{
  if (!is_acceptance (group, key))
    *why = g_strdup (_ ("an invitation can only be accepted, nothing else be done with it"));
  else if (puts_key (group) && !proven && needs_proof (group, key))
    *why = g_strdup (_ ("the public key that accepts the invitation comes without a proof that it "
                        "is the officer's own"));
  return *why == NULL ? LT_VERDICT_VALID : LT_VERDICT_INVALID;
}

/* What one officer may do on one day. */
typedef struct
{
  const LtPeopleSnapshot *snapshot;
  const LtId *officer;
  gint64 wall;
  char *date;
  char *roles;
} Day;

static void
clear_day (Day *day)
{
  g_clear_pointer (&day->date, g_free);
  g_clear_pointer (&day->roles, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Day, clear_day)

/* All operations of a group are of one day, but for a stranger's. */
static gboolean
go_to_day (Day *day, gint64 wall)
{
  g_autofree char *date = NULL;

  if (wall < 0 || wall > LATEST_WALL)
    return FALSE;
  if (day->date != NULL && wall == day->wall)
    return TRUE;
  day->wall = wall;
  date = lt_date_of (wall);
  if (g_strcmp0 (date, day->date) == 0)
    return TRUE;
  clear_day (day);
  day->date = g_steal_pointer (&date);
  day->roles = lt_people_snapshot_roles (day->snapshot, day->officer, day->date, TRUE);
  return TRUE;
}

/* Why not: the card, or the role. */
static char *
describe_lack (const Day *day, const LtKind *kind, const LtField *field, const char *value)
{
  const LtPeopleOfficer *officer = g_hash_table_lookup (day->snapshot->officers, day->officer);
  g_autofree char *otherwise =
      lt_people_snapshot_roles (day->snapshot, day->officer, day->date, FALSE);
  const char *name = field == NULL ? "" : field->name;

  if (officer != NULL && lt_rights_allow (otherwise, kind, field, value))
    return g_strdup_printf (
        _ ("changing %s %s needs a valid card, and the officer's (officer card_from, card_to: "
           "%s – %s) does not cover %s"),
        kind->name, name, officer->card_from == NULL ? "…" : officer->card_from,
        officer->card_to == NULL ? "…" : officer->card_to, day->date);
  return g_strdup_printf (_ ("changing %s %s needs one of the roles %s"), kind->name, name,
                          lt_rights_needed (kind, field, value));
}

static gboolean
judge_change (const LtKind *kind,
              const LtField *field,
              const LtValue *value,
              const Day *day,
              char **why)
{
  const char *text = field != NULL && lt_field_is_geometry (field) ? NULL : lt_value_text (value);

  if (lt_rights_allow (day->roles, kind, field, text))
    return TRUE;
  *why = describe_lack (day, kind, field, text);
  return FALSE;
}

static gboolean
judge_image (const LtKind *kind, const LtValue *image, const Day *day, char **why)
{
  LtCanonReader reader;
  LtValue *next;
  guint32 number;

  lt_image_read (image, &reader);
  while (lt_image_next (&reader, &number, &next))
    {
      g_autoptr (LtValue) value = next;
      int place = lt_kind_field_by_number (kind, number);

      if (place >= 0 && !judge_change (kind, &kind->fields[place], value, day, why))
        return FALSE;
    }
  return TRUE;
}

/* A kind or field of a newer program is kept and passed on; that program judges it. */
static gboolean
judge_operation (const LtOperation *operation, Day *day, char **why)
{
  const LtKind *kind = lt_kind_by_number (operation->kind);
  int place;

  if (!go_to_day (day, operation->wall))
    {
      *why = g_strdup (_ ("its time is none that a device can have"));
      return FALSE;
    }
  if (kind == NULL)
    return TRUE;
  /* Whoever could take a revocation back could take back his own. */
  if (g_str_equal (kind->name, "revocation") && operation->action != LT_ACTION_CREATE)
    {
      *why = g_strdup (_ ("a revocation stands; give the officer a new invitation instead"));
      return FALSE;
    }
  if (operation->action == LT_ACTION_CREATE && !judge_image (kind, operation->value, day, why))
    return FALSE;
  place = operation->field == 0 ? -1 : lt_kind_field_by_number (kind, operation->field);
  return judge_change (kind, place < 0 ? NULL : &kind->fields[place], operation->value, day, why);
}

/**
 * lt_people_judge_by:
 * @snapshot: what held when the group was made
 * @group: a group that founds no bureau
 * @proven: whether it proves the public key that it puts into a record
 * @why: (out): what is wrong, for people
 */
LtVerdict
lt_people_judge_by (const LtPeopleSnapshot *snapshot,
                    const LtGroup *group,
                    gboolean proven,
                    char **why)
{
  g_autofree char *name = lt_hex_encode (group->key, sizeof group->key);
  const LtPeopleKey *key = g_hash_table_lookup (snapshot->keys, name);
  g_auto (Day) day = { .snapshot = snapshot, .officer = &group->actor };

  if (key == NULL || !lt_id_equal (&key->officer, &group->actor))
    {
      *why = g_strdup (_ ("the key that signed it was not enrolled for its officer"));
      return LT_VERDICT_INVALID;
    }
  if (key->invitation)
    return judge_acceptance (group, key, proven, why);
  for (guint i = 0; i < group->operations->len; i++)
    if (!judge_operation (g_ptr_array_index (group->operations, i), &day, why))
      return LT_VERDICT_INVALID;
  return LT_VERDICT_VALID;
}
