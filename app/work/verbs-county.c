/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Verbs that make, fill and show a county file. */

#include "base/civil-time.h"
#include "base/error.h"
#include "exchange/refused-rows.h"
#include "work/bureau.h"
#include "work/county.h"
#include "work/import-run.h"
#include "work/importing.h"
#include "work/safekeeping.h"
#include "work/verb-json.h"
#include "work/verbs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * lt_verb_split_card:
 * @text: (nullable): CARD:NAME, as typed
 * @card: (out): the card number
 * @name: (out): the name
 * @error: return location
 */
gboolean
lt_verb_split_card (const char *text, char **card, char **name, GError **error)
{
  const char *colon = text == NULL ? NULL : strchr (text, ':');

  if (colon == NULL || colon == text || colon[1] == '\0')
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("\"%s\" is not CARD:NAME. Write the card number, a colon, and the name."),
                   text == NULL ? "" : text);
      return FALSE;
    }
  *card = g_strndup (text, (gsize) (colon - text));
  *name = g_strdup (colon + 1);
  return TRUE;
}

JsonNode *
lt_verb_new (LtCall *call, GError **error)
{
  g_autofree char *card = NULL;
  g_autofree char *name = NULL;
  const LtRecord *bureau;
  LtSession *session;
  JsonObject *object;

  if (lt_call_option (call, "sample") != NULL)
    session = lt_work_new_sample (call->words[0], call->now, error);
  else if (lt_verb_split_card (lt_call_option (call, "keeper"), &card, &name, error)
           && lt_call_need_passphrase (call, _ ("Passphrase for the keeper's key: "), TRUE, error))
    session = lt_work_new (call->words[0], lt_call_option (call, "area"),
                           lt_call_option (call, "bureau"), lt_call_option (call, "prefix"), card,
                           name, call->passphrase, call->now, error);
  else
    return NULL;
  if (session == NULL)
    return NULL;
  bureau = lt_session_get_bureau (session);
  if (lt_store_is_faulty (lt_session_get_store (session), error))
    {
      lt_session_close (session);
      return NULL;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "file", lt_session_get_path (session));
  json_object_set_string_member (object, "bureau",
                                 bureau == NULL ? "" : lt_record_get_title (bureau));
  if (lt_session_is_sample (session))
    json_object_set_string_member (object, "passphrase", LT_SAMPLE_PASSPHRASE);
  lt_session_close (session);
  return lt_json_node_take_object (object);
}

/**
 * lt_verb_read_pairs:
 * @call: a call
 * @option: one of its options, given as NAME=VALUE, perhaps several times
 * @func: takes each
 * @plan: for @func
 * @error: return location
 *
 * Returns: whether all were pairs, and taken
 */
gboolean
lt_verb_read_pairs (LtCall *call,
                    const char *option,
                    LtPairFunc func,
                    gpointer plan,
                    GError **error)
{
  const char *text = lt_call_option (call, option);
  g_auto (GStrv) pairs = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  for (int i = 0; pairs != NULL && pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        {
          g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                       _ ("--%s \"%s\" lacks the =. Write it as NAME=VALUE."), option, pairs[i]);
          return FALSE;
        }
      *equals = '\0';
      if (!func (plan, pairs[i], equals + 1, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * lt_verb_read_import_plan:
 *
 * Returns: (transfer full) (nullable): the plan that the options of an import say
 */
LtImportPlan *
lt_verb_read_import_plan (LtCall *call, const LtKind *kind, GError **error)
{
  g_autoptr (LtImportPlan) plan = lt_import_plan_new (kind);
  const char *datum = lt_call_option (call, "datum");
  const char *encoding = lt_call_option (call, "encoding");
  const char *shape = lt_call_option (call, "shape");

  /* a value for every record may name another record by its code */
  lt_work_prepare_plan (call->session, plan);
  if ((shape != NULL && !lt_import_plan_set_shape (plan, shape, error))
      || (datum != NULL && !lt_import_plan_set_datum (plan, datum, error))
      || (encoding != NULL && !lt_import_plan_set_encoding (plan, encoding, error))
      || !lt_verb_read_pairs (call, "map", (LtPairFunc) lt_import_plan_map, plan, error)
      || !lt_verb_read_pairs (call, "set", (LtPairFunc) lt_import_plan_set, plan, error))
    return NULL;
  return g_steal_pointer (&plan);
}

static JsonArray *
problems_to_json (GPtrArray *problems)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < problems->len; i++)
    {
      const LtImportProblem *problem = g_ptr_array_index (problems, i);
      JsonObject *object = json_object_new ();

      if (problem->file != NULL)
        json_object_set_string_member (object, "file", problem->file);
      if (problem->part != NULL)
        json_object_set_string_member (object, "part", problem->part);
      json_object_set_int_member (object, "line", problem->line);
      json_object_set_string_member (object, "column",
                                     problem->column == NULL ? "" : problem->column);
      json_object_set_string_member (object, "value", problem->value == NULL ? "" : problem->value);
      json_object_set_string_member (object, "problem", problem->problem);
      json_array_add_object_element (array, object);
    }
  return array;
}

/**
 * lt_verb_texts_to_json:
 * @texts: (element-type utf8): texts
 *
 * Returns: (transfer full): the same as JSON
 */
JsonArray *
lt_verb_texts_to_json (GPtrArray *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < texts->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (texts, i));
  return array;
}

/* Progress of an import, to the @user_data's call. */
void
lt_verb_tell_import (guint rows, guint written, guint parts, gpointer user_data)
{
  LtCall *call = user_data;
  g_autofree char *words = parts == 0 ? g_strdup_printf (_ ("%u rows read"), rows)
                                      : g_strdup_printf (_ ("%u rows read, %u of %u parts written"),
                                                         rows, written, parts);

  if (call->say != NULL)
    call->say (words, call->progress_data);
}

typedef struct
{
  const LtKind *kind;
  LtImportFlags flags;
  LtRefusedRows *refused;
} Records;

static LtImportReport *
import_part (LtCall *call,
             const char *path,
             const char *part,
             LtImportRun *run,
             gpointer user_data,
             GError **error)
{
  const Records *records = user_data;
  LtImportWatch watch = { call->cancellable, lt_verb_tell_import, call, run };
  g_autoptr (LtImportPlan) plan = lt_verb_read_import_plan (call, records->kind, error);
  LtImportReport *report;

  if (plan == NULL)
    return NULL;
  lt_import_plan_set_part (plan, part);
  report = lt_work_import (call->session, records->kind, plan, path, records->flags, &watch, error);
  if (report != NULL)
    lt_refused_rows_add (records->refused, path, part, lt_call_option (call, "encoding"),
                         report->problems);
  return report;
}

static LtImportReport *
import_files (LtCall *call,
              const LtKind *kind,
              LtImportFlags flags,
              GPtrArray *batches,
              LtRefusedRows *refused,
              GError **error)
{
  Records records = { kind, flags, refused };

  return kind == NULL ? lt_verb_import_readings (call, flags, batches, error)
                      : lt_verb_import_each (call, import_part, &records, error);
}

/* With several files or parts a bad one must not leave those before it taken in:
 * they are all looked through first. */
static LtImportReport *
import_all (LtCall *call,
            const LtKind *kind,
            LtImportFlags flags,
            GPtrArray *batches,
            LtRefusedRows *refused,
            GError **error)
{
  g_autoptr (LtImportReport) trial = NULL;

  if (call->words[1] == NULL || (call->words[2] == NULL && lt_call_option (call, "part") == NULL)
      || (flags & LT_IMPORT_DRY_RUN) != 0)
    return import_files (call, kind, flags, batches, refused, error);
  trial = import_files (call, kind, flags | LT_IMPORT_DRY_RUN, batches, refused, error);
  if (trial == NULL)
    return NULL;
  if ((flags & LT_IMPORT_STRICT) == 0
      || trial->refused + trial->values_refused + trial->candidates == 0)
    return import_files (call, kind, flags, batches, refused, error);
  trial->added = trial->updated = 0;
  return g_steal_pointer (&trial);
}

/* Rows that may not be there yet; where they are to be is known to be a good place before
 * anything is written. */
static gboolean
begin_refused (LtCall *call, const LtKind *kind, LtRefusedRows **refused, GError **error)
{
  const char *to = lt_call_option (call, "refused");

  *refused = kind == NULL ? NULL : lt_refused_rows_new (kind);
  if (to == NULL)
    return TRUE;
  if (kind == NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--refused is for records, and not for readings."));
      return FALSE;
    }
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                   _ ("File %s: it is there already, and was left as it is. Choose another name."),
                   to);
      return FALSE;
    }
  return lt_refused_rows_check_target (*refused, to, error);
}

/* What was imported is imported, whatever comes of this. */
static void
save_refused (LtCall *call, LtRefusedRows *refused, LtImportReport *report, JsonObject *object)
{
  const char *to = lt_call_option (call, "refused");
  guint n = refused == NULL ? 0 : lt_refused_rows_count (refused);
  g_autoptr (GError) error = NULL;

  if (to == NULL)
    return;
  if (n > 0 && lt_refused_rows_write (refused, to, FALSE, call->cancellable, &error))
    json_object_set_string_member (object, "refused_file", to);
  else
    g_ptr_array_add (report->notes,
                     error == NULL
                         ? g_strdup_printf (_ ("No row was refused: %s was not written."), to)
                         : g_strdup_printf (_ ("The refused rows were not saved: %s"),
                                            error->message));
}

JsonNode *
lt_verb_import (LtCall *call, GError **error)
{
  /* Readings are no records: a file of them becomes one, a batch. */
  gboolean readings = g_str_equal (call->words[0], "reading");
  const LtKind *kind = readings ? NULL : lt_verb_kind (call->words[0], error);
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LtImportReport) report = NULL;
  g_autoptr (LtRefusedRows) refused = NULL;
  g_autoptr (LtMapping) mapping = NULL;
  JsonObject *object;
  LtImportFlags flags =
      (lt_call_option (call, "strict") != NULL ? LT_IMPORT_STRICT : LT_IMPORT_NONE)
      | (lt_call_option (call, "dry-run") != NULL ? LT_IMPORT_DRY_RUN : LT_IMPORT_NONE)
      | (lt_call_option (call, "create-stations") != NULL ? LT_IMPORT_CREATE : LT_IMPORT_NONE)
      | (lt_call_option (call, "add-candidates") != NULL ? LT_IMPORT_ADD_CANDIDATES
                                                         : LT_IMPORT_NONE)
      | (lt_call_option (call, "update-candidates") != NULL ? LT_IMPORT_UPDATE_CANDIDATES
                                                            : LT_IMPORT_NONE);

  if (kind != NULL && lt_call_option (call, "correct") != NULL)
    {
      g_set_error_literal (error, LT_ERROR, LT_ERROR_USAGE,
                           _ ("--correct is for readings: import reading FILE --correct BATCH."));
      return NULL;
    }
  if ((kind == NULL && !readings) || !begin_refused (call, kind, &refused, error)
      || !lt_verb_read_mapping (call, kind, &mapping, error))
    return NULL;
  if (lt_call_option (call, "columns") != NULL)
    return lt_verb_show_mapping (call, mapping);
  report = import_all (call, kind, flags, batches, refused, error);
  if (report == NULL)
    return NULL;
  if (!lt_work_tell_half_imports (call->session, report, error))
    return NULL;
  object = json_object_new ();
  json_object_set_int_member (object, "read", report->read);
  json_object_set_int_member (object, "added", report->added);
  json_object_set_int_member (object, "updated", report->updated);
  json_object_set_int_member (object, "unchanged", report->unchanged);
  json_object_set_int_member (object, "refused", report->refused);
  json_object_set_int_member (object, "skipped", report->skipped);
  json_object_set_int_member (object, "candidates", report->candidates);
  json_object_set_string_member (object, "shape", report->shape == NULL ? "" : report->shape);
  if (readings)
    {
      json_object_set_int_member (object, "repeated", report->repeated);
      json_object_set_int_member (object, "values", (gint64) report->values);
      json_object_set_int_member (object, "values_flagged", report->values_flagged);
      json_object_set_int_member (object, "values_refused", report->values_refused);
      json_object_set_array_member (object, "batches", lt_verb_texts_to_json (batches));
    }
  call->wanting = report->refused > 0 || report->candidates > 0
                  || report->values_refused + report->values_flagged > 0;
  if (mapping != NULL)
    lt_verb_remember_mapping (call, mapping, report, object);
  save_refused (call, refused, report, object);
  json_object_set_array_member (object, "notes", lt_verb_texts_to_json (report->notes));
  json_object_set_array_member (object, "problems", problems_to_json (report->problems));
  if (report->more_problems > 0)
    json_object_set_int_member (object, "more_problems", report->more_problems);
  return lt_json_node_take_object (object);
}

static void
copy_member (JsonObject *from, const char *name, JsonNode *node, gpointer to)
{
  json_object_set_member (to, name, json_node_copy (node));
}

static JsonNode *
manifest_to_json (const char *path, const LtManifest *manifest)
{
  JsonObject *object = json_object_new ();
  g_autofree char *time = lt_second_of (manifest->time);

  json_object_set_string_member (object, "file", path);
  json_object_set_string_member (object, "time", time);
  json_object_set_int_member (object, "operations", (gint64) manifest->operations);
  json_object_set_string_member (object, "code", manifest->code);
  json_object_set_int_member (object, "problems", manifest->problems);
  json_object_set_boolean_member (object, "drafts", manifest->drafts);
  if (manifest->originals != NULL)
    json_object_foreach_member (manifest->originals, copy_member, object);
  return lt_json_node_take_object (object);
}

static JsonObject *
setting_to_json (const LtRecord *bureau, guint place)
{
  const LtField *field = &bureau->kind->fields[place];
  g_autofree char *value = lt_field_format (field, bureau->values[place]);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "field", field->name);
  json_object_set_string_member (object, "label", lt_field_get_label (field));
  json_object_set_string_member (object, "value", value);
  json_object_set_boolean_member (object, "can_be_set", lt_work_bureau_may_set (field));
  return object;
}

JsonNode *
lt_verb_settings (LtCall *call, GError **error)
{
  const LtRecord *bureau = lt_session_get_bureau (call->session);
  g_autoptr (LtRecord) wanted = bureau == NULL ? NULL : lt_record_copy (bureau);
  JsonArray *array;

  if (bureau == NULL)
    {
      lt_error_refuse (error, _ ("This file has no bureau. Was it joined and not synced yet?"));
      return NULL;
    }
  if (call->words[0] != NULL
      && (!lt_call_sign_in (call, error)
          || !lt_verb_set_fields (call->session, wanted, call->words, error)
          || !lt_work_set_bureau (call->session, wanted, error)))
    return NULL;
  bureau = lt_session_get_bureau (call->session);
  array = json_array_new ();
  for (guint i = 0; i < bureau->kind->n_fields; i++)
    json_array_add_object_element (array, setting_to_json (bureau, i));
  return lt_json_node_take_array (array);
}

JsonNode *
lt_verb_backup (LtCall *call, GError **error)
{
  LtBackupFlags flags =
      lt_call_option (call, "without-keys") != NULL ? LT_BACKUP_WITHOUT_KEYS : LT_BACKUP_NONE;
  g_auto (LtManifest) manifest = { 0 };

  if (lt_call_option (call, "replace") == NULL
      && g_file_test (call->words[0], G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      g_set_error (error, LT_ERROR, LT_ERROR_BAD_INPUT,
                   _ ("File %s is there already, and may be the only backup: it was left as it is. "
                      "Give another name, or say --replace to replace it once the new one has "
                      "been tried."),
                   call->words[0]);
      return NULL;
    }
  if (!lt_work_backup (call->session, call->words[0], flags, &manifest, error))
    return NULL;
  call->wanting = lt_manifest_is_wanting (&manifest);
  return manifest_to_json (call->words[0], &manifest);
}

JsonNode *
lt_verb_restore (LtCall *call, GError **error)
{
  g_auto (LtManifest) manifest = { 0 };
  LtSession *session =
      lt_work_restore (call->words[0], call->words[1], call->now, &manifest, error);

  if (session == NULL)
    return NULL;
  lt_session_close (session);
  call->wanting = lt_manifest_is_wanting (&manifest);
  return manifest_to_json (call->words[1], &manifest);
}
