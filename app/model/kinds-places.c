/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Zones, what is supervised beside mines, and lines that are driven along. As in kinds.c:
 * add at the end, never reuse, never renumber. */

#include "model/kinds-private.h"

#include <glib/gi18n-lib.h>

#define REQUIRED LT_FIELD_REQUIRED

static const LtChoice zone_kinds[] = {
  { "coal-ban", N_ ("Coal-banned zone") },
  { "fuel-ban", N_ ("High-pollution-fuel ban zone") },
  { "built-up", N_ ("Built-up area") },
  { "planning", N_ ("Planning area") },
  { "corridor", N_ ("Controlled corridor") },
  { "off-road", N_ ("Off-road machine control zone") },
  { "fringe", N_ ("Urban-rural fringe") },
  { "truck-ban", N_ ("Truck restriction zone") },
  { "green-transport", N_ ("Green transport zone") },
  { "hot-spot", N_ ("Hot-spot grid") },
  { "key-park", N_ ("Park under priority supervision") },
  { NULL },
};

static const LtChoice corridor_kinds[] = {
  { "expressway", N_ ("Expressway") }, { "railway", N_ ("Railway") },
  { "highway", N_ ("Highway") },       { "street", N_ ("Urban street") },
  { "haul-road", N_ ("Haul road") },   { NULL },
};

/* What is supervised beside mines: the sign of each is in scene/symbol-site.c. */
static const LtChoice site_kinds[] = {
  { "construction", N_ ("Construction site") },
  { "enterprise", N_ ("Enterprise") },
  { "boiler", N_ ("Boiler") },
  { "kiln", N_ ("Kiln") },
  { "coke-plant", N_ ("Coke plant") },
  { "power-plant", N_ ("Power plant") },
  { "coal-seller", N_ ("Coal seller") },
  { "gas-station", N_ ("Gas station") },
  { "fuel-depot", N_ ("Fuel depot") },
  { "pile", N_ ("Material pile") },
  { "bare-land", N_ ("Bare land") },
  { "gangue-hill", N_ ("Gangue hill") },
  { "heating-village", N_ ("Clean heating village") },
  { "off-road-machine", N_ ("Off-road machine") },
  { "vehicle-gate", N_ ("Vehicle gate") },
  { "vehicle-test", N_ ("Vehicle-test station") },
  { "restaurant", N_ ("Restaurant") },
  { "straw", N_ ("Straw burning point") },
  { "fire", N_ ("Fire point") },
  { NULL },
};

static const LtChoice site_states[] = {
  { "in-use", N_ ("In use") },
  { "standing-still", N_ ("Standing still") },
  { "under-rectification", N_ ("Under rectification") },
  { "done-away", N_ ("Done away with") },
  { NULL },
};

const LtField lt_zone_fields[N_ZONE_FIELDS] = {
  { 1, "code", N_ ("Code"), LT_TYPE_TEXT, LT_FIELD_UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED },
  { 3, "zone_kind", N_ ("Kind"), LT_TYPE_CHOICE, REQUIRED, .choices = zone_kinds },
  { 4, "version", N_ ("Boundary version"), LT_TYPE_TEXT },
  { 5, "document", N_ ("Document"), LT_TYPE_TEXT },
  { 6, "valid_from", N_ ("In force from"), LT_TYPE_DATE },
  { 7, "valid_to", N_ ("In force to"), LT_TYPE_DATE },
  { 8, "schematic", N_ ("Schematic"), LT_TYPE_FLAG },
  { 9, "outline", N_ ("Outline"), LT_TYPE_POLYGON },
};

const LtField lt_corridor_fields[N_CORRIDOR_FIELDS] = {
  { 1, "code", N_ ("Code"), LT_TYPE_TEXT, LT_FIELD_UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED },
  { 3, "corridor_kind", N_ ("Kind"), LT_TYPE_CHOICE, .choices = corridor_kinds },
  { 4, "responsible", N_ ("Responsible unit"), LT_TYPE_TEXT },
  { 5, "document", N_ ("Document"), LT_TYPE_TEXT },
  { 6, "schematic", N_ ("Schematic"), LT_TYPE_FLAG },
  { 7, "source", N_ ("Source"), LT_TYPE_TEXT, LT_FIELD_UNSEARCHED },
  { 8, "course", N_ ("Course"), LT_TYPE_LINE },
};

/* Where a patrol went. */
const LtField lt_track_fields[N_TRACK_FIELDS] = {
  { 1, "officer", N_ ("Officer"), LT_TYPE_REFERENCE, REQUIRED, .refers_to = "officer" },
  { 2, "started", N_ ("Started"), LT_TYPE_MINUTE, REQUIRED },
  { 3, "ended", N_ ("Ended"), LT_TYPE_MINUTE },
  { 4, "note", N_ ("Note"), LT_TYPE_LONG_TEXT, .personal = LT_PERSONAL_TEXT },
  { 5, "source", N_ ("Source"), LT_TYPE_TEXT, LT_FIELD_UNSEARCHED },
  { 6, "course", N_ ("Course"), LT_TYPE_LINE },
};

const LtField lt_site_fields[N_SITE_FIELDS] = {
  { 1, "code", N_ ("Code"), LT_TYPE_TEXT, LT_FIELD_UNIQUE },
  { 2, "name", N_ ("Name"), LT_TYPE_TEXT, REQUIRED },
  { 3, "site_kind", N_ ("Kind"), LT_TYPE_CHOICE, REQUIRED, .choices = site_kinds },
  { 4, "site_state", N_ ("State"), LT_TYPE_CHOICE, .choices = site_states },
  { 5, "surface", N_ ("Surface"), LT_TYPE_DECIMAL, .unit = "m²", .max = 1e9 },
  { 6, "party", N_ ("Party"), LT_TYPE_TEXT, .personal = LT_PERSONAL_NAME },
  { 7, "party_code", N_ ("Credit code"), LT_TYPE_TEXT, .personal = LT_PERSONAL_NUMBER },
  { 8, "party_address", N_ ("Address"), LT_TYPE_TEXT, .personal = LT_PERSONAL_ADDRESS },
  { 9, "location", N_ ("Location"), LT_TYPE_TEXT },
  { 10, "source", N_ ("Source"), LT_TYPE_TEXT, LT_FIELD_UNSEARCHED },
  { 11, "position", N_ ("Position"), LT_TYPE_POINT },
};
