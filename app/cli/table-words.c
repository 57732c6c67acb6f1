/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the members of answers and their values are called on the screen; those
 * of records have their names from the field tables. */

#include "cli/table-private.h"
#include "geo/datum.h"
#include "model/kind.h"
#include "work/basemaps.h"
#include "work/today.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const LtTableWord labels[] = {
  { "added", N_ ("Added") },
  { "agrees", N_ ("Agrees") },
  { "appointments", N_ ("Appointments") },
  { "already_attached", N_ ("Attached already") },
  { "attachment", N_ ("Attachment") },
  { "basemap", N_ ("Base map") },
  { "basemap_datum", N_ ("Its datum") },
  { "batch", N_ ("Batch") },
  { "batches", N_ ("Batches") },
  { "batches_without_rows", N_ ("Batches without rows") },
  { "before", N_ ("Before") },
  { "bureau", N_ ("Bureau") },
  { "bytes", N_ ("Bytes") },
  { "candidates", N_ ("Not taken: may be here already") },
  { "card", N_ ("Card number") },
  { "cards", N_ ("Cards") },
  { "changed_meanwhile", N_ ("Changed meanwhile") },
  { "changes", N_ ("Changes") },
  { "chosen", N_ ("Under the map") },
  { "code", N_ ("Check code") },
  { "column", N_ ("Column") },
  { "columns", N_ ("Columns") },
  { "conflicts", N_ ("Conflicts") },
  { "damaged", N_ ("Damaged") },
  { "damaged_rows",
    N_ ("This file's rows of these batches are damaged; they are fetched again from a hub that "
        "has them") },
  { "datum", N_ ("Datum") },
  { "date", N_ ("Date") },
  { "device", N_ ("Device") },
  { "differing", N_ ("Differing rows") },
  { "digest", N_ ("Digest") },
  { "disputed", N_ ("Disputed") },
  { "flagged", N_ ("Cannot be so") },
  { "distance", N_ ("Distance") },
  { "double_keys", N_ ("Several keys for one card") },
  { "draft", N_ ("Draft's id") },
  { "drafts", N_ ("With drafts") },
  { "dropped", N_ ("Given up") },
  { "encoding", N_ ("Encoding") },
  { "equal", N_ ("Equal with the hub") },
  { "examples", N_ ("Examples") },
  { "field", N_ ("Found in") },
  { "fields", N_ ("Number of fields") },
  { "file", N_ ("File") },
  { "first_values", N_ ("First values") },
  { "forgotten", N_ ("Forgotten") },
  { "forks", N_ ("Copied files") },
  { "goes_to", N_ ("Goes to") },
  { "group", N_ ("Group") },
  { "groups", N_ ("Groups") },
  { "groups_not_whole", N_ ("Groups that are not whole") },
  { "held_back", N_ ("Held back") },
  { "half_imports", N_ ("Imports that were broken off") },
  { "hub_missing_rows", N_ ("Batches without rows in the hub") },
  { "id", N_ ("Id") },
  { "in_field", N_ ("Field") },
  { "interval", N_ ("Interval") },
  { "invite", N_ ("Invitation") },
  { "item", N_ ("Item") },
  { "items", N_ ("Items") },
  { "kind", N_ ("Kind of record") },
  { "label", N_ ("Shown as") },
  { "last", N_ ("Last written") },
  { "length", N_ ("Length of its lines") },
  { "line", N_ ("Line") },
  { "masked", N_ ("Masked") },
  { "missing", N_ ("Still to be chosen") },
  { "missing_rows", N_ ("Batches without rows here") },
  { "more_problems", N_ ("Further problems") },
  { "name", N_ ("Name") },
  { "note", N_ ("Note") },
  { "notes", N_ ("Remarks") },
  { "number", N_ ("Number") },
  { "officer", N_ ("Officer") },
  { "ok", N_ ("Sound") },
  { "operations", N_ ("Operations") },
  { "original", N_ ("Original") },
  { "originals", N_ ("Originals here") },
  { "originals_altered", N_ ("Originals altered") },
  { "originals_elsewhere", N_ ("Originals on other machines") },
  { "originals_missing", N_ ("Originals missing") },
  { "originals_not_here", N_ ("Originals that are not here") },
  { "other", N_ ("Other") },
  { "own", N_ ("The bureau's own") },
  { "part", N_ ("Part") },
  { "passphrase", N_ ("Passphrase") },
  { "place", N_ ("Place") },
  { "places", N_ ("Number of places") },
  { "problem", N_ ("Problem") },
  { "problems", N_ ("Problems") },
  { "pulled", N_ ("Received") },
  { "pushed", N_ ("Sent") },
  { "quality", N_ ("Quality") },
  { "quarantined", N_ ("Held back just now") },
  { "rank", N_ ("Rank") },
  { "read", N_ ("Rows read") },
  { "reason", N_ ("Reason") },
  { "record", N_ ("Record") },
  { "records", N_ ("Records") },
  { "refused", N_ ("Refused") },
  { "remarks", N_ ("Remarks") },
  { "remembered", N_ ("Remembered as") },
  { "removed", N_ ("Removed") },
  { "repeated", N_ ("Repeated") },
  { "required", N_ ("Required") },
  { "revocations", N_ ("Revocations") },
  { "revoked", N_ ("Revoked") },
  { "roles_on_date", N_ ("Roles on that day") },
  { "rows", N_ ("Rows") },
  { "rows_here", N_ ("Rows are here") },
  { "said", N_ ("Said") },
  { "said_by", N_ ("Said by") },
  { "same", N_ ("Same rows") },
  { "says", N_ ("Says") },
  { "set_back", N_ ("The hub was set back") },
  { "shape", N_ ("Known shape") },
  { "sheets", N_ ("Sheets") },
  { "signatures_checked", N_ ("Signatures checked") },
  { "signatures_remembered", N_ ("Signatures checked before") },
  { "skipped", N_ ("Skipped") },
  { "snippet", N_ ("Text found") },
  { "source", N_ ("Source") },
  { "state", N_ ("Digest of the state") },
  { "surface", N_ ("Surface of the outline") },
  { "time", N_ ("Time") },
  { "time_by_hand", N_ ("Time by hand") },
  { "time_suspect", N_ ("Clock in doubt") },
  { "title", N_ ("Name") },
  { "too_large_rows", N_ ("Batches whose rows are larger in the hub than they can be") },
  { "type", N_ ("Type") },
  { "typed", N_ ("Typed") },
  { "unchanged", N_ ("Unchanged") },
  { "undone", N_ ("Undone") },
  { "unique", N_ ("Unique") },
  { "unit", N_ ("Unit") },
  { "updated", N_ ("Updated") },
  { "value", N_ ("Value") },
  { "values", N_ ("Number of values") },
  { "unrounded", N_ ("Before rounding") },
  { "value_without_events", N_ ("Value without events") },
  { "days_without_events", N_ ("Days without events") },
  { "attained_without_events", N_ ("Attained without events") },
  { "index_before", N_ ("Index before") },
  { "change_percent", N_ ("Change (%)") },
  { "ranks_better", N_ ("Ranks better") },
  { "rank_before", N_ ("Rank before") },
  { "short_months", N_ ("Months with too few days") },
  { "days_missing", N_ ("Days missing") },
  { "missing", N_ ("Which are missing") },
  { "index_without_events", N_ ("Index without events") },
  { "rank_without_events", N_ ("Rank without events") },
  { "values_flagged", N_ ("Values that cannot be so, kept") },
  { "values_refused", N_ ("Values refused") },
  { "wanted", N_ ("Wanted") },
  { "why", N_ ("Because") },
  { "without_value", N_ ("Without a value") },
  { "witness", N_ ("Witness") },
  { "witnesses", N_ ("Witnesses") },
  { "words", N_ ("What it is") },
  { "by", N_ ("By") },
  { "counts", N_ ("Counts") },
  { "left", N_ ("Time left") },
  { "sort", N_ ("What") },
  { "to_do", N_ ("To do") },
  { "waiting", N_ ("Waiting") },
  { "how_many", N_ ("How many") },
  { "month", N_ ("Month") },
  { "year_change", N_ ("Against a year ago (%)") },
  { "rank_change", N_ ("Ranks better than a month ago") },
  { "ranked", N_ ("Ranked") },
  { "place_code", N_ ("Code of the place") },
  { "data", N_ ("Data") },
  { "reference", N_ ("Clean reference point") },
  { "bulletin", N_ ("From a bulletin") },
  { "valid_sites", N_ ("Valid sites") },
  { "sites", N_ ("Sites") },
  { "air_class", N_ ("Class") },
  { "aqi", N_ ("AQI") },
  { "attained", N_ ("Attained") },
  { "average", N_ ("Averaging time") },
  { "clause", N_ ("Clause") },
  { "composite_index", N_ ("Composite index") },
  { "days_required", N_ ("Days required") },
  { "days_valid", N_ ("Valid days") },
  { "document", N_ ("Document") },
  { "explanation", N_ ("How it was worked out") },
  { "items_missing", N_ ("Items missing") },
  { "limit", N_ ("Limit") },
  { "pollution", N_ ("Pollution") },
  { "primary", N_ ("Primary pollutant") },
  { "proof_read", N_ ("How it was read") },
  { "scheme", N_ ("Limits and weights") },
  { "stage", N_ ("Stage") },
  { "statistic", N_ ("Statistic") },
  { "unsure", N_ ("Not certain") },
  { "valid_to", N_ ("Valid until") },
  { "written", N_ ("Written") },
  { "rule", N_ ("Rule") },
  { "areas", N_ ("Areas") },
  { "comparator", N_ ("Comparison") },
  { "rounding", N_ ("Decimals") },
  { "effect", N_ ("Effect") },
  { "hardness", N_ ("Hardness") },
  { "per", N_ ("Judged") },
  { "period", N_ ("Period") },
  { "measured_by", N_ ("Measured by") },
  { "valid_from", N_ ("Valid from") },
  { "due", N_ ("Due") },
  { "validity", N_ ("Validity") },
  { "plan", N_ ("Plan") },
  { "quote", N_ ("Words of the plan") },
  { "derived_how", N_ ("How the number comes of them") },
  { "subject", N_ ("Who must") },
  { "responsible", N_ ("Departments") },
  { "reach", N_ ("Concerns the area") },
  { "area", N_ ("Area") },
  { "part_of", N_ ("Part of") },
  { "from", N_ ("From") },
  { "to", N_ ("To") },
  { "n_valid", N_ ("Valid values") },
  { "n_required", N_ ("Values needed") },
  { "mean_so_far", N_ ("Mean so far") },
  { "mean_bound", N_ ("Year's mean asked") },
  { "days_left", N_ ("Days to come") },
  { "mean_of_rest", N_ ("Their mean must be") },
  { "verdict", N_ ("Verdict") },
  { "last_verdict", N_ ("On its last day") },
  { "taken", N_ ("Rules that are taken") },
  { "changed", N_ ("Changed") },
  { "origin", N_ ("Comes from") },
  { "override", N_ ("The county's own") },
  { "quotes_compared", N_ ("Quotes compared with the plan's text") },
};

/* Who bears witness, as a check names him. */
static const LtTableWord witnesses[] = {
  { "marker", N_ ("this machine") },
  { "backup", N_ ("backup") },
  { "hub", N_ ("hub") },
  { "code", N_ ("check code") },
};

/* Whether there is a value of a month's dust fall. */
static const LtTableWord dust_states[] = {
  { "valid", N_ ("Valid") },
  { "no data", N_ ("No data") },
  { "not valid", N_ ("Not valid") },
  { "samples differ", N_ ("Samples differ") },
};

/* Why a column of a foreign file goes to a field. */
static const LtTableWord reasons[] = {
  { "told", N_ ("you said so") },
  { "shape", N_ ("known shape") },
  { "name", N_ ("its name") },
  { "likely", N_ ("it looks like it") },
};

/* What a field holds. */
static const LtTableWord types[] = {
  { "text", N_ ("text") },
  { "long-text", N_ ("long text") },
  { "integer", N_ ("whole number") },
  { "decimal", N_ ("decimal number") },
  { "flag", N_ ("yes or no") },
  { "date", N_ ("date") },
  { "month", N_ ("month") },
  { "minute", N_ ("date and time") },
  { "choice", N_ ("choice") },
  { "choices", N_ ("several choices") },
  { "reference", N_ ("a record") },
  { "references", N_ ("several records") },
  { "place", N_ ("a place") },
  { "record", N_ ("any record") },
  { "point", N_ ("point") },
  { "line", N_ ("line") },
  { "polygon", N_ ("polygon") },
};

/**
 * lt_table_look_up:
 * @words: (array length=n): codes and what they are called
 * @n: how many
 * @name: a code
 *
 * Returns: (transfer none): what it is called on the screen; @name where it is not there
 */
const char *
lt_table_look_up (const LtTableWord *words, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (words[i].name, name))
      return _ (words[i].words);
  return name;
}

/**
 * lt_table_label:
 * @object: an answer
 * @member: one of its members that is no field of a record
 *
 * Returns: (transfer none): what it is called on the screen
 */
const char *
lt_table_label (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node != NULL && lt_table_is_operations (node))
    return _ ("Put back");
  if (g_str_equal (member, "of"))
    return json_object_has_member (object, "required") ? _ ("Choices or kind") : _ ("Belongs to");
  if (g_str_equal (member, "label") && json_object_has_member (object, "required"))
    return _ ("On the screen");
  return lt_table_look_up (labels, G_N_ELEMENTS (labels), member);
}

static const LtField *
find_field (const char *kind_name, const char *field)
{
  const LtKind *kind = lt_kind_by_name (kind_name);
  int place = kind == NULL ? -1 : lt_kind_find_field (kind, field);

  return place < 0 ? NULL : &kind->fields[place];
}

/**
 * lt_table_find_field:
 * @object: an answer that tells of a field of a record
 * @member: the member that has the field's name
 *
 * Returns: (transfer none) (nullable): that field
 */
const LtField *
lt_table_find_field (JsonObject *object, const char *member)
{
  const char *kind = json_object_get_string_member_with_default (object, "kind", NULL);
  const char *name = json_object_get_string_member_with_default (object, member, NULL);

  return name == NULL ? NULL : find_field (kind, name);
}

static char *
label_choices (const LtField *field, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (int i = 0; names[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer) lt_field_choice_label (field, names[i]));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (_ (", "), (char **) words->pdata);
}

/**
 * lt_table_translate:
 * @object: an answer
 * @member: one of its members that is no field of a record
 * @text: its value
 *
 * Returns: (transfer full) (nullable): the value on the screen, where it is a name of
 *   the program's; %NULL for what is shown as it is
 */
char *
lt_table_translate (JsonObject *object, const char *member, const char *text)
{
  const LtField *field = NULL;

  if (lt_table_is_rule (object) && lt_table_translate_rule (member, text) != NULL)
    return g_strdup (lt_table_translate_rule (member, text));
  if (lt_table_translate_standard (member, text) != NULL)
    return g_strdup (lt_table_translate_standard (member, text));
  if (g_str_equal (member, "witness"))
    return g_strdup (lt_table_look_up (witnesses, G_N_ELEMENTS (witnesses), text));
  if (g_str_equal (member, "data")
      && (json_object_has_member (object, "rank_change")
          || json_object_has_member (object, "place_code")))
    return g_strdup (lt_table_look_up (dust_states, G_N_ELEMENTS (dust_states), text));
  if (g_str_equal (member, "why") && json_object_has_member (object, "goes_to"))
    return g_str_equal (text, "nowhere")
               ? g_strdup ("")
               : g_strdup (lt_table_look_up (reasons, G_N_ELEMENTS (reasons), text));
  if (g_str_equal (member, "sort"))
    return g_strdup (lt_today_sort_find_label (text));
  if (g_str_has_suffix (member, "datum") && *text != '\0')
    return lt_datum_describe (text);
  if (g_str_equal (member, "chosen") && g_str_equal (text, LT_BASEMAP_NONE))
    return g_strdup (_ ("no base map"));
  if (g_str_equal (member, "type") && json_object_has_member (object, "required"))
    return g_strdup (lt_table_look_up (types, G_N_ELEMENTS (types), text));
  if ((g_str_equal (member, "kind") || g_str_equal (member, "of")) && lt_kind_by_name (text) != NULL
      && !json_object_has_member (object, "required"))
    return g_strdup (lt_kind_get_label (lt_kind_by_name (text)));
  if (g_str_equal (member, "in_field") || g_str_equal (member, "field"))
    field = lt_table_find_field (object, member);
  if (field != NULL)
    return g_strdup (lt_field_get_label (field));
  if (g_str_equal (member, "in_field") && g_str_equal (text, "rows"))
    return g_strdup (_ ("Rows"));
  if ((g_str_equal (member, "rank") || g_str_equal (member, "interval")
       || g_str_equal (member, "source"))
      && *text != '\0')
    return label_choices (find_field ("batch", member), text);
  if (g_str_equal (member, "roles_on_date") && *text != '\0')
    return label_choices (find_field ("officer", "roles"), text);
  if (g_str_equal (member, "time") || g_str_equal (member, "last"))
    return g_strdelimit (g_strdup (text), "T", ' ');
  return NULL;
}
