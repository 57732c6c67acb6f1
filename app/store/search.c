/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding records by words: pairs of characters as phrases (see words.c) find
 * exactly the texts that hold the words. The ranks are asked one after the other,
 * each only for as many as are still wanted, so that a word that is everywhere
 * costs no more than a rare one. */

#include "store/search.h"

#include "base/fold.h"
#include "store/words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_RUNS       16
#define MAX_CHARACTERS 256
#define SNIPPET        40
#define SNIPPET_BEFORE 12

typedef struct
{
  LtStore *store;
  gint64 first; /* rows of lt_words that may be found */
  gint64 last;
  guint limit;
  gboolean places;   /* nothing else */
  GPtrArray *runs;   /* letters and figures without anything between, folded */
  GArray *rows;      /* found, the best first */
  GHashTable *known; /* the same */
} Search;

void
lt_finding_free (LtFinding *self)
{
  g_free (self->title);
  g_free (self->code);
  g_free (self->snippet);
  g_free (self);
}

void
lt_finding_group_free (LtFindingGroup *self)
{
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static GPtrArray *
split_runs (const char *words)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = lt_fold (words);
  const char *run = NULL;
  const char *at = folded;
  guint n = 0;

  for (;; at = g_utf8_next_char (at), n++)
    {
      gboolean part = *at != '\0' && n < MAX_CHARACTERS && g_unichar_isalnum (g_utf8_get_char (at));

      if (part && run == NULL)
        run = at;
      if (!part && run != NULL)
        {
          g_ptr_array_add (runs, g_strndup (run, (gsize) (at - run)));
          run = NULL;
        }
      if (*at == '\0' || n >= MAX_CHARACTERS || runs->len == MAX_RUNS)
        return runs;
    }
}

/* Letters and figures only: nothing in them means anything to FTS5 within quotes. */
static void
add_phrase (GString *out, const char *column, const char *run, gboolean begin)
{
  if (out->len > 0)
    g_string_append (out, " AND ");
  g_string_append_printf (out, "%s\"", column);
  if (begin)
    {
      g_string_append_unichar (out, LT_WORDS_BEGIN);
      g_string_append_c (out, ' ');
    }
  lt_words_add_pairs (out, run, strlen (run), FALSE);
  g_string_append (out, "\"");
  /* One character alone begins a pair. */
  if (*g_utf8_next_char (run) == '\0')
    g_string_append (out, " *");
}

/* All runs in @column; the first one at the beginning of a text, if so wanted. */
static char *
write_runs (const Search *search, const char *column, gboolean begin)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < search->runs->len; i++)
    add_phrase (out, column, g_ptr_array_index (search->runs, i), begin && i == 0);
  return g_string_free (out, FALSE);
}

static char *
write_exact (const Search *search)
{
  GString *out = g_string_new ("title : \"");

  g_string_append_unichar (out, LT_WORDS_BEGIN);
  g_string_append_c (out, ' ');
  for (guint i = 0; i < search->runs->len; i++)
    {
      const char *run = g_ptr_array_index (search->runs, i);

      lt_words_add_pairs (out, run, strlen (run), TRUE);
    }
  g_string_append_unichar (out, LT_WORDS_END);
  g_string_append (out, "\"");
  return g_string_free (out, FALSE);
}

/* What was typed may be the first letters of readings. */
static char *
write_initials (const Search *search, gboolean begin)
{
  g_autoptr (GString) letters = g_string_new (NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < search->runs->len; i++)
    g_string_append (letters, g_ptr_array_index (search->runs, i));
  if (g_str_is_ascii (letters->str))
    add_phrase (out, "initials : ", letters->str, begin);
  return g_string_free (out, FALSE);
}

static const LtKind *
kind_of_row (gint64 row)
{
  return lt_kind_by_number ((guint) (row >> 40));
}

static gboolean
is_wanted (const Search *search, gint64 row)
{
  const LtKind *kind = search->places ? kind_of_row (row) : NULL;

  return !search->places || (kind != NULL && lt_kind_is_place (kind));
}

static gboolean
look (Search *search, char *expression, GError **error)
{
  g_autofree char *owned = expression;
  g_autoptr (GError) problem = NULL;
  g_autoptr (LtRows) rows = NULL;

  if (*expression == '\0' || search->rows->len >= search->limit)
    return TRUE;
  rows = lt_db_query (search->store->db, error,
                      "SELECT rowid FROM lt_words WHERE lt_words MATCH ? AND rowid BETWEEN ? AND ? "
                      "ORDER BY rowid",
                      "tii", expression, search->first, search->last);
  if (rows == NULL)
    return FALSE;
  while (search->rows->len < search->limit && lt_rows_next (rows, &problem))
    {
      gint64 row = lt_rows_int (rows, 0);

      if (is_wanted (search, row) && g_hash_table_add (search->known, g_memdup2 (&row, sizeof row)))
        g_array_append_val (search->rows, row);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return problem == NULL && (error == NULL || *error == NULL);
}

static gboolean
look_by_rank (Search *search, GError **error)
{
  return look (search, write_exact (search), error)
         && look (search, write_runs (search, "title : ", TRUE), error)
         && look (search, write_initials (search, TRUE), error)
         && look (search, write_runs (search, "title : ", FALSE), error)
         && look (search, write_runs (search, "{title body} : ", FALSE), error)
         && look (search, write_initials (search, FALSE), error);
}

static gboolean
holds_all (const Search *search, const char *folded)
{
  for (guint i = 0; i < search->runs->len; i++)
    if (strstr (folded, g_ptr_array_index (search->runs, i)) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_read_so (const Search *search, const char *folded)
{
  g_autofree char *initials = lt_words_initials (folded);
  g_autofree char *typed = NULL;

  g_ptr_array_add (search->runs, NULL);
  typed = g_strjoinv (NULL, (char **) search->runs->pdata);
  g_ptr_array_set_size (search->runs, (int) search->runs->len - 1);
  return initials != NULL && strstr (initials, typed) != NULL;
}

/* How well a field tells why its record was found; 0 for not at all. */
static int
rate_field (const Search *search, const LtKind *kind, const LtField *field, const char *folded)
{
  int title = lt_words_is_title (kind, field) ? 1 : 0;
  g_autofree char *joined = lt_words_join (folded);

  if (holds_all (search, folded) || (title && holds_all (search, joined)))
    return 6 + title;
  if (is_read_so (search, folded))
    return 4 + title;
  for (guint i = 0; i < search->runs->len; i++)
    if (strstr (folded, g_ptr_array_index (search->runs, i)) != NULL)
      return 2 + title;
  return 0;
}

/* A long text around the place where the first run stands. */
static char *
cut_snippet (const Search *search, const char *text)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  g_autofree char *folded = lt_fold (plain);
  glong length = g_utf8_strlen (plain, -1);
  const char *place = strstr (folded, g_ptr_array_index (search->runs, 0));
  glong at = place == NULL ? 0 : g_utf8_pointer_to_offset (folded, place);
  glong from = CLAMP (at - SNIPPET_BEFORE, 0, MAX (0, length - SNIPPET));
  g_autofree char *piece = g_utf8_substring (plain, from, MIN (length, from + SNIPPET));

  return g_strconcat (from > 0 ? "…" : "", piece, from + SNIPPET < length ? "…" : "", NULL);
}

static void
choose_snippet (const Search *search, LtFinding *finding, const LtRecord *record)
{
  int best = -1;

  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const LtField *field = &record->kind->fields[i];
      const char *text =
          lt_words_is_searched (record->kind, field) ? lt_value_text (record->values[i]) : NULL;
      g_autofree char *folded = text == NULL ? NULL : lt_fold (text);
      int rate = folded == NULL ? -1 : rate_field (search, record->kind, field, folded);

      if (rate <= best)
        continue;
      best = rate;
      finding->field = field;
      g_free (finding->snippet);
      finding->snippet = cut_snippet (search, text);
    }
}

static gboolean
add_finding (const Search *search, gint64 row, GPtrArray *findings, GError **error)
{
  const LtKind *kind = kind_of_row (row);
  gint64 key = row & ((G_GINT64_CONSTANT (1) << 40) - 1);
  g_autoptr (GPtrArray) records =
      kind == NULL ? NULL : lt_store_list_by_keys (search->store, kind, &key, 1, error);
  const LtRecord *record;
  LtFinding *finding;
  int title;

  if (records == NULL)
    return kind == NULL;
  record = g_ptr_array_index (records, 0);
  if (record == NULL)
    return TRUE;
  title = lt_kind_find_field (kind, kind->title);
  finding = g_new0 (LtFinding, 1);
  finding->kind = kind;
  finding->id = record->id;
  finding->field = &kind->fields[title];
  finding->title = lt_field_format (&kind->fields[title], record->values[title]);
  if (kind->key != NULL && !g_str_equal (kind->key, kind->title))
    finding->code = g_strdup (lt_record_get (record, kind->key));
  choose_snippet (search, finding, record);
  g_ptr_array_add (findings, finding);
  return TRUE;
}

/* Says why nothing can be looked for. */
static gboolean
can_look (const Search *search, const char *words, GError **error)
{
  if (search->runs->len == 0)
    g_set_error (error, LT_ERROR, LT_ERROR_USAGE,
                 _ ("\"%s\" holds no letter, figure or character to look for."), words);
  else if (search->store->schema < LT_WORDS_SCHEMA)
    g_set_error (error, LT_ERROR, LT_ERROR_REFUSED,
                 _ ("File %s: it was made by an older version of this program, which kept no words "
                    "to find records by. The first change, or opening it in the window, brings "
                    "it up to date and keeps a copy of it as it is; until then `list KIND "
                    "--where FIELD ~ TEXT` looks through one kind of record."),
                 search->store->path);
  else
    return TRUE;
  return FALSE;
}

/* The group of @kind, which stands where its best finding did. */
static LtFindingGroup *
get_group (GPtrArray *groups, const LtKind *kind)
{
  LtFindingGroup *group;

  for (guint i = 0; i < groups->len; i++)
    {
      group = g_ptr_array_index (groups, i);
      if (group->kind == kind)
        return group;
    }
  group = g_new0 (LtFindingGroup, 1);
  group->kind = kind;
  group->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_finding_free);
  g_ptr_array_add (groups, group);
  return group;
}

/**
 * lt_store_search:
 * @self: a county file
 * @kind: (nullable): of which kind; %NULL for all
 * @words: what is looked for: all of the words must be there, in any order and in
 *   any field that is searched; width, case and traditional characters make no
 *   difference; first letters of readings find names
 * @limit: at the most as many
 * @error: return location; %LT_ERROR_USAGE where there is nothing to look for
 *
 * Returns: (transfer full) (nullable) (element-type LtFinding): what was found, the
 *   best first: what is called so, whose name begins so, whose name's reading
 *   begins so, whose name holds the words, what holds them anywhere
 */
GPtrArray *
lt_store_search (LtStore *self, const LtKind *kind, const char *words, guint limit, GError **error)
{
  g_autoptr (GPtrArray) runs = split_runs (words);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_finding_free);
  Search search = { .store = self,
                    .first = kind == NULL ? 0 : lt_words_row (kind, 0),
                    .last = kind == NULL ? G_MAXINT64 : lt_words_row (kind, 0) + (1LL << 40) - 1,
                    .limit = limit,
                    .runs = runs,
                    .rows = rows,
                    .known = known };

  if (!can_look (&search, words, error))
    return NULL;
  if (!look_by_rank (&search, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    if (!add_finding (&search, g_array_index (rows, gint64, i), findings, error))
      return NULL;
  return g_steal_pointer (&findings);
}

/**
 * lt_store_search_kinds:
 * @self: a county file
 * @words: what is looked for, as with lt_store_search()
 * @places: nothing but places
 * @each: of each kind at the most as many are handed over
 * @most: at the most as many are counted
 * @more: (out): whether there are more than @most
 * @error: return location; %LT_ERROR_USAGE where there is nothing to look for
 *
 * Returns: (transfer full) (nullable) (element-type LtFindingGroup): what was found, by
 *   kinds, the kind of the best one first
 */
GPtrArray *
lt_store_search_kinds (LtStore *self,
                       const char *words,
                       gboolean places,
                       guint each,
                       guint most,
                       gboolean *more,
                       GError **error)
{
  g_autoptr (GPtrArray) runs = split_runs (words);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) lt_finding_group_free);
  Search search = { .store = self,
                    .last = G_MAXINT64,
                    .limit = most + 1,
                    .places = places,
                    .runs = runs,
                    .rows = rows,
                    .known = known };

  if (!can_look (&search, words, error) || !look_by_rank (&search, error))
    return NULL;
  *more = rows->len > most;
  for (guint i = 0; i < MIN (rows->len, most); i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      const LtKind *kind = kind_of_row (row);
      LtFindingGroup *group = kind == NULL ? NULL : get_group (groups, kind);

      if (group != NULL && ++group->n <= each
          && !add_finding (&search, row, group->findings, error))
        return NULL;
    }
  return g_steal_pointer (&groups);
}
