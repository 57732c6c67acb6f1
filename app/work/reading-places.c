/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/reading-places.h"

#include "work/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CITY_SIGN "市"

struct _LtReadingPlaces
{
  LtSession *session;
  gboolean create;
  GHashTable *stations; /* (nullable): name → GPtrArray of LtRecord, by code */
  GHashTable *areas;    /* (nullable): likewise */
  GPtrArray *made;      /* (element-type LtRecord) */
  GHashTable *made_for; /* code, city and name → LtRecord of @made */
  GPtrArray *notes;     /* (element-type utf8) */
};

/**
 * lt_reading_places_new:
 * @session: a session
 * @create: whether what is not found is to be made
 *
 * Returns: (transfer full): a finder for one file
 */
LtReadingPlaces *
lt_reading_places_new (LtSession *session, gboolean create)
{
  LtReadingPlaces *self = g_new0 (LtReadingPlaces, 1);

  self->session = session;
  self->create = create;
  self->made = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  self->made_for = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
lt_reading_places_free (LtReadingPlaces *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->stations, g_hash_table_unref);
  g_clear_pointer (&self->areas, g_hash_table_unref);
  g_hash_table_unref (self->made_for);
  g_ptr_array_unref (self->made);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

/* Spaces of any width around it go; g_strstrip() knows only those of ASCII. */
static char *
trim (const char *text)
{
  const char *start = text == NULL ? "" : text;
  const char *end = start;

  while (g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  end = start;
  for (const char *c = start; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      end = g_utf8_next_char (c);
  return g_strndup (start, (gsize) (end - start));
}

/* 阳泉 and 阳泉市 are one city. */
static char *
trim_city (const char *text)
{
  char *city = trim (text);

  if (g_str_has_suffix (city, CITY_SIGN) && strlen (city) > strlen (CITY_SIGN))
    city[strlen (city) - strlen (CITY_SIGN)] = '\0';
  return city;
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (lt_record_get (*(LtRecord *const *) a, "code"),
                    lt_record_get (*(LtRecord *const *) b, "code"));
}

/* All records of a kind by their names, as they are looked for. */
static GHashTable *
index_names (LtStore *store, const LtKind *kind, char *(*fold) (const char *) )
{
  g_autoptr (GPtrArray) records = lt_store_list (store, kind, NULL, NULL);
  GHashTable *names =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  if (records == NULL)
    return names;
  g_ptr_array_sort (records, compare_codes);
  for (guint i = 0; i < records->len; i++)
    {
      LtRecord *record = g_ptr_array_index (records, i);
      char *name = fold (lt_record_get (record, "name"));
      GPtrArray *same = g_hash_table_lookup (names, name);

      if (same == NULL)
        {
          same = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
          g_hash_table_insert (names, g_strdup (name), same);
        }
      g_ptr_array_add (same, lt_record_copy (record));
      g_free (name);
    }
  return names;
}

static void
note_several (LtReadingPlaces *self, GPtrArray *fitting)
{
  g_autoptr (GString) codes = g_string_new (NULL);
  const LtRecord *first = g_ptr_array_index (fitting, 0);

  for (guint i = 0; i < fitting->len; i++)
    g_string_append_printf (codes, "%s%s", i == 0 ? "" : ", ",
                            lt_record_get (g_ptr_array_index (fitting, i), "code"));
  g_ptr_array_add (self->notes,
                   g_strdup_printf (_ ("Several records are called %s in %s: %s. The values go to "
                                       "%s."),
                                    lt_record_get (first, "name"), lt_record_get (first, "city"),
                                    codes->str, lt_record_get (first, "code")));
}

/* Those of @records that lie in @city; with no city it must be one alone. */
static const LtRecord *
choose (LtReadingPlaces *self, GPtrArray *records, const char *city)
{
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      LtRecord *record = g_ptr_array_index (records, i);
      g_autofree char *own = trim_city (lt_record_get (record, "city"));

      if (*city == '\0' || *own == '\0' || g_str_equal (own, city))
        g_ptr_array_add (fitting, record);
    }
  if (fitting->len == 0 || (fitting->len > 1 && *city == '\0'))
    return NULL;
  if (fitting->len > 1)
    note_several (self, fitting);
  return g_ptr_array_index (fitting, 0);
}

static gboolean
find_code (LtReadingPlaces *self, const char *kind, const char *code, LtId *id)
{
  g_autoptr (LtRecord) record =
      lt_store_find_by_key (lt_session_get_store (self->session), lt_kind_by_name (kind), code);

  if (record != NULL)
    *id = record->id;
  return record != NULL;
}

/* A station's name is what it is; an area is 阳泉 or 阳泉市. */
static gboolean
find_name (LtReadingPlaces *self, gboolean area, const char *city, const char *name, LtId *id)
{
  LtStore *store = lt_session_get_store (self->session);
  GHashTable **names = area ? &self->areas : &self->stations;
  g_autofree char *folded = area ? trim_city (name) : trim (name);
  const LtRecord *found;

  if (*names == NULL)
    *names =
        index_names (store, lt_kind_by_name (area ? "area" : "station"), area ? trim_city : trim);
  found = choose (self, g_hash_table_lookup (*names, folded), city);
  if (found != NULL)
    *id = found->id;
  return found != NULL;
}

/* Any place that has readings of its own, or any other that is named as one is. */
static gboolean
find_any (LtReadingPlaces *self, const char *text, LtId *id)
{
  const LtKind *kind = lt_kind_by_name ("inspection");
  const LtField *field = &kind->fields[lt_kind_find_field (kind, "place")];
  g_autoptr (LtValue) value = NULL;

  if (*text == '\0')
    return FALSE;
  if (find_code (self, "station", text, id) || find_code (self, "dust-site", text, id))
    return TRUE;
  value = lt_work_parse_field (self->session, field, text, NULL);
  return value != NULL && lt_id_from_text (id, lt_value_text (value));
}

/* A record of what the file says. Without a code of the file's own its code is
 * made of city and name, so that whoever imports it makes the same one. */
static void
make_place (LtReadingPlaces *self,
            gboolean area,
            const char *code,
            const char *city,
            const char *name,
            LtId *id)
{
  g_autofree char *key = g_strconcat (code, "\x1f", city, "\x1f", name, NULL);
  LtRecord *record = g_hash_table_lookup (self->made_for, key);
  g_autofree char *made = *city == '\0' ? g_strdup (name) : g_strconcat (city, "-", name, NULL);

  /* the same place, written with a space more */
  if (record != NULL)
    {
      *id = record->id;
      return;
    }
  record = lt_record_new (lt_kind_by_name (area ? "area" : "station"));
  lt_record_set_canonical (record, "name", *name == '\0' ? code : name);
  lt_record_set_canonical (record, "city", city);
  lt_record_set_canonical (record, "code", *code != '\0' ? code : area ? "" : made);
  lt_id_make (&record->id, record->kind->number, lt_session_get_now (self->session),
              lt_session_get_random (self->session));
  *id = record->id;
  g_hash_table_insert (self->made_for, g_steal_pointer (&key), record);
  g_ptr_array_add (self->made, record);
}

static char *
describe_missing (gboolean area, gboolean any, const char *code, const char *city, const char *name)
{
  if (any)
    return g_strdup (_ ("There is no station or dust-fall site of this code. Enter it first, or "
                        "correct the code."));
  if (area)
    return g_strdup_printf (
        _ ("There is no area %s. Enter it first, or tick that what is not known is made "
           "(--create-stations)."),
        name);
  if (*code != '\0')
    return g_strdup_printf (_ ("There is no station of the code %s. Enter it first, or let the "
                               "import make it (--create-stations)."),
                            code);
  if (*city == '\0')
    return g_strdup_printf (_ ("There is no station %s. Enter it first, or let the import make it "
                               "(--create-stations)."),
                            name);
  return g_strdup_printf (_ ("There is no station %s in %s. Enter it first, or let the import make "
                             "it (--create-stations)."),
                          name, city);
}

/**
 * lt_reading_places_find:
 * @self: a finder
 * @place: what the file says
 * @id: (out): the record's id
 * @problem: (out) (nullable): why there is none
 *
 * Looks in the file, and makes what is not there if that is wanted.
 *
 * Returns: whether there is a record
 */
gboolean
lt_reading_places_find (LtReadingPlaces *self,
                        const LtReadingPlace *place,
                        LtId *id,
                        char **problem)
{
  gboolean area = g_strcmp0 (place->kind, "area") == 0;
  gboolean any = place->kind == NULL;
  g_autofree char *code = trim (place->code);
  g_autofree char *city = trim_city (place->city);
  g_autofree char *name = trim (place->name);

  *problem = NULL;
  if (any && find_any (self, code, id))
    return TRUE;
  if (!any && *code != '\0' && find_code (self, place->kind, code, id))
    return TRUE;
  /* a code that is not known is another place, whatever it is called */
  if (*name != '\0' && (*code == '\0' || any) && find_name (self, area, city, name, id))
    return TRUE;
  if (self->create)
    make_place (self, area, code, city, any && g_str_equal (name, code) ? "" : name, id);
  else
    *problem = describe_missing (area, any, code, city, name);
  return self->create;
}

/**
 * lt_reading_places_get_made:
 *
 * Returns: (transfer none) (element-type LtRecord): what has to be written before
 *   the batch
 */
GPtrArray *
lt_reading_places_get_made (const LtReadingPlaces *self)
{
  return self->made;
}

/**
 * lt_reading_places_get_notes:
 *
 * Returns: (transfer none) (element-type utf8): what was chosen among several
 */
GPtrArray *
lt_reading_places_get_notes (const LtReadingPlaces *self)
{
  return self->notes;
}
