/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/sample-dust.h"
#include "work/sample.h"

#include "base/civil-time.h"
#include "base/error.h"
#include "base/id.h"
#include "base/json.h"
#include "lantian-config.h"

#include <glib/gi18n-lib.h>

/* What is on the way to the caller. Nothing is handed over before every file
 * was read whole. */
typedef struct
{
  gint64 now;
  LtRandom *random;
  GHashTable *ids; /* "kind code" → id as text, for references */
  GPtrArray *records;
} LtSample;

static void
clear_sample (LtSample *self)
{
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->records);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LtSample, clear_sample)

static void
init_sample (LtSample *self, gint64 now, LtRandom *random)
{
  self->now = now;
  self->random = random;
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
}

static char *
build_path (const char *name)
{
  const char *folder = g_getenv ("LANTIAN_DATA_DIR");
  g_autofree char *file = g_strconcat (name, ".json", NULL);

  return g_build_filename (folder != NULL && *folder != '\0' ? folder : LT_DATA_DIR, "sample", file,
                           NULL);
}

static gboolean
refuse_file (const char *path, const char *what, GError **error)
{
  g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
               _ ("Sample county, file %s: %s Install the program again, or set LANTIAN_DATA_DIR "
                  "to its data folder."),
               path, what);
  return FALSE;
}

static JsonNode *
load_file (const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;
  JsonNode *root = lt_json_load (path, &problem);

  if (root == NULL)
    refuse_file (path, problem->message, error);
  return root;
}

/* The files have bare coordinates; the field's type says of what. */
static char *
build_geometry (const LtField *field, JsonNode *node)
{
  const char *type = field->type == LT_TYPE_POINT  ? "Point"
                     : field->type == LT_TYPE_LINE ? "LineString"
                                                   : "Polygon";
  g_autofree char *coordinates = json_to_string (node, FALSE);

  return g_strdup_printf ("{\"type\":\"%s\",\"coordinates\":%s}", type, coordinates);
}

static char *
build_text (const LtField *field, JsonNode *node)
{
  if (lt_field_is_geometry (field))
    return build_geometry (field, node);
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  return json_node_dup_string (node);
}

/* Fields that refer to a record have its code in the files. */
static gboolean
set_field (LtSample *self, LtRecord *record, const char *name, const char *text, GError **error)
{
  int i = lt_kind_find_field (record->kind, name);
  const LtField *field = i < 0 ? NULL : &record->kind->fields[i];

  if (field != NULL && field->type == LT_TYPE_REFERENCE)
    {
      g_autofree char *key = g_strdup_printf ("%s %s", field->refers_to, text);
      const char *id = g_hash_table_lookup (self->ids, key);

      if (id == NULL)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("no %s has the code \"%s\"."),
                       field->refers_to, text);
          return FALSE;
        }
      text = id;
    }
  return lt_record_set (record, name, text, error);
}

static gboolean
set_members (LtSample *self, LtRecord *record, JsonObject *from, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, from);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      int i = lt_kind_find_field (record->kind, name);
      g_autofree char *text = i < 0 ? g_strdup ("") : build_text (&record->kind->fields[i], node);

      if (text == NULL)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("\"%s\" is neither a text nor true or false."), name);
          return FALSE;
        }
      if (!set_field (self, record, name, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_record (LtSample *self, LtRecord *record, GError **error)
{
  const char *code;

  g_ptr_array_add (self->records, record);
  lt_id_make (&record->id, record->kind->number, self->now, self->random);
  if (!lt_record_check (record, error))
    return FALSE;
  code = record->kind->key == NULL ? NULL : lt_record_get (record, record->kind->key);
  if (code != NULL)
    g_hash_table_insert (self->ids, g_strdup_printf ("%s %s", record->kind->name, code),
                         lt_id_to_text (&record->id));
  return TRUE;
}

static gboolean
add_described (LtSample *self,
               const LtKind *kind,
               JsonObject *defaults,
               JsonObject *described,
               GError **error)
{
  g_autoptr (LtRecord) record = lt_record_new (kind);

  if (described == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT, _ ("it is not a JSON object."));
      return FALSE;
    }
  return (defaults == NULL || set_members (self, record, defaults, error))
         && set_members (self, record, described, error)
         && take_record (self, g_steal_pointer (&record), error);
}

/* Reads KIND.json: { "defaults": { … }, "records": [ { … }, … ] }, members
 * named as the fields of the kind. */
static gboolean
add_kind (LtSample *self, const char *kind_name, GError **error)
{
  const LtKind *kind = lt_kind_by_name (kind_name);
  g_autofree char *path = build_path (kind_name);
  g_autoptr (JsonNode) root = load_file (path, error);
  JsonObject *defaults;
  JsonArray *list;

  if (root == NULL)
    return FALSE;
  list = lt_sample_get_array (json_node_get_object (root), "records");
  if (list == NULL)
    return refuse_file (path, _ ("the list \"records\" is missing."), error);
  defaults = lt_sample_get_member (json_node_get_object (root), "defaults");

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autoptr (GError) problem = NULL;

      if (!add_described (self, kind, defaults, lt_sample_get_object (list, i), &problem))
        {
          g_autofree char *what = g_strdup_printf (_ ("record %u: %s"), i + 1, problem->message);

          return refuse_file (path, what, error);
        }
    }
  return TRUE;
}

static gboolean
add_site_months (LtSample *self, const LtDustPlan *plan, guint site, int last, GError **error)
{
  const char *code = lt_sample_get_string (lt_sample_get_object (plan->sites, site), "site");

  for (int month = last - plan->months + 1; month <= last; month++)
    {
      g_autoptr (LtRecord) record = lt_dust_plan_draw (plan, site, month, error);

      if (record == NULL || !set_field (self, record, "site", code == NULL ? "" : code, error)
          || !take_record (self, g_steal_pointer (&record), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_dust_fall (LtSample *self, const char *month_end, GError **error)
{
  g_autofree char *path = build_path ("dust-fall");
  g_autoptr (JsonNode) root = load_file (path, error);
  LtDustPlan plan = { NULL };
  int last;

  if (root == NULL)
    return FALSE;
  if (!lt_dust_plan_read (&plan, json_node_get_object (root)))
    return refuse_file (path,
                        _ ("one of source, seed, months, least, season (12 numbers), days, "
                           "spoilt_share, spoilt and sites is missing or out of range."),
                        error);
  last = (int) (g_ascii_strtoll (month_end, NULL, 10) * 12
                + g_ascii_strtoll (month_end + strlen ("2026-"), NULL, 10) - 1);
  for (guint i = 0; i < json_array_get_length (plan.sites); i++)
    {
      g_autoptr (GError) problem = NULL;

      if (!add_site_months (self, &plan, i, last, &problem))
        {
          g_autofree char *what = g_strdup_printf (_ ("site %u: %s"), i + 1, problem->message);

          return refuse_file (path, what, error);
        }
    }
  return TRUE;
}

/**
 * lt_sample_bureau:
 * @now_ms: the time its id is made, in milliseconds since 1970 (UTC)
 * @random: where its id comes from
 * @error: return location; names the file and what is wrong with it
 *
 * Returns: (transfer full) (nullable): the sample county's bureau, marked as
 *   sample data
 */
LtRecord *
lt_sample_bureau (gint64 now_ms, LtRandom *random, GError **error)
{
  g_auto (LtSample) sample = { 0 };

  init_sample (&sample, now_ms, random);
  if (!add_kind (&sample, "bureau", error))
    return NULL;
  if (sample.records->len == 1)
    return g_ptr_array_steal_index (sample.records, 0);
  g_set_error_literal (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                       _ ("The sample county's file bureau.json must have exactly one record."));
  return NULL;
}

/**
 * lt_sample_officers:
 * @now_ms: the time their ids are made, in milliseconds since 1970 (UTC)
 * @random: where their ids come from
 * @error: return location; names the file and what is wrong with it
 *
 * Returns: (transfer full) (nullable) (element-type LtRecord): the sample
 *   county's officers with their cards and roles; keys are the caller's matter
 */
GPtrArray *
lt_sample_officers (gint64 now_ms, LtRandom *random, GError **error)
{
  g_auto (LtSample) sample = { 0 };

  init_sample (&sample, now_ms, random);
  return add_kind (&sample, "officer", error) ? g_ptr_array_ref (sample.records) : NULL;
}

/**
 * lt_sample_each:
 * @month_end: last month of the dust-fall samples, as "2026-10"
 * @now_ms: the time the ids are made, in milliseconds since 1970 (UTC)
 * @random: where the ids come from; a seeded one gives the same ids again
 * @func: called for every record
 * @user_data: for @func
 * @error: return location; names the file, the record and what is wrong with
 *   it, or comes from @func
 *
 * Reads the sample county (the folder `sample` of LANTIAN_DATA_DIR, else of the
 * installed data) and hands over areas, stations, towns, rivers, mines, zones,
 * dust-fall sites and their monthly samples, in this order, so that a record
 * that is referred to always comes first. A month's sample is the same
 * whatever @month_end is. When a file is wrong, @func is not called at all.
 *
 * Returns: whether all was read and @func never refused
 */
gboolean
lt_sample_each (const char *month_end,
                gint64 now_ms,
                LtRandom *random,
                LtSampleFunc func,
                gpointer user_data,
                GError **error)
{
  static const char *const kinds[] = { "area", "station", "town",     "river",
                                       "mine", "zone",    "dust-site" };
  g_auto (LtSample) sample = { 0 };

  g_return_val_if_fail (lt_month_is_valid (month_end), FALSE);
  g_return_val_if_fail (random != NULL && func != NULL, FALSE);

  init_sample (&sample, now_ms, random);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!add_kind (&sample, kinds[i], error))
      return FALSE;
  if (!add_dust_fall (&sample, month_end, error))
    return FALSE;
  for (guint i = 0; i < sample.records->len; i++)
    if (!func (g_ptr_array_index (sample.records, i), user_data, error))
      return FALSE;
  return TRUE;
}
