/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a county has. The numbers are named by operations in files that exist:
 * add at the end, never reuse, never renumber. Terms: 生态环境执法 usage, one
 * English word per thing. */

#include "model/kinds-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REQUIRED LT_FIELD_REQUIRED
#define UNIQUE   (LT_FIELD_REQUIRED | LT_FIELD_UNIQUE)
#define FIXED    LT_FIELD_FIXED

static const LtChoice area_kinds[] = {
  { "city", N_ ("City") },
  { "county", N_ ("County") },
  { "district", N_ ("District") },
  { "development-zone", N_ ("Development zone") },
  { NULL },
};

static const LtChoice station_kinds[] = {
  { "national", N_ ("National point") }, { "provincial", N_ ("Provincial point") },
  { "county", N_ ("County point") },     { "township", N_ ("Township station") },
  { "micro", N_ ("Micro-station") },     { NULL },
};

static const LtChoice mine_types[] = {
  { "open-pit", N_ ("Open-pit") },
  { "underground", N_ ("Underground") },
  { NULL },
};

static const LtChoice mine_states[] = {
  { "operating", N_ ("Operating") },
  { "suspended", N_ ("Suspended") },
  { "closed", N_ ("Closed") },
  { "restored", N_ ("Restored") },
  { NULL },
};

static const LtChoice inspection_types[] = {
  { "routine", N_ ("Routine inspection") },
  { "special", N_ ("Special inspection") },
  { "case", N_ ("Case inspection") },
  { NULL },
};

static const LtChoice inspection_results[] = {
  { "no-problem", N_ ("No problem found") },
  { "help-given", N_ ("Help given") },
  { "order", N_ ("Order to correct") },
  { NULL },
};

static const LtChoice order_states[] = {
  { "draft", N_ ("Draft") },
  { "review", N_ ("Review") },
  { "issued", N_ ("Issued") },
  { NULL },
};

static const LtChoice roles[] = {
  { "auditor", N_ ("Auditor") },   { "inspector", N_ ("Officer") },   { "keeper", N_ ("Keeper") },
  { "reviewer", N_ ("Reviewer") }, { "signatory", N_ ("Signatory") }, { NULL },
};

static const LtChoice key_purposes[] = {
  { "officer", N_ ("Officer's key") },
  { "invitation", N_ ("Invitation") },
  { NULL },
};

static const LtChoice intervals[] = {
  { "hour", N_ ("Hour") },
  { "day", N_ ("Day") },
  { "month", N_ ("Month") },
  { NULL },
};

/* Precedence of measured values, the lowest first. */
static const LtChoice ranks[] = {
  { "real-time", N_ ("Real-time") },
  { "audited", N_ ("Audited") },
  { "reviewed", N_ ("Reviewed") },
  { NULL },
};

/* Where measured values come from: of two batches of one rank the later source
 * in this list is shown. */
static const LtChoice sources[] = {
  { "unknown", N_ ("Not known") },
  { "operator", N_ ("Operating unit") },
  { "county", N_ ("County platform") },
  { "city", N_ ("City platform") },
  { "province", N_ ("Province platform") },
  { "nation", N_ ("National platform") },
  { NULL },
};

static const LtField bureau_fields[] = {
  { 1, "code", N_ ("Division code"), LT_TYPE_TEXT, UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED },
  { 3, "order_prefix", N_ ("Order prefix"), LT_TYPE_TEXT },
  { 4, "reconsideration", N_ ("Reconsideration body"), LT_TYPE_TEXT },
  { 5, "court", N_ ("Court"), LT_TYPE_TEXT },
  { 6, "sample", N_ ("Sample data"), LT_TYPE_FLAG, FIXED },
};

static const LtField officer_fields[] = {
  { 1, "card", N_ ("Card number"), LT_TYPE_TEXT, UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED, .personal = LT_PERSONAL_NAME },
  { 3, "roles", N_ ("Roles"), LT_TYPE_CHOICES, REQUIRED, LT_MERGE_NO_CHOICE, .choices = roles },
  /* 执法证: outside of its period nothing is enforced with it. */
  { 4, "card_from", N_ ("Card valid from"), LT_TYPE_DATE, .merge = LT_MERGE_NO_CHOICE },
  { 5, "card_to", N_ ("Card valid to"), LT_TYPE_DATE, .merge = LT_MERGE_NO_CHOICE },
};

static const LtField key_fields[] = {
  { 1, "public_key", N_ ("Public key"), LT_TYPE_TEXT, UNIQUE },
  { 2, "officer", N_ ("Officer"), LT_TYPE_REFERENCE, REQUIRED, .refers_to = "officer" },
  { 3, "purpose", N_ ("Purpose"), LT_TYPE_CHOICE, REQUIRED, .choices = key_purposes },
  /* By the key itself, that it is this officer's: store/key-proof.c. A set, so that
   * there is nothing to decide where two machines accepted the same invitation. */
  { 4, "proof", N_ ("Proof"), LT_TYPE_TEXT, FIXED | LT_FIELD_HIDDEN, .merge = LT_MERGE_SET },
};

static const LtField device_fields[] = {
  { 1, "replica", N_ ("Device id"), LT_TYPE_TEXT, UNIQUE },
  { 2, "label", N_ ("Label"), LT_TYPE_TEXT, REQUIRED },
  { 3, "officer", N_ ("Officer"), LT_TYPE_REFERENCE, REQUIRED, .refers_to = "officer" },
};

static const LtField area_fields[] = {
  { 1, "code", N_ ("Division code"), LT_TYPE_TEXT, LT_FIELD_UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED },
  { 3, "city", N_ ("City"), LT_TYPE_TEXT },
  { 4, "area_kind", N_ ("Kind"), LT_TYPE_CHOICE, .choices = area_kinds },
  { 5, "version", N_ ("Boundary version"), LT_TYPE_TEXT },
  { 6, "schematic", N_ ("Schematic"), LT_TYPE_FLAG },
  { 7, "source", N_ ("Source"), LT_TYPE_TEXT, LT_FIELD_UNSEARCHED },
  { 8, "outline", N_ ("Outline"), LT_TYPE_POLYGON },
  { 9, "valid_from", N_ ("In force from"), LT_TYPE_DATE },
  { 10, "valid_to", N_ ("In force to"), LT_TYPE_DATE },
};

static const LtField station_fields[] = {
  { 1, "code", N_ ("Code"), LT_TYPE_TEXT, UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED },
  { 3, "city", N_ ("City"), LT_TYPE_TEXT },
  { 4, "station_kind", N_ ("Kind"), LT_TYPE_CHOICE, .choices = station_kinds },
  { 5, "reference", N_ ("Clean reference point"), LT_TYPE_FLAG },
  { 6, "source", N_ ("Source"), LT_TYPE_TEXT, LT_FIELD_UNSEARCHED },
  { 7, "position", N_ ("Position"), LT_TYPE_POINT },
};

static const LtField mine_fields[] = {
  { 1, "code", N_ ("Code"), LT_TYPE_TEXT, LT_FIELD_UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED },
  { 3, "mine_type", N_ ("Type"), LT_TYPE_CHOICE, .choices = mine_types },
  { 4, "mineral", N_ ("Mineral"), LT_TYPE_TEXT },
  { 5, "licence", N_ ("Mining licence"), LT_TYPE_TEXT },
  { 6, "mine_state", N_ ("State"), LT_TYPE_CHOICE, .choices = mine_states },
  { 7, "pit_surface", N_ ("Pit surface"), LT_TYPE_DECIMAL, .unit = "m²", .max = 1e9 },
  { 8, "party", N_ ("Party"), LT_TYPE_TEXT, .personal = LT_PERSONAL_NAME },
  { 9, "party_code", N_ ("Credit code"), LT_TYPE_TEXT, .personal = LT_PERSONAL_NUMBER },
  { 10, "party_address", N_ ("Address"), LT_TYPE_TEXT, .personal = LT_PERSONAL_ADDRESS },
  { 11, "party_lost", N_ ("No responsible party"), LT_TYPE_FLAG },
  { 12, "location", N_ ("Location"), LT_TYPE_TEXT },
  { 13, "source", N_ ("Source"), LT_TYPE_TEXT, LT_FIELD_UNSEARCHED },
  { 14, "position", N_ ("Position"), LT_TYPE_POINT },
};

static const LtField dust_site_fields[] = {
  { 1, "code", N_ ("Code"), LT_TYPE_TEXT, UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED },
  { 3, "area", N_ ("Area"), LT_TYPE_REFERENCE, .refers_to = "area" },
  { 4, "reference", N_ ("Clean reference point"), LT_TYPE_FLAG },
  { 5, "position", N_ ("Position"), LT_TYPE_POINT },
};

static const LtField inspection_fields[] = {
  { 1, "place", N_ ("Place"), LT_TYPE_PLACE, REQUIRED },
  { 2, "started", N_ ("Started"), LT_TYPE_MINUTE, REQUIRED },
  { 3, "ended", N_ ("Ended"), LT_TYPE_MINUTE },
  { 4, "inspection_type", N_ ("Type"), LT_TYPE_CHOICE, REQUIRED, .choices = inspection_types },
  { 5, "lead_officer", N_ ("Lead officer"), LT_TYPE_REFERENCE, REQUIRED, .refers_to = "officer" },
  { 6, "assisting_officer", N_ ("Assisting officer"), LT_TYPE_REFERENCE, LT_FIELD_EXPECTED,
    .refers_to = "officer" },
  { 7, "finding", N_ ("Findings on site"), LT_TYPE_LONG_TEXT, .personal = LT_PERSONAL_TEXT },
  { 8, "result", N_ ("Result"), LT_TYPE_CHOICE, .choices = inspection_results },
  { 9, "other_officers", N_ ("Other officers"), LT_TYPE_REFERENCES, .merge = LT_MERGE_SET,
    .refers_to = "officer" },
};

static const LtField order_fields[] = {
  { 1, "provisional_number", N_ ("Provisional number"), LT_TYPE_TEXT, UNIQUE | FIXED },
  { 2, "number", N_ ("Document number"), LT_TYPE_TEXT, LT_FIELD_UNIQUE | FIXED,
    LT_MERGE_NO_CHOICE },
  { 3, "state", N_ ("State"), LT_TYPE_CHOICE, REQUIRED | FIXED, LT_MERGE_STATE,
    .choices = order_states },
  { 4, "inspection", N_ ("Inspection"), LT_TYPE_REFERENCE, REQUIRED, .refers_to = "inspection" },
  { 5, "place", N_ ("Place"), LT_TYPE_PLACE, REQUIRED },
  { 6, "party", N_ ("Party"), LT_TYPE_TEXT, REQUIRED, .personal = LT_PERSONAL_NAME },
  { 7, "party_code", N_ ("Credit code"), LT_TYPE_TEXT, .personal = LT_PERSONAL_NUMBER },
  { 8, "party_address", N_ ("Address"), LT_TYPE_TEXT, .personal = LT_PERSONAL_ADDRESS },
  { 9, "facts", N_ ("Facts"), LT_TYPE_LONG_TEXT, REQUIRED, .personal = LT_PERSONAL_TEXT },
  { 10, "measures", N_ ("Measures"), LT_TYPE_LONG_TEXT, REQUIRED, .personal = LT_PERSONAL_TEXT },
  { 11, "deadline", N_ ("Deadline"), LT_TYPE_DATE, REQUIRED, LT_MERGE_NO_CHOICE },
  { 12, "drafted_by", N_ ("Drafted by"), LT_TYPE_REFERENCE, FIXED, .refers_to = "officer" },
  { 13, "issued_by", N_ ("Issued by"), LT_TYPE_REFERENCE, FIXED, .refers_to = "officer" },
  { 14, "issued_on", N_ ("Issued on"), LT_TYPE_DATE, FIXED, LT_MERGE_NO_CHOICE },
  /* What the paper says, to the letter, from the moment it was issued. */
  { 15, "frozen", N_ ("Frozen text"), LT_TYPE_LONG_TEXT, FIXED | LT_FIELD_HIDDEN,
    LT_MERGE_NO_CHOICE },
};

static const LtField town_fields[] = {
  { 1, "code", N_ ("Division code"), LT_TYPE_TEXT, LT_FIELD_UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED },
  { 3, "source", N_ ("Source"), LT_TYPE_TEXT, LT_FIELD_UNSEARCHED },
  { 4, "position", N_ ("Position"), LT_TYPE_POINT },
};

static const LtField river_fields[] = {
  { 1, "name", N_ ("Name"), LT_TYPE_TEXT, UNIQUE },
  { 2, "schematic", N_ ("Schematic"), LT_TYPE_FLAG },
  { 3, "course", N_ ("Course"), LT_TYPE_LINE },
};

static const LtField appointment_fields[] = {
  { 1, "officer", N_ ("Officer"), LT_TYPE_REFERENCE, REQUIRED, .refers_to = "officer" },
  { 2, "role", N_ ("Role"), LT_TYPE_CHOICE, REQUIRED, .choices = roles },
  { 3, "valid_from", N_ ("From"), LT_TYPE_DATE },
  { 4, "valid_to", N_ ("To"), LT_TYPE_DATE },
  { 5, "document", N_ ("Document"), LT_TYPE_TEXT },
};

static const LtField revocation_fields[] = {
  { 1, "key", N_ ("Key"), LT_TYPE_REFERENCE, REQUIRED | FIXED, .refers_to = "key" },
  { 2, "reason", N_ ("Reason"), LT_TYPE_TEXT, REQUIRED | FIXED },
  /* The last operation that counts of each stream the key has signed in: a line
   * each of replica, epoch, number and digest, with spaces between; what no line
   * names counts for nothing. */
  { 3, "accepted", N_ ("Accepted"), LT_TYPE_LONG_TEXT, FIXED | LT_FIELD_HIDDEN },
  /* Every public key that the record ever had, a line each: what is revoked must
   * not depend on what somebody makes of the record later. */
  { 4, "public_keys", N_ ("Public keys"), LT_TYPE_LONG_TEXT, REQUIRED | FIXED | LT_FIELD_HIDDEN },
};

static const LtField batch_fields[] = {
  { 1, "file", N_ ("File"), LT_TYPE_TEXT, REQUIRED | FIXED },
  { 2, "file_digest", N_ ("Digest of the file"), LT_TYPE_TEXT, FIXED },
  { 3, "source", N_ ("Source"), LT_TYPE_CHOICE, REQUIRED | FIXED, .choices = sources },
  { 4, "rank", N_ ("Rank"), LT_TYPE_CHOICE, REQUIRED | FIXED, .choices = ranks },
  { 5, "interval", N_ ("Interval"), LT_TYPE_CHOICE, REQUIRED | FIXED, .choices = intervals },
  { 6, "first", N_ ("First"), LT_TYPE_MINUTE, FIXED },
  { 7, "last", N_ ("Last"), LT_TYPE_MINUTE, FIXED },
  { 8, "rows", N_ ("Rows"), LT_TYPE_INTEGER, REQUIRED | FIXED },
  /* Digest of the rows as they travel. */
  { 9, "blob", N_ ("Digest of the rows"), LT_TYPE_TEXT, REQUIRED | FIXED },
  { 10, "corrects", N_ ("Corrects"), LT_TYPE_REFERENCE, FIXED, .refers_to = "batch" },
  /* Where its rows stand in the file, as store/batch-lines.h tells. */
  { 11, "lines", N_ ("Lines of the file"), LT_TYPE_LONG_TEXT,
    FIXED | LT_FIELD_HIDDEN | LT_FIELD_UNSEARCHED },
};

/* A decision between two batches of one rank that say different things: where
 * both have a value, that of the first is shown. */
static const LtField batch_choice_fields[] = {
  { 1, "holds", N_ ("Batch that holds"), LT_TYPE_REFERENCE, REQUIRED | FIXED,
    .refers_to = "batch" },
  { 2, "yields", N_ ("Batch that yields"), LT_TYPE_REFERENCE, REQUIRED | FIXED,
    .refers_to = "batch" },
};

static const LtField attachment_fields[] = {
  { 1, "record", N_ ("Record"), LT_TYPE_RECORD, REQUIRED | FIXED },
  { 2, "name", N_ ("File"), LT_TYPE_TEXT, REQUIRED | FIXED, .personal = LT_PERSONAL_TEXT },
  /* The original lies beside the county file under this name. */
  { 3, "digest", N_ ("Digest"), LT_TYPE_TEXT, REQUIRED | FIXED },
  { 4, "size", N_ ("Size"), LT_TYPE_INTEGER, REQUIRED | FIXED, .unit = "B" },
  { 5, "media_type", N_ ("Media type"), LT_TYPE_TEXT, FIXED },
  { 6, "taken", N_ ("Taken"), LT_TYPE_MINUTE, FIXED },
  { 7, "longitude", N_ ("Longitude"), LT_TYPE_DECIMAL, FIXED, .unit = "°", .min = -180,
    .max = 180 },
  { 8, "latitude", N_ ("Latitude"), LT_TYPE_DECIMAL, FIXED, .unit = "°", .min = -90, .max = 90 },
  { 9, "camera", N_ ("Camera"), LT_TYPE_TEXT, FIXED },
  { 10, "note", N_ ("Note"), LT_TYPE_LONG_TEXT, .personal = LT_PERSONAL_TEXT },
  { 11, "thumbnail", N_ ("Thumbnail"), LT_TYPE_LONG_TEXT, FIXED | LT_FIELD_HIDDEN },
};

/* What an import of records did: readings have their batch. */
static const LtField import_fields[] = {
  { 1, "file", N_ ("File"), LT_TYPE_TEXT, REQUIRED | FIXED },
  { 2, "file_digest", N_ ("Digest of the file"), LT_TYPE_TEXT, FIXED | LT_FIELD_UNSEARCHED },
  { 3, "part", N_ ("Part"), LT_TYPE_TEXT, FIXED },
  { 4, "record_kind", N_ ("Kind of records"), LT_TYPE_TEXT, REQUIRED | FIXED },
  { 5, "shape", N_ ("Known shape"), LT_TYPE_TEXT, FIXED },
  { 6, "format", N_ ("Format"), LT_TYPE_TEXT, FIXED },
  { 7, "encoding", N_ ("Encoding"), LT_TYPE_TEXT, FIXED },
  { 8, "datum", N_ ("Datum"), LT_TYPE_TEXT, FIXED },
  { 9, "read", N_ ("Rows read"), LT_TYPE_INTEGER, REQUIRED | FIXED },
  { 10, "added", N_ ("Added"), LT_TYPE_INTEGER, REQUIRED | FIXED },
  { 11, "updated", N_ ("Updated"), LT_TYPE_INTEGER, REQUIRED | FIXED },
  { 12, "unchanged", N_ ("Unchanged"), LT_TYPE_INTEGER, REQUIRED | FIXED },
  { 13, "refused", N_ ("Refused"), LT_TYPE_INTEGER, REQUIRED | FIXED },
  { 14, "candidates", N_ ("Not taken: may be here already"), LT_TYPE_INTEGER, FIXED },
  { 15, "skipped", N_ ("Passed over"), LT_TYPE_INTEGER, FIXED },
  { 16, "problems", N_ ("Problems"), LT_TYPE_LONG_TEXT, FIXED | LT_FIELD_UNSEARCHED,
    .personal = LT_PERSONAL_TEXT },
  { 17, "officer", N_ ("Officer"), LT_TYPE_REFERENCE, REQUIRED | FIXED, .refers_to = "officer" },
  { 18, "imported", N_ ("Imported"), LT_TYPE_MINUTE, REQUIRED | FIXED },
};

#define FIELDS(table) table, G_N_ELEMENTS (table)

static const LtKind kinds[] = {
  { 1, "bureau", "lt_bureau", N_ ("Bureau"), LT_KIND_PEOPLE | LT_KIND_INNER, "code", "name", NULL,
    FIELDS (bureau_fields) },
  { 2, "officer", "officer", N_ ("Officers"), LT_KIND_PEOPLE, "card", "name", NULL,
    FIELDS (officer_fields) },
  { 3, "key", "lt_key", N_ ("Keys"), LT_KIND_PEOPLE | LT_KIND_INNER, "public_key", "purpose", NULL,
    FIELDS (key_fields) },
  { 4, "device", "lt_device", N_ ("Devices"), LT_KIND_INNER, "replica", "label", NULL,
    FIELDS (device_fields) },
  { 5, "area", "area", N_ ("Areas"), 0, "code", "name", NULL, FIELDS (area_fields) },
  { 6, "station", "station", N_ ("Stations"), 0, "code", "name", "station_kind",
    FIELDS (station_fields) },
  { 7, "mine", "mine", N_ ("Mines"), 0, "code", "name", "mine_state", FIELDS (mine_fields) },
  { 8, "zone", "zone", N_ ("Zones"), 0, "code", "name", "zone_kind", FIELDS (lt_zone_fields) },
  { 9, "dust-site", "dust_site", N_ ("Dust-fall sites"), 0, "code", "name", NULL,
    FIELDS (dust_site_fields) },
  { 10, "dust-fall", "dust_fall", N_ ("Dust fall"), 0, NULL, "month", NULL,
    FIELDS (lt_dust_fall_fields) },
  { 11, "inspection", "inspection", N_ ("Inspections"), 0, NULL, "started", NULL,
    FIELDS (inspection_fields) },
  { 12, "order", "order", N_ ("Orders"), 0, "provisional_number", "provisional_number", NULL,
    FIELDS (order_fields) },
  { 13, "town", "town", N_ ("Towns"), 0, "code", "name", NULL, FIELDS (town_fields) },
  { 14, "river", "river", N_ ("Rivers"), 0, "name", "name", NULL, FIELDS (river_fields) },
  { 15, "appointment", "appointment", N_ ("Appointments"), LT_KIND_PEOPLE, NULL, "role", NULL,
    FIELDS (appointment_fields) },
  { 16, "revocation", "revocation", N_ ("Revocations"), LT_KIND_PEOPLE, NULL, "reason", NULL,
    FIELDS (revocation_fields) },
  { 17, "batch", "batch", N_ ("Batches"), 0, NULL, "file", NULL, FIELDS (batch_fields) },
  { 18, "attachment", "attachment", N_ ("Attachments"), 0, NULL, "name", NULL,
    FIELDS (attachment_fields) },
  { 19, "batch-choice", "lt_batch_choice", N_ ("Choices between batches"), LT_KIND_INNER, NULL,
    "holds", NULL, FIELDS (batch_choice_fields) },
  { 20, "import", "import", N_ ("Imports"), 0, NULL, "file", NULL, FIELDS (import_fields) },
  { 21, "corridor", "corridor", N_ ("Corridors"), 0, "code", "name", "corridor_kind",
    FIELDS (lt_corridor_fields) },
  { 22, "track", "track", N_ ("Patrol tracks"), 0, NULL, "started", NULL,
    FIELDS (lt_track_fields) },
  { 23, "site", "site", N_ ("Supervised places"), 0, "code", "name", "site_kind",
    FIELDS (lt_site_fields) },
  { 24, "figure", "figure", N_ ("Reported figures"), 0, NULL, "rule", NULL,
    FIELDS (lt_figure_fields) },
  { 25, "own-rule", "own_rule", N_ ("Own plans"), 0, "rule", "title", NULL,
    FIELDS (lt_own_rule_fields) },
  { 26, "override", "override", N_ ("Own limits"), 0, "rule", "rule", NULL,
    FIELDS (lt_override_fields) },
};

/**
 * lt_kinds:
 * @n_kinds: (out) (optional): how many there are
 *
 * Returns: (transfer none) (array length=n_kinds): all kinds, in the order of their numbers
 */
const LtKind *const *
lt_kinds (guint *n_kinds)
{
  static const LtKind *list[G_N_ELEMENTS (kinds)];
  static gsize made;

  if (g_once_init_enter (&made))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        list[i] = &kinds[i];
      g_once_init_leave (&made, 1);
    }
  if (n_kinds != NULL)
    *n_kinds = G_N_ELEMENTS (kinds);
  return list;
}

/**
 * lt_kind_by_name:
 *
 * Returns: (transfer none) (nullable): the kind called @name
 */
const LtKind *
lt_kind_by_name (const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];
  return NULL;
}

/**
 * lt_kind_by_number:
 *
 * Returns: (transfer none) (nullable): the kind of that number
 */
const LtKind *
lt_kind_by_number (guint number)
{
  return number >= 1 && number <= G_N_ELEMENTS (kinds) ? &kinds[number - 1] : NULL;
}

/**
 * lt_kind_find_field:
 *
 * Returns: the place in the field table of the field called @name; -1 for none
 */
int
lt_kind_find_field (const LtKind *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->n_fields; i++)
    if (g_str_equal (self->fields[i].name, name))
      return (int) i;
  return -1;
}

/**
 * lt_kind_field_by_number:
 *
 * Returns: the place in the field table of the field of that number; -1 for none
 */
int
lt_kind_field_by_number (const LtKind *self, guint number)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].number == number)
      return (int) i;
  return -1;
}

/**
 * lt_kind_geometry_field:
 *
 * Returns: the place in the field table of the field that holds where it is; -1 for none
 */
int
lt_kind_geometry_field (const LtKind *self)
{
  for (guint i = 0; i < self->n_fields; i++)
    if (lt_field_is_geometry (&self->fields[i]))
      return (int) i;
  return -1;
}

/**
 * lt_kind_is_place:
 *
 * Returns: whether its records are somewhere, and so on the map
 */
gboolean
lt_kind_is_place (const LtKind *self)
{
  return lt_kind_geometry_field (self) >= 0;
}

/**
 * lt_kind_get_label:
 *
 * Returns: (transfer none): what it is called on the screen, in the screen's language
 */
const char *
lt_kind_get_label (const LtKind *self)
{
  return g_dgettext (GETTEXT_PACKAGE, self->label);
}
