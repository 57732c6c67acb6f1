/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a set of groups says of people. Where they contradict each other, the
 * narrower right holds. */

#include "store/people-private.h"

#include "model/rights.h"

#include <string.h>

/* An operation with the group it came in. */
typedef struct
{
  const LtOperation *operation;
  const LtPeopleNode *node;
} Said;

/**
 * lt_people_field:
 *
 * Returns: the number of a field
 */
guint32
lt_people_field (const char *kind, const char *field)
{
  const LtKind *description = lt_kind_by_name (kind);

  return description->fields[lt_kind_find_field (description, field)].number;
}

static gboolean
is_on (const LtOperation *operation, guint32 field)
{
  return operation->action == LT_ACTION_SET && operation->field == field;
}

static gboolean
names_parent (const LtOperation *operation, const LtDigest *id)
{
  for (guint i = 0; i < operation->parents->len; i++)
    if (lt_digest_compare (&g_array_index (operation->parents, LtDigest, i), id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_superseded (GArray *record, const LtOperation *operation, guint32 field)
{
  for (guint i = 0; i < record->len; i++)
    {
      const LtOperation *other = g_array_index (record, Said, i).operation;

      if (is_on (other, field) && names_parent (other, &operation->id))
        return TRUE;
    }
  return FALSE;
}

/* Values of one field of a record that nothing has superseded; %NULL among them
 * says that it is empty. */
static GPtrArray *
collect_heads (GArray *record, const char *kind, const char *name)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_value_unref);
  guint32 field = lt_people_field (kind, name);

  for (guint i = 0; i < record->len; i++)
    {
      const LtOperation *operation = g_array_index (record, Said, i).operation;

      if ((operation->action != LT_ACTION_CREATE && !is_on (operation, field))
          || is_superseded (record, operation, field))
        continue;
      g_ptr_array_add (values, operation->action == LT_ACTION_CREATE
                                   ? lt_image_get (operation->value, field)
                                   : lt_value_ref (operation->value));
    }
  return values;
}

static const char *
head_text (GPtrArray *heads, guint i)
{
  return lt_value_text (g_ptr_array_index (heads, i));
}

/* What all sides say; %NULL where they differ. */
static char *
read_agreed (GArray *record, const char *kind, const char *name)
{
  g_autoptr (GPtrArray) heads = collect_heads (record, kind, name);

  for (guint i = 1; i < heads->len; i++)
    if (g_strcmp0 (head_text (heads, 0), head_text (heads, i)) != 0)
      return NULL;
  return heads->len == 0 ? NULL : g_strdup (head_text (heads, 0));
}

/* The end of a period that leaves the least of it: no end leaves the most. */
static char *
read_narrowest (GArray *record, const char *kind, const char *name, gboolean latest)
{
  g_autoptr (GPtrArray) heads = collect_heads (record, kind, name);
  const char *narrowest = NULL;

  for (guint i = 0; i < heads->len; i++)
    {
      const char *text = head_text (heads, i);

      if (text != NULL
          && (narrowest == NULL || (strcmp (text, narrowest) > 0) == (latest ? TRUE : FALSE)))
        narrowest = text;
    }
  return g_strdup (narrowest);
}

/* A removal that anybody knows of ends a right, whatever went on beside it, until
 * somebody who knows of it takes it back. */
static gboolean
is_removed (GArray *record)
{
  for (guint i = 0; i < record->len; i++)
    {
      const LtOperation *removal = g_array_index (record, Said, i).operation;
      gboolean revived = FALSE;

      if (removal->action != LT_ACTION_REMOVE)
        continue;
      for (guint j = 0; j < record->len && !revived; j++)
        {
          const LtOperation *other = g_array_index (record, Said, j).operation;

          revived = other->action == LT_ACTION_REVIVE && names_parent (other, &removal->id);
        }
      if (!revived)
        return TRUE;
    }
  return FALSE;
}

/* Of two records with the same key the one nearer to the founder holds it, and
 * of two equally near the one with the smaller id. Only a keeper can put a key
 * that is not his own into a record: others must prove that they own it. */
static gboolean
keeps_key (const LtPeopleKey *held, const LtPeopleKey *other)
{
  if (held->rank != other->rank)
    return held->rank < other->rank;
  return memcmp (&held->record, &other->record, sizeof held->record) <= 0;
}

/* Who made it vouches for what a record said at first. What was put there later is
 * proven by its owner, but for what programs of the first schema did among
 * themselves. */
static gboolean
vouches_for (const Said *said, const Said *making, const LtId *officer, const char *key)
{
  const LtGroup *group = said->node->group;
  guint32 field = lt_people_field ("key", "public_key");
  g_autoptr (LtValue) first = NULL;

  if (said == making)
    {
      first = lt_image_get (said->operation->value, field);
      return first != NULL && g_str_equal (lt_value_text (first), key);
    }
  if (!is_on (said->operation, field)
      || g_strcmp0 (lt_value_text (said->operation->value), key) != 0)
    return FALSE;
  return (said->node->proven && lt_id_equal (&group->actor, officer))
         || (group->schema < LT_PEOPLE_PROOF_SCHEMA
             && making->node->group->schema < LT_PEOPLE_PROOF_SCHEMA);
}

/* A keeper who decides between two keys, or undoes, names one that was vouched for. */
static gboolean
is_vouched_for (GArray *record, const Said *making, const LtId *officer, const char *key)
{
  for (guint i = 0; i < record->len; i++)
    if (vouches_for (&g_array_index (record, Said, i), making, officer, key))
      return TRUE;
  return FALSE;
}

static void
take_key (LtPeopleSnapshot *self, GArray *record, const Said *making)
{
  g_autoptr (GPtrArray) values = collect_heads (record, "key", "public_key");
  g_autoptr (GPtrArray) purposes = collect_heads (record, "key", "purpose");
  g_autoptr (LtValue) officer =
      lt_image_get (making->operation->value, lt_people_field ("key", "officer"));
  LtPeopleKey made = { .record = making->operation->record };

  if (officer == NULL || !lt_id_from_text (&made.officer, lt_value_text (officer)))
    return;
  made.unproven = making->node->group->schema < LT_PEOPLE_PROOF_SCHEMA;
  made.rank = lt_digest_is_zero (&making->node->group->bureau) ? 0 : making->node->rank + 1;
  for (guint i = 0; i < purposes->len; i++)
    made.invitation |= g_strcmp0 (head_text (purposes, i), "invitation") == 0;
  for (guint i = 0; i < values->len; i++)
    {
      const char *text = head_text (values, i);
      LtPeopleKey *held = text == NULL ? NULL : g_hash_table_lookup (self->keys, text);

      if (text != NULL && is_vouched_for (record, making, &made.officer, text)
          && (held == NULL || !keeps_key (held, &made)))
        g_hash_table_insert (self->keys, g_strdup (text), g_memdup2 (&made, sizeof made));
    }
}

/* Those roles that every side gives. */
static char *
read_common_roles (GArray *record)
{
  g_autoptr (GPtrArray) heads = collect_heads (record, "officer", "roles");
  GString *common = g_string_new (NULL);
  g_auto (GStrv) first = NULL;

  if (heads->len > 0 && head_text (heads, 0) != NULL)
    first = g_strsplit (head_text (heads, 0), ",", -1);
  for (int i = 0; first != NULL && first[i] != NULL; i++)
    {
      gboolean everywhere = TRUE;

      for (guint j = 1; j < heads->len && everywhere; j++)
        {
          const char *text = head_text (heads, j);
          g_auto (GStrv) other = g_strsplit (text == NULL ? "" : text, ",", -1);

          everywhere = g_strv_contains ((const char *const *) other, first[i]);
        }
      if (everywhere)
        g_string_append_printf (common, "%s%s", common->len > 0 ? "," : "", first[i]);
    }
  return g_string_free (common, FALSE);
}

static void
free_officer (LtPeopleOfficer *officer)
{
  g_free (officer->roles);
  g_free (officer->card_from);
  g_free (officer->card_to);
  g_free (officer);
}

static void
take_officer (LtPeopleSnapshot *self, GArray *record, const LtId *id)
{
  LtPeopleOfficer *officer = g_new0 (LtPeopleOfficer, 1);

  officer->roles = read_common_roles (record);
  officer->card_from = read_narrowest (record, "officer", "card_from", TRUE);
  officer->card_to = read_narrowest (record, "officer", "card_to", FALSE);
  g_hash_table_insert (self->officers, g_memdup2 (id, sizeof *id), officer);
}

static void
free_appointment (LtPeopleAppointment *appointment)
{
  g_free (appointment->role);
  g_free (appointment->from);
  g_free (appointment->to);
  g_free (appointment);
}

static void
take_appointment (LtPeopleSnapshot *self, GArray *record)
{
  g_autofree char *officer = read_agreed (record, "appointment", "officer");
  g_autofree char *role = read_agreed (record, "appointment", "role");
  LtPeopleAppointment *appointment;
  LtId id;

  if (role == NULL || officer == NULL || !lt_id_from_text (&id, officer))
    return;
  appointment = g_new0 (LtPeopleAppointment, 1);
  appointment->officer = id;
  appointment->role = g_steal_pointer (&role);
  appointment->from = read_narrowest (record, "appointment", "valid_from", TRUE);
  appointment->to = read_narrowest (record, "appointment", "valid_to", FALSE);
  g_ptr_array_add (self->appointments, appointment);
}

/* All that is said of each record of people. */
static GHashTable *
sort_by_record (GPtrArray *nodes)
{
  GHashTable *records =
      g_hash_table_new_full (lt_id_hash, lt_id_equal, NULL, (GDestroyNotify) g_array_unref);

  for (guint n = 0; n < nodes->len; n++)
    {
      const LtPeopleNode *node = g_ptr_array_index (nodes, n);

      for (guint i = 0; i < node->group->operations->len; i++)
        {
          LtOperation *operation = g_ptr_array_index (node->group->operations, i);
          const LtKind *kind = lt_kind_by_number (operation->kind);
          Said said = { operation, node };
          GArray *record;

          if (kind == NULL || (kind->flags & LT_KIND_PEOPLE) == 0)
            continue;
          record = g_hash_table_lookup (records, &operation->record);
          if (record == NULL)
            {
              record = g_array_new (FALSE, FALSE, sizeof (Said));
              g_hash_table_insert (records, &operation->record, record);
            }
          g_array_append_val (record, said);
        }
    }
  return records;
}

static void
take_record (LtPeopleSnapshot *self, GArray *record)
{
  for (guint i = 0; i < record->len; i++)
    {
      const Said *said = &g_array_index (record, Said, i);
      const LtKind *kind = lt_kind_by_number (said->operation->kind);

      if (said->operation->action != LT_ACTION_CREATE)
        continue;
      if (g_str_equal (kind->name, "key"))
        take_key (self, record, said);
      else if (g_str_equal (kind->name, "officer"))
        take_officer (self, record, &said->operation->record);
      else if (g_str_equal (kind->name, "appointment"))
        take_appointment (self, record);
    }
}

/**
 * lt_people_snapshot_new:
 * @nodes: (element-type LtPeopleNode): the groups that count
 *
 * Returns: (transfer full): which keys, roles and periods follow from them
 */
LtPeopleSnapshot *
lt_people_snapshot_new (GPtrArray *nodes)
{
  LtPeopleSnapshot *self = g_new0 (LtPeopleSnapshot, 1);
  g_autoptr (GHashTable) records = sort_by_record (nodes);
  GHashTableIter iter;
  gpointer record;

  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->officers =
      g_hash_table_new_full (lt_id_hash, lt_id_equal, g_free, (GDestroyNotify) free_officer);
  self->appointments = g_ptr_array_new_with_free_func ((GDestroyNotify) free_appointment);
  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (!is_removed (record))
      take_record (self, record);
  return self;
}

void
lt_people_snapshot_free (LtPeopleSnapshot *self)
{
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->officers);
  g_ptr_array_unref (self->appointments);
  g_free (self);
}

/**
 * lt_people_snapshot_roles:
 * @self: what holds
 * @officer: an officer
 * @date: a day
 * @heed_card: whether what is not covered by his card is left out
 *
 * Returns: (transfer full): the roles he has on that day, with commas between
 */
char *
lt_people_snapshot_roles (const LtPeopleSnapshot *self,
                          const LtId *officer,
                          const char *date,
                          gboolean heed_card)
{
  const LtPeopleOfficer *known = g_hash_table_lookup (self->officers, officer);
  g_autoptr (GString) roles = NULL;

  if (known == NULL)
    return g_strdup ("");
  roles = g_string_new (known->roles);
  for (guint i = 0; i < self->appointments->len; i++)
    {
      const LtPeopleAppointment *appointment = g_ptr_array_index (self->appointments, i);

      if (lt_id_equal (&appointment->officer, officer)
          && lt_rights_covers (appointment->from, appointment->to, date))
        g_string_append_printf (roles, "%s%s", roles->len > 0 ? "," : "", appointment->role);
    }
  if (!heed_card || lt_rights_covers (known->card_from, known->card_to, date))
    return g_string_free (g_steal_pointer (&roles), FALSE);
  return lt_rights_without_card (roles->str);
}
