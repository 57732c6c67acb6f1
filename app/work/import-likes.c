/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "work/import-likes.h"

#include "base/digest.h"
#include "base/fold.h"
#include "geo/distance.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Degrees, at any latitude of China more than NEAR: what is further apart is not read. */
#define FAR 0.02

/* Metres: as far as China's datums are apart, so that a list that was read in
 * another one is not taken for other places. */
#define NEAR 1000.0

/* Degrees: a tenth of a millimetre. */
#define SAME 1e-9

#define PAGE      256 /* records read at once */
#define MAX_ALIKE 5   /* that are named */

typedef struct
{
  guint64 hash; /* of what it is called */
  gint64 key;
  float x; /* about where it is, degrees; NaN where it is nowhere */
  float y;
} Entry;

struct _LtLikes
{
  LtStore *store;
  const LtKind *kind;
  int name;         /* place of the field; -1: such records have no names */
  GArray *entries;  /* (nullable) (element-type Entry): sorted; read when it is needed */
  GHashTable *made; /* (nullable): ids of what rows of the same file were made into */
};

typedef struct
{
  GPtrArray *records; /* (element-type LtRecord): with their heads */
  GArray *distances;  /* (element-type double): metres; NaN where it is not known */
} Alike;

/**
 * lt_likes_new:
 * @store: a county file
 * @kind: a kind
 *
 * Returns: (transfer full): what finds likes among the records that are there when
 *   the first one is asked for
 */
LtLikes *
lt_likes_new (LtStore *store, const LtKind *kind)
{
  LtLikes *self = g_new0 (LtLikes, 1);

  self->store = store;
  self->kind = kind;
  self->name = lt_kind_find_field (kind, "name");
  return self;
}

/**
 * lt_likes_set_made:
 * @self: the likes of a kind
 * @made: (nullable): a set of ids (LtId) of records that an import of the same rows
 *   has made before it was broken off
 *
 * Such a record is its own row and no other: what is gone on with comes to what it
 * would have come to at once.
 */
void
lt_likes_set_made (LtLikes *self, GHashTable *made)
{
  if (made != NULL)
    g_hash_table_ref (made);
  g_clear_pointer (&self->made, g_hash_table_unref);
  self->made = made;
}

void
lt_likes_free (LtLikes *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->made, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self);
}

/**
 * lt_likes_fold_name:
 * @name: of a place, a party …
 *
 * Returns: (transfer full): the same for spellings of one name: width, case and
 *   traditional characters aside, without spaces, brackets and other marks, and
 *   without the words for a limited company
 */
char *
lt_likes_fold_name (const char *name)
{
  static const char *const forms[] = { "股份有限公司", "有限责任公司", "有限公司" };
  g_autofree char *folded = lt_fold (name);
  g_autoptr (GString) bare = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (bare, g_utf8_get_char (at));
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (bare->len > strlen (forms[i]))
      g_string_replace (bare, forms[i], "", 0);
  return g_string_free (g_steal_pointer (&bare), FALSE);
}

static gboolean
tells (const LtField *field)
{
  return (field->flags & LT_FIELD_REQUIRED) != 0 && field->type != LT_TYPE_CHOICE
         && field->type != LT_TYPE_CHOICES;
}

/* What records that are alike have in common; %NULL for one that is like no other. */
static char *
call (const LtLikes *self, const LtRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->name >= 0)
    {
      const char *name = lt_value_text (record->values[self->name]);

      return name == NULL ? NULL : lt_likes_fold_name (name);
    }
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (tells (&self->kind->fields[i]))
      {
        const char *value = lt_value_text (record->values[i]);

        if (value == NULL)
          return NULL;
        g_string_append_printf (text, "%s\n", value);
      }
  return text->len == 0 ? NULL : g_string_free (g_steal_pointer (&text), FALSE);
}

static guint64
hash_text (const char *text)
{
  LtDigest digest;
  guint64 hash;

  lt_digest_of (&digest, text, strlen (text));
  memcpy (&hash, &digest, sizeof hash);
  return hash;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = a;
  const Entry *other = b;

  if (one->hash != other->hash)
    return one->hash < other->hash ? -1 : 1;
  return (one->key > other->key) - (one->key < other->key);
}

static gboolean
find_anchor (const LtRecord *record, double *x, double *y)
{
  g_autoptr (LtShape) shape = lt_record_get_shape (record);

  if (shape == NULL)
    return FALSE;
  lt_shape_get_anchor (shape, x, y);
  return isfinite (*x) && isfinite (*y);
}

static gboolean
read_page (LtLikes *self, const gint64 *keys, guint n, GError **error)
{
  g_autoptr (GPtrArray) records = lt_store_list_by_keys (self->store, self->kind, keys, n, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const LtRecord *record = g_ptr_array_index (records, i);
      g_autofree char *text = record == NULL ? NULL : call (self, record);

      if (text != NULL)
        {
          Entry entry = { hash_text (text), keys[i], NAN, NAN };
          double x;
          double y;

          if (find_anchor (record, &x, &y))
            {
              entry.x = (float) x;
              entry.y = (float) y;
            }
          g_array_append_val (self->entries, entry);
        }
    }
  return records != NULL;
}

static gboolean
read_entries (LtLikes *self, GError **error)
{
  g_autoptr (GArray) keys = lt_store_list_keys (self->store, self->kind, NULL, error);

  if (keys == NULL)
    return FALSE;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < keys->len; i += PAGE)
    if (!read_page (self, &g_array_index (keys, gint64, i), MIN (PAGE, keys->len - i), error))
      {
        g_clear_pointer (&self->entries, g_array_unref);
        return FALSE;
      }
  g_array_sort (self->entries, compare_entries);
  return TRUE;
}

/* Where the entries of a hash begin. */
static guint
find_first (const LtLikes *self, guint64 hash)
{
  guint from = 0;
  guint to = self->entries->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;

      if (g_array_index (self->entries, Entry, middle).hash < hash)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/**
 * lt_likes_differ:
 * @field: a field
 * @value: (nullable): what a file says
 * @known: (nullable): what a record says
 *
 * Formats differ in where a ring begins and which way it goes, and a workbook keeps
 * sixteen figures of a number: that is no difference.
 *
 * Returns: whether the file says something, and something else
 */
gboolean
lt_likes_differ (const LtField *field, const LtValue *value, const LtValue *known)
{
  g_autoptr (LtShape) shape = NULL;
  g_autoptr (LtShape) other = NULL;

  if (value == NULL || lt_value_equal (value, known))
    return FALSE;
  if (known == NULL || !lt_field_is_geometry (field))
    return TRUE;
  shape = lt_value_to_shape (value, NULL);
  other = lt_value_to_shape (known, NULL);
  return shape == NULL || other == NULL || !lt_shape_is_same (shape, other, SAME);
}

static gboolean
says_all (const LtRecord *known, const LtRecord *row)
{
  for (guint i = 0; i < row->kind->n_fields; i++)
    if (lt_likes_differ (&row->kind->fields[i], row->values[i], known->values[i]))
      return FALSE;
  return TRUE;
}

/* Whether neither says what the other does not. */
static gboolean
says_no_more (const LtRecord *known, const LtRecord *row)
{
  for (guint i = 0; i < row->kind->n_fields; i++)
    if (known->values[i] != NULL && row->values[i] == NULL)
      return FALSE;
  return TRUE;
}

static double
measure (const LtRecord *one, const LtRecord *other)
{
  double x;
  double y;
  double there_x;
  double there_y;

  if (!find_anchor (one, &x, &y) || !find_anchor (other, &there_x, &there_y))
    return NAN;
  return lt_distance (x, y, there_x, there_y);
}

static const char *
get_code (const LtRecord *record)
{
  return record->kind->key == NULL ? NULL : lt_record_get (record, record->kind->key);
}

/* Two codes that differ are two things, whatever they are called. */
static gboolean
may_be (const LtRecord *known, const LtRecord *row, double metres)
{
  return (get_code (known) == NULL || get_code (row) == NULL) && !(metres > NEAR);
}

static gboolean
is_of_another_row (const LtLikes *self, const LtRecord *known, const LtRecord *row)
{
  return self->made != NULL && g_hash_table_contains (self->made, &known->id)
         && !(says_all (known, row) && says_no_more (known, row));
}

/* Of what has no place nothing is far. */
static gboolean
is_far (const Entry *entry, double x, double y)
{
  return fabs (entry->x - x) > FAR || fabs (entry->y - y) > FAR;
}

static gboolean
collect (LtLikes *self, const LtRecord *row, const char *text, Alike *alike, GError **error)
{
  guint64 hash = hash_text (text);
  double x = NAN;
  double y = NAN;

  find_anchor (row, &x, &y);
  for (guint i = find_first (self, hash);
       i < self->entries->len && g_array_index (self->entries, Entry, i).hash == hash; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      g_autoptr (GPtrArray) found = NULL;
      const LtRecord *listed;
      LtRecord *known;
      double metres;

      if (is_far (entry, x, y))
        continue;
      found = lt_store_list_by_keys (self->store, self->kind, &entry->key, 1, error);
      if (found == NULL)
        return FALSE;
      listed = g_ptr_array_index (found, 0);
      known = listed == NULL ? NULL : lt_store_get (self->store, self->kind, &listed->id, NULL);
      if (known == NULL)
        continue;
      metres = measure (known, row);
      if (!may_be (known, row, metres) || is_of_another_row (self, known, row))
        {
          lt_record_free (known);
          continue;
        }
      g_ptr_array_add (alike->records, known);
      g_array_append_val (alike->distances, metres);
    }
  return TRUE;
}

static char *
name_one (const LtRecord *record, double metres)
{
  const char *code = get_code (record);
  g_autofree char *id = lt_id_to_text (&record->id);

  if (isnan (metres))
    return g_strdup_printf (_ ("%s (%s)"), lt_record_get_title (record), code == NULL ? id : code);
  return g_strdup_printf (_ ("%s (%s), %.0f m away"), lt_record_get_title (record),
                          code == NULL ? id : code, metres);
}

static char *
name_all (const Alike *alike)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (alike->records->len, MAX_ALIKE); i++)
    {
      g_autofree char *one = name_one (g_ptr_array_index (alike->records, i),
                                       g_array_index (alike->distances, double, i));

      g_string_append_printf (text, "%s%s", i == 0 ? "" : "; ", one);
    }
  if (alike->records->len > MAX_ALIKE)
    g_string_append (text, "; …");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
judge (const LtRecord *row, Alike *alike, LtLike *like, LtRecord **known, char **words)
{
  for (guint i = 0; i < alike->records->len; i++)
    if (says_all (g_ptr_array_index (alike->records, i), row))
      {
        *like = LT_LIKE_SAME;
        *known = g_ptr_array_steal_index (alike->records, i);
        return;
      }
  if (alike->records->len == 0)
    return;
  *like = LT_LIKE_MAYBE;
  *words = name_all (alike);
  if (alike->records->len == 1)
    *known = g_ptr_array_steal_index (alike->records, 0);
}

/**
 * lt_likes_find:
 * @self: the likes of a kind
 * @row: a record without an id, whose code, if it has one, is not known
 * @like: (out): what was found
 * @known: (out) (transfer full) (nullable): the record, with its heads; %NULL where
 *   there is none or several may be it
 * @words: (out) (transfer full) (nullable): what may be it, in words
 * @error: return location
 *
 * Returns: whether the file could be read
 */
gboolean
lt_likes_find (LtLikes *self,
               const LtRecord *row,
               LtLike *like,
               LtRecord **known,
               char **words,
               GError **error)
{
  g_autofree char *text = call (self, row);
  Alike alike = { 0 };
  gboolean done;

  *like = LT_LIKE_NONE;
  *known = NULL;
  *words = NULL;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (self->entries == NULL && !read_entries (self, error))
    return FALSE;
  alike.records = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_record_free);
  alike.distances = g_array_new (FALSE, FALSE, sizeof (double));
  done = collect (self, row, text, &alike, error);
  if (done)
    judge (row, &alike, like, known, words);
  g_ptr_array_unref (alike.records);
  g_array_unref (alike.distances);
  return done;
}
