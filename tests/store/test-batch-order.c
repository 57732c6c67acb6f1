/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which value is shown, against a small model of the rule's words; and that neither
 * the order of operations and blobs nor the file that they come to matters. */

#include "base/error.h"
#include "batches.h"

#include <string.h>

#define N_BATCHES  6
#define N_HOURS    4
#define N_RANKS    2
#define N_STATIONS 2

static const char *const ranks[] = { "real-time", "audited", "reviewed" };
static const char *const sources[] = { "unknown", "county", "nation" };

typedef struct
{
  LtId id;
  int rank;
  int source;
  int corrects; /* -1 for none */
  gboolean gone;
  int values[N_STATIONS][N_HOURS]; /* -1: no row; -2: a row without a value */
} ModelBatch;

typedef struct
{
  LtId stations[N_STATIONS];
  ModelBatch batches[N_BATCHES];
  gboolean chosen[N_BATCHES][N_BATCHES]; /* [holds][yields] */
} Model;

static gboolean
model_corrects (const Model *model, int winner, int loser)
{
  for (int b = winner; b >= 0;)
    {
      int next = model->batches[b].corrects;

      if (model->batches[b].gone || next < 0)
        return FALSE;
      if (next == loser)
        return TRUE;
      b = next;
    }
  return FALSE;
}

static gboolean
model_beats (const Model *model, int winner, int loser)
{
  return model_corrects (model, winner, loser)
         || (model->chosen[winner][loser] && !model->chosen[loser][winner]);
}

static gboolean
model_has (const Model *model, int b, int station, int hour)
{
  return !model->batches[b].gone && model->batches[b].values[station][hour] != -1;
}

/* "36?", "-"; NULL where there is no row */
static char *
model_shown (const Model *model, int station, int hour)
{
  int best = -1;
  gboolean disputed = FALSE;
  int value;

  for (int everyone = 0; everyone < 2 && best < 0; everyone++)
    for (int b = 0; b < N_BATCHES; b++)
      {
        gboolean beaten = FALSE;
        const ModelBatch *batch = &model->batches[b];
        const ModelBatch *held = best < 0 ? NULL : &model->batches[best];

        for (int o = 0; o < N_BATCHES && !everyone; o++)
          beaten |= o != b && model_has (model, o, station, hour) && model_beats (model, o, b);
        if (!model_has (model, b, station, hour) || beaten)
          continue;
        if (held == NULL || batch->rank > held->rank
            || (batch->rank == held->rank
                && (batch->source > held->source
                    || (batch->source == held->source
                        && memcmp (&batch->id, &held->id, sizeof batch->id) > 0))))
          best = b;
      }
  if (best < 0)
    return NULL;
  value = model->batches[best].values[station][hour];
  for (int o = 0; o < N_BATCHES; o++)
    disputed |= model_has (model, o, station, hour) && o != best
                && model->batches[o].values[station][hour] != value
                && model->batches[o].rank == model->batches[best].rank
                && !model_beats (model, o, best) && !model_beats (model, best, o);
  return value == -2 ? g_strdup_printf ("%d=-%s", hour, disputed ? "?" : "")
                     : g_strdup_printf ("%d=%d%s", hour, value, disputed ? "?" : "");
}

static char *
model_series (const Model *model, int station)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (int hour = 0; hour < N_HOURS; hour++)
    {
      char *shown = model_shown (model, station, hour);

      if (shown != NULL)
        g_ptr_array_add (words, shown);
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" ", (char **) words->pdata);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
count_rows (const Model *model, int a, int b, int *same, int *differing)
{
  *same = *differing = 0;
  for (int station = 0; station < N_STATIONS; station++)
    for (int hour = 0; hour < N_HOURS; hour++)
      if (model_has (model, a, station, hour) && model_has (model, b, station, hour))
        ++*(model->batches[a].values[station][hour] == model->batches[b].values[station][hour]
                ? same
                : differing);
}

static char *
model_conflicts (const Model *model)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (int a = 0; a < N_BATCHES; a++)
    for (int b = 0; b < N_BATCHES; b++)
      {
        const ModelBatch *first = &model->batches[a];
        const ModelBatch *second = &model->batches[b];
        g_autofree char *one = lt_id_to_text (&first->id);
        g_autofree char *two = lt_id_to_text (&second->id);
        int same;
        int differing;

        if (strcmp (one, two) >= 0 || first->rank != second->rank || model_beats (model, a, b)
            || model_beats (model, b, a))
          continue;
        count_rows (model, a, b, &same, &differing);
        if (differing > 0)
          g_ptr_array_add (lines, g_strdup_printf ("%s %s %d %d\n", one, two, same, differing));
      }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("", (char **) lines->pdata);
}

static void
assert_as_model (const Model *model, LtStore *store)
{
  g_autofree char *conflicts = batch_conflicts (store);
  g_autofree char *expected = model_conflicts (model);

  g_assert_cmpstr (conflicts, ==, expected);
  for (int station = 0; station < N_STATIONS; station++)
    {
      g_autofree char *series = batch_series (store, &model->stations[station], "PM2.5");
      g_autofree char *wanted = model_series (model, station);

      g_assert_cmpstr (series, ==, wanted);
    }
}

static void
make_batch (Office *office, LtStore *store, Model *model, int b, GRand *rand)
{
  ModelBatch *batch = &model->batches[b];
  MadeBatch about = { 0 };
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (MadeRow));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  batch->rank = g_rand_int_range (rand, 0, N_RANKS);
  batch->source = g_rand_int_range (rand, 0, 3);
  batch->corrects = b > 0 && g_rand_boolean (rand) ? g_rand_int_range (rand, 0, b) : -1;
  for (int i = 0; i < N_STATIONS * N_HOURS; i++)
    {
      int value = g_rand_int_range (rand, -2, 4);
      MadeRow row = { model->stations[i % N_STATIONS], "PM2.5", i / N_STATIONS, NULL, NULL };

      /* Never without any row */
      value = i == 0 && value == -1 ? 3 : value;
      batch->values[i % N_STATIONS][i / N_STATIONS] = value;
      if (value == -1)
        continue;
      if (value >= 0)
        {
          g_ptr_array_add (texts, g_strdup_printf ("%d", value));
          row.value = g_ptr_array_index (texts, texts->len - 1);
        }
      g_array_append_val (rows, row);
    }
  about.rank = ranks[batch->rank];
  about.source = sources[batch->source];
  about.corrects = batch->corrects < 0 ? NULL : &model->batches[batch->corrects].id;
  batch->id = batch_add (office, store, &office->keeper, &about, (MadeRow *) rows->data, rows->len);
  /* Ids of one millisecond have no order of their own; a correction needs one. */
  if (batch->corrects >= 0
      && memcmp (&model->batches[batch->corrects].id, &batch->id, sizeof batch->id) >= 0)
    batch->corrects = -1;
}

static void
change_something (Office *office, LtStore *store, Model *model, GRand *rand)
{
  int a = g_rand_int_range (rand, 0, N_BATCHES);
  int b = g_rand_int_range (rand, 0, N_BATCHES);
  g_autoptr (LtRecord) seen = NULL;

  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      if (model->batches[a].gone)
        return;
      seen = office_get (store, &model->batches[a].id);
      g_assert_true (office_remove (store, &office->keeper, seen, NULL));
      model->batches[a].gone = TRUE;
      return;
    }
  if (a == b)
    return;
  batch_choose (office, store, &office->keeper, &model->batches[a].id, &model->batches[b].id);
  model->chosen[a][b] = TRUE;
}

static void
shuffle (GPtrArray *array, GRand *rand)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (int) i);
      gpointer other = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[j];
      array->pdata[j] = other;
    }
}

/* Blobs and groups in any order; a group that comes before its own past is given again. */
static void
deliver (LtStore *from, LtStore *to, GRand *rand)
{
  g_autoptr (GPtrArray) groups = office_groups (from);
  g_autoptr (GPtrArray) digests = batch_digests (from);
  guint blob = 0;

  shuffle (digests, rand);
  for (guint i = 0; i < groups->len; i++)
    {
      if (blob < digests->len && g_rand_boolean (rand))
        batch_carry (from, to, g_ptr_array_index (digests, blob++));
      office_deliver (to, g_ptr_array_index (groups, i));
    }
  while (blob < digests->len)
    batch_carry (from, to, g_ptr_array_index (digests, blob++));
}

/* Batches made on two machines, carried both ways in random orders. */
static void
test_random (gconstpointer data)
{
  guint32 seed = GPOINTER_TO_UINT (data);
  g_autoptr (Office) office = office_new (seed);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  LtStore *a = office_found (office, "a");
  LtStore *b = office_empty (office, "b");
  LtStore *c = office_empty (office, "c");
  Model model = { 0 };

  for (int i = 0; i < N_STATIONS; i++)
    model.stations[i] =
        office_add (office, a, &office->keeper, "station",
                    (const char *const[]){ "code", i == 0 ? "1" : "2", "name", "站", NULL });
  office_copy (a, b);
  for (int i = 0; i < N_BATCHES; i++)
    make_batch (office, g_rand_boolean (rand) ? a : b, &model, i, rand);
  deliver (a, b, rand);
  deliver (b, a, rand);
  assert_as_model (&model, a);
  for (int i = 0; i < 8; i++)
    {
      change_something (office, a, &model, rand);
      assert_as_model (&model, a);
    }
  deliver (a, b, rand);
  deliver (b, c, rand);
  assert_as_model (&model, b);
  /* Of what is gone no rows were carried to c. */
  assert_as_model (&model, c);
  office_assert_equal (a, b);
  office_assert_equal (a, c);
  office_assert_sound (a);
  office_assert_sound (b);
  office_assert_sound (c);
}

/* A choice is an operation: undone, the conflict is open again. */
static void
test_choice_undone (void)
{
  g_autoptr (Office) office = office_new (200);
  LtStore *store = office_found (office, "a");
  LtId place = office_add (office, store, &office->keeper, "station",
                           (const char *const[]){ "code", "1", "name", "站", NULL });
  const MadeRow one[] = { { place, "PM2.5", 1, "35", NULL }, { place, "PM2.5", 2, "8", NULL } };
  const MadeRow two[] = { { place, "PM2.5", 1, "36", NULL }, { place, "PM2.5", 2, "8", NULL } };
  LtId a = batch_add (office, store, &office->keeper, &(MadeBatch){ 0 }, one, 2);
  LtId b = batch_add (office, store, &office->keeper, &(MadeBatch){ .file = "二.csv" }, two, 2);
  gboolean a_first = memcmp (&a, &b, sizeof a) < 0;
  g_autofree char *before = batch_series (store, &place, "PM2.5");
  g_autofree char *chosen = NULL;
  g_autofree char *after = NULL;
  g_autoptr (LtRecord) choice = NULL;
  g_autoptr (GPtrArray) examples = NULL;
  LtBatchExample *example;
  LtId id;

  g_assert_cmpstr (before, ==, a_first ? "1=36? 2=8" : "1=35? 2=8");
  g_assert_cmpint (lt_store_count_batch_conflicts (store), ==, 1);
  examples = lt_store_list_batch_examples (store, &a, &b, 5, NULL);
  g_assert_cmpuint (examples->len, ==, 1);
  example = g_ptr_array_index (examples, 0);
  g_assert_cmpstr (example->a, ==, "35");
  g_assert_cmpstr (example->b, ==, "36");
  g_assert_cmpint (example->time, ==, MADE_START + 60);
  id = batch_choose (office, store, &office->keeper, &a, &b);
  chosen = batch_series (store, &place, "PM2.5");
  g_assert_cmpstr (chosen, ==, "1=35 2=8");
  g_assert_cmpint (lt_store_count_batch_conflicts (store), ==, 0);
  choice = office_get (store, &id);
  g_assert_true (office_remove (store, &office->keeper, choice, NULL));
  after = batch_series (store, &place, "PM2.5");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (lt_store_count_batch_conflicts (store), ==, 1);
  office_assert_sound (store);
}

/* An hour and a day that begin at the same minute are two things. */
static void
test_intervals (void)
{
  g_autoptr (Office) office = office_new (201);
  LtStore *store = office_found (office, "a");
  LtId place = office_add (office, store, &office->keeper, "station",
                           (const char *const[]){ "code", "1", "name", "站", NULL });
  const MadeRow hour = { place, "PM2.5", 0, "35", NULL };
  const MadeRow day = { place, "PM2.5", 0, "50", NULL };
  g_autofree char *series = NULL;
  LtInterval interval;

  batch_add (office, store, &office->keeper, &(MadeBatch){ .interval = "day" }, &day, 1);
  g_assert_true (lt_store_find_interval (store, &place, "PM2.5", &interval));
  g_assert_cmpint (interval, ==, LT_INTERVAL_DAY);
  batch_add (office, store, &office->keeper, &(MadeBatch){ .rank = "real-time" }, &hour, 1);
  series = batch_series (store, &place, "PM2.5");
  g_assert_cmpstr (series, ==, "0=35");
  g_assert_cmpint (lt_store_count_batch_conflicts (store), ==, 0);
  g_assert_true (lt_store_find_interval (store, &place, "PM2.5", &interval));
  g_assert_cmpint (interval, ==, LT_INTERVAL_HOUR);
  g_assert_false (lt_store_find_interval (store, &place, "CO", &interval));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch-order/choice-undone", test_choice_undone);
  g_test_add_func ("/batch-order/intervals", test_intervals);
  for (guint seed = 300; seed < 312; seed++)
    {
      g_autofree char *name = g_strdup_printf ("/batch-order/random-%u", seed);

      g_test_add_data_func (name, GUINT_TO_POINTER (seed), test_random);
    }
  return g_test_run ();
}
